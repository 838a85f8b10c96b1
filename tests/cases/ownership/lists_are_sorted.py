# Lists are sorted in place, by keys and backwards, stably; a key that raises leaves the list as it was.
def by_length(word):
    return len(word)


def inverse(number):
    return 12 / number


words = ["pear", "fig", "apple", "kiwi"]
words.sort(key=len)
print(words)
words.sort(key=by_length, reverse=True)
print(words)
words.sort(reverse=True)
print(words)
words.sort(key=lambda word: (word[-1], -len(word)))
print(words)
numbers = [3, -1, 2, 0]
numbers.sort(key=abs, reverse=False)
print(numbers)
try:
    numbers.sort(key=inverse)
except ZeroDivisionError as error:
    print(error, numbers)
pairs = [(1, "b"), (0, "c"), (1, "a")]
pairs.sort(key=lambda pair: pair[0])
print(pairs)
pairs.sort(reverse=True)
print(pairs)
rows = [[2, 1], [1, 5]]
rows.sort(key=lambda row: row[1])
same = rows
same.sort(key=lambda row: row[0], reverse=len(same) > 1)
print(rows)
shared = [2, 3, 1]
other = shared


def disturbing(number):
    shared.append(number)
    return number


try:
    other.sort(key=disturbing)
except ValueError as error:
    print(error, shared)
mixed = [2, "a"]
try:
    mixed.sort(key=str)
    mixed.sort()
except TypeError as error:
    print(error, mixed)
table = [[3, "c"], [1, "a"]]
grid = [[2, 0], [1, 1]]
grid.sort()
grid.sort(key=lambda row: -row[1])
print(grid)


def rows(n):
    return [[i, n - i] for i in range(n)]


table = rows(4)
print(max(rows(3), key=sum), min(table, key=max), sorted(rows(3), key=sum, reverse=True), sorted([[3, 1], [2]], key=max))
best = max(table, key=sum)
best.append(5)
print(table)
