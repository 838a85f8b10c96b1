# Every function of itertools.
import itertools
from itertools import accumulate, chain, count, cycle, groupby, islice, product, repeat, tee, zip_longest
import operator

print(list(accumulate([1, 2, 3, 4])), list(accumulate('abc')), list(accumulate([3, 1, 2], max)), list(accumulate([1, 2], initial=10)), list(accumulate([1, 2, 3], operator.mul)))
print(list(chain('ab', [1, 2], (3,))), list(chain()), list(chain.from_iterable(['ab', 'cd'])), list(itertools.chain.from_iterable([[1], [], [2]])))
print(list(itertools.combinations('abcd', 2)), list(itertools.combinations(range(3), 4)), list(itertools.combinations('ab', 0)))
print(list(itertools.combinations_with_replacement('abc', 2)), list(itertools.combinations_with_replacement('', 1)))
print(list(itertools.permutations([1, 2, 3])), list(itertools.permutations('abc', 2)), len(list(itertools.permutations(range(5)))))
print(list(product('ab', [1, 2])), list(product([0, 1], repeat=3)), list(product()), list(product('ab', [])))
print(list(itertools.compress('abcdef', [1, 0, 1, 0, 1, 1])), list(islice(count(10), 3)), list(islice(count(1, 0.5), 3)), list(islice(cycle('ab'), 5)))
print(list(itertools.dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(itertools.takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(itertools.filterfalse(None, [0, 1, '', 'a'])))
print([(k, list(g)) for k, g in groupby('aaabbca')], [(k, len(list(g))) for k, g in groupby([1, 3, 2, 4, 5], key=lambda n: n % 2)])
groups = groupby('aabbb')
first = next(groups)
second = next(groups)
print(first[0], list(first[1]), second[0], list(second[1]), next(groups, 'over'))
print(list(islice('abcdef', 2)), list(islice('abcdef', 2, 4)), list(islice('abcdef', 1, None, 2)), list(islice('abc', 0)), list(islice('abcdefgh', 1, 6, 2)))
source = iter(range(10))
print(list(islice(source, 3)), next(source), list(islice(source, 1, 3)), list(source))
print(list(itertools.pairwise('abcd')), list(itertools.pairwise([1])), list(repeat('x', 3)), list(itertools.starmap(pow, [(2, 3), (3, 2)])))
one, two = tee([1, 2, 3])
print(next(one), next(one), list(two), list(one), len(tee('ab', 3)))
print(list(zip_longest('abc', [1])), list(zip_longest('ab', 'wxyz', fillvalue='-')), list(zip_longest()))
print(count(5), count(2, 3), repeat('x'), repeat(1, 2), type(count()).__name__)
for i, letter in zip(count(1), 'xyz'):
    print(i, letter)
for action in (lambda: islice('a', -1), lambda: islice('a', 0, 1, 0), lambda: list(itertools.combinations('a', -1)), lambda: chain(5).__next__(), lambda: count('a'), lambda: list(accumulate([1, 'a'])), lambda: next(iter(chain()))):
    try:
        print(action())
    except Exception as e:
        print(type(e).__name__, e)
total = sum(a * b for a, b in product(range(4), repeat=2))
print(total, max(itertools.permutations([1, 3, 2])), sorted(chain([3], [1])), len(set(chain('ab', 'b'))))
letters, numbers = zip(*product('ab', [1, 2]))
print(letters, numbers)
print([key for key, _ in groupby(sorted(["pear", "fig", "plum"], key=lambda word: word[0]), key=lambda word: word[0])])
for bound in (2, -1, -4, None, "x", 10**30):
    for other in (None, 1, -2, -1):
        try:
            print(list(itertools.islice("abc", bound)), list(itertools.islice("abc", bound, other)))
        except ValueError as e:
            print(e)
