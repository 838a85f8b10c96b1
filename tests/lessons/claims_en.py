"""Comments that claim and comments that do not."""

# 1. Values
print(2 + 2)  # 4
print(7 / 2)  # => 3.5
print('a', 'b')  # -> a b
print([1, 2][0])  # prints 1
print(10 // 3)  # 3 (rounded down)
print('x' * 3)  # xxx
x = 5  # five apples
x = 5  # 5
y = x * 2  # 10
x + y  # 15
print(x, y)  # x and y
print(x)  # 5 apples
print(x)
# 5
print(y)
# Output: 10
for i in range(3):  # 0 1 2
    print(i)
for i in range(3):  # three turns
    pass


def shout(text):  # 1 argument
    """Shouts."""
    print(text.upper() + '!')  # HELLO!
    return len(text)  # 5


shout('hello')  # HELLO!
shout('hello')  # returns 5
n = shout('hello')  # HELLO!
{}['k']  # KeyError: 'k'
int('x')  # ValueError if it is no number
print(x)  # TODO: 7
print(x)  # noqa
print(input('? '))  # 7
print(y - x)  # 2 * x - x
print(2 + 3)  # 2 + 3 = 5
del x  # 5
