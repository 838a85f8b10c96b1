# The largest number of tries.
MAX_TRIES = 3  # never more
rate = 0.5
SECONDS = 60 * 60 * 24
ORIGIN = (0, -1)
EMPTY = ""
UNUSED = 7
Mixed = True


def tries(n):
    """How many."""
    return min(n, MAX_TRIES) + ORIGIN[1]


total = 0
COUNT = 0
def cost(hours):
    global COUNT
    COUNT += 1
    return hours * rate * 3600 / SECONDS

print(tries(5), cost(2), COUNT, SECONDS, EMPTY or "none")
double = lambda x: x * MAX_TRIES
print(double(4), list(map(lambda s: s + NAME, ["a"])) if False else Mixed)
NAME = "late"
def greet():
    def inner():
        return f"hi {NAME} {rate!r}"
    return inner
print(greet()(), [NAME * 2 for _ in range(2)], NAME.upper(), {NAME: rate})
for i in range(2):
    STEP = 5
    print(STEP + i)
def input(x): return x + 1
def unpack(t):
    a, b = t
    return b, a
def within(shift_left, text): return shift_left << 2, text * 2
print(input(4), unpack([1, 2]), within(1, "ab"), "seq: %s" % MAX_TRIES)
try:
    print(int("x") + MAX_TRIES)
except ValueError as raise_value:
    print(raise_value)
def raise_(power):
    if power > MAX_TRIES:
        raise ValueError(power)
    return 2 ** power
try:
    print(raise_(2), raise_(9))
except ValueError as e:
    print(e)
