# Parts of tuples are tuples; tuples are searched, repeated and reversed without becoming objects.
point = (1, 'a', 2.5, True)
print(point[1:], point[:2], point[::-1], point[::2], point[-2:], point[5:], point[3:0:-2])
head, *rest = point[1:]
print(head, rest, point[1:][0].upper())
numbers = (3, 1, 2, 3)
print(numbers.index(2), numbers.count(3), numbers.index(True), numbers.count(9), numbers[1:] + (7,))
names = ('Ann', 'Bob')
print(names.index('Bob'), names * 2, numbers[:1] * 3, list(reversed(names)), tuple(reversed(numbers)))


def window(items, start, size):
    return items[start:start + size]


print(window(numbers, 1, 2), window(numbers, -2, 5), window(names, 0, 1))
grown = ()
for n in range(3):
    grown += (n,)
print(grown, grown[1:], tuple(range(3)) + (9,), (9,) + grown)
try:
    names.index('Cid')
except ValueError as error:
    print(error)
nan = float('nan')
print((nan, 1.0).index(nan), (nan, 1.0).count(nan))
