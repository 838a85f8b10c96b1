# A function keeps its state as an attribute of itself.
def counter():
    counter.n = getattr(counter, "n", 0) + 1
    return counter.n
print(counter(), counter())
