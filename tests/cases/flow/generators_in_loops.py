# Generator expressions that a `for` walks: what has several loops or tests, stores or makes functions is an object.
for x in (i * j for i in range(3) for j in range(2)):
    print(x)
for x in (i for i in range(9) if i if i > 6):
    print(x)
pairs = [(1, 2), (3, 4)]
for x in (a + b for a, b in pairs if a > 1):
    print(x)
for x in ((lambda q: q + a)(1) for a in [1, 2]):
    print(x)
print([x + 1 for x in (i * j for i in range(3) for j in range(2))])
print(list(zip((i * j for i in range(3) for j in range(2)), "abc")))
print([(a, b) for a, b in ((c * 10**20, c) for c in range(3))])


def growing():
    k = 10**30
    for x in (k * i for i in [1, 2, k]):
        print(x)
        k += 1


growing()
try:
    for x in (10 // (a - b) for a in [1, 2] for b in [3, 1]):
        print(x)
except ZeroDivisionError as error:
    print(error)
