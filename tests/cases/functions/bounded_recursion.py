# Recursion that the text bounds counts no frames: everybody begins with a known number, which goes down.


def factorial(n):
    if n <= 1:
        return 1
    return n * factorial(n - 1)


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def lucas(n):
    if n == 0:
        return 2
    elif n == 1:
        return 1
    return lucas(n - 1) + lucas(n - 2)


def hanoi(n, source, target, spare):
    if n == 0:
        return 0
    return hanoi(n - 1, source, spare, target) + 1 + hanoi(n - 1, spare, target, source)


def power(base, exponent):
    if exponent == 0:
        return 1
    if exponent % 2 == 0:
        half = power(base, exponent // 2)
        return half * half
    return base * power(base, exponent - 1)


def countdown(n):
    if 0 < n:
        print(n, end=" ")
        countdown(n - 1)
    else:
        print("go")


def digits(n):
    return 1 if n < 10 else 1 + digits(n // 10)


print(factorial(20), [fib(i) for i in range(12)], power(3, 13), digits(12345))
for size in range(6):
    print(hanoi(size, "a", "b", "c"), lucas(size))
countdown(3)
