# `finally` runs on every way out: the end, `return`, `break`, `continue` and exceptions.
def visit(limit):
    for n in range(5):
        try:
            if n == 1:
                continue
            if n == limit:
                return "returned"
            if n == 3:
                break
            print("body", n)
        finally:
            print("finally", n)
    return "broke"


print(visit(2))
print(visit(9))


def override():
    try:
        raise KeyError("lost")
    finally:
        return "kept"


print(override())


def close(text):
    try:
        return int(text)
    finally:
        print("closed")


print(close("3"))
close("three")
