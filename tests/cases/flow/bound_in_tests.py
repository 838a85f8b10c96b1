# Names that the right side of `and` and `or` binds, which may not be evaluated.
def f(n):
    s = 'a' * n
    t = [s]
    if n > 2 and (s := 'b' * n):
        pass
    return s, t
print(f(1), f(3))
def g(n):
    s = 'a' * n
    t = [s, s]
    ok = n > 2 or len(s := 'c' * n) > 1
    return s, t, ok
print(g(1), g(3))


def first_long(words):
    best = ''
    for word in words:
        if len(word) > 3 and (best := word):
            break
    return best


def both(n):
    a = [n]
    b = [a, a]
    if not (n > 1 and (a := [n, n])) or len(a) > 5:
        return a, b, 'short'
    return a, b


y = None
x = 7
if x == 7 and (y := x * 2) > 10 or x < 0:
    print('y is', y)
print(first_long(['a', 'bb', 'cccc', 'ddddd']), first_long([]) == '', both(1), both(2))
i = 0
while i < 3 and (last := i) < 2:
    i += 1
print(i, last)
