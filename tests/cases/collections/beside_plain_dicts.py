# Where plain dicts have static methods and Counters have their own.
from collections import Counter, OrderedDict

seen = Counter('ab')
seen.update('bc')
print(seen, type(seen), type(seen).__name__, type({}), type(seen) == dict, isinstance(seen, dict))
both = Counter('a') | Counter('aab')
print(both)
plain = {'x': 1}
plain.update({'y': 2})
plain.update(z=3)
print(plain, plain | {'x': 5}, dict(OrderedDict()), type(plain).__name__)
order = OrderedDict()
order['k'] = 1
print(dict(order), order, type(order).__name__)


def name(value):
    return type(value).__name__


print(name(seen), name({}), name(5))
from collections import deque, defaultdict

for thing in (deque(), defaultdict(int), 'text'):
    print(name(thing))
def invert_dict(d):
    out = defaultdict(list)
    for key in d:
        if d[key] > 1:
            out[d[key]].append(key)
        else:
            out[d[key]] = key
    return out
try:
    print(invert_dict({'a': 1, 'b': 2}))
except TypeError as e:
    print(e)
def more(d):
    a, b, c = defaultdict(set), defaultdict(dict), defaultdict(Counter)
    for key in d:
        if d[key] > 1:
            a[d[key]].add(key)
            b[1][2] = 3
            c['x']['y'] += 1
        else:
            a[d[key]] = key
            b[d[key]] = key
            c[key] = [1]
    return a, b, c
try:
    print(more({'a': 1, 'b': 2}))
except TypeError as e:
    print(e)
