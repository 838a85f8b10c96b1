# Dicts and sets that meet values of other types stay what they are.
ages = {'Ann': 20, 'Bob': 31}
print(ages.get('Zed', 'nobody'), ages.get('Ann', 'nobody'), ages.get('Zed', None), ages.pop('Zed', None))
print(ages.pop('Bob', 'gone'), ages.pop('Bob', 'gone'), ages)
found = ages.get('Ann', None)
if found is not None:
    print(found + 1)
ages.pop('nobody', None)


def label(text):
    print('asked for', text)
    return text


print(ages.get(label('Ann'), label('none')), ages.get(label('x'), True), ages.get('Ann', 2.5))
ages.update({'Dan': 5, 'Ann': 99}, Eve=ages['Ann'] + 7)
print(ages, sum(ages.values()) + 1)
ages.update(ages, Fay=len(ages))
print(ages, len(ages.keys()), len(ages.values()), len(ages.items()))
print('Ann' in ages.keys(), 'ann' not in ages.keys(), 5 in ages.values(), 6 in ages.values(), ('Dan', 5) in ages.items())

odd = {1, 3, 5, 70}
print(odd.union([2, 3]), odd.intersection((70, 5, 9)), odd.difference(range(4)), odd.symmetric_difference([3, 100]))
print(odd.issubset(range(100)), odd.issuperset([1, 70]), odd.isdisjoint({2: 'a'}), odd.isdisjoint(x for x in (2, 4)))
odd.intersection_update([70, 3, 1])
print(odd)
odd.difference_update((3, 4))
print(odd)
odd.symmetric_difference_update(range(0, 3))
print(odd, max(odd) + 1)
letters = set('hello')
print(sorted(letters.union('xyz')), letters.issuperset('hell'), sorted(letters.difference('lo')), len(letters) + 1)
few, many = {1, 2}, {2, 3, 40}
print(few.union(many, [10], (11, 12)), many.intersection(few, [2, 9]), many.difference(few, range(3, 5)), few, many)
few.update([5, 6], (7,), {8})
many.difference_update([40], {3})
print(few, many, max(few) + max(many))
numbers, words = [1, 2], ['a']
both = numbers + words
print(both, numbers + [2.5], [*numbers] + [None], sum(numbers) + 1, words[0].upper())
both.append('b')
print(both, numbers, words)
prices, names = {'tea': 3}, {'tea': 'Tee', 'milk': 'Milch'}
print(prices | names, names | prices, prices['tea'] + 1, prices | {'cake': 2.5}, names['tea'].upper())
large = {'big': 2 ** 62}
doubled = {'small': 0.5} | large
print([value * 4 for value in doubled.values()], large['big'] * 4)
