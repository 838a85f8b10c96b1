# Builtins and methods that are passed on are closures of the types they are called with, until somebody looks at them.


def apply(f, x):
    return f(x)


def compose(f, g):
    return lambda x: f(g(x))


def each(f, items):
    for item in items:
        f(item)


def pick(name):
    return max if name == 'max' else min


print(apply(len, 'abc'), apply(str.upper, 'abc'), apply(str, 12), compose(len, str)(12345))
text = '  Some Title '
for step in [str.strip, str.lower, lambda s: s.replace(' ', '_')]:
    text = step(text)
print(repr(text), pick('max')(3, 4), pick('min')(3, 4))

# The object of a bound method is evaluated once.
log = []
add = log.append
log, old = [0], log
add(1)
each(old.append, [2, 3])
each(print, old)
print(log, old, list(map(', '.join, [['a', 'b'], ['c']])))

table = {'max': max, 'min': min}
print([table[name](5, 7, 6) for name in table])
print(sorted([-3, 1, 2], key=abs), list(map(round, [1.5, 2.5])), list(map(pow, [2, 3], [3, 2])))

# Whatever they raise arrives.
for word in ['12', 'x']:
    try:
        print(apply(int, word))
    except ValueError as error:
        print(error)

# A function that is looked at is the function itself.
f = len
print(f is len, f, f('ab'), [str, 'x'][0] is str)
shown = [str.upper, len]
print(shown[0], shown[1]('abc'))
join = '-'.join
print(join('abc'), join.__name__)
try:
    apply(str.upper, 5)
except TypeError as error:
    print(error)
try:
    apply(len, 5)
except TypeError as error:
    print(error)
one = str
print(one(5), one(), one('x'))
