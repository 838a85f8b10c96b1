# Methods of texts, sets and dicts with all their shapes of arguments.
word = "hello world, hello"
print(word.find("l", 4), word.find("l", -3), word.find("x", 1, 5), word.rfind("l", 0, 5))
print(word.count("l", 3), word.count("l", None, 5), word.index("hello", 1), word.rindex("h", None, -2))
print(word.startswith("world", 6), word.endswith("world", 0, 11), word.startswith("", 99))
print("a,b,c".split(",", 1), "a,b,c".rsplit(",", 1), "a,b".split(sep=","), "a b c".split(maxsplit=1))
print("a b c".rsplit(), "a b c".rsplit(maxsplit=1), "a,b,c".split(",", maxsplit=1), "a-b".rsplit("-"))
print("a\tb".expandtabs(), "a\tb".expandtabs(4), "a\tb".expandtabs(tabsize=2))
end = None if len(word) > 3 else 4
print(word.find("o", 5, end))

try:
    print(word.index("zz", 2))
except ValueError as error:
    print(error)
try:
    print(word.rsplit("", 1))
except ValueError as error:
    print(error)

odd, small = {1, 3, 5, 7}, {1, 2, 3}
print(odd.union(small), odd.intersection(small), odd.difference(small), odd.symmetric_difference(small))
print({1}.issubset(odd), odd.issuperset({1, 9}), odd.isdisjoint({2}), odd.union([11, 13]))
odd.update([9, 11])
odd.update({13})
odd.difference_update({1})
odd.intersection_update({3, 5, 9, 13, 20})
odd.symmetric_difference_update({5, 6})
print(odd, len(odd))
taken = {4}
print(taken.pop(), taken)
try:
    taken.pop()
except KeyError as error:
    print("empty:", error)

ages = {"Ann": 20}
ages.update({"Bob": 31, "Ann": 21})
ages.update([("Cid", 4), ("Dan", 5)])
print(ages)
names = {("a", 1): "x"}
names.update({("b", 2): "y"})
print(names)

print(word.startswith(("x", "hel")), word.endswith(("lo", "x")), "abc".upper().startswith(("A", word)), word.startswith(()))
suffixes = (".py", ".rs")
print([name for name in ["a.py", "b.txt", "c.rs"] if name.endswith(suffixes)], "a.b".endswith((".b",)))


def every(text, size):
    return [text[i : i + size] for i in range(0, len(text), size)]


def letters(text):
    return [text[i] for i in range(len(text) - 1, -1, -1)], "-".join(text[i] for i in range(len(text)))


print(every("abcdefg", 3), letters("héllo"))
