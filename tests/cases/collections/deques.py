# A deque of items of one type: what it does, what it prints, how it fails.
from collections import deque
from copy import copy, deepcopy
d = deque([1, 2, 3])
d.append(4)
d.appendleft(0)
print(d, len(d), d[0], d[-1], d.maxlen, 3 in d, bool(d))
print(d.pop(), d.popleft(), list(d), sorted(d, reverse=True), sum(d), max(d))
d.rotate(1)
d.rotate()
print(d, [x * 2 for x in d], list(reversed(d)))
d.extend([7, 8])
d.extendleft((9, 10))
d += [11]
d += d
d[0] = 100
d[1] += 5
del d[2]
print(d, d.index(7), d.count(7), d.copy() == d)
d.remove(7)
d.reverse()
d.insert(1, 55)
print(d)
recent = deque(maxlen=2)
for word in "a b c".split():
    recent.append(word)
print(recent, recent.maxlen, "-".join(recent), f"{recent}")
pairs = deque([("ann", 3), ("bob", 1)])
while pairs:
    name, n = pairs.popleft()
    print(name, n)
    if n > 1:
        pairs.append((name, n - 2))
empty = deque()
try:
    empty.pop()
except IndexError as e:
    print(e)
try:
    for x in d:
        if x == 8:
            d.append(1)
except RuntimeError as e:
    print(e)
try:
    d.remove(12345)
except ValueError as e:
    print(e)
big = deque([2], 5)
for i in range(40):
    big.append(big[-1] * 7)
print(big)
a, b, *rest = deque("xyz")
print(a, b, rest)
match d:
    case [first, *_]:
        print("seq", first)
print({"q": deque([1])}, deque(range(3), maxlen=2), isinstance(d, deque), type(d).__name__)
def rot(q: deque, n: int) -> None:
    for _ in range(n):
        q.append(q.popleft())
q = deque("abc")
rot(q, 2)
print(q, str(q), repr(q) == str(q))
print(deque([1,2]) == deque([1, 2]), deque([1]) == [1], q is q)
for i, x in enumerate(q):
    print(i, x, end=" ")
print(dict(zip(q, d)))
nested = deque([[1], [2]])
same, apart = copy(nested), deepcopy(nested)
nested[0].append(3)
same.append([4])
print(nested, same, apart)
mixed = copy(deque([1, 'a', None]))
mixed.append(2.5)
print(mixed, len(deepcopy(mixed)))
q.clear()
print(q, not q)
q.popleft()
