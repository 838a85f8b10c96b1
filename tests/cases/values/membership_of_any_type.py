# Membership where the type of the item is only known when the program runs.
def find(x):
    return [x in 'abc' if isinstance(x, str) else None, x in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10), x in range(4), x in ('a', 'b')]


for x in (1, 'a', 2.5, 'zz', 3.0, None, True):
    print(find(x))
try:
    print(5 in 'abc')
except TypeError as e:
    print(e)


# Items and displays whose types are not the same, however deep inside.
def among(tokens, x, y):
    print([t in (("+", 1), ("-", 2)) for t in tokens], [t in [("+", 1)] for t in tokens], [t in {("-", 2)} for t in tokens])
    print(x in (1, 2), y in (1.0, 2.5), x in [1, 2], (x, 1) in ((1, 1), (2, 2)), [x] in ([1], [2]), None in (1, 2), "a" in (1, 2))


among([("+", "1"), ("-", 2), ("+", 1.0)], 2.0, 10 ** 30)
