# Unions and tuples of classes that have names: annotations, `isinstance` and `except` know what they stand for.
from typing import Any

Number = int | float
Text = (str, bytes)
Json = dict | list | str | Number | bool | None
LOOKUPS = (KeyError, IndexError)


def size(x: Number | str) -> Number:
    if isinstance(x, Number):
        return abs(x)
    return len(x) if isinstance(x, Text) else 0


def deep(v: Json) -> int:
    if isinstance(v, dict | list):
        parts = v.values() if isinstance(v, dict) else v
        return 1 + max((deep(part) for part in parts), default=0)
    return 0


def get(container, key):
    try:
        return container[key]
    except LOOKUPS as e:
        return f"{type(e).__name__}: {e}"


print(size(-3), size(-2.5), size("abc"), size(b"ab"), size(None))
print(deep({"a": [1, {"b": 2}], "c": None}), deep("x"))
print(get({}, "a"), get([], 0), get({1: 2}, 1))
values: list[Any] = [None, 1, "x", 2.5, True, {}, ()]
print([isinstance(v, int | None) for v in values], [isinstance(v, Json) for v in values])
print([isinstance(v, Text) for v in values], Text[0]("own"), isinstance("own", Text))


def matches(pattern, text):
    if not pattern:
        return not text
    return text != "" and pattern[0] in "?" + text[0] and matches(pattern[1:], text[1:])


print(matches("a?c", "abc"), matches("ab", "ba"))
