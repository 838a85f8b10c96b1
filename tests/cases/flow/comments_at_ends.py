# Comments stay where they are, behind values too.
def size(items):
    if len(items) > 2:
        return "big"  # more than two
    elif not items:
        return "empty"
        # nothing else to say
    else:
        return "small"  # one or two


def twice(n):
    """Docs."""
    return n * 2  # the value

    # nothing comes here


def safe(text):
    try:
        return int(text)  # may raise
    except ValueError:
        return -1  # did raise
        # both are handled


def find(rows, wanted):
    for row in rows:
        if row == wanted:
            return [
                row,
                wanted,
            ]  # found

    return None  # not there


def outer():
    def inner():
        return 5  # inner value

    return inner  # the function itself


add = lambda a, b: a + b  # a lambda
print(size([]), size([1]), size([1, 2, 3]), twice(4))  # prints
print(safe("5"), safe("x"), find([1, 2], 2), find([], 1), outer()(), add(1, 2))
# the end
LIMIT = 10  # the limit


def grade(n):  # marks
    if n > 9:  # top
        mark = "A"
    elif n > 5:  # middle
        mark = "B"
    else:  # bad
        mark = "D"
    for i in range(2):  # twice
        mark += str(i)  # a digit
    while len(mark) > 2:  # shorten
        mark = mark[1:]
    try:  # a number?
        mark += str(int(mark))  # raises for "A"
    except ValueError:  # no number
        pass  # so what
    finally:  # always
        mark += "."  # dot
    return mark


import math  # for roots

if __name__ == "__main__":  # run
    print(grade(10), grade(7), grade(1), math.sqrt(4))
