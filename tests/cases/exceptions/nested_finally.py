# A `finally` within a `finally`, and names that Rust's blocks would hide.
log = []


def nested(n):
    a = b = 1
    for turn in range(2):
        try:
            log.append(10 // (n - turn))
        finally:
            try:
                a += int("12x"[: n + 1])
            finally:
                log.append("inner")
            b, a = a, b
        a = turn
    b, a = a, a * 2
    a = b
    return a + b


for n in range(4):
    try:
        print(n, nested(n))
    except ArithmeticError as error:
        print(n, "arithmetic", error)
    except ValueError as error:
        print(n, error)
print(log)


def renamed(n):
    try:
        if n:
            raise KeyError(n)
    except KeyError as error:
        n = n
        try:
            log.append(int("7"))
            raise ValueError("again") from error
        finally:
            log.append("renamed")
    return n


for n in (0, 1):
    try:
        print(renamed(n))
    except ValueError as error:
        print(repr(error), repr(error.__cause__))
