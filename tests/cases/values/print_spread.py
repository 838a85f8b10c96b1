# `print` shows spread arguments without objects in between; everything is evaluated before anything is shown.
def halves(n):
    print("halves of", n)
    return n, n / 2


def name():
    print("name")
    return "N"


numbers = [3, 1]
print(*map(str, numbers), *map(lambda n: n + 1, numbers), sep=", ")
print(*(n * 2 for n in numbers))
print(name(), *halves(3), name())
print(*(numbers.append(i) or numbers for i in range(2)), sep="|")
print(*numbers, "and", *"ab", *{"k": 1}, *(1, "x"), sep=",")
print(*numbers, numbers.append(9), numbers, *numbers)
print(*[], *[], end="none\n")
print(*[], "x", *(), *range(3), sep="-")
print(*{"a": 1}.items(), *{"b": 2}.values(), *enumerate("z"))
rest = iter([1, 2, 3])
print(next(rest), *rest, *rest)


def whole(text):
    try:
        print("start", *map(int, text), "end")
    except ValueError as e:
        print("bad:", e)


whole("12")
whole("1x")
