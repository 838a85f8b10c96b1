# What may be missing is compared, looked for and kept beside what is there.
def find(xs, x):
    for i, v in enumerate(xs):
        if v == x:
            return i
def name(k):
    return {"a": "Ann"}.get(k)
def grid(k):
    return [k] if k else None
print(find([3, 4], 4) == 1, find([3], 9) == 1, 1 == find([1, 1], 1), find([1], 1) != 0, find([2], 3) != 0)
print(name("a") == "Ann", name("z") == "Ann", "Bob" == name("a"), name("a") != "x")
print(grid(1) == [1], grid(0) == [1], [2] == grid(2), find([1], 1) == 0.0, find([5], 1) == True)
seen = {name("a"): 1, None: 2}
print("Ann" in seen, "Bob" in seen, None in seen, seen["Ann"], seen[None], seen.get("Zed", 7))
opts = [None, 3, 4]
print(3 in opts, 5 in opts, None in opts, opts.index(4), opts.count(None), opts.index(None))
opts.remove(3)
print(opts)
board = [[None] * 2 for _ in range(2)]
board[0][1] = "X"
print(board[0][1] == "X", board[1][0] == "X", [row.count("X") for row in board], board[0][0] == board[1][1])
came = {(0, 0): None}
came[(0, 1)] = (0, 0)
node = (0, 1)
path = []
while node is not None:
    path.append(node)
    node = came[node]
print(path, (0, 0) in came)
start = find([7], 7)
parent = {start: None}
parent[5] = start
print(parent, 5 in parent, parent[5] == 0)


# A search that remembers where it came from: the start has no place before it.
MAZE = ['#####', '#S..#', '##.##', '#..E#', '#####']


def place_of(letter):
    for row, line in enumerate(MAZE):
        if letter in line:
            return row, line.index(letter)
    return None


def way(start, goal):
    waiting = [start]
    came_from = {start: None}
    for here in waiting:
        row, column = here
        for there in ((row, column + 1), (row + 1, column), (row, column - 1)):
            if MAZE[there[0]][there[1]] != '#' and there not in came_from:
                came_from[there] = here
                waiting.append(there)
    steps = []
    here = goal
    while here is not None:
        steps.append(here)
        here = came_from[here]
    return steps[::-1]


print(way(place_of('S'), place_of('E')))
print(way(place_of('S'), place_of('?')))
