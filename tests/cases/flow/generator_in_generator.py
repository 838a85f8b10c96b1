# A generator expression whose condition runs another one over what it has.
def f(xs):
    g = (n for n in xs if all(n % d for d in range(2, n)))
    return list(g)
print(f([2, 3, 4, 5, 'a'][:4]))
