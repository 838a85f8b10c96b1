"""Prints CPython's symbol tables of each file, one line a symbol.

Usage: show_symbols.py FILE... ; before each table a line `=== FILE`. Files CPython refuses print
`!!! message (line)`. Scopes come in the order of the text, symbols sorted.
"""
import symtable
import sys
import warnings

warnings.simplefilter("ignore")


def kind(symbol, table):
    if symbol.is_declared_global():
        return "global-explicit"
    if symbol.is_free():
        return "free"
    if table.get_type() == "module":
        return "local" if symbol.is_local() else "global-implicit"
    if symbol.is_global():
        return "global-implicit"
    return "local"


def show(table, out, depth):
    names = {"top": "module", "listcomp": "comprehension", "setcomp": "comprehension"}
    names |= {"dictcomp": "comprehension", "genexpr": "generator", "lambda": "lambda"}
    what = names.get(table.get_name(), table.get_type())
    if table.get_type() == "module":
        what = "module"
    out.append(f"{depth} {what}")
    inner = {s.get_name() for c in table.get_children() for s in frees(c)}
    lines = []
    for symbol in table.get_symbols():
        name = symbol.get_name()
        if name == ".0":
            continue
        flags = kind(symbol, table)
        if flags == "local" and table.get_type() == "function" and name in inner:
            flags = "cell"
        if symbol.is_parameter():
            flags += " parameter"
        if symbol.is_assigned() or symbol.is_imported():
            flags += " assigned"
        if symbol.is_referenced():
            flags += " referenced"
        lines.append(f"{depth}   {name}: {flags}")
    out.extend(sorted(lines))
    for child in table.get_children():
        show(child, out, depth + 1)


def frees(table):
    """The free names of a scope, and of those inside a class that passes them on."""
    for symbol in table.get_symbols():
        if symbol.is_free():
            yield symbol
    if table.get_type() == "class":
        own = {s.get_name() for s in table.get_symbols()}
        for child in table.get_children():
            for symbol in frees(child):
                if symbol.get_name() in own and symbol.get_name() != "__class__":
                    yield symbol


def main():
    sys.setrecursionlimit(20000)
    for name in sys.argv[1:]:
        print("===", name)
        with open(name, encoding="utf-8", newline=None) as file:
            text = file.read().removeprefix("\ufeff")
        try:
            table = symtable.symtable(text, name, "exec")
        except SyntaxError as error:
            print(f"!!! {error.msg} ({error.lineno})")
            continue
        out = []
        show(table, out, 0)
        print("\n".join(out))


main()
