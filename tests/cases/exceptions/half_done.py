# A handler sees what the body did before the exception.
def steps(kind):
    done = ["start"]
    x = 1
    try:
        x = 2
        done.append("two")
        if kind == "text":
            x = int("seven")
        x = 10 // (0 if kind == "zero" else 5)
        done.append("divided")
    except ValueError:
        x += 10
    except ZeroDivisionError:
        x += 100
    return x, done


for kind in ["text", "zero", "none"]:
    print(steps(kind))

try:
    late = int("oops")
except ValueError:
    pass
try:
    print(late)
except NameError as error:
    print(error)
