# Every counter keeps a `count` of its own.
def counter():
    count = 0

    def step():
        nonlocal count
        count += 1
        return count

    return step


mine = counter()
yours = counter()
mine()
print(mine())
print(yours())
