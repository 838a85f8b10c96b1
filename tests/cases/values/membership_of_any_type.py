# Membership where the type of the item is only known when the program runs.
def find(x):
    return [x in 'abc' if isinstance(x, str) else None, x in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10), x in range(4), x in ('a', 'b')]


for x in (1, 'a', 2.5, 'zz', 3.0, None, True):
    print(find(x))
try:
    print(5 in 'abc')
except TypeError as e:
    print(e)
