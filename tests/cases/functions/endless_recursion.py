# Recursion without an end is an error, not a crash.
def f(n):
    return f(n + 1)
f(0)
