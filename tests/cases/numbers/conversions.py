# `int`, `round`, `divmod` and `pow`, of numbers and of texts that spell numbers of every size.
print(int("9" * 40), int("12") * 3, int(" -7 "), int(str(2**100)[::-1]))
print(int(3.99), int(-3.99), int(1e22), round(2.5), round(3.5), round(-0.5), round(1e22))
print(divmod(17, 5), divmod(-17, 5), divmod(2**70, 1000), pow(2, 10), pow(7, 30))
print(int(), int(True), round(5), round(7, 0), int(0.1 + 0.7) * 10)
print([int(digit) for digit in "2468"], list(map(int, ["12", "3" * 30])))
print(sum(int(digit) for digit in str(2**100)))
text = ""
for step in range(25):
    text += str(step)
print(int(text), float(text))


def reverse(n):
    return int(str(n)[::-1])


steps, n = 0, 89
while n != reverse(n):
    n += reverse(n)
    steps += 1
print(n, steps)


def safe(text):
    try:
        return int(text)
    except ValueError as error:
        return str(error)


for word in ["8", "x1", "1_000", "12345678901234567890123"]:
    print(safe(word))
for value in [float("nan"), float("inf"), 1e300]:
    try:
        print(int(value) % 10**10)
    except (ValueError, OverflowError) as error:
        print(error)
try:
    print(1 << (3 - len("four")))
except ValueError as error:
    print(error)
print(int(float(9223372036854775807)), int(9223372036854775807 * 1.0), [] >= [])
print(divmod(7, 0))
