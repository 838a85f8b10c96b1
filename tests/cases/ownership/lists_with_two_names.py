# Lists that two names see are shared; what only looks like it is not.
def keep(numbers, kept):
    kept.append(numbers)


def both(first, second):
    first.append(len(second))
    return len(first)


def pick(one, two, which):
    return one if which else two


def grow(numbers):
    for number in numbers:
        if number < 3:
            numbers.append(number + 1)
    return numbers


def last_of(rows):
    row = rows[-1]
    row.append(0)
    return row


a = [1, 2]
b = a
b.append(3)
print(a, b)
c = [0]
kept = []
keep(c, kept)
c[0] = 5
print(kept)
d = [1]
print(both(d, d), d)
e, f = [1], [2]
g = pick(e, f, True)
g.append(9)
print(e, f, g)
print(grow([1]))
rows = [[1], [2]]
last_of(rows).append(7)
print(rows)
h = [3]
h.append(h.pop() + h.append(4) if False else len(h))
print(h)
i = [1, 2, 3]
i.extend(i)
i += i[:1]
print(i)
j = [[0]] * 2
j[0].append(1)
print(j)
k = [1]
for turn in range(3):
    l = k
    k = [turn]
    l.append(turn)
    print(k, l)
m = [5]
n = m[:]
n.append(6)
print(m, n)
try:
    p = [1, 2]
    keep(p, p[5])
except IndexError as error:
    print(error, p)
