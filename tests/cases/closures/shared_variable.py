# Two closures over one variable see each other's changes.
def account(balance):
    def deposit(amount):
        nonlocal balance
        balance += amount

    def show():
        print("balance:", balance)

    return deposit, show


deposit, show = account(100)
deposit(50)
show()
