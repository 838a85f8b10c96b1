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
