# What fits 64 bits is an `i64`, what may not is an `Int`.
import math

x = 123456789
print(x * x, x * x * x)
print(10**9 + 7, 2**62, -2**62, (-10) ** 3, 2**63, 10**18 * 9, 10**18 * 10)
print(1 << 10, 1 << 62, 1 << 63, 3 << x % 8, 1 << 8 >> 3)
largest = 9223372036854775807
print(largest, largest + 1, -largest - 1)


def mixed(value, factor):
    return value * factor % (10**9 + 7)


# What a remainder bounds does not grow.
state = 1
for step in range(100):
    state = mixed(state, 31 + step)
print(state)

# A counter and a total grow by steps; a product and a sum of sums do not end.
total = count = 0
product = a = b = 1
for step in range(1, 60):
    total += step * step
    count += 1
    product *= step
    a, b = b, a + b
print(total, count, product, a)

# The middle of two is no larger than both.
low, high = 0, 10**6
while low < high:
    middle = (low + high) // 2
    if middle * middle < 50_000:
        low = middle + 1
    else:
        high = middle
print(low)
low, high = 0, 10**6
while low < high:
    middle = low + (high - low) // 2
    if middle * middle < 70_000:
        low = middle + 1
    else:
        high = middle
print(low)


# In containers, in results of functions, in functions that builtins call.
def triple(n):
    return [n, n * n, n * n * n]


print(triple(7), triple(10**7))
powers = {name: 10**size for size, name in enumerate(["one", "ten", "hundred"])}
powers["googol"] = 10**100
print(powers, max(powers.values()) > 10**99)
print(sorted([3, 1, 2], key=lambda n: -n * 10**18 * 10))
print(sum(n**5 for n in range(1000)), sum([10**18] * 20))
print(list(map(lambda n: n * 10**18, [1, 20])), [n * 2**61 for n in (3, 5)])
for n, square in ((k, k * 10**12) for k in range(0, 3 * 10**12, 10**12)):
    print(n, square)


def count_down(n):
    steps = 0
    while n > 0:
        steps += n * n
        n -= 1
    return steps


print(count_down(100))


def power(base, exponent):
    return 1 if exponent == 0 else base * power(base, exponent - 1)


print(power(3, 50))
print(math.floor(2.5), math.floor(1e20), math.ceil(-2.5), math.trunc(1e19))


# A quotient by a float is as large as the smallest number of the program makes it.
def parts(total, size):
    return round(total / size), int(total // size)


print(parts(7, 2.0), parts(10, 1e-30), int(float("1") / float("1e-25")))
