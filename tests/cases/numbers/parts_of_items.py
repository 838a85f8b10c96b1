x = 10 ** 30
pairs = [(x, "a"), (x * x, "b")]
print(pairs[-1][0] + x, pairs[0][0] * pairs[1][0] - pairs[0][0])
try:
    print(pairs[int("1")][0] + x, pairs[0][0] // 7 == x // 7)
    big = float(3)
    half = 1.5 if x < 5 else float(int(big * 2))
    print(half)
    print(pairs[5][0] + x)
except IndexError as error:
    print(error)
