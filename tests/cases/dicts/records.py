# Dicts of known keys with values of several kinds: structs, as long as nobody asks for more than that.
rows = [
    {'name': 'pear', 'price': 30},
    {'name': 'plum', 'price': 45},
    {'name': "d'or", 'price': 7},
]
total = 0
for row in rows:
    total += row['price']
    print(row['name'], row['price'] * 2)
print(total, rows[1]['name'], rows[-1])
print(rows)
best = max(rows, key=lambda r: r['price'])
print(best['name'], best.get('price'), best.get('price', 0))
for row in sorted(rows, key=lambda r: r['name']):
    print(f"{row['name']:>8} {row['price']:5d} {row}")
cheap = [r for r in rows if r['price'] < 40]
print(len(cheap), cheap, {r['name']: r['price'] for r in rows})
print(rows[0] == rows[1], rows[0] == {'name': 'pear', 'price': 30}, cheap[0] in rows, cheap != rows)
print('name' in rows[0], 'weight' in rows[0], 'weight' not in rows[0], len(rows[0]), bool(rows[0]))


# Records in records, lists in records, and keys that are no names of fields.
person = {
    'first name': 'Ada',
    'type': 'human',
    'age': 36,
    'Langs': ['a', 'b'],
    'home': {'city': 'London', 'zip': 1.5, 'open': True},
    'next': None,
}
print(person['home']['city'], person['first name'], person['type'], person)
person['Langs'].append('c')
print(person['Langs'], person['home']['zip'] + 1, person['next'] is None)
if {'city': 'Rome', 'zip': 0.5, 'open': False} == person['home']:
    print('never')


def describe(who):
    return f"{who['first name']} of {who['home']['city']}"


def make_point(x, label):
    return {'x': x, 'label': label}


points = [make_point(i, 'p' + str(i)) for i in range(3)]
print(describe(person), points, points[2]['label'])


def nearest(points, at):
    found = None
    for point in points:
        if found is None or abs(point['x'] - at) < abs(found['x'] - at):
            found = point
    return found


print(nearest(points, 2), nearest([], 1))


# What only a dict can do makes them dicts again, all that meet.
stock = [{'name': 'tea', 'count': 3}, {'name': 'jam', 'count': 0}]
stock.append({'name': 'oil', 'count': 1, 'unit': 'l'})
print(stock, stock[2].get('unit'), stock[0].get('unit'))
odd = {'a': 1, 'b': 'two'}
for key, value in odd.items():
    print(key, value)
late = {'a': 1, 'b': 'two'}
print(late['a'] + 1)
late['c'] = 3
print(late, list(late))
wide = {'a': 1, 'b': 'two'}
print({**wide, 'c': 0}, sorted(wide), wide.get('z'), wide | {'a': 2})
try:
    print({'a': 1, 'b': 'two'}['c'])
except KeyError as error:
    print('KeyError', error)


# A list is shown while a record that keeps it is made.
shown = [0, 'a']
print(shown, {'n': 1, 's': 'b', 'xs': shown}['xs'])
