# Items that are unpacked are asked for one after the other, and each may raise.
def shown(text):
    print("item", text)
    return int(text)


for line in ["1 2", "1", "1 2 3 x", "1 x"]:
    try:
        a, b = map(shown, line.split())
        print("sum", a + b)
    except ValueError as error:
        print(error)
