import math

tools = [math]
print(tools[0].pi)
