# Kept views of dicts: live, compared and combined as sets are, and noticing changes on the way.
stock = {'apple': 3, 'pear': 0, 'fig': 12}
keys = stock.keys()
values = stock.values()
items = stock.items()
stock['kiwi'] = 7
print(keys, values, items)
print(len(keys), 'kiwi' in keys, 7 in values, ('kiwi', 7) in items, ('kiwi', 8) in items, bool(values))
print(list(keys), sorted(values), max(items, key=lambda item: item[1]), sum(values))
print(list(reversed(keys)), list(reversed(stock.items())), list(reversed(stock)))

other = {'fig': 12, 'plum': 1, 'pear': 5}
print(sorted(keys & other.keys()), sorted(keys - other.keys()), sorted(keys | other), sorted(keys ^ {'fig', 'nut'}))
print(sorted(items & other.items()), sorted(items ^ other.items()), keys.isdisjoint(['nut']))
print(keys == {'apple', 'pear', 'fig', 'kiwi'}, {'fig'} < keys, keys >= other.keys(), items != other.items())
print(keys is keys, values == stock.values(), values == values, type(items).__name__)

squares = {n: n * n for n in range(6)}
print(squares.keys() & {2, 3, 99}, {3, 50} - squares.keys(), {3, 50} | squares.keys())
print(squares.items() ^ {1: 1, 2: 5}.items(), [7] | squares.keys())
seen = same = {1, 2}
seen |= squares.keys()
print(seen, same)


def names(d):
    return d.keys()


def show(view):
    for item in reversed(view):
        print('-', item)


show(names(squares))
show(names(stock))
show(items)
first, *rest = keys
steps = iter(values)
print(first, rest, [*keys], next(steps), list(zip(keys, values)))

lists = {1: [1], 2: [2, 3]}
pairs = [(1, 2), (3, 4)]
print((1, 2, 3) in pairs, (3, 4) in pairs, ('fig', 12.5) in items)
print((1, [1]) in lists.items(), [1] in lists.values(), lists.items() == {1: [1]}.items())
for view in [lists.keys(), {5: [5]}.keys()]:
    print(view, len(view))
try:
    for key in keys:
        stock[key + '!'] = 1
except RuntimeError as error:
    print(error)
try:
    print(lists.items() & {(1, 2)})
except TypeError as error:
    print(error)
print(keys)
