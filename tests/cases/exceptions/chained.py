# `raise … from`, a bare `raise`, and exceptions as values.
def load(settings, key):
    try:
        return settings[key]
    except KeyError as error:
        raise ValueError("no setting " + key) from error


def logged(key):
    try:
        return load({"a": 1}, key)
    except ValueError:
        print("failed:", key)
        raise


caught = []
for key in ["a", "b"]:
    try:
        print(logged(key))
    except ValueError as error:
        caught.append(error)
        print(repr(error), "from", repr(error.__cause__), error.args)
print(len(caught), isinstance(caught[0], ValueError))
raise caught[0]
