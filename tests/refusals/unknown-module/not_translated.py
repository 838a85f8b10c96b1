from numpy import array

print(array([1]))
