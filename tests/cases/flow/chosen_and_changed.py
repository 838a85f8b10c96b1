# What branches give a value to is changed in place later.
def environment(code):
    if code.find("x") >= 0:
        name = "align"
    else:
        name = "equation"
    if is_numbered(code):
        name += "*"
    return name


def is_numbered(code):
    if not code:
        raise ValueError("no code")
    return "n" in code


def rows(n):
    if n > 2:
        out = [n]
    else:
        out = []
    out.append(5)
    return out


def number(text):
    try:
        shown = str(int(text))
    except ValueError:
        shown = ""
    shown += "!"
    return shown


def members(flag):
    if flag:
        found = {1}
    elif flag is None:
        found = {5, 6}
    else:
        found = set()
    found.add(3)
    return sorted(found)


def swapped(pairs, is_swapped=True):
    found = {}
    for key, value in (is_swapped and (b, a) or (a, b) for a, b in pairs):
        found[key] = value
    return found


for code in ("x n", "y", ""):
    try:
        print(environment(code))
    except ValueError as e:
        print(e)
print(rows(1), rows(4), number("x"), number("4"))
print(members(True), members(False), members(None))
print(swapped([("a", "b"), ("c", "d")]))
try:
    print(swapped(["ab", "c"]))
except ValueError as e:
    print(e)
