# A builtin kept under another name stays what it was when its own name gets a new meaning.
_sum = sum
text = str


def total(numbers):
    return _sum(numbers) / len(numbers)


def sum(value):
    return "sum(%s)" % value


def str(value):
    return f"<{value}>"


print(total([1, 2]), sum(3), str(4), text(5) + "!", list(map(text, [1, 2])))
max = max([3, 9])
print(max)
