# An inner function that is called before its def runs.
def outer():
    print(inner())
    def inner():
        return 1
outer()
