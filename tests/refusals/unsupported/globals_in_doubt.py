def make():
    global late
    late = 1


def local():
    inner = 2
    return 'inner' in globals()


print('late' in globals())
make()
globals()['total'] = local()
print(globals()['nowhere'])
