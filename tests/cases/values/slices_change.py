# A part of a list changes where it is: it is cut out, changed as a list of its own, and put back.
numbers = [1, 2, 3, 4]
numbers[1:3] += [0]
print(numbers)
numbers[:2] *= 2
print(numbers)
numbers[::2] += ()
words = ['a', 'b', 'c']
words[-2:] += 'xy'
print(numbers, words)
alias = words
middle = 1
words[middle:middle + 1] += [word.upper() for word in words]
print(alias, alias is words)
try:
    numbers[::2] += [1]
except ValueError as error:
    print(error)
