# A slice of a list that is stored in the list itself moves its items; one that is added to another list is lent.
def flips(stack):
    n = 0
    top = stack[0]
    while top != 0:
        stack[:top + 1] = stack[top::-1]
        n += 1
        top = stack[0]
    return n


def shift(a, k):
    a[:-k] = a[k:]
    a[k:] = a[:-k]
    a[::2] = a[::-2]
    a[1:1] = a[:2]
    a[:] = a[::-1]
    a[-1:] = a[0:3]
    return a


def merged(left, right):
    both = []
    for item in left:
        both.append(item)
    return both + left[1:] + right[:-1]


def doubled(items):
    new = [item * 2 for item in items]
    return new + new[1:]


def kept(items):
    new = list(items)
    try:
        return new + items[:1]
    finally:
        print(new)


print(flips([3, 1, 2, 0]), flips([4, 2, 0, 1, 3]))
b = [5, 6, 7, 8, 9]
print(shift(b, 1), b)
names = ["a", "b", "c"]
names[1:] = names[:2]
names[:2] = names[1::-1]
print(names)
rows = [[1], [2], [3]]
rows[:2] = rows[1::-1]
rows[0].append(5)
print(rows)
try:
    b[::2] = b[1:2]
except ValueError as e:
    print(e)
try:
    names[0:2] = names[::0]
except ValueError as e:
    print(e)
print(merged(b, [1, 2]), doubled(b), kept(b), b)
