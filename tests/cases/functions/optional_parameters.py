# Function values with defaults: calls may leave parameters out. What no call passes is no parameter, what some pass is an
# `Option` that the function fills in.
def functions(n):
    def by_default(x=n):
        return x

    def by_closure():
        return n
    n += 100
    return by_default, by_closure


d, c = functions(5)
print(d(), c(), d(7), d(x=8))


def make_collector():
    def collect(item, bucket=[]):
        bucket.append(item)
        return bucket
    return collect


first, second = make_collector(), make_collector()
first('a')
second('b')
own = ['own']
print(first('c'), second('d'), first('z', own), own)


def make_greeter(greeting, name='you'):
    return lambda name=name, end='!': f'{greeting}, {name}{end}'


g = make_greeter('Hi')
print(g(), g('Ann'), g(end='?'), make_greeter('Bye', 'Bob')())


# Several functions in one place: each has its own defaults, and what is left to them needs no agreement.
def plain(x):
    return x * 2


def scaled(x, by=3, *, plus=0):
    return x * by + plus


def counted(x, *rest, **named):
    return x + len(rest) + len(named)


table = {'plain': plain, 'scaled': scaled, 'counted': counted, 'less': lambda x, y=1: x - y}
for name, f in table.items():
    print(name, f(10), end=' ')
print(table['less'](1), scaled(1, 2, plus=3), counted(1, 2, 3, four=4))
greetings = [
    lambda name='stranger', mark='.': 'hi ' + name + mark,
    lambda name='nobody', mark='!': 'bye ' + name + mark,
]
for greet in greetings:
    print(greet(), greet('Ann'), greet(mark='?'), greet('B', mark=''))

# Builtins leave out what they do not give.
print(sorted([3, -1, 2], key=lambda x, sign=-1: sign * x), list(map(scaled, [1, 2])))
by = lambda text, n=1: text[n]
print(sorted(['ab', 'ba'], key=by), by('xyz', 2), by('xyz'))


# What is None when it is passed is not what is left out.
def maybe(x=1):
    return x


pick = maybe if d() else plain
print(pick(), pick(None), pick(2))


# A function whose `*args` are always empty.
def total(x, *more):
    return x + sum(more)


print(total(1))


# A default that is evaluated when the function before it is there already.
def two(x):
    def this(a, b=x):
        return b if a > 3 else that(a + 1)

    def that(a, b=x * 2):
        return b if a > 3 else this(a + 1, b)
    return this, that


this, that = two(10)
print(this(0), this(1), that(0), that(9), this(9, 't'), that(2, None))
