# There is no outer `count` to rebind.
def tick():
    nonlocal count
    count += 1
