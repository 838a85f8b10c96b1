# A set that starts empty is passed to the function whose answers fill it: what it holds is found out all the same.
def first_choices(ballots, eliminated):
    tally = {}
    for ballot in ballots:
        for choice in ballot:
            if choice not in eliminated:
                tally[choice] = tally.get(choice, 0) + 1
                break
    return tally


ballots = ['ABC', 'ACB', 'BCA', 'CBA', 'BAC', 'CBA']
eliminated = set()
while True:
    tally = first_choices(ballots, eliminated)
    leader, top = max(tally.items(), key=lambda entry: entry[1])
    print(tally, leader, top)
    if top * 2 > len(ballots):
        break
    worst = min(tally.values())
    eliminated.add(min(choice for choice, count in tally.items() if count == worst))
print(leader, eliminated)

# The least of a table of integers and floats, by a method of the table.
menu = {'tea': 2, 'coffee': 3.5, 'cake': 4.25}
print(min(menu, key=menu.get), max(menu.values()), menu['tea'] + menu['cake'])
