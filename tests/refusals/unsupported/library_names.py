# Names of modules that Adder knows and does not translate.
from collections import namedtuple
from functools import lru_cache
import sys

Point = namedtuple('Point', 'x y')
cached = lru_cache(None)(len)
print(sys.getsizeof([]))
