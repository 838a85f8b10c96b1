# `copy.copy` shares what is inside, `copy.deepcopy` does not.
import copy

rows = [[1, 2], [3, 4]]
shallow, deep = copy.copy(rows), copy.deepcopy(rows)
rows[0][0] = 99
rows.append([5])
print(shallow, deep)
row = [0]
twice = copy.deepcopy([row, row])
twice[0].append(1)
print(twice, row)
print(copy.deepcopy({"a": [1], "b": []}), copy.deepcopy([1, "x", [2]]))
mixed = [0.5, 2, 3]
mixed[0] += 1
again = copy.deepcopy([mixed, [1, 2]])
again[0].append(4)
print(again, mixed, copy.deepcopy([b"ab"]))
