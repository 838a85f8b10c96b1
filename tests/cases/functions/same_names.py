# Functions named like what generated code likes to call its own variables.
def items():
    return 3
xs = [items() for i in range(3) if i]
ys = {i: items() for i in range(2)}
def value(v):
    value = v + 1
    return value
print(xs, ys, value(3))
