# A function is one object, wherever it is named.
def f(): pass
def g(): pass
print(f == f, f is f, f == g, f is not g)
print(f in [f], f in [g])
d = {f: "f", g: "g"}
print(d[f], d[g])
h = f
print(h is f, h == g)
