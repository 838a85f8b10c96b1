# Complex numbers.
z = 3 + 4j
w = complex(1, -2)
print(z, w, abs(z), z.real, z.imag, z.conjugate(), -z, +w, 2j, -1j, 1.5j, complex(), complex(0, -0.0), complex(-0.0, 1))
print(z + w, z - w, z * w, z / w, z + 1, 1 + z, 2 * z, z / 2, 1 / z, 2.5 - z, z ** 2, z ** -1, z ** 0.5, 2 ** z, z ** w, z ** 0, 0j ** 2, 1j ** 2)
print(z == 3 + 4j, z == 3, 3 + 0j == 3, 3 == 3 + 0j, z != w, bool(0j), bool(z), hash(3 + 0j) == hash(3), {3: 'x'}[3 + 0j], z in [3 + 4j])
print(complex('1+2j'), complex(' (3-4.5j) '), complex('j'), complex('-j'), complex('2'), complex('1e3-j'), complex(z), complex(1, 2j), complex(real=1, imag=2), complex(True))
print(f'{z}', f'{z:.2f}', '{:.1e}'.format(w), str(z), repr(z), [z], type(z), type(z).__name__, isinstance(z, complex), isinstance(1, complex))
print(sum([1j, 2, 3.5]), 1e20 + 1j, complex(float('inf'), 1), complex(float('nan'), -1), 1e16 * 1j, 12345678.9 + 0.1j)
for action in (lambda: z < w, lambda: z // 2, lambda: z % 2, lambda: int(z), lambda: float(z), lambda: complex('x'), lambda: complex('1', 2), lambda: complex(1, '2'), lambda: complex([]), lambda: 1 / 0j, lambda: 0j ** -1,
               lambda: z + 'a', lambda: sorted([z, w]), lambda: abs(complex(1e308, 1e308)), lambda: z.nothing, lambda: complex('1 + 2j')):
    try:
        print(action())
    except Exception as e:
        print(type(e).__name__, e)


def roots(a, b, c):
    d = (b * b - 4 * a * c + 0j) ** 0.5
    return (-b + d) / (2 * a), (-b - d) / (2 * a)


print(roots(1, 2, 5))
match 1 + 2j:
    case 1 + 2j:
        print('same')
c = 0j
n = 0
while abs(c) < 2 and n < 20:
    c = c * c + (0.3 + 0.5j)
    n += 1
print(n, c)


def power(base, exponent):
    return base ** exponent


for base, exponent in ((-8, 0.5), (-8.0, 1 / 3), ('a', 2), (-2.5, 3), (4, 0.5)):
    try:
        print(power(base, exponent))
    except TypeError as e:
        print(e)
