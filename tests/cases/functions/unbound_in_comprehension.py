# A comprehension is a function of its own: what it does not find is a free variable.
def f():
    print([u for _ in range(2)])
    u = 1
try:
    f()
except NameError as e:
    print(type(e).__name__, e)
def g():
    h = lambda: v
    try:
        h()
    except NameError as e:
        print(type(e).__name__, e)
    v = 1
g()
def k():
    try:
        print(w)
    except UnboundLocalError as e:
        print(e)
    w = 1
    del w
    try:
        print(w)
    except UnboundLocalError as e:
        print(e)
k()
