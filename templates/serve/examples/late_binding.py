# All three functions look at the same i, when they are called.
late = [lambda: i for i in range(3)]
print([f() for f in late])

# A default is evaluated at once.
early = [lambda i=i: i for i in range(3)]
print([f() for f in early])
