# `is` between numbers, texts and tuples, as far as every CPython agrees.
a = 1000
b = 1000
print(a is b, 'hello' is 'hello', 1000 is a, a is not b, 2.5 is 2.5, 1 is True, a is None)


def small(x, y):
    return x is y, x is not y


print(small(5, 5), small(256, 256), small(300, 301), small('a', 'a'), small('', ''), small('ab', 'ac'), small(1.5, 2.5))
print(small(1, 1.0), small(1, True), small((), ()), small((1,), (2,)), small([1], [1]), small(None, None), small('1', 1))
items = [1, 2]
again = items
print(items is again, items is [1, 2], items is not None, type(items) is list, small is small, print is print)
x = 7
y = x
print(x is y, (x is y) == (id(x) == id(y)))
for value in (0, '', None, [], False):
    print(value is None, value is False, value is 0)


t = (1, 2)
print(t is t, t is None, t is not t)
