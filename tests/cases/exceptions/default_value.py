# A value or a default: the `match` is what the variable is declared with.
def port(text):
    try:
        number = int(text)
    except ValueError:
        number = 8080
    return number + 1


def kind(settings, name):
    try:
        value = settings[name]
    except KeyError as error:
        print("no", error)
        value = "unknown"
    value += "!"
    return value


print(port("80"), port("http"))
print(kind({"shape": "round"}, "shape"), kind({}, "colour"))
