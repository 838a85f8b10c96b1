# Counters and defaultdicts among plain dicts, passed about and nested.
from collections import Counter, defaultdict, OrderedDict, deque
from functools import reduce
import operator

def count(words):
    c = Counter()
    for w in words:
        c[w] = c.get(w, 0) + 1
    return c
c = count("a b a".split())
print(c, c == {"a": 2, "b": 1}, {"a": 2, "b": 1} == c, c == Counter("aab"), {k: v for k, v in c.items()}, c.pop("a"), c)
d = defaultdict(int)
for w in "x y x".split():
    d[w] += 1
d["x"] -= 5
print(dict(d), sorted(d, key=d.get), max(d.values()), list(d.items()), d.pop("zz", 0), d.setdefault("q", 3), d)
def first(x):
    return x[0]
g = defaultdict(set)
for w in ["apple", "ant", "bee"]:
    g[first(w)].add(len(w))
print({k: sorted(v) for k, v in g.items()}, "c" in g, len(g["c"]), "c" in g)
nested = defaultdict(lambda: defaultdict(list))
nested["a"]["b"].append(1)
nested["a"]["c"].append(2)
print({k: dict(v) for k, v in nested.items()})
def get_missing(dd):
    try:
        return dd["nope"]
    except KeyError as e:
        return f"KeyError {e}"
print(get_missing({}), get_missing(defaultdict(str)), get_missing(Counter()), get_missing(OrderedDict()))
def add_all(target, items):
    for k, v in items:
        target[k].append(v)
    return target
print(add_all(defaultdict(list), [("a", 1), ("b", 2), ("a", 3)]))
x = Counter("hello world")
del x[" "]
del x["nothing"]
print(x.most_common(3), sum(x.values()), len(x), x["l"], x["zz"])
try:
    del {}["a"]
except KeyError as e:
    print("KeyError", e)
copy = x.copy()
copy["l"] = 0
print(x["l"], copy["l"], type(copy).__name__)
print([n for n, k in x.items() if k == 1])
votes = Counter({"a": 3, "b": 1})
votes["c"] += 2
print(votes, +votes, list(votes.elements()))
q = deque(maxlen=2)
for i in range(4):
    q.append(i)
    print(list(q), end=" ")
print()
print(reduce(operator.mul, range(1, 6)), reduce(lambda acc, w: {**acc, w: len(w)}, ["a", "bb"], {}))
def group(pairs):
    out = {}
    for k, v in pairs:
        out.setdefault(k, []).append(v)
    return out
print(group([(1, 2), (1, 3)]))
total = 0
for k in Counter("abc"):
    total += ord(k)
print(total)
inverse = defaultdict(list)
for k, v in Counter("aabbc").items():
    inverse[v].append(k)
print(sorted(inverse.items()))
print(Counter(a=1) + Counter(b=2), Counter([1, 2, 2]) & Counter([2, 2, 3]))
print(f"{c} {d['x']} {x['o']:>3}")
lst = [defaultdict(int) for _ in range(2)]
lst[0]["k"] += 1
print(lst)
m = {"k": Counter("ab")}
m["k"]["a"] += 5
print(m)
