# A list that a call has just made may be one of objects.
def words(text):
    if " " in text:
        return text.split()
    if "," in text:
        return text.replace(",", " ").split()
    return len(text)


print(words("Hello world"), words("a,b"), words("abc"))


def known(name):
    first, *rest = name.split("-")
    if not rest:
        rest = [first, 1]
    return first, rest


print(known("a-b-c"), known("x"))
planets = ("Mercury", "Venus", "Earth", "Mars", "Jupiter", "Saturn", "Uranus", "Neptune", "Pluto")


def between(one, two):
    if one not in planets or two not in planets:
        return ()
    start, end = planets.index(one), planets.index(two)
    return planets[start + 1 : end]


print(between("Venus", "Mars"), between("Venus", "Moon"))
for k in range(2, min(5, 4)):
    print(k)
