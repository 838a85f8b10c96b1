# A function hides a builtin until it is deleted.
max_value = max(3, 4)
def max(a, b): return "mine"
print(max_value, max(1, 2))
del max
print(max(1, 2))
