# A module variable that has no value yet: one that has is offered.
def show():
    return total


totals = [1, 2]
print(totals)
show()
total = 3
