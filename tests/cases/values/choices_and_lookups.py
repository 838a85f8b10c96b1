# Texts that are chosen, things that are looked for, functions that meet: what invented programs found.
word = "3.5"
for test in [True, False]:
    print((word if test else "x,y").upper(), [word for _ in range(2)], {word if test else "": 9})
for index, text in enumerate([word for _ in "ab"]):
    print({text: 9223372036854775807, "": index})
mixed = [1, "a"][1]
print(mixed in "abc", "abc".count(mixed), mixed in ("b", "a"))
large = 9223372036854775807
large += large
print(large in {1}, large in [1, 2], large in (1, 2), large in range(9), {3: 4}.get(large, 0), large in {large})
grid = [[1], [2, 3], [1]]
grid.remove(list(range(1, 0, -1)))
print(grid, grid.count([1]), grid.index([2, 3]))


def chained(a, b):
    try:
        return a < a * a <= b, 1 // a < 2 <= b // a
    except ZeroDivisionError as error:
        return str(error), None


print(chained(2, 9), chained(0, 1), chained(1.5, 2))
print(1 >> (lambda n: 5)(2**40) % 3, 2**3 % (lambda n: 5)(1))
choose = (lambda n: n) if large else (lambda n: 18)
other = (lambda n: "never called") if large else (lambda n: 18)
print(choose(4), list(map(choose, [1, 2])))


def rows(flag):
    found = [(16, key) for key in {}] if flag else [(16, "x")]
    return found


print(rows(True), rows(False))


def nothing(a, b):
    return sum([])


total, numbers = 15, [5]
numbers += []
if numbers:
    total += numbers[0]
print(nothing(total, "a"), total)
try:
    print(sorted([(), (1,)], key=lambda item: len(item))["a"])
except TypeError as error:
    print(error)
print([] >= [], {} == {}, sorted([]) == [], [[]] * 2, max([], default=1))
for item in [] if total else []:
    print(item)
height = -1.25
width = height * 2
print(abs(height), abs(height + width))
if width < 0:
    height -= 0.75
print(abs(height))
