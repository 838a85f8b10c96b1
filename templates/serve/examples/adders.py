# A function that makes functions.
def adder(n):
    return lambda x: x + n


add_two = adder(2)
add_ten = adder(10)
print(add_two(5), add_ten(5))
print([add_two(x) for x in range(3)])
