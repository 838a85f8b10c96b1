# bytearray: changes in place, methods of bytes, operators.
ba = bytearray(b'hello')
ba[0] = 72
ba.append(33)
ba += b' ok'
print(ba, len(ba), ba[1], ba[-1], ba[1:3], list(ba[:2]), bool(bytearray()))
ba.extend(b'xy')
ba.extend([65, 66])
ba.insert(0, 48)
print(ba, ba.pop(), ba.pop(0), ba)
ba.remove(ord('l'))
ba.reverse()
print(ba, ba.find(b'k'), ba.count(b'x'), ba.upper(), ba.split(b' '), ba.replace(b'x', b'--'), bytearray(b'-').join([b'a', bytearray(b'b')]))
ba[1:3] = b'ZZZ'
del ba[0]
del ba[-2:]
print(ba, bytes(ba), ba.decode(), ba.hex(), ba == bytes(ba), bytes(ba) == ba, ba < b'zz', ba + b'1', b'1' + ba, ba * 2)
print(bytearray(3), bytearray([1, 2]), bytearray('é', 'utf-8'), bytearray(), ba.copy() is ba, b'Z' in ba, 90 in ba)
print(type(ba), isinstance(ba, bytearray), isinstance(ba, bytes), b'abcb'.find(bytearray(b'b')), [b for b in bytearray(b'ab')], sum(bytearray(b'ab')))
print(bytearray.fromhex('00ff') if False else 'skip', ba.startswith(b'Z'), ba.strip(b'Z'), bytearray(b'%d') % 5)
data = bytearray(b'abc')
same = data
same[0] = 65
print(data, f'{data}', str(data), sorted(data), max(data))
for action in (lambda: ba.append(256), lambda: ba[99], lambda: ba['x'], lambda: hash(ba), lambda: ba + 'x', lambda: bytearray().pop(), lambda: ba.remove(1), lambda: ba.extend('x'), lambda: bytearray('x'), lambda: ba.nothing, lambda: bytearray([300])):
    try:
        print(action())
    except Exception as e:
        print(type(e).__name__, e)
ba.clear()
print(ba)


def kind(x):
    match x:
        case bytearray():
            return 'array'
        case bytes(b):
            return b
    return isinstance(x, (bytearray, str))


print(kind(data), kind(b'q'), kind('s'), kind(1))
