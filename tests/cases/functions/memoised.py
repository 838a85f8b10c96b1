# A recursive function is replaced by a memoising closure: its recursion goes through the new one.
def memo(f):
    cache = {}
    def wrapped(n):
        if n not in cache:
            cache[n] = f(n)
        return cache[n]
    return wrapped
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
fib = memo(fib)
print(fib(50))
