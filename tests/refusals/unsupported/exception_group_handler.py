try:
    print(int("x"))
except* ValueError as group:
    print(group.exceptions)
