# Generator expressions in every place that walks, keeps or uses them up.
import heapq, math, itertools
from itertools import islice, count, groupby, product, chain
from collections import Counter

def sum(items):
    return 'mine ' + str(list(items))
print(sum(i for i in range(3)))
print(heapq.nlargest(2, (n * n % 7 for n in range(9) if n)), math.prod(i for i in range(1, 5)), math.fsum(x / 2 for x in [1, 2] for _ in 'ab'))
def lazy():
    seen = []
    g = (seen.append(i) or i for i in range(3))
    first = next(g)
    return first, list(seen), list(g), seen
print(lazy())
def evens():
    return (n for n in itertools.count() if n % 2 == 0)
print(list(islice(evens(), 3)), next(evens()))
pairs = ((a, b) for a in 'ab' for b in range(2))
print(next(pairs), list(pairs), list(pairs))
try:
    for a, b in ((x, 1 // x) for x in (1, 0) for _ in range(1)):
        print(a, b)
except ZeroDivisionError as e:
    print(e)
print(Counter(len(w) for w in 'a bb cc'.split()), Counter(c for w in ['ab', 'b'] for c in w))
print(max((len(w), w) for w in ['a', 'bbb', 'cc']), sorted(((b, a) for a, b in [(1, 2), (3, 1)]), reverse=True))
print(dict((k, v) for k, v in zip('ab', count())), {k: list(g) for k, g in groupby('aab')})
x, y, *z = (i * 2 for i in range(5) if i for _ in range(1))
print(x, y, z)
print(','.join(str(i) for i in range(3) for _ in range(2)), any(i > 2 for j in range(2) for i in range(j + 3)), all(i for i in [1, 0]))
total = 0
for i, (a, b) in enumerate((p, q) for p in range(2) for q in range(2)):
    if i == 3:
        break
    total += a * 10 + b
print(total)
for a, b in zip((i for i in range(3) for _ in 'x'), (n := n2 for n2 in range(3))):
    print(a, b, n)
def outer(k):
    return [f(1) for f in (lambda x, j=j: x + j + k for j in range(2))]
print(outer(10))
print(list(map(lambda p: p[0] + p[1], product([1, 2], [3]))), [*chain([1], (i for i in [2]))])
