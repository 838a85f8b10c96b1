# A function that is passed on has an instance for each kind of argument that it is called with there.
def double(x):
    """Twice."""
    return x + x


def describe(x, unit='pt', *, short=False):
    return f'{x}{unit}' if short else f'{x} of {unit}'


def apply(f, value):
    return f(value)


def compose(f, g):
    return lambda x: g(f(x))


def twice(f):
    def run(x):
        return f(f(x))
    return run


def over(f, items):
    return [f(item) for item in items]


print(apply(double, 4), apply(double, 'a'), apply(double, [1]), apply(double, 2.5))
print(apply(describe, 3), apply(describe, 'x'))
print(compose(str, len)(1234), compose(double, str)(3))
print(twice(double)(3), twice(double)('x'), twice(str.strip)(' a '))
print(over(double, [1, 2]), over(double, 'ab'), list(map(double, [1.5])), list(map(double, ['c'])))
print(double.__doc__, double.__name__, apply.__doc__)


def show(f):
    print(f.__name__, f.__doc__)
    return f


print(show(double)(5), show(double)('b'))


def keyed(f, value):
    return f(value, short=True)


print(keyed(describe, 1), keyed(describe, 'k'))


# Where somebody looks at one, that place has the function itself.
def area(side):
    return side * side


def is_area(f):
    return f is area


def call(f, value):
    return f(value)


shapes = {'square': area}
print(is_area(area), call(area, 3), call(area, 1.5), shapes['square'] is area, is_area(twice))
try:
    call(area, 'x')
except TypeError as error:
    print(error)


def counted(value):
    counted.calls += 1
    return value


counted.calls = 0
print(call(counted, 1), call(counted, 'y'), counted.calls)
