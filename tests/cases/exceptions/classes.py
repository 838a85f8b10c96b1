# Handlers catch by class: bases, tuples, tuples in variables.
groups = (KeyError, IndexError)


def fail(kind):
    if kind == 0:
        return {}["missing"]
    if kind == 1:
        return [][5]
    if kind == 2:
        return 1 % 0
    if kind == 3:
        raise NotImplementedError("later")
    return 1 + "one"


for kind in range(5):
    try:
        fail(kind)
    except groups as error:
        print("group", repr(error))
    except ArithmeticError as error:
        print("arithmetic", error)
    except RuntimeError as error:
        print("runtime", error)
    except:
        print("anything else")

# The number of a system error decides its class.
for arguments in ((2, "gone"), (13, "no"), (110, "slow"), (99, "other"), ("a", "b"), (2,), (17, "there", "file.txt")):
    try:
        raise OSError(*arguments)
    except (FileNotFoundError, PermissionError) as error:
        print("file", repr(error), error.errno, error.strerror)
    except OSError as error:
        print(type(error).__name__, error, error.args)
