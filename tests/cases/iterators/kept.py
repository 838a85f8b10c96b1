# Iterators that are kept: all who hold one take items from the same object.
letters = ["a", "b", "c"]
it = iter(letters)
print(next(it), next(it), next(it, "the end"), next(it, "the end"), next(it, None))
print(iter(it) is it, iter(letters) is letters, it is iter(letters))

growing = [1]
numbers = iter(growing)
print(next(numbers))
growing.append(2)
print(list(numbers), list(numbers))
growing.append(3)
print(next(numbers, 0))

one, two = iter(letters), iter(letters)
next(one)
print(next(one), next(two), list(one), sorted(two))

lines = iter(["# head", "a=1", "b=2", "", "rest"])
for line in lines:
    if line.startswith("#"):
        print("header", line, "then", next(lines))
    elif not line:
        break
print("after the break:", list(lines))


def pair_up(source):
    pairs = []
    for first in source:
        pairs.append((first, next(source, 0)))
    return pairs


print(pair_up(iter(range(5))), pair_up(iter((1, 2, 3))))

zipped = zip("abc", range(9))
print(next(zipped), list(zipped), list(zipped))
counted = enumerate(letters, start=7)
print(next(counted))
for place, letter in counted:
    print(place, letter)
backwards = reversed([1, 2, 3])
print(next(backwards), list(backwards), list(reversed("xyz")), next(reversed((4, 5))))

ages = {"ann": 31, "bob": 27}
names = iter(ages)
print(next(names), sum(ages[name] for name in names))

squares = (n * n for n in range(6) if n % 2)
print(next(squares), sum(squares), next(squares, None))
cells = ((x, y) for x in range(2) for y in "ab")
print(next(cells), list(cells))
longer = (word.upper() for word in letters if word > "a")
letters.append("d")
print(next(longer), list(longer))

for wrong in (5, None):
    try:
        iter(wrong)
    except TypeError as error:
        print(error)
it = iter("xy")
while True:
    try:
        letter = next(it)
    except StopIteration:
        print("done")
        break
    print(letter)
grown = {"a": 1}
keys = iter(grown)
grown["b"] = 2
try:
    print(next(keys))
except RuntimeError as error:
    print(error)
parts = (10 // n for n in [5, 0, 1])
print(next(parts))
try:
    print(next(parts))
except ZeroDivisionError as error:
    print(error, list(parts))
halves = iter([1, 2])
try:
    print([(next(halves), next(halves)) for _ in range(2)])
except StopIteration:
    print("odd")
print(next(iter([])))
follows = {"ann": {"bob"}, "bob": {"ann", "cy"}, "cy": set()}
print({name: sorted(set().union(*(follows[other] for other in follows[name]))) for name in follows})
table = {"x": {"q1": 5}, "y": {"q1": 7}}
[print(row, *(f"{table[row][key]:>3}" for key in ["q1"])) for row in table]
