# A program whose only method of texts is one that Rust has too.
def escaped(text, mark):
    return text.replace("{", f"{mark}x").replace("_", "y").replace("", "-")


print(escaped("a{b_", 1), escaped("", "q"))
