# Stars in displays, calls, targets and returns; del in its forms.
first, *rest = [1, 2, 3]
*init, last = 'abc'
a, (b, *c), d = 1, [2, 3, 4], 5
print(first, rest, init, last, a, b, c, d)
print(*[1, 2], *'ab', sep='-')
print([*range(3), *'xy'], {*[1, 1]}, (*[1], 2), {**{'a': 1}, 'b': 2})
def f(*args, **kw):
    return args, kw
print(f(*[1, 2], 3, *[4], x=1, **{'y': 2}))
for i, *r in [(1, 2, 3), (4,)]:
    print(i, r)
x = *[1, 2], 3
print(x)
del x
try:
    x
except NameError as e:
    print(e)
d = {'a': 1, 'b': 2}
del d['a']
l = [1, 2, 3, 4]
del l[0], l[-1]
del l[:1]
print(d, l)
[a, b] = 1, 2
print(a, b)
try:
    a, b = 1, 2, 3
except ValueError as e:
    print(e)
try:
    a, *b, c = [1]
except ValueError as e:
    print(e)
def g():
    return *[1, 2], 3
print(g())
