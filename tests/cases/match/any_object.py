# Patterns on subjects of any type.
def kind(x):
    match x:
        case None:
            return "none"
        case True | False:
            return f"bool {x}"
        case int(n) if n > 100:
            return f"big {n}"
        case int() | float():
            return f"number {x}"
        case "" | "empty":
            return "empty"
        case str(s):
            return f"str {s!r}"
        case []:
            return "empty sequence"
        case [x]:
            return f"one {x}"
        case [1, [2, y], *rest]:
            return f"nested {y} {rest}"
        case [first, *_, last]:
            return f"from {first} to {last}"
        case {"type": "point", "x": x, "y": y}:
            return f"point {x} {y}"
        case {"type": ("circle" | "disc") as t, "r": r, **others}:
            return f"{t} {r} {others}"
        case {}:
            return f"dict {x}"
        case set() | frozenset():
            return "set"
        case ValueError(args=(message,)):
            return f"value error {message}"
        case Exception():
            return f"exception {x}"
        case bytes():
            return "bytes"
        case range() as r:
            return f"range {r}"
        case _:
            return "other"

for value in (None, True, 7, 700, 2.5, "", "abc", [], (), [5], (1, (2, 3), 4, 5), [1, 2, 3], range(4),
              {"type": "point", "x": 1, "y": 2}, {"type": "disc", "r": 3, "z": 4}, {"q": 1}, {1}, frozenset(),
              ValueError("bad"), ValueError(1, 2), KeyError("k"), len, print, 3 - 1, slice(1)):
    print(kind(value))

def evaluate(expr):
    match expr:
        case int() | float():
            return expr
        case ("+", a, b):
            return evaluate(a) + evaluate(b)
        case ("*", a, b):
            return evaluate(a) * evaluate(b)
        case ("neg", a):
            return -evaluate(a)
        case [op, *_]:
            raise ValueError(f"unknown {op}")

print(evaluate(("+", 1, ("*", 2, ("neg", 3)))))
try:
    evaluate(("/", 1, 2))
except ValueError as e:
    print(e)
try:
    match 5:
        case print():
            pass
except TypeError as e:
    print(e)
try:
    match 5:
        case int(a, b):
            pass
except TypeError as e:
    print(e)
try:
    match ValueError("x"):
        case ValueError(a):
            pass
except TypeError as e:
    print(e)
match 1.0, 2:
    case 1, 2:
        print("equal")
match "ab":
    case ["a", "b"]:
        print("wrong")
    case _:
        print("texts are no sequences")
def late(v):
    match v:
        case [a, b] if (a := a + 1) > b:
            print("guard", a, b)
        case [a, b]:
            print("second", a, b)
late([1, 1]); late([1, 9]); late((3, 1))
import math
match math.pi:
    case math.e: print("e")
    case math.pi: print("pi")
match [[1, 2], [3, 4]]:
    case [[a, b], [c, d]]:
        print(a + b + c + d)
match -3:
    case -3: print("neg")
n = 10
match n:
    case big if big > 5 and (m := big * 2) > 3:
        print(m)
print(big)
