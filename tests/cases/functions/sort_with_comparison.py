# Two targets change places in a loop of a loop; what compares them is a default.
def bubble(xs, less=lambda a, b: a < b):
    xs = list(xs)
    for i in range(len(xs)):
        for j in range(len(xs) - 1 - i):
            if less(xs[j + 1], xs[j]):
                xs[j], xs[j + 1] = xs[j + 1], xs[j]
    return xs
print(bubble([3, 1, 2]), bubble(["b", "a"], lambda a, b: a > b))
