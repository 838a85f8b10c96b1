# Sets are ordered by inclusion; empty containers need no contents; slices can be stored to.
s = {3, 1, 2}
print(s <= {1, 2, 3, 4}, s < s, s >= {1}, s > {1})
for i in []:
    print(i)
a = [1, 2, 3, 4]
a[1:3] = [7, 8, 9]
a[:0] = [0]
a = a + [6]
a *= 2
print(a, [[], []], sum([True, False, True]))
