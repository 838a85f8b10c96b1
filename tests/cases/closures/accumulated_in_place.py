def accumulator():
    text = ''
    total = 10 ** 30
    ratio = 1
    def add(piece, n, x):
        nonlocal text, total, ratio
        text += piece
        total += n
        ratio *= x
        text += '!'
        total = total * 10
        total -= total
        return text, total, ratio
    return add

add = accumulator()
print(add('a', 1, 2))
print(add('b', 2 ** 70, 2.5))
