# Sums of what calls give back stay small: each part took a call. A variable that is added to itself does not.
def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)
print(fib(20))
def double(n):
    r = 1 if n == 0 else double(n - 1)
    return r + r
print(double(100))
def tri(n):
    return 1 if n < 2 else tri(n - 1) + tri(n - 2) + 1
print(tri(15))
memo = {}
def fm(n):
    if n in memo:
        return memo[n]
    memo[n] = n if n < 2 else fm(n - 1) + fm(n - 2)
    return memo[n]
print(fm(120))
