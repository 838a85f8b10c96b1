# A variable that the first turn of a loop binds is there on the next turns.
for i in range(3):
    if i == 0:
        x = 5
    print(x)
