# Bytes whose type is known: literals, `encode`, indexing, slices, iteration, comparison, keys, and methods by their names.
data = b"hello \xff"
print(data, len(data), data[0], data[-1], data[1:3], data[::-1], bool(data), bool(b""))
print(data + b"!", b"ab" * 2, 2 * b"x", data == b"hello \xff", data == "hello", b"a" < b"b")
for byte in data[:3]:
    print(byte, end=" ")
print(list(data), sum(b"abc"), max(b"az"), sorted(b"ba"))
text = "naïve"
encoded = text.encode()
print(encoded, encoded.decode(), text.encode("latin-1"), encoded.decode("utf-8") == text)
print(encoded.upper(), encoded.hex(), encoded.find(b"v"), encoded.startswith(b"na"), b"a,b".split(b","))
parts = []
for piece in b"k=v;x=y".split(b";"):
    name, value = piece.split(b"=")
    parts.append(name + b":" + value)
print(parts, b"-".join(parts))
seen = {b"a": 1}
seen[b"b"] = 2
print(seen[b"b"], b"c" in seen, b"ell" in data, 104 in data, {b"q"})


def checksum(block):
    total = 0
    for value in block:
        total = (total * 31 + value) % 65521
    return total


print(checksum(b"abc"), checksum("мир".encode()))
buffer = b""
for chunk in (b"one", b"two"):
    buffer += chunk
    buffer = buffer.replace(b"o", b"0")
print(buffer, f"{buffer}", repr(buffer), str(b"s"), b"%d-%s" % (5, b"z"))
walker = iter(b"xy")
print(next(walker), next(walker), next(walker, "end"))
print(bytes([72, 105]), bytes(3), bytes(value ^ 1 for value in b"ab"), hash(b"") == hash(b""))
first, *others = b"abc"
print(first, others, isinstance(data, bytes), type(data) is bytes, type(data).__name__)
print((1000).to_bytes(2, "big"), int.from_bytes(b"\x01\x02", "big"))
mixed = {"raw": b"r", "text": "t"}
print(mixed, mixed["raw"], [b"x", None])
match data[:1]:
    case b"h":
        print("starts with h")
    case _:
        print("other")
for wrong in range(3):
    try:
        if wrong == 0:
            print(data[10])
        elif wrong == 1:
            print("é".encode("ascii"))
        else:
            print(b"\xff".decode())
    except IndexError as error:
        print(error)
    except ValueError as error:
        print(type(error).__name__, error)
try:
    print("text" + b"bytes")
except TypeError as error:
    print(error)
print(b"".split(b""))
