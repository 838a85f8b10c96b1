# Arguments are evaluated in the order of the call, not of the parameters.
def f(x, y): print(x, y)
f(y=print("first"), x=print("second"))
def order(n):
    print("eval", n)
    return n
def g(a, b, *c, d): return (a, b, c, d)
print(g(order(1), *[order(2), order(3)], d=order(4)))
print(g(d=order(1), a=order(2), b=order(3)))
