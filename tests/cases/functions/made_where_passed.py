# A function that is made where it is passed is made once.
def next_id(seen=[0]):
    seen[0] += 1
    print('id', seen[0])
    return seen[0]


def adder(n):
    return lambda x: x + n


def loud(n):
    print('loud', n)
    return lambda x: x * n


def namer(n):
    print("namer")
    return lambda x: n + x


def numbers():
    print('numbers')
    return [3, 1, 2]


print(list(map(adder(next_id()), [1, 2, 3])))
print(sorted(numbers(), key=loud(-1)))
print(sorted(numbers(), key=adder(1)))
kept = map(loud(3), numbers())
print(next(kept))
print(list(kept))
for item in map(loud(2), numbers()):
    print(item)
for item in filter(loud(0), numbers()):
    print(item)
words = ['b', 'a']
words.sort(key=namer('x'))
print(words)
print([list(map(loud(n), [1, 2])) for n in range(2)])
print(sum(loud(n)(1) for n in range(2)))
flag = len('ab') == 2
xs = [3, 1, 2]
ys = [4, 5]
print([y + 1 for y in map(loud(2), xs)] if flag else [])
print({y + 1 for y in map(loud(2), xs)} if flag else set())
print({y: 1 for y in filter(loud(2), xs)} if flag else {})
print(sum(map(loud(2), xs)) if flag else 0)
print(tuple(map(loud(2), xs)) if flag else ())
print(sorted(map(loud(2), xs)) if flag else 0)
print(', '.join(map(str, map(loud(2), xs))) if flag else 0)
print([y for x in xs for y in map(adder(x), ys)])
print(list(zip(map(adder(1), xs), map(adder(2), ys))))
print(any(y > 2 for y in map(adder(2), xs)) if flag else 0)
print(max(map(loud(2), xs)) if flag else 0)
print(set(map(adder(2), xs)) if flag else 0)
print(dict(zip(xs, map(adder(2), xs))) if flag else 0)
print([*map(adder(2), xs)] if flag else 0)
n = 1
for x in map(adder(n), xs):
    n = x
    print(x)
a, b, c = map(adder(n), xs)
print(a, b, c)
print(3 in map(adder(0), xs))


def lazily(k):
    return (y for y in map(adder(k), xs))


print(list(lazily(3)))
