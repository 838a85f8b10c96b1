# `math`: names of the module, names imported from it, functions as values.
import math
from math import pi, sqrt as root


def area(radius):
    return pi * radius ** 2


cube = math.pow
print(root(2), area(1.5), cube(2, 3))
print(math.floor(-2.5), math.ceil(2.1), math.trunc(-2.7))
print([round(turn(1.0), 4) for turn in (math.sin, math.cos)])
print(list(map(math.sqrt, [1, 4, 9])), max([-3, 2], key=math.fabs))
print(math.isclose(0.1 + 0.2, 0.3), math.hypot(3, 4), math.fsum([0.1] * 10))
print(math.sqrt(-1))
