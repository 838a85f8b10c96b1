# Kept iterators that call functions: `map`, `filter`, `iter` with a sentinel, and chunks by `zip` of one iterator.
words = ["pear", "fig", "apple"]
lengths = map(len, words)
print(next(lengths), list(lengths))
shouted = map(str.upper, words)
words.append("kiwi")
print(list(shouted))
limit = 4
long = filter(lambda word: len(word) > limit, words)
limit = 3
print(next(long), next(long))
print(list(filter(None, [0, 1, 2])))


def times(factor):
    def multiply(n):
        return n * factor

    return multiply


double = times(2)
doubled = map(double, range(4))
print(next(doubled), next(doubled), sum(doubled))

countdown = [3, 2, 1]
for n in iter(lambda: countdown.pop() if countdown else None, None):
    print(n, end=" ")
print(countdown)
rolls = [2, 5, 6, 1]
until_six = iter(rolls.pop, 6)
print(list(until_six), rolls)


def roll():
    return rolls.pop()


print(list(iter(roll, 2)), rolls)

numbers = [1, 2, 3, 4, 5]
print(list(zip(*[iter(numbers)] * 2)))
it = iter(numbers)
print([pair for pair in zip(it, it)], next(it, None))
sizes = map(len, [[1], [2, 3]])
print(max(sizes), (next(sizes, "none left")))
parts = (next(it) for _ in range(2))
print(list(parts))
