# What Rust's `Display` or `Debug` shows as Python does stands in the format string; what raises while it is shown comes
# behind what was printed before it.
xs = [3, -1]
xs.append(0)
pairs = [(1, 2), (3, 4)]
rows = [[1], [], [2, -3]]
ages = {'Ann': 5, "O'Hara": 7}
seen = {5}
only = (7,)
mixed = [1, 'a', 2.5, None, True]
mixed.append(mixed)
print(xs, pairs, rows, ages, seen, only, mixed, ())
print([True], [2.0], ['a'], (1, 'b'), [(1, 0.5)], [10**20, 1], [{'a': [1]}])
print(f'{xs}|{ages}|{only}', str(xs) + repr(pairs), sep='\n')
print([len([n for n in xs if n]), 10**3], end='!\n')
print('before', 10**5000, 'behind')
