grid = [['.', 'a'] for _ in range(3)]
grid[1][1] = '#'
print(grid)
def board(n, mark):
    return [[mark] * n for _ in range(n)]
b = board(3, ' ')
b[0][0] = 'X'
b[2][1] = 'O'
for r in b:
    print('|'.join(r))
row = ['-'] * 4
row[1] = '+'
print(row, ''.join(row))
names = ['x'] * 2 + ['y']
names[0] = input.__name__
print(names)
tri = [['.'] * i for i in range(4)]
tri[3][0] = '*'
tri.append(['#'])
print(tri)
state = {'a': ['.'] * 3, 'b': ['_'] * 2}
state['a'][1] = '@'
print(state)
