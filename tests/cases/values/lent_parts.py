# Parts of texts that outlive them are lent, wherever they are kept; all others are copied.
def fields(line):
    return [line[:3], line[3:6].strip(), line[-1]]


def split_at(text, mark, limit):
    i = 0
    parts = []
    while i < len(text) and len(parts) < limit:
        j = i
        while j < len(text) and text[j] != mark:
            j += 1
        parts.append((i, text[i:j]))
        i = j + 1
    return parts


def first_word(text, default):
    for word in text.split():
        return word
    return default


def longest(words):
    best = ""
    for word in words:
        if len(word) > len(best):
            best = word
    return best


def upper_or_part(text):
    return text.upper() if len(text) > 3 else text[1:]


def by_letter(text):
    found = {}
    for letter in text:
        if letter not in found:
            found[letter] = []
        found[letter].append(letter)
    groups = {}
    for i in range(len(text)):
        groups[text[i : i + 2]] = i
    return found, groups


def inside_out(n):
    kept = []
    for i in range(n):
        line = f"line {i}, {i * i}"
        kept.append(line[5:])
        short = [line[:4], line[-1]]
        print(short, end=" ")
    print()
    return kept


def changed(text):
    parts = [text[:2]]
    text = text + "!"
    parts.append(text[-2:])
    return parts


def into(out, text):
    out.append(text[1:])
    out.append("own")


def given(text):
    out = []
    into(out, text)
    into(out, "abc")
    return out


def again(text, depth):
    if depth == 0:
        return [text[:1]]
    return again(text + "x", depth - 1) + [text[-1:]]


def deeper(text, depth):
    if depth == 0:
        return text
    return deeper(text[1:], depth - 1)


def number(text):
    try:
        return int(text[0])
    except ValueError:
        return text[1:]


def make():
    return "  made of text "


def main():
    print(fields("abc de f"), fields("ä"[:1] + "öü xyz"))
    parts = split_at("a,bc,,d", ",", 3)
    for at, part in parts:
        print(at, part, len(part), part == "bc", part.upper())
    print(first_word("  hello you", "-"), first_word(" ", "none"))
    line = "the quick brown"
    words = [line[:3], line[4:9], line[10:]]
    print(longest(words), longest(["x"]), words)
    print(upper_or_part("abc"), upper_or_part("abcd"))
    print(by_letter("abab"))
    print(inside_out(3))
    print(changed("hello"), given("hello"), again("ab", 2), deeper("hello", 3))
    print(number("7"), number("abc"))
    made = fields(make())
    made.append("more")
    for text in fields("x" + make()):
        print(text)
    print(made)
    count = {}
    for i in range(4):
        key = "abc abd"[i : i + 2]
        count[key] = count.get(key, 0) + 1
        count[line[i]] = i
    print(count, "ab" in count, count.get("qu"))
    pairs = {line[:3]: 1, line[4:]: 2}
    pairs["new"] = 3
    for key, value in pairs.items():
        print(key, value)
    last = ""
    for word in line.split():
        last = word
        words.append(word[0])
    print(last, words, sorted(words), max(words))


main()
def temps(text):
    n = 0
    for part in [text[:1], text[1:]]:
        n += len(part)
    print(len([text[:1]]), sorted([text[1:], text[:1]]), {text[0]: 1}, (text[0], 1), [text[:1]] + [text[1:]])
    print([text[i] for i in range(len(text))], {text[i]: i for i in range(len(text))}, {text[i] for i in range(len(text))} == {text[0]})
    xs = [c for c in text if c != "a"]
    ys = [w.strip() for w in text.split(",")]
    zs = list(text)
    ws = text.split()
    return xs, ys, zs, ws, n
print(temps("abc a"))
def swap(pair):
    a, b = pair
    return b, a
def head(text):
    return text[0], text[1:]
h, t = head("hello")
print(swap(head("hello")), h, t)
def rec(text):
    if len(text) < 2:
        return [text[:]]
    h = text[0]
    return [h] + rec(text[1:])
print(rec("abcd"))
def opt(text):
    for i in range(len(text)):
        if text[i] == "x":
            return text[i:]
    return None
print(opt("abxy"), opt("abc"))
def lam(text):
    f = lambda k: text[k:]
    parts = [text[1:]]
    g = lambda: parts[0]
    return f(1), g()
print(lam("abc"))
def gen(text):
    g = (text[i:] for i in range(len(text)))
    return g
print(list(gen("abc")))
def nest(text):
    parts = []
    def add(i):
        parts.append(text[i])
    for i in range(2):
        add(i)
    return parts
print(nest("abc"))
def cond(a, b, flag):
    x = a[1:] if flag else b[1:]
    out = [x]
    if flag:
        out.append(a[0])
    else:
        out = [b]
    return out
print(cond("abc", "xyz", True), cond("abc", "xyz", False))
def tr(text):
    out = []
    try:
        out.append(text[1:])
        out.append(text[9])
    except IndexError:
        out.append("err")
    finally:
        out.append(text[:1])
    return out
print(tr("abc"))
def shadow(text):
    res = []
    for text in [text, "b" + text]:
        res.append(text[1:])
    return res
print(shadow("abc"))
def two(text):
    a = text[1:]
    b = [a]
    text2 = "".join(b) + "x"
    c = [text2[1:], a]
    return c
print(two("hello"))
def dd(text):
    d = {}
    for w in text.split():
        d.setdefault(w[0], []).append(w)
    best = max(d, key=lambda k: len(d[k]))
    return d, best
print(dd("apple ant bee"))
def mainlike():
    data = "a=1;b=2"
    conf = {}
    for item in data.split(";"):
        k, v = item.split("=")
        conf[k] = int(v)
    pre = data[:3]
    stack = [pre]
    stack.append(data[4:])
    while stack:
        top = stack.pop()
        print(top, top == "a=1")
    return conf
print(mainlike())
