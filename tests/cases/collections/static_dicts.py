# Counter, defaultdict and OrderedDict of static types.
from collections import Counter, defaultdict, OrderedDict

words = 'the cat and the dog and the bird'.split()
counts = Counter(words)
print(counts, counts['the'], counts['fish'], len(counts), 'fish' in counts)
for word, n in counts.most_common(2):
    print(word, n)
print(counts.most_common(), counts.most_common(0))
counts['fish'] += 2
counts['cat'] = 0
del counts['nothing']
print(counts, sum(counts.values()), sorted(counts.items()))
letters = Counter('mississippi')
print(letters, max(letters, key=letters.get), letters == Counter('ssiippmssii'))
print(Counter(), Counter([]), Counter(x % 3 for x in range(10)))

groups = defaultdict(list)
for word in words:
    groups[len(word)].append(word)
print(groups, dict(groups), groups[7], len(groups))
totals = defaultdict(int)
for i in range(5):
    totals[i % 2] += i
print(totals, totals.get(9), 9 in totals, totals[9], 9 in totals)
graph = defaultdict(set)
for a, b in [(1, 2), (2, 3), (1, 3)]:
    graph[a].add(b)
    graph[b].add(a)
print({k: sorted(v) for k, v in graph.items()})
nested = defaultdict(lambda: defaultdict(int))
for a, b in ['xy', 'xz', 'xy', 'ab']:
    nested[a][b] += 1
print({k: dict(v) for k, v in nested.items()}, nested['q']['r'])
names = defaultdict(lambda: 'nobody')
names['a'] = 'Ann'
print(names['a'], names['b'], dict(names))
per = defaultdict(Counter)
per['x']['y'] += 1
print(per['x'], per)
order = OrderedDict()
order['b'] = 1
order['a'] = 2
print(order, list(order), order == {'a': 2, 'b': 1})
try:
    order['z']
except KeyError as e:
    print('KeyError', e)
floats = defaultdict(float)
floats['a'] += 1.5
print(floats)


def most(text):
    return Counter(text).most_common(1)[0]


print(most('hello'), most('aab')[0])
