# Variables that each way through an `if` gives a value to.
def season(month):
    if month in (12, 1, 2):
        name = 'winter'
    elif 3 <= month <= 5:
        name = 'spring'
    else:
        name = None
    return name
def sign(n):
    if n < 0:
        s = -1
        n = -n
    elif n == 0:
        s = 0
    else:
        s = 1
    s += 10
    return s, n
def kind(x):
    if x % 2:
        print('odd')
        word = 'odd' * 2
    else:
        word = 'even'
    return word
def typ(x):
    if x > 3:
        y = 5
    else:
        y = x
    z = y * 2
    if z > 4:
        label = 'big'
    else:
        label = 'small'
    return label, z
print(season(1), season(4), season(9), sign(-3), sign(0), sign(4), kind(1), kind(2), typ(2), typ(9))


def branches(n):
    if n > 2:
        # a comment keeps its place
        size = 'large'
    else:
        size = 'small'
    if n % 2:
        text = f'{n} is odd'
    else:
        text = ''
    if n == 3:
        return 'three'
    elif n == 4:
        ratio = 0.5
    else:
        ratio = n / 2
    for step in range(2):
        if step:
            part = size[step]
        else:
            part = text or '-'
        print(part, end=' ')
    return size, ratio


print(branches(1), branches(3), branches(4))
