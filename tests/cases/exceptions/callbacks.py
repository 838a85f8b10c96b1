# Exceptions pass through lambdas, sort keys, comprehensions and closures.
def attempt(action):
    try:
        print("result:", action())
    except (ValueError, ZeroDivisionError) as error:
        print("caught:", error)


words = ["30", "4", "x"]
attempt(lambda: int("12"))
attempt(lambda: 1 // 0)


def total():
    return sum(int(word) for word in words)


attempt(total)
try:
    print(sorted(words, key=lambda word: int(word)))
except ValueError as error:
    print("sorted:", error)
try:
    numbers = [int(word) for word in words]
except ValueError as error:
    print("list:", error)
print(sorted(words[:2], key=lambda word: int(word)))
