# Filters see their items through references; spreads and copies of dicts keep their kinds.
names = ["Ann", "bob", "Cy", "bob"]
pivot = "bob"
print([n for n in names if n == n.title()], [n for n in names if n < pivot])
print([ch.lower() for ch in "A man" if ch.isalpha()])


def smaller(x=None, y=None):
    if x is not None and y is not None:
        return x < y, x == y


print(smaller(), smaller("a", "b"))
d = {"a": [1], "b": "two"}
e = dict(d)
e["z"] = 3
print(d, {**d, **e})
path = ()
for i in range(3):
    path = path + (i,)
print(path)
