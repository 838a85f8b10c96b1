# functools and operator.
from functools import reduce, partial, cmp_to_key
import functools
import operator
from operator import itemgetter, attrgetter, methodcaller

print(reduce(lambda a, b: a * b, range(1, 25)), reduce(operator.add, [[1], [2]], []), reduce(max, [3, 9, 2]), reduce(lambda a, b: a + b, 'abc', '>'))
for action in (lambda: reduce(operator.add, []), lambda: reduce(operator.add, 5), lambda: partial(), lambda: partial(3)):
    try:
        print(action())
    except TypeError as e:
        print(e)


def power(base, exponent=2, *, scale=1):
    return base ** exponent * scale


square = partial(power, exponent=2)
cube = partial(power, exponent=3, scale=10)
print(square(5), cube(2), cube(2, scale=1), partial(cube, 4)(), partial(int, base=2)('101'), list(map(partial(pow, 2), [1, 2, 3])))
print(cube.args, cube.keywords, partial(print, 1, 2, sep='-').args, cube.func is power)
partial(print, 'a', sep='-')('b', end='!\n')


def compare(a, b):
    return len(a) - len(b) or (a > b) - (a < b)


words = ['pear', 'fig', 'apple', 'kiwi']
print(sorted(words, key=cmp_to_key(compare)), max(words, key=functools.cmp_to_key(compare)), sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
pairs = [('b', 2), ('a', 3), ('c', 1)]
print(sorted(pairs, key=itemgetter(1)), sorted(pairs, key=itemgetter(0), reverse=True), min(pairs, key=itemgetter(1)), list(map(itemgetter(0), pairs)))
print(itemgetter(1, 0)('xyz'), itemgetter('k')({'k': 5}), itemgetter(-1)([1, 2]), methodcaller('upper')('abc'), methodcaller('split', ',', maxsplit=1)('a,b,c'), attrgetter('real')(3))
print(repr(itemgetter(1, 'a')), repr(methodcaller('f', 1, k=2)), repr(attrgetter('a.b')))
print(operator.add(1, 2), operator.sub(5, 3), operator.truediv(7, 2), operator.floordiv(7, 2), operator.mod(7, 4), operator.pow(2, 5), operator.neg(4), operator.not_([]), operator.truth('a'))
print(operator.lt(1, 2), operator.eq('a', 'a'), operator.contains([1, 2], 2), operator.countOf([1, 2, 1], 1), operator.indexOf('abc', 'c'), operator.getitem({'a': 1}, 'a'), operator.and_(6, 3), operator.xor(6, 3), operator.concat('a', 'b'))
table = {'+': operator.add, '-': operator.sub, '*': operator.mul}
for sign in table:
    print(sign, table[sign](6, 3))
items = [1, 2, 3]
operator.setitem(items, 0, 'x')
operator.delitem(items, 1)
print(items, operator.is_(items, items), operator.index(True), operator.invert(5), operator.abs(-2))
for action in (lambda: operator.add(1, 'a'), lambda: operator.add(1), lambda: itemgetter(5)([1]), lambda: itemgetter(), lambda: operator.index(1.5), lambda: attrgetter(1)):
    try:
        print(action())
    except Exception as e:
        print(type(e).__name__, e)
