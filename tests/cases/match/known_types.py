# Patterns of every kind, on subjects whose type is known.
def status(code):
    match code:
        case 200 | 201:
            return "fine"
        case 404:
            return "not found"
        case n if n >= 500:
            return f"server {n}"
        case _:
            return "other"

def move(command):
    match command.split():
        case ["go", ("north" | "south") as way]:
            return "going " + way
        case ["go", way]:
            return "cannot go " + way
        case ["take", *things] if len(things) > 2:
            return "too much: " + ", ".join(things)
        case ["take", first, *rest]:
            return f"took {first} and {rest}"
        case []:
            return "silence"
        case [*_, last]:
            return "what is " + last + "?"

def fizz(n):
    match (n % 3, n % 5):
        case (0, 0):
            return "FizzBuzz"
        case (0, _):
            return "Fizz"
        case (_, 0):
            return "Buzz"
    return str(n)

def spread(pair):
    match pair:
        case (x, 0) | (0, x):
            return x
        case (x, y):
            return x * 10 + y

def opt(x):
    match x:
        case None:
            return "none"
        case 0:
            return "zero"
        case n:
            return f"n {n + 1}"

for code in (200, 201, 404, 500, 302):
    print(status(code))
for line in ("go north", "go up", "take a b c", "take a b", "take", "", "x y z"):
    print(repr(move(line)))
print([fizz(n) for n in range(1, 16)])
print(spread((7, 0)), spread((0, 8)), spread((1, 2)))
print(opt(None), opt(0), opt(4))

config = {"name": "x", "size": "3", "mode": "fast"}
match config:
    case {"name": name, "missing": _}:
        print("no")
    case {"name": name, **rest}:
        print(name, rest)
match {"a": 1, "b": 2}:
    case {"a": 2}:
        print("two")
    case {"a": int(v), "b": float()}:
        print("float")
    case {"b": v}:
        print("v", v)
x = [1, 2, 3]
match x:
    case [x, *y]:
        print(x, y)
for i in range(6):
    match i:
        case 1:
            continue
        case 4:
            break
        case k:
            print("k", k)
else:
    print("never")
match "text":
    case 5:
        print("no")
    case str(s):
        print("str", s)
match True:
    case True:
        print("yes")
match 3.0:
    case 3:
        print("three")
match range(3):
    case [a, *b]:
        print(a, b)
