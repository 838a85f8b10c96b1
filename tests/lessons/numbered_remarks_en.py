total = 0  # 1
for price in [3, 4]:  # 2
    total += price  # 3
print(total)  # 4
