# Generator expressions that loops and unpacking walk, and lists that turn out to hold objects of any kind.
for a, b in ((i, j) for i in range(3) for j in range(i)):
    print(a, b)
for n in (last := i * i for i in range(3)):
    print(n, last)
first, second = (x for row in [[1], [2]] for x in row)
print(first, second)
print(list(zip((x for x in 'abc' for _ in range(2)), range(4))))


def split(text):
    if ' ' in text:
        return text.split()
    return len(text)


def either(planet, names=('Mercury', 'Venus', 'Earth', 'Mars', 'Jupiter', 'Saturn', 'Uranus', 'Neptune', 'Pluto')):
    return planet in names


def show(*words):
    return '-'.join(words)


actions = {'show': show, 'len': len, 'either': either}
for line in ('show a b', 'len word', 'either Mars', 'either Moon'):
    name, *args = line.split()
    print(actions[name](*args))
print(split('two words'), split('one'))
