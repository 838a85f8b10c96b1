# Which function a name means is decided where the program runs.
def outer(flag):
    if flag:
        def inner(x):
            return x + 1
    else:
        def inner(x):
            return x - 1
    return inner
print(outer(True)(1), outer(False)(1))
def pick(name):
    if name == "sq":
        return lambda x: x * x
    elif name == "cube":
        return lambda x: x ** 3
    return None
print(pick("sq")(3), pick("cube")(2), pick("z"))
