# An assertion fails with a message.
def f(x):
    assert x > 0, f"bad {x}"
    return x
f(1)
f(-1)
