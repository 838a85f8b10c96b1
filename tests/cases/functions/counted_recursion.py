# Recursion that may go too deep, each in its own way, counts its frames.


def up(n):
    if n == 10:
        return 0
    return 1 + up(n + 1)


def skips(n):
    if n == 0:
        return 0
    return skips(n - 2)


def total(items):
    if not items:
        return 0
    return items[0] + total(items[1:])


def halves(n):
    if n < 0:
        return 0
    return 1 + halves(n // 2)


def late(n):
    rest = late(n - 1) if n > 0 else 0
    return rest + n


def attempt(call):
    try:
        return call()
    except RecursionError as error:
        return str(error)


print(attempt(lambda: up(0)), attempt(lambda: up(11)))
print(attempt(lambda: skips(8)), attempt(lambda: skips(7)))
print(attempt(lambda: total([1, 2, 3])), attempt(lambda: total([1] * 2000)))
print(attempt(lambda: halves(5)))
print(attempt(lambda: late(20)), attempt(lambda: late(5000)))


# What is printed is evaluated before any of it is written, however deep the calls.
def looked_up(word, env):
    if word not in env:
        raise NameError(word)
    return env[word]


def told(words, env):
    for word in words:
        if word.isalpha():
            print(">", looked_up(word, env))
        else:
            told([], env)


try:
    told(["a", "b", "1"], {"a": 1})
except NameError as error:
    print("error:", error)


def traced(f, depth=[0]):
    def inner(*values):
        print("| " * depth[0] + f"-> {f.__name__}{values}")
        depth[0] += 1
        try:
            result = f(*values)
        finally:
            depth[0] -= 1
        return result
    return inner


def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


fibonacci = traced(fibonacci)
print(fibonacci(3))


def halved(n):
    if n % 2 == 1:
        return 1
    return halved(n / 2)


def stays(n):
    if n % 2 == 0:
        return stays(n)
    return 1


for attempt in (lambda: halved(0.0), lambda: stays(4), lambda: stays(4.0)):
    try:
        print(attempt())
    except RecursionError as e:
        print(e)
