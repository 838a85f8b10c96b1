# Keywords that say what is so without them.
def dot(x, y):
    return sum(a * b for a, b in zip(x, y, strict=False))
print(dot([1, 2], [3, 4]), dot([1.5], [2]))
print(sorted([3, 1], key=None, reverse=False), max([1, 2], key=None), list(zip('ab', [1, 2, 3], strict=False)))
for a, b in zip([1, 2], 'xyz', strict=False):
    print(a, b)
try:
    for a, b in zip([1, 2], 'xyz', strict=True):
        print(a, b)
except ValueError as e:
    print(e)
