# A float that is named again before a method is called on it.
size = 1e10
print("start")
size = size
turn = 0
while turn < 3:
    turn += 1
    if turn > 1:
        size *= abs(size)
print(size)
