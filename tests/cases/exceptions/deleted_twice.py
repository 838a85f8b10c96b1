# Deleting a name that has no value raises.
def forget(bind):
    if bind:
        value = [1]
    del value
    return "forgotten"


for bind in (True, False):
    try:
        print(forget(bind))
    except UnboundLocalError as error:
        print(error)
name = "there"
del name
del name
