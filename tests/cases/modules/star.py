# A star imports the names that the program uses; later definitions and other scopes go first.
from math import *
from random import *
from collections import *

seed(3)
print(sqrt(16), pow(2, 3), factorial(5), round(e, 3), inf, randint(1, 6), choice("abc"))


def area(r, pi=pi):
    return pi * r**2


def gamma(n):
    return n - 1


print(round(area(2), 2), gamma(3), Counter("hello").most_common(1), deque([1, 2], 1))
try:
    sqrt(-1)
except ValueError as log:
    print(log)
