# The parenthesis is never closed.
print((1, 2)
