# heapq.merge: sorted inputs as one, lazily.
from heapq import merge
import heapq

print(list(merge([1, 4, 7], [2, 3], [5])), list(heapq.merge('ace', 'bd', key=str.lower)), list(merge([5, 3], [4, 1], reverse=True)), list(merge()))
print(list(merge([(1, 'a'), (2, 'b')], [(1, 'c')], key=lambda pair: pair[0])))
for n in merge([1, 5], iter([2, 9])):
    if n > 5:
        break
    print(n)
