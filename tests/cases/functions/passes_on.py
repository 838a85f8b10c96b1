# A function that passes on what it is given takes just that, where all its calls give as much.


def logged(f):
    calls = []

    def wrapper(*args, **kwargs):
        print('calling', f.__name__, args, kwargs)
        calls.append(len(args))
        result = f(*args, **kwargs)
        print(f'gave {result}, {sorted(kwargs)}')
        return result

    return wrapper


def area(width, height=1, *, unit='cm'):
    return f'{width * height} {unit}2'


show_area = logged(area)
print(show_area(3, unit='m'), show_area(4, unit='km'))


def apply(f, *args):
    return f(*args)


print(apply(max, 3, 8), apply(lambda a, b: a * b, 6, 7))


def checked(f):
    def wrapper(*numbers):
        if not all(isinstance(number, int) for number in numbers):
            return None
        return f(*numbers)

    return wrapper


safe = checked(lambda a, b: a // b)
print(safe(7, 2))
try:
    safe(1, 0)
except ZeroDivisionError as error:
    print(error)


# Calls that give more or less, and whoever changes what is given, need the tuple and the dict.
def passed(f):
    def wrapper(*args):
        return f(*args)

    return wrapper


most = passed(max)
print(most(1, 2), most(1, 2, 3))
try:
    passed(lambda a: a)()
except TypeError as error:
    print(error)


def loud(f):
    def wrapper(text, **options):
        options['end'] = '!\n'
        f(text.upper(), **options)

    return wrapper


loud(print)('hello', sep='-')


def kept(*args):
    return passed(print)(*args) or (args is args)


print(kept(1, 2))
