# Columns of a table: zip of all its rows, where each row is a tuple.
people = [("Ann", 31, 1.7), ("Bob", 25, 1.82)]
names, ages, heights = zip(*people)
print(names, sum(ages), max(heights), names[0].upper(), len(names))
a, b = zip(*[(1, 2), (3, 4)])
print(a, b)
for col in zip(*[(1, 2), (3, 4)]):
    print(col, sum(col))
print(list(zip(*people)), [sum(c) for c in zip(*[(1, 2), (3, 4)])])
xs, ys = zip(*sorted({"k": 2, "j": 1}.items()))
print(xs, ys)
(p, q), r = zip(*[("x", 1), ("y", 2)])
print(p, q, r)
try:
    x, y = zip(*[(1, "a")][:0])
except ValueError as e:
    print(e)
try:
    x, y, z = zip(*[(1, "a")])
except ValueError as e:
    print(e)
d, e = [list(t) for t in zip(*[(1, "x"), (2, "y")])]
print(d, e)
keys, vals = zip(*((k, v) for k, v in {"a": 1}.items()))
print(keys, vals)
m, n = zip(*enumerate("ab"))
print(m, n)
big, small = zip(*[(2 ** 70, 1), (3, 4)])
print(big, small)
u, v = map(list, zip(*[(1, "x"), (2, "y")]))
print(u, v)
x, y = zip(*[(1, "a")][:0])
