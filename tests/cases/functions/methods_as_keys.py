# Methods and builtins that are passed as functions, and what else builtins take.
words = ["pear", "Fig", "apple"]
print(sorted(words, key=str.lower), sorted(words, key=len), max(words, key=str.upper))
print(list(map(str.upper, words)), list(map(str.strip, [" a ", "b "])), " ".join(map(str.title, words)))
print([word for word in filter(str.isdigit, ["1", "x", "22"])])
ages = {"Ann": 20, "Bob": 31, "Cid": 4}
print(max(ages, key=ages.get), min(ages, key=ages.get), sorted(ages, key=ages.get, reverse=True))
print(sorted(["Cid", "Zed"], key=lambda name: ages.get(name, 0)))
text = "hello"
print(sorted("ole", key=text.index), list(map(text.count, "lox")))
print(max([], default=7), min([3, 2], default=0), max((n for n in [1] if n > 5), default=-1))
print(max(ages.values(), default=0), sum([1, 2], 10), sum((n * n for n in range(4)), 100))
print(bin(10), hex(255), oct(8), bin(-5), hex(2**70), bin(True))
print(*words)
print(*words, sep=", ")
print(*range(4), sep="-", end="!\n")
print(*[1.5, True, None], sep="|")
print(*"abc")
print(*[])
mixed = [1, "a"]
try:
    print(max(mixed))
except TypeError as error:
    print(error)
try:
    print(sorted(["Cid", "Zed"], key=ages.get))
except TypeError as error:
    print(error)
try:
    print(max([]))
except ValueError as error:
    print(error)


# Rust looks into a closure before it knows what the result is wanted for: the literals say what they are.
nearest = sorted([3, -1, 2], key=abs)
nearest.append(max([3.5, -4.25], key=abs))
smallest = min([3, -2], key=lambda n: n ** 2)


def ordered():
    return sorted([2.5, -1.5], key=abs)


print(nearest, smallest, ordered(), {"k": sorted([3, -4], key=abs)})
