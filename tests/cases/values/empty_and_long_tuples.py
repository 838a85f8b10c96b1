# An empty tuple is no `None`; tuples may be longer than Rust's own traits reach.
t = ()
print(t, (), [()], ((), 1), t == (), len(t), t + (1,))
long = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
print(long, long[-1], (1, 2, 3, 4, 5) + (6, 7, 8, 9))
node = None
for i in range(9):
    node = (i, node)
print(node)
for part in ((1, 2), (3,), (4, 5, 6), ()):
    print(part, len(part), sum(part))
for first, *rest in ((1, "a"), (2.5,), (None, 3, "x")):
    print(first, rest)
