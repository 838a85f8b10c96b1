# Asking a record for a key that is found out when the program runs.
people = [{'name': 'Ann', 'age': 31, 'tags': ['a']}, {'name': 'Bob', 'age': 25, 'tags': []}]


def column(rows, key):
    return [row[key] for row in rows]


print(column(people, 'name'), column(people, 'age'))
for key in ('name', 'email'):
    print(key, key in people[0], people[0].get(key), people[0].get(key, '-'))
people[1]['age'] += 1
people[1]['tags'].append('b')
for person in people:
    print({key: person[key] for key in sorted(person) if key != 'name'})


def loud(text):
    print('evaluated', text)
    return text


settings = {'debug': False, 'level': 2, 'name': 'x'}


def setting(name, default=None):
    return settings.get(name, default)


print(setting('debug'), setting('color'), setting('color', 5))
print(settings[loud('level')], loud('depth') in settings, settings.get(loud('name'), loud('none')))

# Literal keys are known: those that are there and those that are not.
print(settings.get('depth'), settings.get('depth', 10) + 1, settings.get('level', loud('unused')) + 1)
print('level' in settings, 'depth' in settings, 'name' not in people[0], 'level' in settings.keys())
try:
    print(people[0]['email'])
except KeyError as error:
    print('missing', error)

# Numbers of both kinds are a table.
prices = {'tea': 2.5, 'cake': 3}
for item in ['tea', 'cake']:
    print(prices[item] * 2)
print(settings['dep' + 'th'])
