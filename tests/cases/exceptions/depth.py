# Recursion that goes too deep can be caught.
def down(n):
    return down(n + 1) + 1


def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)


try:
    down(0)
except RecursionError as error:
    print("too deep:", error)
print(factorial(10))
