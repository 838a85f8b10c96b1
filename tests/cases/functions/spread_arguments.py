# `*tuple` and `**options` of a known shape are arguments like others; `*args` that are passed on are the tuple that a call gives.
import math


def add(a, b):
    return a + b


def box(w, h=1, *, unit='cm'):
    return f'{w}x{h}{unit}'


def report(title, *lines, sep=': ', **details):
    print(f'== {title} ==')
    for i, line in enumerate(lines, 1):
        print(f'{i}{sep}{line}')
    for key, value in details.items():
        print(f'   {key} -> {value}')


def noisy(x):
    print('noisy', x)
    return x, x + 1


pair = (1, 2)
values = [3, 4]
options = {'sep': ' | ', 'mood': 'fine'}
sizes = {'w': 3, 'h': 4, 'unit': 'm'}
print(add(*pair), add(*('a', 'b')), add(1, *(2,)), add(*(1,), b=2.5), add(*noisy(4)))
print(box(**sizes), box(5, **{'unit': 'mm'}), box(*pair, unit='k'), box(*noisy(5), unit='q'))
report('Unpacked', *values, 'tail', **options)
report(*('only', 'x', 'y'), **{'sep': '-'})
for args in [(1, 2), (3, 4)]:
    print(add(*args), box(*args))


# One function for each way in which it passes on what it gets.
def apply(f, *args):
    return f(*args)


print(apply(str.upper, 'abc'), apply(add, 1, 2), apply(add, 'x', 'y'), apply(math.sqrt, 16), apply(lambda: 7))


def describe(func, *args):
    try:
        return f'{func.__name__}{args} = {func(*args)}'
    except Exception as error:
        return f'{func.__name__}{args} raised {type(error).__name__}: {error}'


def divide(a, b):
    return a / b


def first(items):
    return items[0]


print(describe(divide, 6, 3), describe(divide, 1, 0), describe(divide, 1), sep='\n')
print(describe(first, []), describe(first, 'xyz'), describe(int, 'twelve'), sep='\n')


def memo(f):
    cache = {}

    def inner(*args):
        if args not in cache:
            cache[args] = f(*args)
        return cache[args]
    return inner


fast = memo(divide)
upper = memo(lambda s: s.upper())
three = memo(lambda a, b, c: (a, b, c))
none = memo(lambda: 'nothing')
print(fast(1, 2), fast(1, 2), upper('a'), upper('b'), three(1, 2, 3), none(), none())


# What does not fit says so in words of its own.
def attempt(f):
    try:
        print(f())
    except TypeError as error:
        print(error)


attempt(lambda: add(*(1, 2, 3)))
attempt(lambda: box(**{'h': 1}))
attempt(lambda: box(1, **{'w': 1}))
attempt(lambda: box(w=1, **{'w': 1}))
attempt(lambda: report('k', **options, sep=1))
attempt(lambda: add(1, *5))
attempt(lambda: print(*[1], *None))
attempt(lambda: add(*5))
