# A list that no machine has room for.
print([1, 2] * 3, [7] * -1, len([0] * 1000))
row = [0] * 10**16
