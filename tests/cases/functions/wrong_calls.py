# Calls whose arguments fit no parameters: each evaluates its arguments and raises, and leaves the function what it is.
def greet(name, greeting="Hello"):
    return greeting + ", " + name


def noisy(x):
    print("evaluated", x)
    return x


def kw(a, *, b, c):
    return a * b


def pos(a, b, /, c, d=1):
    return a - b


def outer():
    def inner(x):
        return x
    return inner


print(greet("Ann"), greet("Bob", greeting="Hi"), kw(1, b=2, c=3), pos(5, 2, c=1))
tests = [
    lambda: greet(),
    lambda: greet("a", "b", "c"),
    lambda: greet("a", name="b"),
    lambda: greet("a", salutation="b"),
    lambda: kw(2, 3),
    lambda: kw(2),
    lambda: kw(1, 2, b=3),
    lambda: kw(1, 2, b=3, c=3),
    lambda: pos(a=1, b=2, c=3),
    lambda: pos(1, b=2, c=3),
    lambda: pos(1),
    lambda: pos(),
    lambda: pos(1, 2, 3, 4, 5),
    lambda: outer()(),
    lambda: outer()(1, 2),
    lambda: outer(noisy(1), noisy(2)),
    lambda: greet(noisy("a"), noisy("b"), noisy("c"), greeting=noisy("d")),
    lambda: (lambda: 0)(1),
    lambda: (lambda x, y=2: 0)(),
]
for n, t in enumerate(tests):
    try:
        print(n, t())
    except TypeError as e:
        print(n, "TypeError:", e)


def risky():
    try:
        greet(noisy("x"), 1, 2)
    except TypeError as e:
        print("caught", e)
    finally:
        print("done")
    return greet(1, 2, 3, 4)


try:
    x = risky()
    print(x)
except TypeError as e:
    print(e)
f = outer()
print(f(1))
try:
    f(noisy("z"), k=1)
except TypeError as e:
    print(e)
greet(noisy(3), noisy(4), noisy(5))
print("never")
