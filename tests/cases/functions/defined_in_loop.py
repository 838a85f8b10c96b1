# A function defined in a loop outlives it; its default is the last turn's.
for i in range(3):
    def f(n=i):
        return n * i
print(f(), f(10))
i = 7
print(f())
