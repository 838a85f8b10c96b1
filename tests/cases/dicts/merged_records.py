# Records made of parts: keywords, other records with changes, unions. Each is an object of its own.
person = {'name': 'Ann', 'age': 31, 'tags': ['a']}
older = {**person, 'age': person['age'] + 1}
older['tags'].append('b')
print(person, older['age'], older == person, {**person} == person)
print(person | {'name': 'Bob'}, {**person, 'city': 'Riga', 'name': 'Cid'}['city'])

pet = dict(name='Rex', age=3)
toy = dict(pet, age=4, owner=person)
print(pet, toy, toy['owner']['name'].upper())


def loud(value):
    print('evaluated', value)
    return value


# Everything is evaluated, in the order of the text; a key keeps its first place and its last value.
print({'a': loud(1), **{'b': loud('x'), 'c': 2.5}, 'd': loud(None), 'a': loud(7)})
print({'z': 0, **dict(b=loud('y'), a=loud(2)), 'b': 'last'})

state = {'step': 1, 'label': 'x'}


def advance():
    state['step'] += 1
    return 'moved'


print({**state, 'label': advance()}, state)
print({'label': advance(), **state, 'note': advance()}, state)
state.update(step=10)
state.update({'label': advance(), 'step': state['step'] * 2})
print(state.update({'label': 'end'}), state)


def with_age(row, age):
    return {**row, 'age': age}


rows = [{'name': 'A', 'age': 1}, {'name': 'B', 'age': 2}]
grown = [{**row, 'age': row['age'] + 10} for row in rows]
grown.append(with_age(rows[0], 0))
for row in rows + grown:
    print(row['name'], row['age'])
print(rows[0] | rows[1] | {'size': 1.5})

# A copy that gets another key is an ordinary dict, and so is what it was copied from.
base = {'on': True, 'level': 3}
more = {**base, 'mode': 'fast'}
more['new'] = 5
print(base, more, dict(a=1, b=2), dict(a='x', b=None))

# A constant of the module in a closure that captures something else.
unit = 'kg'
amount = 2
pick = [lambda extra: {'amount': amount + extra, 'unit': unit}]
amount = 3
print(pick[0](4))
