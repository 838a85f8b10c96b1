# A set that items come to and go from keeps the order that its history gives it, and finds what is in it.
def churn(start, span, factor):
    items = set()
    seed = start
    for step in range(400):
        seed = (seed * 1103515245 + 12345) % 2147483648
        item = (seed // 256 % span + start) * factor
        kind = seed // 65536 % 8
        if kind < 4:
            items.add(item)
        elif kind < 7:
            items.discard(item)
        elif items:
            items.pop()
        if step % 80 == 79:
            print(list(items), item in items, sum(n in items for n in range(-50, 50)))
    return items


for span in [3, 20, 200]:
    one = churn(-10, span, 1)
    two = churn(5, span, 7919000003)
    print(one | two, one & two, one ^ two)
    one -= {0, 1, 2}
    print(one, one.copy(), one == set(list(one)))

words = set()
for step in range(300):
    words.add("w" + str(step * 7 % 23))
    words.discard("w" + str(step * 11 % 31))
    if step % 100 == 0:
        print(sorted(words), len(words))
