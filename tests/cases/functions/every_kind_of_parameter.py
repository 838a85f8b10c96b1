# Positional, starred, keyword-only and further keyword arguments.
def f(*args, sep=", ", **opts):
    print(sep.join(str(a) for a in args), sorted(opts.items()))
f(1, "two", 3.0)
f(sep="-", a=1, b="x")
f(*"abc", sep="", z=None)
