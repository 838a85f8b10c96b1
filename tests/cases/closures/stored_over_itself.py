# A variable gets a function that calls what the variable holds; comparisons begin with a variable that is shared.
def outer(start):
    step = lambda n: n + start
    before = step
    step = lambda n: step(n - 1) if n else 5
    return step(3) + before(1)


print(outer(10))
shown = lambda n: n + 1
again = shown
try:
    shown = lambda n: shown({}[n])
    print(shown(1))
except KeyError as error:
    print("no", error)
print(again(1))
count = 13
read = lambda n: count + n
for turn in [1, 2]:
    if count < count <= turn:
        print("never")
    count += count
print(read(0))


def numbers():
    whole = 5
    part = 1.5
    both = lambda n: n + whole + part
    print(whole**2 & whole, abs(whole), divmod(whole, 2), abs(part))
    whole += 1
    part -= 1.0
    return both(1)


print(numbers())
