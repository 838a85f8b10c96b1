# Parts of texts that no one lends for long enough, and lists of parts that are only joined.
def draw(width, height, points, mark='o'):
    canvas = [[' '] * width for _ in range(height)]
    for x, y in points:
        canvas[y][x] = mark
    return '\n'.join(''.join(row).rstrip() for row in canvas)


def runs(text):
    if not text:
        return []
    result, before, count = [], text[0], 1
    for letter in text[1:]:
        if letter == before:
            count += 1
        else:
            result.append((before, count))
            before, count = letter, 1
    result.append((before, count))
    return result


try:
    print('x' + '-'.join('1,2'.split(',')))
except ValueError as error:
    print(error)
print(draw(4, 2, [(0, 0), (2, 1)]))
print(runs('aaabccd'), runs(''))
print([(name := word.upper()).strip('A') for word in ['banana', 'apple']], name)
