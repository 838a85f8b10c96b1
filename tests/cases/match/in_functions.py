# Patterns in functions that return from every case, in loops, and around values of mixed types.
import sys
def f(v):
    match v:
        case {"op": "add", "args": [a, b]}:
            return a + b
        case {"op": "neg", "args": [a]}:
            return -a
        case {"op": op}:
            return f"? {op}"
print(f({"op": "add", "args": [1, 2]}), f({"op": "neg", "args": [5]}), f({"op": "mul", "args": []}), f({}))
def g(x):
    match x:
        case [int(a), int(b)] | (int(a), int(b), _):
            return a * b
        case str() as s if s.startswith("x"):
            return s[1:]
        case float(v) | int(v):
            return v / 2
        case [] | {} | "":
            return None
    return "no"
print(g([2, 3]), g((2, 3, 4)), g("xyz"), g(3), g(2.5), g([]), g({}), g(""), g("abc"), g(None))
class_like = {"kind": "leaf"}
def depth(t):
    match t:
        case {"kind": "leaf"}:
            return 1
        case {"kind": "node", "kids": kids}:
            return 1 + max((depth(k) for k in kids), default=0)
print(depth({"kind": "node", "kids": [class_like, {"kind": "node", "kids": [class_like]}]}))
def h(n):
    match n:
        case 1:
            kind = "one"
        case 2 | 3:
            kind = "few"
        case _ if n < 0:
            kind = "negative"
    return kind
print(h(1), h(3), h(-4))
try:
    print(h(10))
except UnboundLocalError as e:
    print(e)
for cmd in ["push 1", "push 2", "add", "print", "pop x", ""]:
    stack = globals_stack = []
    match cmd.split():
        case ["push", n]:
            print("push", int(n))
        case ["add" | "sub" as op]:
            print("op", op)
        case [name]:
            print("name", name)
        case [name, *args]:
            print(name, args)
        case []:
            print("empty")
t = (1, [2, 3], {"a": (4, 5)})
match t:
    case (x, [y, *_], {"a": (z, w)}):
        print(x + y + z + w)
match 10**20:
    case 100000000000000000000:
        print("big")
match [1, 2, 3, 4]:
    case [a, *mid, b] if sum(mid) > 4:
        print(a, mid, b)
def loop():
    n = 0
    while True:
        match n:
            case 3:
                break
            case 1:
                n += 1
                continue
        n += 1
    return n
print(loop())
match "a":
    case "a" | "b":
        print("ab")
match (x := 5):
    case 5:
        print("walrus", x)
lam = lambda v: v
match lam(3), lam("q"):
    case 3, "q":
        print("pair")
match b"x":
    case b"x":
        print("bytes")
match None, True:
    case None, True:
        print("nt")
