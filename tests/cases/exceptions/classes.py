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
