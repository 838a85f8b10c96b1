# Characters and slices are parts of the text they come from, and a text that a loop indexes is looked through once.
def tokens(text):
    found = []
    i = 0
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
            continue
        start = i
        while i < len(text) and text[i].isalnum() == c.isalnum() and not text[i].isspace():
            i += 1
        found.append(text[start:i])
    return found


def longest(words):
    best = ""
    for word in words:
        if len(word) > len(best):
            best = word
    return best


def first_letters(words):
    result = ""
    last = "?"
    for word in words:
        first = word[0]
        if first != last:
            result += first
            result += f"{len(word)}."
        last = first
    return result


def shifted(text):
    result = ""
    for i, letter in enumerate(text):
        if letter == text[-1 - i]:
            letter = letter.upper()
        result = result + letter + "-"
    return result


def is_palindrome(text):
    return all(text[i] == text[-1 - i] for i in range(len(text) // 2))


def pick(text, number):
    try:
        return text[number]
    except IndexError as error:
        return str(error)


def halves(text):
    middle = len(text) // 2
    left, right = text[:middle], text[middle:]
    kept = left
    for turn in range(2):
        text = text[1:] + text[0]
        kept = kept + text[turn] + right
    return kept


print(tokens("let x1 = (naïve+3) * ö_2"))
print(longest(["a", "ccc", "bb"]), first_letters(["apple", "avocado", "plum", "année"]))
print(shifted("abca"), is_palindrome("räkkär"), is_palindrome("ab"))
print(pick("añb", 1), pick("añb", -3), pick("añb", 3), halves("wörld"))
line = ""
for n in range(3):
    line += str(n) * n
    before = line
    line += ","
print(line, before, line[1:-1:2], [line[n] for n in range(3)])
quote = line[2] if len(line) > 2 else "none"
print(quote, quote * 2, [quote, quote], {quote: line[:2]})


def count(text, step):
    counts = {}
    pairs = {}
    last = None
    for word in text.split():
        key = word.strip(".,").lower()
        counts[key] = counts.get(key, 0) + 1
        pair = (len(key), key[:1])
        pairs[pair] = pairs.get(pair, 10) - step
        if word.rstrip(".") == "end":
            last = word
    return counts, pairs, last


print(count(" One, two. one\ttwo three.\n end. One", 2), "aBC d".capitalize(), "\x1cx\x1f".split())
for word in line.split():
    line = word.strip() + "!"
print(line)
