# Counters as multisets, ordered dicts, deques: everything that objects can do.
from collections import Counter, defaultdict, OrderedDict, deque
import collections
import copy

a, b = Counter(a=3, b=1, c=0), Counter('abbd')
print(a + b, a - b, a | b, a & b, +a, -Counter(x=-2, y=1))
print(a == b, a != b, a <= b, a < a + b, Counter(a=1) == Counter(a=1, b=0), Counter(a=1) == {'a': 1})
print(list(a.elements()), a.total(), sorted(b.elements()))
a.update('aab')
a.update({'c': 5})
a.update(z=2)
print(a)
a.subtract('aaz')
a.subtract({'q': 1})
print(a, a.most_common(2), a.most_common(None)[:1])
c = a.copy()
c['new'] = 1
print(type(c), 'new' in a, isinstance(a, dict), isinstance(a, Counter), dict(a) == a)
a += Counter(q=3)
a -= Counter(b=100)
print(a)
a |= Counter(a=9)
a &= Counter(a=4, c=2)
print(a)
try:
    a + {'x': 1}
except TypeError as e:
    print(e)
try:
    Counter.fromkeys('abc')
except NotImplementedError as e:
    print(e)
try:
    Counter([[1]])
except TypeError as e:
    print(e)
print(Counter({'x': 2.5, 'y': 1}), Counter({'x': 'b', 'y': 'a'}), repr(Counter()), bool(Counter()), Counter(None))
print({**Counter('aa')}, list(Counter('ab')), [k for k in Counter('ba')])
d = defaultdict(list, {'k': [1]}, j=2)
print(d, d['z'], d.default_factory, d.copy(), copy.copy(d) == d, type(copy.deepcopy(d)))
d.default_factory = None
try:
    d['new']
except KeyError as e:
    print('KeyError', e)
try:
    defaultdict(5)
except TypeError as e:
    print(e)
print(d | {'m': 1}, {'m': 1} | d)
try:
    d.nothing
except AttributeError as e:
    print(e)
try:
    {d: 1}
except TypeError as e:
    print(e)
o = OrderedDict([('a', 1), ('b', 2), ('c', 3)])
o.move_to_end('a')
o.move_to_end('c', last=False)
print(o, o.popitem(), o.popitem(last=False), o, OrderedDict())
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == dict(b=2, a=1), o.items(), o.keys())
print(OrderedDict.fromkeys('xy', 0), list(reversed(OrderedDict(a=1, b=2))))
for action in (lambda: OrderedDict().popitem(), lambda: o.move_to_end('q')):
    try:
        action()
    except KeyError as e:
        print('KeyError', e)

q = deque([1, 2, 3])
q.append(4)
q.appendleft(0)
print(q, len(q), q[0], q[-1], 3 in q, 9 in q, list(q), sum(q), bool(deque()))
print(q.pop(), q.popleft(), q)
q.extend([5, 6])
q.extendleft('ab')
print(q, q.index(2), q.count(5))
q.rotate(2)
print(q)
q.rotate(-3)
q.reverse()
q.insert(1, 'new')
q.remove(5)
print(q, q.copy() == q, q + deque([1]), deque('ab') * 2)
q[0] = 'first'
del q[1]
print(q, deque([1, 2]) < deque([1, 3]), deque([1]) == [1], list(reversed(q)))
last = deque(maxlen=3)
for i in range(5):
    last.append(i)
print(last, last.maxlen, q.maxlen)
last.appendleft(9)
print(last, deque(range(4), 2), deque('abc', maxlen=0))
q += 'zz'
print(q, copy.copy(last))
q.clear()
print(q, type(q), isinstance(q, deque))
for action in (lambda: q.pop(), lambda: q.popleft(), lambda: q[0], lambda: q['x'], lambda: q.remove(1), lambda: q.index(1),
               lambda: hash(q), lambda: q + [1], lambda: q.nothing, lambda: deque(5), lambda: deque([], -1), lambda: q[1:2],
               lambda: last.insert(0, 1), lambda: q < 5):
    try:
        action()
    except Exception as e:
        print(type(e).__name__, e)
work = deque([1])
try:
    for item in work:
        work.append(item)
except RuntimeError as e:
    print(e)
while work:
    item = work.popleft()
    if item < 4:
        work.append(item + 1)
        work.append(item + 2)
print(work, collections.deque([work]))
match deque([1, 2]):
    case [x, y]:
        print(x, y)
