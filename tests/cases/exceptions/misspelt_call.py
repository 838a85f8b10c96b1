# At module level only what is bound so far is offered.
total = 3
print(total)
pritn(total)
printn = total
