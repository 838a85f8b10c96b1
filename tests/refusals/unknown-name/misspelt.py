import math

print(math.square_root(2), math.sqr(2))
