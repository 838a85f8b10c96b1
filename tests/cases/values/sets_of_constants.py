# Three constants or more become a frozenset when CPython compiles them, and another when it merges constants: the order tells.
print({"apple", "banana", "cherry", "plum"})
for colour in {"red", "green", "blue"}:
    print(colour)
print({1, 9223372036854775807, 11}, {-5, 10**9, 3, 2**61}, {(1, 2), (3, 4), (5, 6)})
eleven = 11
print({1, 9223372036854775807, eleven}, {9223372036854775807, 11})
