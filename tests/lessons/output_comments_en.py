def show(items):
    for item in items:
        print(item)


show(['a', 'b'])
# Output:
# a
# b

print('sum:', 1 + 2)
# -> sum: 3

# The next part is about something else.
print(1)
print(2)

# 3
