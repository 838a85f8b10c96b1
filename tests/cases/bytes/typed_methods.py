# Methods and operators of bytes, and of numbers made of bits, are calls on Rust's own values.
def xor(data: bytes, key: bytes) -> bytes:
    return bytes(b ^ key[i % len(key)] for i, b in enumerate(data))


secret = xor("héllo".encode(), b"key")
print(secret, secret.hex(), xor(secret, b"key").decode())
print(b"a,b,,c".split(b","), b" x y ".split(), b"-".join([b"a", b"b"]), b"abcabc".replace(b"b", b"XX"))
print(b"abc".upper(), b"abc".find(b"c"), b"abc".rfind(b"z"), b"aXbX".count(b"X"), b"xxaxx".strip(b"x"))
print(b"ab" * 3, 2 * b"x", 97 in b"abc", b"bc" in b"abc", b"ab".isalpha(), b"12".isdigit(), b"hELLO".capitalize())
print(bytes(3), bytes(), bytes([1, 2]), bytes(range(3)), bytes("hé", "utf8"), bytes((1, 2)))
print(bytes.fromhex("48 65"), int.from_bytes(b"\x01\x00", "big"), int.from_bytes(b"\x01\x00", byteorder="little"))
print((1000).to_bytes(2, "little"), (2**70).to_bytes(9, "big"), (5).bit_length(), (2**70).bit_length(), (-7).bit_count())
print("é".encode("ascii", "ignore"), b"\xff".decode("utf-8", errors="replace"), (2.0).is_integer())

message = b"start"
message += b"\x80"
message += b"\x00" * ((16 - len(message)) % 16) + (8).to_bytes(8, "big")
print(len(message), [int.from_bytes(message[i : i + 4], "big") for i in range(16, 24, 4)])


def attempt(data, number, size):
    try:
        print(data.decode())
        print(bytes([number]), number.to_bytes(size, "big"), number in data, data.index(b"b"), data.split(b"x"))
        print(bytes(size - 2))
    except (ValueError, OverflowError) as e:
        print(type(e).__name__, e)


attempt(b"abc", 98, 1)
attempt(b"\xff", 1, 1)
attempt(b"abc", 256, 2)
attempt(b"xyz", 1, 1)
