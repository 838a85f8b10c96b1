# Objects without classes: a dict of closures over shared state is a struct of closures.
def open_account(owner, balance=0):
    history = []

    def deposit(amount):
        nonlocal balance
        balance += amount
        history.append(('in', amount))
        return balance

    def withdraw(amount):
        nonlocal balance
        if amount > balance:
            return None
        balance -= amount
        history.append(('out', amount))
        return balance

    def statement():
        print(owner, balance, history)

    return {'deposit': deposit, 'withdraw': withdraw, 'statement': statement, 'owner': owner}


ada = open_account('Ada', 100)
bob = open_account('Bob')
print(ada['deposit'](50), ada['withdraw'](500), ada['withdraw'](30))
print(bob['deposit'](5), bob['owner'], 'deposit' in bob, len(bob))
for account in [ada, bob]:
    account['statement']()
same = ada
same['deposit'](1)
ada['statement']()
move = ada['deposit']
print(move(10))


def make_point(x, y):
    def get_x():
        return x

    def get_y():
        return y

    def shift(dx, dy):
        nonlocal x, y
        x += dx
        y += dy

    return {'x': get_x, 'y': get_y, 'shift': shift}


p = make_point(1, 2)
p['shift'](10, -5)
print(p['x'](), p['y']())


# A record that its own functions take.
def area(shape):
    return shape['width'] * shape['height']


def grow(shape, by):
    shape['width'] += by
    return shape


square = {'width': 2, 'height': 3, 'area': area, 'grow': grow}
print(square['area'](square), square['grow'](square, 5)['width'], square['area'](square))


# Handlers that are replaced, and tables of functions that are only named.
def loud(text):
    return text.upper() + '!'


button = {'label': 'ok', 'on_click': lambda text: text + '?'}
print(button['on_click'](button['label']))
button['on_click'] = loud
print(button['on_click'](button['label']))
pressed = {'go': lambda: 'went', 'add': lambda a, b: a + b, 'twice': lambda f, x: f(f(x))}
print(pressed['go'](), pressed['add'](1, 2), pressed['twice'](lambda n: n * 3, 2))


# Tables that are searched stay dicts.
commands = {'add': lambda a, b: a + b, 'neg': lambda a: -a}
for name in commands:
    print(name, len(name))
print(commands['add'](2, 3), sorted(commands), commands.get('mul') is None)


# Functions in containers, looked at.
steps = [lambda n: n + 1, lambda n: n * 2]
print(str(steps)[:2], bool(steps), f'{steps}'[:1], {'a': steps[0]} == {'a': steps[0]})
