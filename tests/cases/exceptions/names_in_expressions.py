# Names that nobody binds, inside of expressions whose exceptions are caught.
def added(x):
    return x + missing_one


def listed(x):
    y = [missing_two, x]
    return y


def tested(x):
    if missing_three and x:
        return 1
    return not missing_four


def shown(x):
    return f"{missing_five}" + x.upper()


for f in (added, listed, tested, shown, lambda x: [missing_six for _ in x], lambda x: missing_seven(x)):
    try:
        print(f("q"))
    except NameError as error:
        print(error, error.name)
