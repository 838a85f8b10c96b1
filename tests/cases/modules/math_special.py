# gamma, lgamma, erf and erfc, to the last digit.
import math

for x in (0.5, 1, 4, 5, 2.5, 10.1, 23, 24, 100.25, 150.5, 170.9, -0.5, -1.5, -20.7, -150.2, -199.5, 1e-5, 1e-25, math.inf):
    print(x, math.gamma(x), math.lgamma(x))
for x in (0, 1e-10, 0.1, 0.5, 0.84, 0.9, 1.2, 1.3, 2, 2.9, 4.5, 6, 27, 30, -0.3, -1, -2, -7, math.inf, -math.inf, math.nan):
    print(x, math.erf(x), math.erfc(x))
for action in (lambda: math.gamma(0), lambda: math.gamma(-3), lambda: math.gamma(172), lambda: math.lgamma(-1), lambda: math.lgamma(1e306), lambda: math.gamma(-math.inf), lambda: math.gamma(1e-310), lambda: math.erf('x')):
    try:
        print(action())
    except (ValueError, OverflowError, TypeError) as e:
        print(type(e).__name__, e)
print(list(map(math.gamma, [1, 2, 3])), max([0.1, 2.0], key=math.lgamma))
