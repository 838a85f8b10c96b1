# Loops over lazy iterators that raise on the way stop where Python's do.
def even(n):
    if n % 2:
        raise ValueError(f"{n} is odd")
    return n


try:
    for n in map(even, [2, 4, 5, 6]):
        print("mapped", n)
except ValueError as error:
    print(error)
try:
    for n in (even(n) for n in [8, 9] if n > 0):
        print("generated", n)
except ValueError as error:
    print(error)
try:
    for n in filter(even, [0, 2, 3]):
        print("filtered", n)
except ValueError as error:
    print(error)
try:
    print(any(even(n) > 2 for n in [2, 4, 5]))
    print(all(even(n) > 0 for n in [2, 4, 5]))
except ValueError as error:
    print(error)
