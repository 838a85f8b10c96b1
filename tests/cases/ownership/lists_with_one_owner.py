# Lists that one variable owns are plain vectors: lent, changed in place, moved.
def squares(n):
    found = []
    for i in range(n):
        found.append(i * i)
    return found


def total(numbers):
    result = 0
    for number in numbers:
        result += number
    return result


def double(numbers):
    for i in range(len(numbers)):
        numbers[i] *= 2


def drop_odd(numbers):
    i = 0
    while i < len(numbers):
        if numbers[i] % 2:
            del numbers[i]
        else:
            i += 1
    numbers.insert(-1, -7)


def without_first(numbers):
    numbers.pop(0)
    return numbers


def grid(rows, columns):
    result = [[0] * columns for _ in range(rows)]
    for i in range(rows):
        for j in range(columns):
            result[i][j] = i * columns + j
    return result


def transposed(table):
    return [[table[i][j] for i in range(len(table))] for j in range(len(table[0]))]


numbers = squares(6)
double(numbers)
print(numbers, total(numbers), numbers[-1], numbers[1:-1], numbers[::-2])
drop_odd(numbers)
print(numbers, 8 in numbers, numbers.index(18), numbers.count(0))
numbers = without_first(numbers)
numbers.append(numbers[0] + len(numbers))
numbers.sort(reverse=True)
print(numbers + [1] + numbers, numbers * 2, [0] * -1)
table = transposed(grid(2, 3))
table[-1][0] = 9
table.append([7])
print(table, len(table[0]), table[2][1])
words = "one two three".split()
words.extend(word.upper() for word in ["four", "five"])
words.reverse()
print(words, words == ["FIVE"], sorted(words), max(words), words[0] < words[1])
while words:
    last = words.pop()
    if last == "two":
        continue
    print(last, end=" ")
print(words.copy())
if words:
    late = [1]
else:
    late = []
late.append(2)
print(late, sum(x for row in [[1, 2], late] for x in row))
for row in table:
    print(len(row), [x + 1 for x in row], max(row))
for i, row in enumerate(table):
    for j, x in enumerate(row):
        if x > i * j:
            print(i, j, x)


def rearranged(a, low, high):
    pivot = a[high]
    for j in range(low, high):
        if a[j] <= pivot:
            a[low], a[j] = a[j], a[low]
            low += 1
    a[low], a[high] = a[high], a[low]
    return low


mixed = ["d", "a", "c", "b"]
print(rearranged(mixed, 0, 3), mixed)
halves = [[1], [2, 3]]
print(rearranged([4, 9, 1], 0, len(mixed) - 2))
halves[0], halves[-1] = halves[-1], halves[0]
try:
    halves[0], halves[2] = halves[2], halves[0]
except IndexError as error:
    print(error, halves)
print(rearranged(mixed, 0, len(mixed) - 1), mixed)
parts = [8, 5, 7]
place = rearranged(parts, 0, len(parts) - 1)
print(place, parts)
