# A `try` in which one thing may be raised is a `match`.
def ratio(a, b):
    try:
        return a / b
    except ZeroDivisionError:
        return None


def number(text):
    try:
        n = int(text)
    except ValueError as e:
        print("bad:", e)
        n = -1
    else:
        print("good:", n)
    return n


print(ratio(1, 2), ratio(1, 0))
print(number("12") + number("x"))
