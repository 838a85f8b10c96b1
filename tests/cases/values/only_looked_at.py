# Builtins and comparisons that no static rule covers only look: lists and dicts stay what they are.
numbers = [3, 1, 2]
print('all:', *numbers, sep=' ')
print(frozenset(numbers) == frozenset([1, 2, 3]), sum(numbers, 0.5), sum([[1], [2, 3]], []))
print(numbers == (3, 1, 2), numbers == 'abc', numbers != {3: 1}, numbers[0] + 1, numbers in [[3], [3, 1, 2]])
ages = {'Ann': 20, 'Bob': 31}
print(ages == numbers, ages == [20], 'Ann' in ages, ages['Ann'] + 1, sorted(ages, key=ages.get)[0].upper())
mixed = [1, 'a', None]
print(numbers == mixed, mixed == numbers, mixed == [1, 'a', None])
for bad in (lambda: hash(numbers), lambda: int(numbers), lambda: numbers < ages, lambda: sum(numbers, ''), lambda: abs(ages)):
    try:
        print(bad())
    except TypeError as error:
        print(error)
halves = [0.5, 1.5]
print(numbers == halves, halves == [0.5, 1.5], [1, 2] == [1.0, 2.0], max(halves) + 1)
nan = float('nan')
floats = [nan, 1.0]
print(floats == (nan, 1.0), floats == [nan, 1.0], (floats,) == ([nan, 1.0],))
numbers.append(4)
print(numbers, dict([('x', 1)]), bytes([72, 105]), tuple(numbers) + (5,))


def total(values, start=None):
    return sum(values, start) if start is not None else sum(values)


print(total(numbers), total(numbers, 10), numbers[-1] * 2)
print(20 in ages, None in ages, 2.5 in numbers, 3.0 in numbers, True in numbers, 'a' in numbers, (1, 2) in ages, [1] in numbers)
maybe = 'Ann' if numbers else None
print(maybe in ages, maybe in ['Ann', 'Bob'], numbers.count(3), ages['Bob'] * 2)
