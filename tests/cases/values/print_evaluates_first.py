# `print` evaluates all its arguments before it shows the first.
d = {"a": 1, "b": 2}
print(d, d.pop("a"), d, d.setdefault("n", []), d)
items = [1]
print(items, items.append(2), items)
x = 1
print(x, (x := 6), x)
