# What a call gives is known even where its arguments are not: only the arguments are objects then.
import math

things = [3, 'seven', [1, 2], None, 2.5, True]
sizes = [len(str(thing)) for thing in things]
print(sum(sizes), sizes)
print(len(things[1]) + 1, int(things[4]) + 1, float(things[0]) / 2, round(len(things[2]) / 3, 2))
print('secret'.translate({ord('e'): '3', ord('s'): None}).upper(), 'a,b'.split(sep=',', maxsplit=1)[0].upper())
print('one\ntwo'.splitlines(True)[0].strip(), 'a b  c'.rsplit(None, 1)[-1] + '!', 'x'.join(['1', '2']).count('x'))
print((10).bit_length() + 1, (2.0).is_integer(), (0.5).hex(), (255).bit_count())
print(format(things[0], '>4').strip() + '|', ascii('é').upper(), callable(len) and 'yes')
print(sorted(things[2], reverse=True)[0], list(things[1])[0].upper(), tuple(things[2]) + (3,))
print(math.ceil(things[4]) * 2, math.floor(things[4]), math.sqrt(things[0]) ** 2 > 2.9)
for thing in things:
    print(type(thing).__name__.upper(), end=' ')
print()


def shout(function):
    return function.__name__.upper()


print(shout(len), shout(shout), shout(int))
if things[0] == 3 and things[1] != 'eight' and things[4] == 2.5 and not things[3] == 0 and things[5] == 1:
    print('all as they are', things[5] == True, 'seven' == things[1], 3.0 == things[0])
try:
    print(len(things[0]))
except TypeError as error:
    print(error)
try:
    print(int(things[1]))
except ValueError as error:
    print(error)
digits = 'seven'.translate({115: '9' * 30, 101: None, 118: None, 110: None})
print(int(digits) + 1)
