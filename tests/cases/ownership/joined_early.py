# A list of texts that is only appended to and joined without anything between is that text from the start.
def doubled(word):
    parts = []
    for letter in word:
        parts.append(letter * 2)
        if letter == "x":
            return "".join(parts) + "!"
    return "".join(parts)


def rotated(word, shift):
    out = []
    for letter in word:
        if letter.islower():
            out.append(chr((ord(letter) - ord("a") + shift) % 26 + ord("a")))
        else:
            out.append(letter)
    return "".join(out)


def lines(rows):
    result = []
    for row in rows:
        cells = []
        for cell in row:
            cells.append(f"[{cell}]")
        result.append("".join(cells))
        print("".join(cells), len("".join(result)))
    return result


def asked(words):
    parts = []
    for word in words:
        parts.append(word)
    return len(parts), "".join(parts)


def separated(words):
    parts = []
    for word in words:
        parts.append(word.upper())
    return ", ".join(parts)


def numbered(words):
    rows = []
    for i, word in enumerate(words):
        if word == "-":
            continue
        rows.append(f"{i}:{word}")
        if word == "end":
            rows.append("(done)")
            return " / ".join(rows)
    return "<" + ", ".join(str(i) for i in range(2)) + ">" + " / ".join(rows)


def recovered(items):
    parts = []
    for item in items:
        try:
            parts.append(f"{10 // item}.")
        except ZeroDivisionError:
            pass
    return ",".join(parts)


def grown(n):
    parts = []
    for i in range(n):
        parts.append("".join(parts) + str(i))
    return "".join(parts)


def kept():
    parts = []

    def add(text):
        parts.append(text)

    add("a")
    add("b")
    return "".join(parts)


def twice():
    parts = []
    parts.append("a")
    first = "".join(parts)
    parts.append("b")
    second = "".join(parts)
    parts = []
    parts.append("c")
    return first, second, "".join(parts)


def walked():
    parts = []
    parts.append("k")
    for letter in "".join(parts):
        parts.append(letter)
    return "".join(parts)


def code(number):
    text = ""
    try:
        text += chr(number)
    except ValueError as error:
        text += str(error)
    return text


print(doubled("héy"), doubled("axb"), doubled(""), rotated("Hello, Żółw", 13))
print(lines([[1, 2], [], [3]]), asked(["a", "b"]), separated(["a", "b"]), grown(4), kept())
print(numbered(["a", "-", "b"]), numbered([]), numbered(["x", "end", "y"]), recovered([1, 0, 5]), recovered([0]))
print(twice(), walked(), code(960), code(-1), code(0x110000))
