# Functions named like what generated code likes to call its own variables.
def items():
    return 3
xs = [items() for i in range(3) if i]
ys = {i: items() for i in range(2)}
def value(v):
    value = v + 1
    return value
print(xs, ys, value(3))


# Closures named like traits of Rust: nothing else is called like those.
kept = {}
for name in ["p", "q"]:
    def fn(arg, tag=name):
        return f"{tag}:{arg}:{name}"
    kept[name] = fn


def make(seen):
    def add(x):
        seen.append(x)
        return len(seen)
    return add


first, second = make([]), make([0])
print(kept["p"](1), fn(3), first(1), second(2))
