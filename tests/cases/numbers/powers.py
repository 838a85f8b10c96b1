# `base ** exponent` is typed by the signs that the text shows; where it may be an int or a float, it is a number that is both.
def digits_sum(n):
    text = str(n)
    return sum(int(d) ** len(text) for d in text)


def scale(x, digits):
    factor = 10 ** digits
    return round(x * factor) / factor


def root(n):
    return int(n ** 0.5)


print([2 ** i for i in range(5)], [2 ** i for i in range(70) if i % 23 == 0])
print(digits_sum(153), digits_sum(9474), scale(2.345, 2), scale(1250, -2))
print(root(99), root(2 ** 60), (3 ** 2 + 4 ** 2) ** 0.5)
for exponent in (2, -2, 0):
    print(2 ** exponent, 1.5 ** exponent, (-2) ** exponent, pow(3, exponent))
sign = (-1) ** len('abc')
print(sign * 7, sign)
base, n = 7, 3
n -= 5
print(base ** n, base ** -n)
total = 0
for i, c in enumerate('1011'):
    total += int(c) * 2 ** i
print(total, int('1011', 2), int('zz', 36), pow(7, 100, 13), round(1250, -2), round(-15, -1))
mixed = [1, 2.5, 3]
print([x ** 2 for x in mixed], sum(x ** 2 for x in mixed), [2 ** x for x in mixed])
print(max(1, 2.5), max(3, 2.5), min(0, -0.5, 2), max(2, 2.0), max(2.0, 2), abs(max(-3, -2.5)))
for bad in (lambda: 0 ** -n + 0 ** n, lambda: 0.0 ** -1, lambda: pow(2, 3, 0), lambda: 10.0 ** 400):
    try:
        print(bad())
    except (ZeroDivisionError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
print(mixed == [1, 2, 3], [1, 2.5, 3] == mixed, mixed != [1])
