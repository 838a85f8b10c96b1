# A closure changes a variable of the module that a function around it made.
def a():
    global z
    z = 1
    def b():
        global z
        z += 1
        return z
    return b
print(a()(), z)
