# Lists among the arguments that a function hands on.
def apply(f, *args, **named):
    return f(*args, **named)


print(apply(len, [1, 2]), apply(sorted, [3, 1, 2], reverse=True), apply(max, [4, 9, 2]))


def curry(f, arity, args=()):
    if len(args) >= arity:
        return f(*args)

    def wait(*more):
        return curry(f, arity, args + more)

    return wait


print(curry(max, 2)(1)(2), curry(lambda a, b, c: a + b * c, 3)(1, 2)(3))


def gather(*lists):
    for items in lists:
        items.append(0)
    return lists


mine = [1]
print(gather(mine, [2], []), mine)


# A function in a function changes the list that the outer one was lent.
def halve(items):
    def drop(n):
        for _ in range(n):
            items.pop()

    def double(at):
        items[at] *= 2

    double(0)
    drop(len(items) // 2)
    double(-1)


def shift(numbers):
    def swap(a, b):
        numbers[a], numbers[b] = numbers[b], numbers[a]

    for i in range(len(numbers) - 1):
        swap(i, i + 1)


some = [1, 2, 3, 4, 5]
halve(some)
shift(some)
print(some)
