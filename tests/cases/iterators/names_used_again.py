# A name that a consumed generator expression reads is free to hold something else later.
for row in range(3):
    print(sum(row * c for c in range(4)), any(row == c for c in (1, 5)))
row = []
for number in range(3):
    row.append(str(number))
print(' '.join(row))
row = {'a': 1}
print(', '.join(f'{k}={row[k]}' for k in sorted(row)))

total = 0
for x in [1, 2, 3]:
    total += max(x + y for y in (10, 20))
x = 'text'
print(total, x, sorted(x[i] for i in range(len(x))))

# One that is kept sees the last value.
n = 1
later = (n * k for k in range(3))
n = 5
print(list(later), list(n * k for k in range(3)))


def table(size):
    item = size
    first = tuple(item + i for i in range(2))
    item = str(size)
    second = dict((item + str(i), i) for i in range(2))
    return first, second


print(table(7))
try:
    print(sum(late + i for i in range(2)))
except NameError as error:
    print(error)
late = 1
sum = lambda values: list(values)[0]
hidden = 2
print(sum(hidden * i for i in range(3, 5)))
hidden = 'x'
print(hidden)
