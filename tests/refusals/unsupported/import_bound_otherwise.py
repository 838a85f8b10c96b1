from math import sqrt


def report():
    print(sqrt(4))


report()
sqrt = abs
report()
