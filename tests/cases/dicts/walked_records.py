# Walking over a record: its keys are known, and its values are objects of any type only there.
person = {'name': 'Ann', 'age': 31, 'tags': ['a', 'b'], 'first seen': None}
for key, value in person.items():
    print(f'{key}: {value}')
print(person['name'].upper(), person['age'] + 1, person)
print(list(person), sorted(person), max(person), [*person], [*person.values()])
print([key for key in person if len(key) > 3], {value: key for key, value in person.items() if key != 'tags'})
for number, (key, value) in enumerate(person.items(), 1):
    if isinstance(value, list):
        value.append(number)
print(person['tags'], len(person.items()), tuple(person.values()))


def make():
    print('made')
    return {'on': True, 'level': 3, 'mode': 'x'}


for key in make():
    print(key)
print(', '.join(f'{key}={value!r}' for key, value in make().items()))

# What changes on the way is seen: views look at the dict.
state = {'step': 1, 'label': 'a', 'rate': 0.5}
labels = []
for key, value in state.items():
    state['label'] += '!'
    state['rate'] = 1.5
    key += '?'
    labels.append((key, value))
print(labels, state)


def renew():
    current = {'a': 1, 'b': 'x'}

    def walk():
        nonlocal current
        for key, value in current.items():
            current = {'a': 2, 'b': 'y'}
            print(key, value)
        return current

    return walk()


print(renew())

# Here the dict itself is asked for, or values that have a type in common.
sizes = {'small': 1, 'large': 2.5}
for name, size in sizes.items():
    print(name, size * 2)
print(max(sizes, key=sizes.get), 'small' in sizes.keys())
