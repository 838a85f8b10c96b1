# Texts that are only ever written out in the program are lent wherever they go; what anything else gets to is owned.
WEEKDAYS = ["Monday", "Tuesday", "Wednesday"]
POINTS = {"gold": 3, "silver": 2, "bronze": 1}


def grade(score):
    if score >= 90:
        return "A"
    return "B" if score >= 80 else "C"


def classify(number):
    return (number, "even" if number % 2 == 0 else "odd")


def label(kind, number):
    return (kind, f"{kind} {number}")


def shout(word):
    return word.upper()


def pick(words, wanted):
    for word in words:
        if word == wanted:
            return word
    return "none"


def tally(medals):
    counts = {}
    for medal in medals:
        counts[medal] = counts.get(medal, 0) + 1
    return counts


print(grade(95), grade(85), grade(1), classify(3), label("item", 4))
for index, day in enumerate(WEEKDAYS):
    print(index, day, shout(day), day in POINTS, "gold" in POINTS)
print(pick(WEEKDAYS, "Tuesday"), pick(WEEKDAYS, "tuesday".title()), pick(WEEKDAYS, "x"))
print(tally(["gold", "silver", "gold"]), sorted(POINTS), max(WEEKDAYS), min(POINTS))
pairs = [("b", 2), ("a", 1), ("c", 0)]
pairs.sort(key=lambda pair: pair[1])
print(pairs, [name for name, _ in pairs], {name: len(name) for name in WEEKDAYS})
print(sorted(pairs, key=lambda pair: pair[0]), ("a", 1) in pairs, pairs.index(("a", 1)))
names = ["Ann", "Ben"]
names.append("Cy")
owned = ["Dan"]
owned.append("EVE".lower())
print(names, owned, names + ["Flo"], ", ".join(names), names[1:], names.pop(), names.count("Ann"))
seen = set()
for name in names + owned:
    if name not in seen:
        seen.add(name)
print(len(seen), POINTS.get("gold"), POINTS.get("tin"), POINTS.get("tin", 0))
colors = {1: "red", 2: "blue"}
print(colors.get(1), colors.get(3), colors.get(3, "grey"), colors[2])
colors[3] = colors[1] + "dish"
print(colors, grade(85) == "B", grade(85) < "C", "B" in grade(85))
