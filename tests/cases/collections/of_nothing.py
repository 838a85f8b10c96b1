# What empty containers give, where the type of their items is never known.
def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


def last(items, default=None):
    return items[-1] if items else default


def pair():
    first, second = ()
    return first


attempt(pair)
attempt(lambda: ()[0])
attempt(lambda: [][0])
attempt(lambda: max(()))
attempt(lambda: sum(()))
attempt(lambda: next(iter(())))
attempt(lambda: set().pop())
attempt(lambda: ','.join([]))
attempt(lambda: [*[], *()] or {**{}} or () * 3)
print(last([1]), last([]), last('', 'none'), last((), 0))


def gather(tags=()):
    kept = {'a'}
    kept |= set(tags)
    return sorted(kept), [tag.upper() for tag in tags], max(tags, default='-')


print(gather(), gather(('b',)), gather(['c', 'd']))


def noisy(value):
    print('evaluated', value)
    return value


# A method that is not there is missed before the arguments are evaluated.
attempt(lambda: [3, 1].sort().append(noisy(1)))
attempt(lambda: (1, 2).append(noisy(2)))
attempt(lambda: (5).strip(noisy(3)))
attempt(lambda: (1, 2).index(noisy(2)))
