# Codecs with more than one byte a character, and escapes.
texts = ['', 'abc', 'é\n\t\r\\\x07', '€ 😀', "quote ' \""]
for text in texts:
    for codec in ('utf-16', 'utf-16-le', 'UTF-16BE', 'utf-32', 'utf_32_le', 'utf-32-be', 'utf-8-sig', 'unicode_escape', 'raw_unicode_escape'):
        data = text.encode(codec)
        print(codec, data, data.decode(codec) == text)
print('\\u20ac'.encode('raw_unicode_escape'), b'\\\\u0041 \\u0041 \\q'.decode('raw_unicode_escape'))
print(b'\\x41\\101\\u20ac\\U0001F600\\a\\b\\f\\v\\0\\\\ \\\'\\"\\\nx \xe9'.decode('unicode_escape'))
bad = [(b'\\x4', 'unicode_escape'), (b'ab\\u12G', 'unicode_escape'), (b'\\U00110000', 'unicode_escape'), (b'q\\', 'unicode_escape'),
       (b'\\u12', 'raw_unicode_escape'), (b'\\UFFFFFFFF', 'raw_unicode_escape'),
       (b'a\x00b', 'utf-16'), (b'\x00\xdc', 'utf-16-le'), (b'\x00\xd8a\x00', 'utf-16-le'), (b'\xd8\x00', 'utf-16-be'),
       (b'\x00\x00\x11\x00', 'utf-32-le'), (b'\x00\xd8\x00\x00', 'utf-32'), (b'abc', 'utf-32'), (b'\xff\xfea', 'utf-16')]
for data, codec in bad:
    try:
        print(data.decode(codec))
    except UnicodeDecodeError as e:
        print(e)
    print(repr(data.decode(codec, 'replace')), repr(data.decode(codec, 'ignore')), ascii(data.decode(codec, errors='backslashreplace')))
try:
    'x'.encode('no-such')
except LookupError as e:
    print(e)
