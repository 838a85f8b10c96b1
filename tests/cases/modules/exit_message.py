# `sys.exit` with a text prints it as an error; status 1.
from sys import exit as leave


def check(value):
    if value > 2:
        leave(f"too large: {value}")
    return value


print(check(2))
print(check(3))
