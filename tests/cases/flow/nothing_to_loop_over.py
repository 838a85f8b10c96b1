# A loop whose test never holds; a parameter that its function stores something else to; bounds and ranges of any size.
def count(number):
    steps = ""
    while number:
        rest = number // 2
        while rest:
            steps += "|"
            rest -= 1
        number -= 1
    else:
        steps += "."
    return steps


print(count(None))


def digits(n):
    sign = 1
    if n < 0:
        n, sign = -n, -1
    n = [int(digit) for digit in str(n)]
    n[0] *= sign
    return sum(n)


def ordered(numbers):
    return sorted(numbers, key=digits)


print(ordered([11, -1, -11, 3]), ordered([]))
try:
    print(ordered([None, 1]))
except TypeError as error:
    print(error)


def odd_steps(n):
    if n % 2 == 0:
        found = []
    else:
        found = [n]
    while n > 1:
        n = n - 1
        if n % 2 == 1:
            found.append(n)
    return found


print(odd_steps(7), odd_steps(4))


def smallest_factor(n):
    for factor in range(2, n):
        if n % factor == 0:
            return factor
    return n


print(smallest_factor(10**30 + 3), smallest_factor(91))
items = [5, 6, 7]
for size in [2, 10**30]:
    print(items[:size], items[-size:], "text"[size:], (1, 2, 3, 4, 5, 6, 7, 8, 9)[:size])
for n in range(10**20, 10**20 - 30, -10):
    print(n)
print([n % 7 for n in range(10**20, 10**20 + 3)], sum(range(2**64, 2**64 + 2)))
try:
    for n in range(10**20, 10**20 + 3, 0):
        print(n)
except ValueError as error:
    print(error)
print(items[2**70])
