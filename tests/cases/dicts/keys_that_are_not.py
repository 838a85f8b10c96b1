# Displays and calls of sets and dicts with keys that cannot be hashed raise as they stand.
def tried(name, make):
    try:
        print(name, make())
    except TypeError as error:
        print(name, error)


tried("set", lambda: {[1], [2]})
tried("dict", lambda: {(1, [2]): 3})
tried("inside", lambda: {(1, (2, {3}))})
tried("call", lambda: set([{1: 2}]))
tried("frozen", lambda: {frozenset("a"), frozenset("a")})
try:
    {[0]}
except TypeError as error:
    print(error)

# Floats, ranges and frozen sets can: their types are known.
halves = {0.5: "half", 1.0: "one", 1.0 * 1: "again", float("inf"): "endless"}
print(halves, halves[1e400], 0.5 in halves, {1.5, 2.5, 3 / 2} == {2.5, 1.5}, {range(0): 1}[range(5, 2)])
