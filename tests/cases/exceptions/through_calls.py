# Only functions that something may be caught from give back a `Result`.
def half(text):
    return int(text) / 2


def describe(text):
    return "half is " + str(half(text))


def double(text):
    return int(text) * 2


for text in ["8", "eight"]:
    try:
        print(describe(text))
    except ValueError as error:
        print("no:", error)
print(double("21"))
print(half("5"))
