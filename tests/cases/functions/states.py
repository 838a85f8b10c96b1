# Functions that give back functions of their own kind.
def red():
    print("red")
    return green
def green():
    print("green")
    return red
s = red
for _ in range(3):
    s = s()
def countdown(n):
    def step():
        print(n)
        return countdown(n - 1) if n > 0 else None
    return step
s = countdown(2)
while s:
    s = s()
