# Slices of lists are stored to and deleted in place, whatever gives the new items.
a = [1, 2, 3, 4, 5]
a[1:3] = [9]
a[::2] = [7, 7]
print(a)
a[:0] = range(2)
a[10:] = (4, 5)
b = a
a[1:1] = a
print(a, b)
del a[::3]
del a[-1:]
print(a)
def f(n):
    xs = list(range(n))
    xs[:3] = xs[2::-1]
    xs[5:] = []
    ys = xs[:]
    ys[1:2] = xs
    del ys[2:4]
    return xs, ys
print(f(8))
try:
    a[::2] = [1]
except ValueError as e:
    print(e)
s = ["x"] * 3
s[1:2] = "abc"
s[len(s):] = {"k": 1}
print(s)
g = [[1], [2]]
g[1:] = [[3], [4]]
g[0].append(5)
h = g[:1]
h[0].append(6)
print(g, h)
m = [1, "a"]
m[1:] = [2.5]
print(m)
