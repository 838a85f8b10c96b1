import random

rng = random.Random(7)
state = rng.getstate()
print(rng.random())
rng.setstate(state)
print(rng.random())
