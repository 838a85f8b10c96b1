fs = [lambda x: 17, lambda y: y + 1]
print([f(2) for f in fs])
k = 3
g = lambda: 5
gs = [lambda x: x * k, lambda x: 7 if x else 8]
print(g() + k, [f(1) for f in gs], list(map(lambda i: 4, [1, 2])), sum(map(lambda i: 4, [1, 2])))
