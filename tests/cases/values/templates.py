# Literal templates keep the types of the values in them.
name, n, price, flag = "pen", 3, 2.5, True
print("{} {}".format(name, n), "{1} {0} {1}".format(name, n), "{n:>4}|{name!r:>8}".format(name=name, n=n))
print("{:.2f} {:>8} {:<6}| {:^7} {:05d} {:+d}".format(price, name, n, "x", n, n), "{{}} {}".format(flag))
print("{:,} {:.1%} {:e} {!r} {!s:>5}".format(1234567, 0.256, 12345.678, "q", None), "{}".format([1, "a"]))
print("%s has %d at %.2f" % (name, n, price), "%5d|%-5d|%05d|%+d" % (n, n, n, n), "100%% of %s" % name)
print("%8s|%-8s|%.2s|%r" % (name, name, name, name), "%f %5.1f %e %g" % (price, n, price, 0.0001))
print("%s" % n, "%s %s" % (flag, None), "%d items" % n, "%s" % price, "%s and %s" % ([1], (1, 2)))


def noisy(value):
    print("value", value)
    return value


print("{1} {0}".format(noisy(1), noisy(2)), "{} {}".format(noisy(3), noisy(4)), "%s-%s" % (noisy("a"), noisy(5)))
print("only the first: {}".format(noisy(6), noisy(7)))
items = [1, 2]
print("{} {}".format(items, items.pop()), "%s %s" % (items, items.pop()))
mixed = [1, "two", 3.0]
for value in mixed:
    print("{}: {:>5}".format(type(value).__name__, value), "%s" % value)
try:
    print("{} {}".format(1))
except IndexError as error:
    print(error)
try:
    print("%d" % "x")
except TypeError as error:
    print(error)
try:
    print("{:d}".format(2.5))
except ValueError as error:
    print(error)
try:
    print("%s %s" % (1,))
except TypeError as error:
    print(error)
print("%c%x" % (65, 255), "%(a)s" % {"a": 1}, "{a[0]} {b.real}".format(a=[7], b=8), "%*d" % (4, 2))
