# Records that change: every name of one sees it.
account = {'owner': 'Ada', 'balance': 100, 'tags': ['x'], 'note': None}
other = account
other['balance'] += 50
print(account['balance'], account is other, account == other)
copy = account.copy()
copy['balance'] = 1
copy['tags'].append('y')
again = dict(account)
again['owner'] += '?'
print(account, copy, again, copy is account, again is not account)


def pay(acc, amount):
    acc['balance'] -= amount
    acc['owner'] = acc['owner'] + '!'
    acc['note'] = f'paid {amount}'
    return acc


print(pay(account, 30)['note'], other)

rows = [{'name': 'a', 'n': 1}, {'name': 'b', 'n': 2}]
for row in rows:
    row['n'] += 10
print(rows, sum(r['n'] for r in rows))
first = rows[0]
first['n'] = 99
print(rows[0]['n'], first in rows, rows.index(first))
by_name = {r['name']: r for r in rows}
by_name['b']['n'] *= 3
rows[1]['n'], rows[0]['n'] = rows[0]['n'], rows[1]['n']
print(rows, by_name, by_name['a'] is first)
rows.append({'name': 'c', 'n': -1})
rows.sort(key=lambda r: r['n'])
print(rows, rows[0] is first)


def make_counter(name):
    state = {'name': name, 'count': 0}

    def bump():
        state['count'] += 1
        return state

    return bump


counter = make_counter('c')
counter()
print(counter(), counter()['count'], make_counter('d')())


def greet(p={'name': 'x', 'age': 3}):
    p['age'] += 1
    return p


print(greet(), greet()['age'])


def order(log):
    log.append('value')
    return 5


log = []
pair = {'first': 1, 'second': 'b'}


def get(p):
    log.append('dict')
    return p


get(pair)['first'] = order(log)
get(pair)['first'] += order(log)
print(log, pair)

# Numbers of any size, and of two kinds.
big = {'what': 'factorial', 'value': 1}
for i in range(1, 30):
    big['value'] *= i
print(big)
mixed = {'what': 'half', 'value': 1}
mixed['value'] = 0.5
print(mixed, mixed['value'] + 1)

# It was a record until here.
late = {'name': 'z', 'n': 0}
same = late
late['n'] += 1
same['extra'] = late['n']
print(late, same is late)
taken = late.copy()['name']
print(account.copy()['owner'], dict(account)['tags'], taken)
