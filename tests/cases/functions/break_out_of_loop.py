# What a loop looks at on its last turn is still there behind the loop.
def loop(n):
    x = [0]
    while True:
        y = x
        n -= 1
        if n == 0:
            break
        x = [n]
    y.append(9)
    print(x, y)
loop(3)
def s(n):
    t = "a"
    while True:
        u = t + "!"
        n = n - 1
        if n < 0:
            break
        t = "b" + u
    return t, u
print(s(3))
