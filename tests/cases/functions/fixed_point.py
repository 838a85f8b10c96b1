# A function that is passed to itself.
Y = lambda f: (lambda x: x(x))(lambda x: f(lambda n: x(x)(n)))
fact = Y(lambda self: lambda n: 1 if n == 0 else n * self(n - 1))
print(fact(5))
