"""Writes src/text/unicode_tables.rs from what CPython 3.11 (Unicode 14) says about every code point.

Run it from the crate's folder: python3 tools/unicode_tables.py > src/text/unicode_tables.rs
"""

import sys
import unicodedata

assert sys.version_info[:2] == (3, 11), "the tables are those of Python 3.11"

FLAGS = [
    ("ALPHA", "`str.isalpha`.", lambda c: c.isalpha()),
    ("DECIMAL", "`str.isdecimal`.", lambda c: c.isdecimal()),
    ("DIGIT", "`str.isdigit`.", lambda c: c.isdigit()),
    ("NUMERIC", "`str.isnumeric`.", lambda c: c.isnumeric()),
    ("PRINTABLE", "`str.isprintable`.", lambda c: c.isprintable()),
    ("LOWER", "Lowercase, as `str.islower` sees it.", lambda c: c.islower()),
    ("UPPER", "Uppercase, as `str.isupper` sees it.", lambda c: c.isupper()),
    ("TITLE", "Titlecase (category Lt).", lambda c: unicodedata.category(c) == "Lt"),
    ("ID_START", "May start an identifier.", lambda c: c.isidentifier()),
    ("ID_CONTINUE", "May continue an identifier.", lambda c: ("a" + c).isidentifier()),
    ("CASED", "Cased: a letter behind it is not the first of a word.", lambda c: is_cased(c)),
    ("CASE_IGNORABLE", "Passed over where the final sigma is looked for.", lambda c: is_ignorable(c)),
    ("ASSIGNED", "Assigned in Unicode 14.", lambda c: unicodedata.category(c) != "Cn"),
]


def ends_as_final_sigma(prefix):
    return (prefix + "Σ").lower().endswith("ς")


def is_cased(char):
    return (char + "a").title().endswith("a")


def is_ignorable(char):
    return not ends_as_final_sigma(char) and ends_as_final_sigma("A" + char)


def wrapped(items, width=96):
    line = "   "
    for item in items:
        if len(line) + len(item) + 2 > width:
            yield line
            line = "   "
        line += f" {item},"
    yield line


def text(string):
    return '"' + "".join(f"\\u{{{ord(c):x}}}" for c in string) + '"'


def pairs(name, doc, mapping):
    print(f"\n/// {doc}")
    print("#[rustfmt::skip]")
    print(f"pub(super) static {name}: [(char, &str); {len(mapping)}] = [")
    items = (f"('\\u{{{ord(c):x}}}', {text(s)})" for c, s in mapping)
    print("\n".join(wrapped(items)))
    print("];")


def main():
    ranges, classes = [], []
    previous = None
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        flags = sum(1 << bit for bit, (_, _, test) in enumerate(FLAGS) if test(char))
        if flags != previous:
            if flags not in classes:
                classes.append(flags)
            ranges.append(f"0x{code << 8 | classes.index(flags):x}")
            previous = flags

    print("//! What Unicode 14 says about each code point, as Python 3.11 sees it.")
    print("//!")
    print("//! Written by `tools/unicode_tables.py`; do not edit.")
    for bit, (name, doc, _) in enumerate(FLAGS):
        print(f"\n/// {doc}")
        print(f"pub(super) const {name}: u16 = 1 << {bit};")
    print("\n/// The different sets of flags, named by their index in [`RANGES`].")
    print("#[rustfmt::skip]")
    print(f"pub(super) static CLASSES: [u16; {len(classes)}] = [")
    print("\n".join(wrapped(f"0x{flags:x}" for flags in classes)))
    print("];")
    print("\n/// Runs of code points of one class: first code point in the upper 24 bits, class in the lower 8.")
    print("#[rustfmt::skip]")
    print("#[expect(clippy::unreadable_literal, reason = \"packed data\")]")
    print(f"pub(super) static RANGES: [u32; {len(ranges)}] = [")
    print("\n".join(wrapped(ranges)))
    print("];")
    every = [chr(code) for code in range(sys.maxunicode + 1)]
    pairs("TITLECASE", "Characters whose titlecase is not their uppercase.",
          [(c, c.title()) for c in every if c.title() != c.upper()])
    pairs("CASEFOLD", "Characters whose casefolding is not their lowercase.",
          [(c, c.casefold()) for c in every if c.casefold() != c.lower()])


main()
