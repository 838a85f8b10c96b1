# What is raised while another exception is handled has that one as its context.
def first(text):
    try:
        return int(text)
    except ValueError:
        return {}[text]


def second(text):
    try:
        return first(text)
    except KeyError as error:
        raise RuntimeError("second") from error


try:
    second("x")
except RuntimeError as error:
    print(repr(error), repr(error.__cause__), error.__suppress_context__)
    print(repr(error.__context__), repr(error.__context__.__context__))
try:
    first("y")
except KeyError as error:
    print(repr(error.__context__), error.__cause__, error.__suppress_context__)
