"""Prints how many comments CPython's tokenizer finds in each file: `COUNT FILE`."""
import sys
import tokenize

for name in sys.argv[1:]:
    with open(name, "rb") as file:
        tokens = tokenize.tokenize(file.readline)
        print(sum(token.type == tokenize.COMMENT for token in tokens), name)
