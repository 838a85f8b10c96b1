# An attribute that the object has is offered.
def shout(word):
    return word.uper()


words = ['a', 1]
print(words)
print(shout(words[0]))
