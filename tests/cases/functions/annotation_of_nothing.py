# Annotations are evaluated where Python evaluates them: not inside functions, and not in quotes.
def f():
    later: undefined = 1
    return later


print(f())
from typing import List


def g(a: List[int], b: "text" = 1) -> List["more"]:
    return b


print(g([]))


def outer():
    def inner(a: missing):
        pass
    return inner


try:
    outer()
except NameError as e:
    print(e)
z: Later = 3
