# What somebody may catch is a Result in Rust, and `?` hands it on.
def parse_age(text):
    age = int(text)
    if age < 0:
        raise ValueError(f"{age} is no age")
    return age


for text in ["42", "-1", "forty"]:
    try:
        print(parse_age(text))
    except ValueError as error:
        print("problem:", error)
