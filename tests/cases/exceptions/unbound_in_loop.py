# A name that every turn of a loop loses again is read much later.
def risky(n):
    if n:
        raise ValueError(n)
    return n
for n in range(3):
    try:
        print(n, risky(n))
    except ValueError as e:
        print(repr(e))
try:
    raise RuntimeError('inside')
except RuntimeError as e:
    print('in handler', e)
try:
    print(e)
except NameError as err:
    print(err)
