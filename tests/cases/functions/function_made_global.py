# A function defines a function of the module, another replaces it.
def outer():
    global made
    def made(x): return x * 2
outer()
print(made(4))
def redefine():
    global made
    made = lambda x: x * 3
redefine()
print(made(4))
