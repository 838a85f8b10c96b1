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


def apply_to(number, function):
    return number + function(1)


def stepper(start):
    def step(size):
        nonlocal start
        start = apply_to(start, lambda given: size) % 9
        return start + size
    return step


step = stepper(0)
print(step(10), step(3))
