# What `globals()` knows, asked for by a name that is written out.
total = 3
names = ['a']


def area(width, height):
    return width * height


def show():
    print('total' in globals(), 'other' in globals(), 'print' in globals(), '__name__' in globals())
    print(globals()['total'] + 1, 'width' not in globals())


show()
print(globals()['area'](3, 4), globals()['names'] is names)
if 'missing' in globals():
    print('never')
elif 'show' in globals():
    print('bound, never missing')
