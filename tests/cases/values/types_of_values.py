def kind(x):
    if isinstance(x, bool):
        return "bool"
    if isinstance(x, (int, float)):
        return "number"
    if not isinstance(x, str):
        return "other"
    return "text " + x


print(kind(True), kind(3), kind(2.5), kind("a"), kind([1]))


def double(x):
    if type(x) == list:
        return [double(y) for y in x]
    elif type(x) is not int and not isinstance(x, float):
        return str(x) * 2
    else:
        return x * 2


print(double(2), double("ab"), double([1, 2]))
mixed = [1, "a", 2.5, None, True, [1], (2,)]
for x in mixed:
    print(type(x).__name__, isinstance(x, int), type(x) == int, type(x) is bool, isinstance(x, (str, list)))
print([type(x).__name__ for x in mixed])
n = 3
print(isinstance(n, int), type(n) == int, type(n).__name__, type(n))


def noisy(v):
    print("noisy", v)
    return v


print(isinstance(noisy(1), str), type(noisy(2)).__name__, type(noisy(3)) == int)
if isinstance(noisy(4), int) and n > 2:
    print("yes")
if isinstance(n, str) or n == 3:
    print("or")
print("t" if isinstance(n, float) else "f", isinstance(n, float) or "none")
m = None if n > 5 else 7
print(isinstance(m, int), type(m).__name__)
print(isinstance(None, int), isinstance({}, dict), isinstance((1, 2), tuple), isinstance(range(3), range))


def flat(data):
    out = []
    for x in data:
        if isinstance(x, list):
            out.extend(flat(x))
        else:
            out.append(x)
    return out


print(flat([1, [2, [3, [4]]], []]))
assert isinstance(n, int), "n"
while not isinstance(n, int):
    n = 1
