# Rows of a table: names for them are references into it, as long as the table itself stays.
def counted(table, values):
    for r, c in values:
        row = table[r]
        row[c] += 1
        table[r][c] *= 2
        if row[c] > 5:
            row[c] -= table[0][c]
    return table


def widened(table):
    for i, row in enumerate(table):
        row.append(i)
        for j in range(len(row)):
            row[j] += j
    for row in table:
        row.reverse()
    total = 0
    for row in table:
        total += sum(row) + len(table)
    return total


def cube(n):
    space = [[[0] * n for _ in range(n)] for _ in range(n)]
    for i in range(n):
        plane = space[i]
        for j in range(n):
            line = plane[j]
            line[i] = j
            plane[j][j] += 1
    return space


def taken(table):
    row = table[0]
    table.append([9])
    row.append(7)
    return table


def replaced(table):
    row = table[0]
    table[0] = [1]
    row.append(7)
    return table, row


def picked(table, i):
    row = table[i]
    return row


def swapped(table):
    table[0], table[-1] = table[-1], table[0]
    return table


def grown(table):
    for row in table:
        if len(table) < 4:
            table.append([0])
        row.append(len(table))
    return table


def late(table, order):
    table[order[0]][1] += order[1]
    return table


print(counted([[1, 2], [3, 4]], [(0, 1), (1, 0), (1, 0)]))
grid = [[1, 2], [3, 4]]
print(widened(grid), grid)
print(cube(2))
print(taken([[1, 2], [3, 4]]), replaced([[1, 2], [3, 4]]))
other = [[1, 2], [3, 4]]
picked(other, 1)[0] = 50
print(other, swapped([[1, 2], [3, 4]]), grown([[1, 2], [3, 4]]))
print(grid, [row[0] for row in grid], [sum(row) for row in other if len(row) > 1])
a, b = other[0], other[1]
a[0] += b[0]
print(other, a is other[0])
for order in ([0, 1], [5, 1], [0]):
    try:
        print(late([[1, 2], [3, 4]], order))
    except IndexError as error:
        print(error)
first = [[1, 2], [3, 4]][0]
first.append(8)
print(first)
names = [["x"], []]
for row in names:
    if row:
        last = row[-1]
        row.append(last + "y")
print(names)
