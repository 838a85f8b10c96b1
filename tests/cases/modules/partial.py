# What `partial` binds is evaluated once; the rest are the parameters of a lambda.
import functools
import operator
from functools import partial


def scale(factor, x):
    return factor * x


def tag(name, text, cls='', upper=False):
    if upper:
        text = text.upper()
    attr = f' class="{cls}"' if cls else ''
    return f'<{name}{attr}>{text}</{name}>'


double = partial(scale, 2)
print(double(4), double(21))
by_name = functools.partial(scale, x=10)
print(by_name(3))

h1 = partial(tag, 'h1')
print(h1('Title'), h1('Title', cls='big'), h1('Title', 'wide', True))
warning = partial(tag, 'p', cls='warning', upper=True)
print(warning('careful'), warning('careful', upper=False))


def total(*numbers):
    return sum(numbers)


more = partial(total, 100)
print(more(1), more(2))
most = partial(total, 10)
print(most(), most(1, 2), most(1))


def next_id(seen=[0]):
    seen[0] += 1
    print('id', seen[0])
    return seen[0]


def show(number, text, *, end='.'):
    return f'{number}: {text}{end}'


first = partial(show, next_id())
second = partial(show, next_id(), end='!')
print(first('a'), first('b'), second('c'))


def makers(limits):
    made = []
    for limit in limits:
        made.append(partial(max, limit))
    return made


print([clamp(5) for clamp in makers([1, 7, 9])])


def adders(n):
    return partial(operator.add, n), partial(scale, n)


plus, times = adders(3)
print(plus(4), times(4))

basetwo = partial(int, base=2)
print(basetwo('10010'), basetwo('11'))
shout = partial(print, 'say:', sep='-')
shout('x')
print(list(map(partial(scale, next_id()), [1, 2, 3])))
print(sorted(['b', 'A', 'c'], key=partial(str.lower)))
log = []
note = partial(log.append, 7)
note()
note()
print(log)
words = partial(str.split, sep=',')
print(words('a,b'), words('c'))


def apply(f, value):
    return f(value)


twice = partial(apply, double)
print(twice(8))
lower = partial(apply, str.lower)
print(lower('ABC'))


def compose(f, n):
    return partial(f, n)


print(compose(scale, 5)(6))
counts = {'a': 1}
lookup = partial(counts.get, 'a')
print(lookup())
joined = partial('-'.join)
print(joined(['a', 'b']))
nested = partial(partial(tag, 'b'), cls='x')
print(nested('deep'))
ops = {'double': double, 'triple': partial(scale, 3)}
print({name: op(2) for name, op in ops.items()})


def area(width, height):
    return width * height


# Whoever looks at a partial function sees an object.
looked = partial(area, 9)
print(looked.func is area, looked.args, looked.keywords, looked(2))
failing = partial(area, 2)
try:
    failing(1, 2)
except TypeError as error:
    print(error)
print(isinstance(partial(pow, 2), partial), isinstance(len, partial), hasattr(KeyError("x"), "errno"))
