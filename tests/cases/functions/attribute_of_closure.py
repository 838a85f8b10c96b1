# A closure carries an attribute that is another closure.
def bank(balance):
    log = []
    def withdraw(n):
        nonlocal balance
        if n > balance:
            log.append("refused " + str(n))
            return "Insufficient funds"
        balance -= n
        log.append(f"took {n}")
        return balance
    def history():
        return log
    withdraw.history = history
    return withdraw
w = bank(100)
print(w(30), w(100))
print(w.history())
