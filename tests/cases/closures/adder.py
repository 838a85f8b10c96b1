# A closure over a parameter that never changes.
def adder(value):
    def inner(a):
        return value + a
    return inner


a2 = adder(2)
print(a2(5))
print(a2(57))
print(adder(-1)(1))
