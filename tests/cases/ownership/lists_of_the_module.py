# Functions called by name are lent the lists of the module, to look at or to change.
words = ["ka", "lo", "mi"]
counts = [0] * 3
seen = []
shared = []


def name(number):
    result = ""
    for _ in range(3):
        result += words[number % 3]
        number //= 3
    return result


def count(number):
    counts[number % 3] += 1
    if number > 2:
        count(number - 2)


def visit(number):
    count(number)
    seen.append(name(number))
    return len(seen)


def total():
    return sum(counts) + len(words)


def keep():
    return shared


def table(n):
    rows = [[0] * n for _ in range(n)]

    def fill(i):
        for j in range(n):
            rows[i][j] = i * j
        if i + 1 < n:
            fill(i + 1)

    fill(0)
    return rows


for i in range(4):
    print(visit(i), total())
print(seen, counts, words)
keep().append(1)
print(shared, keep())
for word in words:
    if visit(7) > 6:
        break
print(seen, table(3))
stack = []


def push(x):
    stack.append(x)


for x in stack:
    push(x)
push(1)
for x in stack:
    if len(stack) < 4:
        push(x + 1)
print(stack)
