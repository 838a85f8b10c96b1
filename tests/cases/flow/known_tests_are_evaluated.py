# A test whose outcome is certain is still evaluated for what it does.
def shout(text):
    print(text)


if shout("one") is None:
    print("nothing came back")
print("a" if shout("two") is None else "b")
print(shout("three") or 5, shout("four") and 6)
x = 5
print(x > 3 and "yes" or "no", x and 0 or "zero")
