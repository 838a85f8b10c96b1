# A later definition replaces an earlier one, for its callers too.
if True:
    def f():
        return "a"
else:
    def f():
        return "b"
print(f())
def f():
    return "c"
print(f())
def g():
    return f()
print(g())
def f():
    return "d"
print(g())
