# Functions as values of a dict.
ops = {"add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b}
for name in ops:
    print(name, ops[name](6, 3))
for name, op in ops.items():
    print(name, op(2, 5))
