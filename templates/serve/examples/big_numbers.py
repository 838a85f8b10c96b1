# Integers of Python have no largest value: Adder finds out where 64 bits are too few.
def factorial(n):
    result = 1
    for factor in range(2, n + 1):
        result *= factor
    return result


print(factorial(10))
print(factorial(30))
print(sum(n * n for n in range(1000)))
