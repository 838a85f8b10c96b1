# Iterators that raise on the way, used up by loops over several of them and by builtins.
words = ["1", "z", "3"]


def numbers():
    return (int(word) for word in words)


try:
    for i, n in enumerate(map(int, words)):
        print(i, n)
except ValueError as error:
    print("enumerate:", error)
try:
    for n, letter in zip(numbers(), "abc"):
        print(n, letter)
except ValueError as error:
    print("zip:", error)
for use in (list, sum, sorted):
    try:
        print(use(numbers()))
    except ValueError as error:
        print("used up:", error)
prices = {"tea": 1, "milk": 2}
try:
    for i, name in enumerate(prices):
        prices[name + "!"] = i
except RuntimeError as error:
    print(error)
