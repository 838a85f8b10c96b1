# The report of a NameError offers a name of the frame, of the module or a builtin.
def outer_func():
    message = 'hello'

    def inner_func(times):
        print(message * times)

    inner_func(2)
    return inner_finc


print('before')
outer_func()
