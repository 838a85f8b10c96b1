# Texts of one character that are only looked at are characters in Rust: what they answer is what the text would answer.
def kinds(text):
    marks = ""
    for letter in text:
        if letter.isupper() or letter.istitle():
            marks += "U"
        elif letter.islower():
            marks += "l"
        elif letter.isdecimal():
            marks += str(int(letter))
        elif letter.isdigit() or letter.isnumeric():
            marks += "#"
        elif letter.isspace():
            marks += "_"
        elif letter in "()[]" or "a" <= letter <= "z":
            marks += letter
        else:
            marks += letter.upper() + letter.lower()
    return marks


def shifted(text, by):
    out = ""
    for letter in text:
        c = chr((ord(letter) - ord("a") + by) % 26 + ord("a")) if letter.isalpha() else letter
        out += c
    return out


def pairs(one, two):
    same = 0
    for i, x in enumerate(one):
        for y in two:
            if x == y and x != "-":
                same += i
    for x, y in zip(one, two):
        if x < y:
            same += 100
    return same


def scan(text):
    i = 0
    depth = 0
    last = "?"
    while i < len(text):
        c = text[i]
        if c == "(":
            depth += 1
        elif c == ")":
            depth -= 1
        if text[i] == last or text[-1] == c:
            depth += 10
        last = c
        i += 1
    return f"{depth} {last:>3}|{last}"


def first_digit(text):
    try:
        i = 0
        while not text[i].isdigit():
            i += 1
        found = text[i]
        return int(found) + int(text[0])
    except IndexError as error:
        return str(error)
    except ValueError as error:
        return str(error)


def kept(text):
    # What is kept, looked up or given away stays a text.
    seen = {}
    order = []
    for letter in text:
        seen[letter] = seen.get(letter, 0) + 1
        if letter != "b":
            order.append(letter)
    return seen, order


def grows(text):
    for letter in text:
        text += letter.upper()
        if letter == "c":
            text = "-" + text
    return text


print(kinds("Aaǅ٣²½ \x1c(]ßʼnıİΣ½-"))
print(shifted("hello, wörld", 3), shifted("", 1))
print(pairs("abc-a", "xa-ca"), pairs("ä😀", "ö😀"))
print(scan("(a(b)))"), scan(""), scan("ä"))
print(first_digit("4ab7"), first_digit("ab"), first_digit("x3"), first_digit(" 5"))
print(kept("abca"))
print(grows("abc"))
print("x" in kinds("x"), ord("a"), ord("abc"[1]), max(ord(c) for c in "zebra"))
print(int("12"[5]))
