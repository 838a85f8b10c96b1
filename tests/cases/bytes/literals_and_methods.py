# bytes: literals, methods, conversions.
data = b'GIF89a\x00\xff\n\'"'
print(data, len(data), data[0], data[-1], data[1:4], data[::-1])
print(b'abc' + b'def', b'ab' * 3, b'a' in b'abc', 98 in b'abc', b'abc' < b'abd', b'abc' == 'abc')
print(b'Hello World'.lower(), b'hello'.upper(), b'a,b,c'.split(b','), b' x '.strip(), b'hello'.replace(b'l', b'L'))
print(b'hello'.find(b'l'), b'hello'.count(b'l'), b'hello'.startswith(b'he'), b'-'.join([b'a', b'b']))
print(b'\xc3\xa9'.decode(), b'\xc3\xa9'.decode('latin-1'), 'é'.encode(), 'é€'.encode('utf-16-le'), 'abc'.encode('ascii'))
print(b'abc'.hex(), bytes.fromhex('00ff10'), bytes(3), bytes([65, 66]), bytes('é', 'utf-8'), bytes(b'q'))
print([b for b in b'abc'], list(b'\x01\x02'), sum(b'abc'), max(b'abc'), sorted(b'cab'))
print({b'k': 1}[b'k'], hash(b'a') == hash(b'a'), b'%d-%s' % (5, b'x'), bool(b''), bool(b'0'))
try:
    b'\xff'.decode()
except UnicodeDecodeError as e:
    print(e)
try:
    'é'.encode('ascii')
except UnicodeEncodeError as e:
    print(e)
try:
    b'a' + 'b'
except TypeError as e:
    print(e)
try:
    data[0] = 1
except TypeError as e:
    print(e)
try:
    b'abc'[5]
except IndexError as e:
    print(e)
print('é\n'.encode('unicode_escape'), b'\\xe9\\n\\u20ac'.decode('unicode_escape'), 'é€\\'.encode('raw_unicode_escape'))
print(br'\n\x', b'''multi
line''', rb'\d', b'a' b'b')
print(type(b''), isinstance(b'', bytes), repr(b'\t\r\\'), str(b'abc'), f'{b"x"}', ascii(b'\xe9'))
print(int.from_bytes(b'\x01\x00', 'big'), (258).to_bytes(2, 'little'), int(b'12'), float(b'1.5'))
print(b'a b  c'.split(), b'x=1'.partition(b'='), b'abc'.center(9, b'*'), b'Ab'.swapcase(), b'12'.isdigit(), b'abc'.translate(bytes.maketrans(b'ab', b'xy')))
print(b'line1\nline2'.splitlines(), b'abc'.rjust(5), b'7'.zfill(3), b'abcabc'.rfind(b'c'), b'abc'.endswith((b'x', b'c')), b'a\tb'.expandtabs(4))
print(b'%5.1f|%-4s|%04x|%c%c|%r|%a|%%' % (2.25, b'ab', 255, 65, b'z', 'é', b'q'), b'%(a)s' % {b'a': b'x'})
for template, value in ((b'%s', 'x'), (b'%c', 256), (b'%c', b'ab'), (b'%d', 'x'), (b'%s', ()), (b'a', 1)):
    try:
        print(template % value)
    except (TypeError, OverflowError) as e:
        print(type(e).__name__, e)
print(int(b'ff', 16), float(b' 2e3 '))
for make in (lambda: int(b'x'), lambda: float(b'x'), lambda: int(b'9', 8)):
    try:
        make()
    except ValueError as e:
        print(e)
