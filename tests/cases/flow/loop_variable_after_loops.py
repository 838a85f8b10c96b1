# A loop's variable lives on behind the loop, and what a turn stored is there in the next.
for i in range(2):
    for i in range(3):
        pass
    print(i)
for turn in range(3):
    if turn == 0:
        first = "start"
    print(first, turn)


def last(items):
    for item in items:
        pass
    return item


print(last("abc"))
print(last([]))
