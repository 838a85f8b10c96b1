# A shop's day in about a hundred lines: closures, lists, dictionaries, text.


def make_counter(start):
    count = start

    def step(by=1):
        nonlocal count
        count += by
        return count

    return step


def make_discount(percent):
    def apply(price):
        return price - price * percent // 100

    return apply


def make_ledger():
    entries = []

    def add(what, amount):
        entries.append((what, amount))

    def total():
        result = 0
        for _, amount in entries:
            result += amount
        return result

    def lines():
        return [f"{what:<10}{amount:>6}" for what, amount in entries]

    return add, total, lines


def parse_order(text):
    order = {}
    for part in text.split(","):
        name, _, number = part.strip().partition(" x")
        order[name] = order.get(name, 0) + int(number or "1")
    return order


def price_of(order, prices, discount):
    total = 0
    for name, number in order.items():
        if name not in prices:
            print("no such thing:", name)
            continue
        total += discount(prices[name] * number)
    return total


def most_wanted(orders):
    wanted = {}
    for order in orders:
        for name, number in order.items():
            wanted[name] = wanted.get(name, 0) + number
    return sorted(wanted.items(), key=lambda item: (-item[1], item[0]))


def is_palindrome(word):
    letters = [letter.lower() for letter in word if letter.isalpha()]
    return letters == letters[::-1]


prices = {"tea": 250, "coffee": 320, "cake": 410, "radar": 9900}
next_number = make_counter(100)
regular = make_discount(0)
friend = make_discount(15)
add, total, lines = make_ledger()

texts = ["tea x2, cake", "coffee", "coffee x3, tea, pie", "radar"]
orders = [parse_order(text) for text in texts]

for index, order in enumerate(orders):
    discount = friend if index % 2 else regular
    add(f"order {next_number()}", price_of(order, prices, discount))

print("\n".join(lines()))
print("total", total())

for name, number in most_wanted(orders):
    stars = "*" * number
    print(f"{name:>8} {stars} {number}")

palindromes = [name for name in prices if is_palindrome(name)]
print("palindromes:", palindromes)
print("skipped to", next_number(10))

budget = 1000
bought = []
while budget > 0:
    name = min(prices, key=lambda key: prices[key])
    if prices[name] > budget:
        break
    budget -= prices[name]
    bought.append(name)
print(bought, "and", budget, "left")
