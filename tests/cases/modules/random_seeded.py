# `random` with a seed: CPython's own numbers.
import random
from random import randint

random.seed(42)
print(random.random(), randint(1, 6), random.uniform(1, 10), random.gauss(0, 1))
cards = list(range(8))
random.shuffle(cards)
print(cards, random.choice(cards), random.sample(cards, 3))
print(random.choices(["heads", "tails"], weights=[3.0, 1.0], k=5))
print(random.randrange(0, 100, 7), random.getrandbits(70))
random.seed("a text")
print(random.random())
dice = random.Random(7)
print([dice.randint(1, 6) for _ in range(5)])
try:
    random.choice([])
except IndexError as error:
    print(error)
