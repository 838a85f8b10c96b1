# Where several things may be raised, they leave a labelled block.
def position(words, wanted, text):
    try:
        index = words.index(wanted)
        return index + int(text)
    except (ValueError, IndexError) as error:
        print(type(error).__name__, error)
    return -1


print(position(["a", "b"], "b", "10"))
print(position(["a", "b"], "c", "10"))
print(position(["a", "b"], "a", "ten"))
