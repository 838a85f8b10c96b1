# Each call makes a variable of its own, shared by the two closures of the call.
def make(n):
    def get(): return n
    def set_(v):
        nonlocal n
        n = v
    return get, set_
pairs = [make(i) for i in range(3)]
pairs[1][1](99)
print([g() for g, _ in pairs])
for g, s in pairs:
    s(g() * 2)
print([p[0]() for p in pairs])
