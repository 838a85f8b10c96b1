# Numbers that are integers or floats: each keeps its kind.
prices = [3, 2.5, 10]
print(prices, sum(prices), sum([]), sum([0.1, 0.2, 0.3]), sum([1.5]), max(prices), min(prices), sorted(prices))
print([p * 2 for p in prices], [p / 2 for p in prices], [-p for p in prices], [p // 2 for p in prices], [p % 3 for p in prices])
total = 0
for price in [1.5, 2.25]:
    total += price
print(total, total == 3.75, total > 3, round(total, 1), round(total), int(total), abs(-total), float(total))
nothing = 0
for price in []:
    nothing += price * 1.5
print(nothing, nothing + 1, nothing * 2.5, nothing == 0.0, not nothing, str(nothing), f"{nothing} {total:.3f} {total:>8}")


def mean(numbers):
    return sum(numbers) / len(numbers)


def spread(numbers):
    middle = mean(numbers)
    return sum((n - middle) ** 2 for n in numbers) / len(numbers)


print(mean([1, 2]), mean([1.5, 2.5]), spread([1.0, 4.0]), spread([1, 4]))
for numbers in ([], [0.0]):
    try:
        print(mean(numbers))
    except ZeroDivisionError as error:
        print(error)
try:
    print(total / (total - 3.75))
except ZeroDivisionError as error:
    print(error)
try:
    print(nothing // (nothing - nothing))
except ZeroDivisionError as error:
    print(error)


def pick(flag):
    return 1 if flag else 2.5


print(pick(True), pick(False), pick(True) + pick(False), pick(True) + pick(True), pick(True) == 1.0, pick(False) < 3)
big = 10**18
for factor in [2, 3.0, 7]:
    big = big * factor
print(big, 2**53 + 1 == float(2**53), [1, 2.0] == [1.0, 2], 3 in prices, 10.0 in prices, prices.index(2.5), prices.count(3.0))
print(isinstance(pick(True), int), isinstance(pick(False), int), type(pick(False)).__name__, pick(True) and "yes", max(1, 2.5))
balance = 100
for rate in [0.05, 0.1]:
    balance = balance + balance * rate
print(balance, "%.2f" % balance, "{:.1f}".format(balance), balance if balance > 100 else 0)
print(sum([0.1, 0.2], 5), sum([1, 2], 0.5), sum([2.5, 1], 10), sum([1, 2.5, 3]))
temperatures = {"Riga": 3, "Oslo": -1.5}
temperatures["Bern"] = 0
print(temperatures, max(temperatures.values()), sum(temperatures.values()) / len(temperatures))
nan = float("nan")
mixed = [nan, 1]
print(nan in mixed, mixed == mixed, mixed[0] == mixed[0], mixed)
print(nan in [nan], nan in [float("nan")], [nan] == [nan], [nan] == [float("nan")], {1.5, 2, 3.0}, {2.5, 1} | {1.0})
