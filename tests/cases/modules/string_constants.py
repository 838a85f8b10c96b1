# `string`: constants and `capwords`.
import string
from string import ascii_lowercase as alphabet

print(alphabet[:5], string.digits, repr(string.whitespace))
print(string.capwords("the quick  brown fox"), "q" in string.punctuation)
