# `any` and `all` stop where Python's do, whatever the generator needs.
def show(n):
    print("show", n)
    return n


print(any(show(i) > 0 for i in range(4)))
print(any(show(i) + show(j) > 1 for i in range(3) for j in range(2)))
print(any((found := v) > 2 for v in [1, 3, 5]), found)
k = 1
for x in (y * k for y in range(3)):
    k += 1
    print(x)
text = "abc"
for c in text:
    text += c.upper()
print(text)
