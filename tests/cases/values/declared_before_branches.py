# Variables whose branches give them nothing but literals: they hold integers of 64 bits all the same.
import sys

if len(sys.argv) > 5:
    x, pair, items = 1, (1, 2), [3]
else:
    x = 2000000001
    pair = (2000000000, 2)
    items = [2000000000, 5]
print(x + x, pair[0] + pair[0], items[0] + items[0])
print([y := 1, y ** 2])


def f():
    return (z := 3) ** 2 + z ** 2


print(f())
