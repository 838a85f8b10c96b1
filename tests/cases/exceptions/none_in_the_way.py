# What may be None is used as what it is otherwise: None raises where it is met.
def find(words, start):
    for word in words:
        if word.startswith(start):
            return word


def positions(words, letter):
    found = [index for index, word in enumerate(words) if letter in word]
    return found or None


def price(prices, name):
    return prices.get(name)


words = ['apple', 'pear', 'plum']
prices = {'apple': 3, 'pear': 5}
print(find(words, 'p').upper(), len(find(words, 'a')), find(words, 'pl')[0], 'x' + find(words, 'p'))
where = positions(words, 'p')
print(len(where), where[-1], sum(where), sorted(where, reverse=True))
where.append(7)
print(where, 7 in where)
first, second = positions(words, 'l')[:2]
print(first, second, '-'.join(find(words, 'pe')), price(prices, 'pear') + 1, -price(prices, 'apple'))
total = 10
total += price(prices, 'apple')
print(total, price(prices, 'pear') > 4, f'{price(prices, "apple"):>4}|', abs(price(prices, 'pear')))
for index in positions(words, 'a'):
    print(index, end=' ')
print([index * 2 for index in positions(words, 'e')])


def attempt(label, action):
    try:
        print(label, action())
    except (TypeError, AttributeError) as error:
        print(label, type(error).__name__, error)


attempt('method', lambda: find(words, 'z').upper())
attempt('len', lambda: len(positions(words, 'z')))
attempt('item', lambda: positions(words, 'z')[0])
attempt('slice', lambda: find(words, 'z')[1:])
attempt('add', lambda: price(prices, 'fig') + 1)
attempt('to', lambda: 1 + price(prices, 'fig'))
attempt('text', lambda: 'x' + find(words, 'z'))
attempt('times', lambda: 2 * price(prices, 'fig'))
attempt('power', lambda: price(prices, 'fig') ** 2)
attempt('less', lambda: price(prices, 'fig') < 2)
attempt('sign', lambda: -price(prices, 'fig'))
attempt('in', lambda: 1 in positions(words, 'z'))
attempt('sum', lambda: sum(positions(words, 'z')))
attempt('max', lambda: max(positions(words, 'z')))
attempt('join', lambda: ' '.join(find(words, 'z')))
attempt('int', lambda: int(find(words, 'z')))
attempt('each', lambda: [index for index in positions(words, 'z')])
attempt('shown', lambda: f'{price(prices, "fig"):4}')
attempt('repr', lambda: f'{price(prices, "fig")!r:>6}')
attempt('star', lambda: [0, *positions(words, 'z')])
attempt('set', lambda: {*positions(words, 'z')})


def loud(number):
    print('evaluated', number)
    return number


def steps(count):
    best = None
    try:
        best = price(prices, 'fig')
        best += count
    except TypeError as error:
        print('caught', error, best)
    try:
        print(best * loud(2))
    except TypeError as error:
        print('caught', error)
    try:
        low, high = positions(words, 'z')
    except TypeError as error:
        print('caught', error)
    text = find(words, 'p')
    while len(text) > 2:
        text = text[1:]
    return text


print(steps(1))
last = find(words, 'q')
print(last.title())
