# Names from `typing` and `collections.abc` leave no trace.
from __future__ import annotations

from collections.abc import Iterable
from typing import Callable, Dict, List, Optional, TypeVar, cast

T = TypeVar("T")
Table = Dict[str, List[int]]


def total(table: Table) -> int:
    return sum(sum(row) for row in table.values())


def first(items: Iterable[T], default: Optional[T] = None) -> Optional[T]:
    for item in items:
        return item
    return default


def twice(function: Callable[[int], int], value: int) -> int:
    return function(function(value))


table: Table = {"a": [1, 2], "b": [3]}
print(total(table), first([7, 8]), twice(lambda x: x * 3, cast(int, 2)))
