# A function deletes a variable of the module.
x = 10
def f():
    global x
    del x
f()
print(x)
