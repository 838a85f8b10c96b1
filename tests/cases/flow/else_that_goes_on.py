# The `else` of an inner loop may end or go on with the loop around it.
for n in range(2, 8):
    for d in range(2, n):
        if n % d == 0:
            break
    else:
        if n == 3:
            continue
        print("prime", n)
        if n == 5:
            break
    print("after", n)
while True:
    print("once")
    break
else:
    print("never")
