# Integers of any size beside machine integers: each stays what it is, and big ones are used up where nobody needs them again.
def show(n, k):
    big = 2 ** 100 + n
    print(big * k, k * big, big + 1, 1 + big, big - k, k - big, 3 - big)
    print(big // 7, big % 7, 7 // big, 7 % big, k // big, k % big, -7 // big, -7 % big, big // -7, big % -7)
    print(divmod(big, 10), divmod(10, big), divmod(big, k), divmod(-big, k), divmod(big, big + 1))
    print(big / 3, 3 / big, big / k, k / big, big / big)
    print(big & 255, 255 & big, big | 1, 1 | big, big ^ k, k ^ big, -1 & big)
    print(big << 2, big >> 3, 1 << abs(n), big ** 2, 2 ** abs(k))
    total = big
    total += 1
    total -= k
    total *= 3
    total //= 5
    total %= 1000003 * k
    print(total)
    product = 1
    for i in range(1, 30):
        product *= i
    print(product, product % 10 ** 9, product // 10 ** 20)
    a = b = product
    a += 1
    b -= a
    print(a, b, product, -product, ~product, abs(-product))
    print(True + big, big * True, True * n)
    print(n * n * n * n * n * n * n * n * n * n * n * n)
    while product:
        product, digit = divmod(product, 10)
    print(product, digit)
def count(number):
    steps = 0
    while number != 1:
        number = number // 2 if number % 2 == 0 else 3 * number + 1
        steps += 1
    return steps
show(77, 13)
show(-77, -13)
print(count(27), count(2 ** 70 - 1), count(9663))
for z in (0,):
    try:
        print((2 ** 100) % z)
    except ZeroDivisionError as e:
        print(e)
    try:
        print((2 ** 100) // z)
    except ZeroDivisionError as e:
        print(e)
    try:
        print(divmod(2 ** 100, z))
    except ZeroDivisionError as e:
        print(e)
    try:
        print((2 ** 100) / z)
    except ZeroDivisionError as e:
        print(e)
    try:
        print((2 ** 62 - 1 + 2 ** 62) // (-1 + z), (-2 ** 63) // (z - 1), divmod(-2 ** 63, z - 1))
    except ZeroDivisionError as e:
        print(e)
