# `reduce` is a fold; operators of `operator` are written as such.
import operator
from functools import reduce


def add(a, b):
    return a + b


numbers = [5, -2, 9]
print(reduce(lambda a, b: a * 10 + b, [1, 2, 3]), reduce(max, numbers, 100), reduce(max, numbers))
print(reduce(operator.add, numbers), reduce(operator.mul, range(1, 30), 1), reduce(add, 'abc', '>'))
print(reduce(lambda total, word: total + len(word), ['one', 'three'], 0))
print(reduce(lambda a, b: a + b, [1, 2.5]), reduce(lambda a, b: a + [b], numbers, []))
print(reduce(lambda f, g: lambda x: g(f(x)), [lambda x: x + 1, lambda x: x * 2])(5))
for items, start in [([100, 5, 0], 1), ([], 7)]:
    try:
        print(reduce(lambda a, b: a // b, items))
    except (TypeError, ZeroDivisionError) as error:
        print(error)
    try:
        print(reduce(lambda a, b: a // b, items, start))
    except ZeroDivisionError as error:
        print(error)
print(list(map(operator.sub, [5, 7], [1, 2])), list(map(lambda a, b: a * b, [1, 2, 3], [4, 5])))
