# Counters of static types: what they count, add and take away, and what other dicts say to that.
from collections import Counter, defaultdict
words = "the cat the dog the end".split()
c = Counter(words)
print(c, c.total(), c["the"], c["zebra"], len(c))
c.update(["the", "zebra"])
c.update({"dog": 4, "new": 0})
print(c, c.most_common(2))
c.subtract({"the": 10, "odd": 1})
c.subtract(["cat"])
print(c, c.total())
a, b = Counter("mississippi"), Counter("missouri")
print(a + b, a - b, a & b)
print(sorted(a.elements()), list(b.elements()))
for letter in a.elements():
    print(letter, end="")
print()
stock = {"tea": 3, "rum": 1}
s = Counter(stock)
s["tea"] += 1
print(s, stock, Counter(s) == s)
s.update(s)
print(s)
plain = {"a": 1}
plain.update({"b": 2})
print(plain)
def tally(rows):
    total = Counter()
    for row in rows:
        total.update(row)
    return total
print(tally(["ab", "bc"]), tally([[1, 2], [2]]))
def merge(counters):
    total = Counter()
    for one in counters:
        total = total + one
    return total
print(merge([a, b]).most_common(3))
num = Counter([1, 2, 2])
num.update(range(3))
print(num, {k: v for k, v in num.items() if v > 1})
pairs = Counter([(1, 2), (1, 2), (3, 4)])
pairs.update([(3, 4)])
print(pairs.most_common(), Counter(a=3, b=1) + Counter(b=2), Counter(a=3) & Counter(a=1))
groups = {"x": [1]}
groups.update({"y": [2]})
print(groups)
try:
    print(plain + plain)
except TypeError as e:
    print(e)
dd = defaultdict(int)
dd.update({"k": 5})
print(dd)
dd.subtract({"k": 1})
