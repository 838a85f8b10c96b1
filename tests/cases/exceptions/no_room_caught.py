# Lists that there is no room for raise MemoryError, which can be caught.
def zeros(n):
    row = [0] * n
    return len(row)


def pairs(n):
    return [0, 1] * n


def table(n):
    return [[0] * n for _ in range(2)]


for n in [3, 10**15, 2**61]:
    try:
        print(zeros(n))
    except Exception as error:
        print(type(error).__name__, error)
    try:
        print(pairs(n), table(n))
    except MemoryError as error:
        print(type(error).__name__, error)


# Lists and tuples that are repeated in place.
def in_place(items, times):
    try:
        items *= times
    except MemoryError as error:
        return repr(error)
    return len(items)


print(in_place([1], 3), in_place([1, 2], 2 ** 62), in_place((1, 2), 2), in_place((1, 2), 2 ** 62))
