# `heapq` and `bisect` on typed lists.
import bisect
from heapq import heapify, heappop, heappush, nsmallest


def distances(graph, start):
    found = {}
    queue = [(0, start)]
    while queue:
        distance, node = heappop(queue)
        if node in found:
            continue
        found[node] = distance
        for other, weight in graph[node]:
            heappush(queue, (distance + weight, other))
    return found


print(distances({"a": [("b", 3), ("c", 1)], "b": [], "c": [("b", 1)]}, "a"))
numbers = [5, 3, 8, 1]
heapify(numbers)
print(numbers, heappop(numbers), nsmallest(2, (9, 4, 7)))
scores = [10, 20, 20, 30]
bisect.insort(scores, 25)
print(scores, bisect.bisect_left(scores, 20), bisect.bisect(scores, 20))
heappop([])


def place(words, word):
    return bisect.bisect(words, word), bisect.bisect_left(words, word, 1, 2)


print(place(["a", "c", "f"], "c"), bisect.bisect([1, 2, 3], 2.5))
