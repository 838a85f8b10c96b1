# A parameter that holds a function or `None`: what the default leaves out is made, defined or done without.
def scaled(factor):
    return lambda x: x * factor


def made(x, f=None):
    if f is None:
        f = scaled(3)
    return f(x)


def done_without(x, f=None):
    if f is None:
        return x
    return f(x)


print(made(1), made(2, scaled(5)))
print(done_without(1), done_without(2, scaled(5)), done_without(3, None))


def password(length, letters="abc", choose=None):
    if choose is None:
        state = [7]

        def choose(items):
            state[0] = (state[0] * 31 + 11) % 97
            return items[state[0] % len(items)]
    return "".join(choose(letters) for _ in range(length))


source = iter("abracadabra")
print(password(8), password(4, "xy"), password(5, choose=lambda items: items[0]))
print(password(6, choose=lambda _: next(source)))


# One function is called by name and passed on with what only its caller knows: the object has a name of its own.
def join(sep, *parts, **options):
    text = sep.join(map(str, parts))
    return text + str(sorted(options.items())) if options else text


def joiner(sep, **fixed):
    def call(*parts, **options):
        all_options = dict(fixed)
        all_options.update(options)
        return join(sep, *parts, **all_options)
    return call


comma = joiner(",", kind="list")
print(comma(1, "b", None), comma(kind="own", n=1))
twice = lambda *parts, **options: join("-", *[join(".", part, part) for part in parts], **options)
print(twice("a", "b"), twice(1, deep=True))
