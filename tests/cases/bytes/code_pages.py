# Encodings of one byte a character.
for name in ('cp1251', 'windows-1251', 'cp1252', 'koi8-r', 'cp866', 'iso8859-5', 'cp437', 'iso-8859-15', 'koi8_u', 'cp1250', 'cp850'):
    data = bytes(range(128, 256))
    text = data.decode(name, 'replace')
    print(name, text.encode('utf-8')[:60], len(text), text.replace('\ufffd', '').encode(name).decode(name) == text.replace('\ufffd', ''))
print('привет'.encode('cp1251'), 'привет'.encode('koi8-r').decode('koi8-r'), 'a€'.encode('cp1252'))
for action in (lambda: 'a日本b'.encode('cp1251'), lambda: b'ab\x98'.decode('cp1251'), lambda: 'я'.encode('cp1252')):
    try:
        print(action())
    except UnicodeError as e:
        print(type(e).__name__, e)
print('я日'.encode('cp1252', 'replace'), 'я日'.encode('cp1251', 'ignore'), 'я日'.encode('cp1252', 'xmlcharrefreplace'), b'\x98'.decode('cp1251', 'backslashreplace'))
