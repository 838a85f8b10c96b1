# Dicts made in every way, columns of rows, and the first of what is searched.
print(dict(a=1, b=2), dict([("x", 1), ("y", 2)]), dict(zip("abc", [1, 2, 3])), dict({"k": 0}))
print(dict.fromkeys("aba", 0), dict.fromkeys([1, 2]), dict.fromkeys(range(3), "z"))
shared = dict.fromkeys("ab", [])
shared["a"].append(1)
print(shared)
stock = {"pen": 3}
stock.update(ink=2)
stock.update(pen=4, cap=1)
print(stock | {"pen": 0, "new": 9}, stock)
stock |= {"late": 7}
print(stock)

rows = [[1, 2, 3], [4, 5, 6]]
print(list(zip(*rows)), [list(column) for column in zip(*rows)], [sum(column) for column in zip(*rows)])
for low, high in zip(*[[1, 2], [3, 4]]):
    print(low, high)
names = ["one", "three", "five"]
print(list(zip(*names)), list(map(lambda a, b: a * b, [1, 2, 3], [4, 5])), list(filter(None, [0, 1, "", "a"])))
print(list(filter(None, [3, 0, 5])), list(map(max, [1, 5], [2, 3])))

print(next(word for word in names if "i" in word), next((n for n in [1, 2] if n > 5), None))
print(next((n for n in [1, 7] if n > 5), None), next((n for n in [1, 2] if n > 5), -1))
print(next((n + m for n in [1, 2] for m in [10, 20] if n * m > 20), 0))
odd = {1, 3}
odd |= {5}
odd &= {3, 5, 7}
odd -= {3}
odd ^= {5, 9}
print(odd)


def first_even(numbers):
    try:
        return next(10 // n for n in numbers if n % 2 == 0)
    except StopIteration:
        return "none"
    except ZeroDivisionError:
        return "zero"


print(first_even([1, 3]), first_even([1, 4]), first_even([0]))
print(next(n for n in [1] if n > 1))
