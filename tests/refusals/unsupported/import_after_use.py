def area(radius):
    return math.pi * radius ** 2


if area:
    import math
    print(area(2))
else:
    print(area(1))
