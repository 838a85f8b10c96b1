"""Recursion: a function that uses itself.

A problem is recursive if a smaller problem of the same kind is inside it. A recursive function has two parts: an answer for
the smallest problem, and a step that makes the problem smaller.
"""

# The factorial of 4 is 4 * 3 * 2 * 1: four times the factorial of 3.


def factorial(n):
    if n == 0:
        return 1
    return n * factorial(n - 1)


print(factorial(4))  # 24
print(factorial(0))  # 1

# Numbers in Python have as many digits as they need.
print(factorial(25))  # 15511210043330985984000000


# A list of lists: how deep does it go? Look at how the step asks the same question about a part.
def total(tree):
    result = 0
    for branch in tree:
        if isinstance(branch, list):
            result += total(branch)
        else:
            result += branch
    return result


print(total([1, [2, 3], [4, [5]]]))  # 15


# The towers of Hanoi: to move a tower, move what lies on its lowest disk out of the way, move that disk, and put the rest on top.
def hanoi(n, start, end, spare):
    if n == 0:
        return 0
    moves = hanoi(n - 1, start, spare, end)
    if n == 3:
        print("the largest disk goes from", start, "to", end)
    return moves + 1 + hanoi(n - 1, spare, end, start)


moves = hanoi(3, "left", "right", "middle")
# the largest disk goes from left to right
print(moves, "moves")  # 7 moves

# One more disk doubles the work, and one move is added: 2 ** n - 1.
print([hanoi(n, "left", "right", "middle") for n in range(3)])  # [0, 1, 3]


# Without an answer for the smallest problem a recursion never ends by itself. Python stops it.
def endless(n):
    return endless(n + 1)


try:
    endless(0)
except RecursionError as error:
    print(error)  # maximum recursion depth exceeded


# What a function has worked out once, it may remember: this one is fast even for large numbers, because every number is
# computed only once.
known = {0: 0, 1: 1}


def fibonacci(n):
    if n not in known:
        known[n] = fibonacci(n - 1) + fibonacci(n - 2)
    return known[n]


print(fibonacci(10))  # 55
print(fibonacci(80))  # 23416728348467685
