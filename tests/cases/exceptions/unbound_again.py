# `del` and the end of an `except … as name` take the name its value, whichever of its uses the value came from.
x = "a text"
print(x)
x = 5
print(x)
del x
try:
    print(x)
except NameError as e:
    print(e)

error = "none yet"
try:
    print([1, 2][2])
except IndexError as error:
    pass
try:
    print(error)
except NameError as e:
    print(e)


def last(n):
    found = "start"
    try:
        if n:
            raise ValueError("v" * n)
        return found
    except ValueError as found:
        return str(found)
    finally:
        try:
            print("finally", found)
        except UnboundLocalError as e:
            print("finally:", e)


print(last(0), last(2))
state = "new"
for i in range(3):
    if i == 1:
        del state
    try:
        print(i, state)
    except NameError as e:
        print(i, e)
        state = 2.5
