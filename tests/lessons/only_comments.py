# Nothing here
# x = 5

