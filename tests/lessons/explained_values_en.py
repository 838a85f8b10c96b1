# What people write behind values.
print('Sum: ', 1 + 2)  # 3
print(10 / 4)  # 2.5 (not 2!)
print(10 // 4)  # 2 - the rest is lost
print(2 ** 0.5)  # 1.41...
print(2 ** 0.5)  # about 1.4142
print('a' in 'abc')  # True, because it is there
print('%d%%' % 50)  # 50%
print('ab' * 2)  # 'abab'
print([1, 2] + [3])  # the list [1, 2, 3]
print(round(2.5))  # => 2 and not 3
print({3, 1, 2})  # {1, 2, 3} in some order
print(None)  # None!
print(3 > 2 > 1)  # it is True
print('done')  # (this line is optional)
print(max(3, 5))  # maximum
print(len('abc'))  # length is 3
print(5)  # number 5
