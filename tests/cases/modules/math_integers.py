# `math` on integers: results of any size.
import math

for n in [5, 25]:
    print(math.factorial(n), math.comb(2 * n, n), math.isqrt(n))
print(math.gcd(12, 18), math.lcm(4, 6), math.prod([10 ** 10] * 3))
print(math.log2(2 ** 2000), math.floor(10 ** 20))
print(math.comb(3, -1))
