# Calls that are nested too deep fail in what CPython needs a frame for: some comparisons, and printing.
import sys


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def walk(n):
    if n == 0:
        return 0
    return walk(n - 1)


def same(n):
    return n == 0 or same(n - 1)


def word(text):
    if text < "a":
        return text
    return word(text)


def spare(n):
    while n != 0 and n > -5000000000:
        n = spare(n - 1)
    return n


def lines(n):
    if n == 0:
        return 0
    print("line")
    return 1 + lines(n - 1)


def back(n):
    try:
        return back(n + 1)
    except RecursionError as error:
        print(n, error)
        return n


def told(n):
    print(n)
    told(n + 1)


sys.setrecursionlimit(40)
for argument in [300, 2**30 + 500, 5 * 10**12, -7]:
    try:
        print(fib(argument))
    except RecursionError as error:
        print("fib", argument, error)
for argument in [2**40, 3]:
    try:
        print(spare(argument))
    except RecursionError as error:
        print("spare", argument, error)
try:
    walk(200.5)
except RecursionError as error:
    print("walk", error)
try:
    same(200)
except RecursionError as error:
    print("same", error)
try:
    word("word")
except RecursionError as error:
    print("word", error)
try:
    lines(200)
except RecursionError as error:
    print("lines", error)
print(back(0), lines(3))
told(-5)
