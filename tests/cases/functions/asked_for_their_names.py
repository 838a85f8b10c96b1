# A function that is known is asked for its name and text while translating; it stays a plain function.


def traced(f):
    def wrapper(x):
        print(f'-> {f.__name__}({x})')
        result = f(x)
        print(f'<- {result}')
        return result

    return wrapper


def cube(x):
    """The third power."""
    return x**3


def make(n):
    print('made', n)
    return lambda y: y + n


triple = traced(cube)
print(triple(3), triple.__name__, triple.__qualname__)
print(cube.__name__, cube.__doc__, cube.__module__, make.__doc__)
print(make(1).__name__, callable(make(2)), callable(make), callable(3), callable(None))
if callable(cube):
    print('can be called')


# What may have been changed is asked when the program runs.
def renamed(x):
    return x


print(renamed.__name__)
alias = renamed
alias.__name__ = 'other'
print(renamed.__name__, renamed(1), [f.__name__ for f in [renamed, alias]])
print((lambda: 0).__name__)
