"""Prints CPython's own tree of each file as `adder::syntax::show` prints ours.

Usage: show_ast.py FILE... ; before each tree a line `=== FILE`. Files CPython refuses print
`!!! message (line)`.
"""
import ast
import decimal
import sys
import warnings

warnings.simplefilter("ignore")


def quoted(text):
    out = []
    for c in text:
        if c == "\n":
            out.append("\\n")
        elif c in '"\\':
            out.append("\\" + c)
        elif ord(c) < 32 or 127 <= ord(c) < 160:
            out.append("\\u{%x}" % ord(c))
        else:
            out.append(c)
    return '"' + "".join(out) + '"'


def escaped(data):
    out = []
    for b in data:
        c = chr(b)
        if c in "\\'\"":
            out.append("\\" + c)
        elif c in "\t\r\n":
            out.append({"\t": "\\t", "\r": "\\r", "\n": "\\n"}[c])
        elif 32 <= b < 127:
            out.append(c)
        else:
            out.append("\\x%02x" % b)
    return "".join(out)


def scientific(value):
    if value in (float("inf"), float("-inf")):
        return str(value)
    sign, digits, exponent = decimal.Decimal(repr(value)).as_tuple()
    digits = list(digits)
    while len(digits) > 1 and digits[-1] == 0:
        digits.pop()
        exponent += 1
    while len(digits) > 1 and digits[0] == 0:
        digits.pop(0)
    if digits == [0]:
        return "0e0"
    exponent += len(digits) - 1
    head = "".join(map(str, digits))
    return head[0] + ("." + head[1:] if len(head) > 1 else "") + "e" + str(exponent)


def literal(value):
    if value is None or value is True or value is False:
        return str(value)
    if value is ...:
        return "..."
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return scientific(value)
    if isinstance(value, complex):
        return scientific(value.imag) + "j"
    if isinstance(value, str):
        return quoted(value)
    return 'b"' + escaped(value) + '"'


class Printer:
    def __init__(self, text):
        self.lines = [line.encode() for line in text.split("\n")]
        self.depth = 0
        self.out = []
        self.classes = []

    def mangle(self, name):
        if self.classes and name.startswith("__") and not name.endswith("__") and "." not in name:
            owner = self.classes[-1].lstrip("_")
            if owner:
                return "_" + owner + name
        return name

    def position(self, node):
        line = self.lines[node.lineno - 1]
        if line[node.col_offset : node.col_offset + 1] == b"{":
            # CPython reads an f-string's field in parentheses that stand on its braces.
            if isinstance(node, ast.Tuple):
                return self.position(node.elts[0])
            if isinstance(node, ast.GeneratorExp):
                return f" @{node.lineno}:{len(line[: node.col_offset].decode()) + 2}"
        column = len(line[: node.col_offset].decode(errors="replace"))
        return f" @{node.lineno}:{column + 1}"

    def line(self, part, what, node=None):
        at = self.position(node) if node is not None else ""
        self.out.append("  " * self.depth + f"{part}: {what}{at}")

    def each(self, part, nodes):
        for node in nodes:
            if node is not None:
                self.show(part, node)

    def show(self, part, node):
        kind = type(node).__name__
        getattr(self, "show_" + kind, self.generic)(part, node)

    def block(self, part, what, node, *parts):
        self.line(part, what, node)
        self.depth += 1
        for name, nodes in parts:
            self.each(name, nodes if isinstance(nodes, list) else [nodes])
        self.depth -= 1

    def generic(self, part, node):
        kind = type(node).__name__
        parts = {
            "Return": ["value"],
            "Delete": [("target", "targets")],
            "Assign": [("target", "targets"), "value"],
            "While": ["test", "body", "orelse"],
            "If": ["test", "body", "orelse"],
            "For": ["target", "iter", "body", "orelse"],
            "AsyncFor": ["target", "iter", "body", "orelse"],
            "Raise": ["exc", "cause"],
            "Assert": ["test", "msg"],
            "Expr": ["value"],
            "Pass": [],
            "Break": [],
            "Continue": [],
            "IfExp": ["test", "body", "orelse"],
            "Set": [("item", "elts")],
            "List": [("item", "elts")],
            "Tuple": [("item", "elts")],
            "Await": ["value"],
            "Yield": ["value"],
            "YieldFrom": ["value"],
            "Starred": ["value"],
            "Subscript": ["value", ("index", "slice")],
            "Slice": ["lower", "upper", "step"],
        }[kind]
        pairs = [(p, p) if isinstance(p, str) else p for p in parts]
        self.block(part, kind, node, *[(name, getattr(node, field)) for name, field in pairs])

    def show_Module(self, part, node):
        self.each("body", node.body)

    def show_FunctionDef(self, part, node):
        kind = type(node).__name__
        start = node
        if node.decorator_list:
            start = self.at_sign(node.decorator_list[0])
        self.line(part, f"{kind} {self.mangle(node.name)}", start)
        self.depth += 1
        self.each("decorator", node.decorator_list)
        self.params(node.args)
        self.each("returns", [node.returns])
        self.each("body", node.body)
        self.depth -= 1

    show_AsyncFunctionDef = show_FunctionDef

    def at_sign(self, decorator):
        line = self.lines[decorator.lineno - 1]
        at = line.rindex(b"@", 0, decorator.col_offset)
        place = ast.Pass()
        place.lineno, place.col_offset = decorator.lineno, at
        return place

    def show_ClassDef(self, part, node):
        start = node
        if node.decorator_list:
            start = self.at_sign(node.decorator_list[0])
        self.line(part, f"ClassDef {self.mangle(node.name)}", start)
        self.depth += 1
        self.each("decorator", node.decorator_list)
        self.each("base", node.bases)
        self.each("keyword", node.keywords)
        self.classes.append(node.name)
        self.each("body", node.body)
        self.classes.pop()
        self.depth -= 1

    def params(self, args):
        positional = args.posonlyargs + args.args
        defaults = [None] * (len(positional) - len(args.defaults)) + args.defaults
        for i, (arg, default) in enumerate(zip(positional, defaults)):
            kind = "positional-only" if i < len(args.posonlyargs) else "positional"
            self.param(arg, kind, default)
        if args.vararg:
            self.param(args.vararg, "*", None)
        for arg, default in zip(args.kwonlyargs, args.kw_defaults):
            self.param(arg, "keyword-only", default)
        if args.kwarg:
            self.param(args.kwarg, "**", None)

    def param(self, arg, kind, default):
        parts = ("annotation", arg.annotation), ("default", default)
        self.block("param", f"{self.mangle(arg.arg)} {kind}", arg, *parts)

    def show_keyword(self, part, node):
        self.block(part, node.arg or "**", node, ("value", node.value))

    def show_AugAssign(self, part, node):
        what = "AugAssign " + type(node.op).__name__
        self.block(part, what, node, ("target", node.target), ("value", node.value))

    def show_AnnAssign(self, part, node):
        what = "AnnAssign simple" if node.simple else "AnnAssign"
        parts = ("target", node.target), ("annotation", node.annotation), ("value", node.value)
        self.block(part, what, node, *parts)

    def show_With(self, part, node):
        self.line(part, type(node).__name__, node)
        self.depth += 1
        for item in node.items:
            self.each("context", [item.context_expr])
            self.each("target", [item.optional_vars])
        self.each("body", node.body)
        self.depth -= 1

    show_AsyncWith = show_With

    def show_Match(self, part, node):
        self.line(part, "Match", node)
        self.depth += 1
        self.each("subject", [node.subject])
        for case in node.cases:
            self.show("case", case.pattern)
            self.depth += 1
            self.each("guard", [case.guard])
            self.each("body", case.body)
            self.depth -= 1
        self.depth -= 1

    def named(self, kind, name):
        return f"{kind} {self.mangle(name)}" if name else kind

    def show_MatchValue(self, part, node):
        self.block(part, "MatchValue", node, ("value", node.value))

    def show_MatchSingleton(self, part, node):
        self.block(part, "MatchSingleton " + literal(node.value), node)

    def show_MatchSequence(self, part, node):
        self.block(part, "MatchSequence", node, ("pattern", node.patterns))

    def show_MatchOr(self, part, node):
        self.block(part, "MatchOr", node, ("pattern", node.patterns))

    def show_MatchMapping(self, part, node):
        parts = ("key", node.keys), ("pattern", node.patterns)
        self.block(part, self.named("MatchMapping", node.rest), node, *parts)

    def show_MatchClass(self, part, node):
        what = "MatchClass " + ",".join(node.kwd_attrs)
        parts = ("class", node.cls), ("pattern", node.patterns + node.kwd_patterns)
        self.block(part, what, node, *parts)

    def show_MatchStar(self, part, node):
        self.block(part, self.named("MatchStar", node.name), node)

    def show_MatchAs(self, part, node):
        self.block(part, self.named("MatchAs", node.name), node, ("pattern", node.pattern))

    def show_Try(self, part, node):
        parts = ("body", node.body), ("handler", node.handlers), ("orelse", node.orelse)
        self.block(part, type(node).__name__, node, *parts, ("finalbody", node.finalbody))

    show_TryStar = show_Try

    def show_ExceptHandler(self, part, node):
        name = self.mangle(node.name) if node.name else ""
        self.block(part, name, node, ("type", node.type), ("body", node.body))

    def show_Import(self, part, node):
        self.line(part, "Import", node)
        self.depth += 1
        for alias in node.names:
            name = self.mangle(alias.name)
            what = f"{name} as {self.mangle(alias.asname)}" if alias.asname else name
            self.line("name", what, alias)
        self.depth -= 1

    def show_ImportFrom(self, part, node):
        self.line(part, f"ImportFrom {'.' * node.level}{node.module or ''}", node)
        self.depth += 1
        for alias in node.names:
            asname = alias.asname or alias.name
            what = alias.name
            if alias.asname or self.mangle(asname) != asname:
                what += " as " + self.mangle(asname)
            self.line("name", what, alias)
        self.depth -= 1

    def show_Global(self, part, node):
        names = ",".join(map(self.mangle, node.names))
        self.line(part, f"{type(node).__name__} {names}", node)

    show_Nonlocal = show_Global

    def show_Constant(self, part, node):
        self.line(part, "Constant " + literal(node.value), node)

    def show_Name(self, part, node):
        self.line(part, "Name " + self.mangle(node.id), node)

    def show_BoolOp(self, part, node):
        self.block(part, "BoolOp " + type(node.op).__name__, node, ("value", node.values))

    def show_NamedExpr(self, part, node):
        self.block(part, "Named", node, ("target", node.target), ("value", node.value))

    def show_BinOp(self, part, node):
        what = "Binary " + type(node.op).__name__
        self.block(part, what, node, ("left", node.left), ("right", node.right))

    def show_UnaryOp(self, part, node):
        self.block(part, "Unary " + type(node.op).__name__, node, ("operand", node.operand))

    def show_Lambda(self, part, node):
        self.line(part, "Lambda", node)
        self.depth += 1
        self.params(node.args)
        self.each("body", [node.body])
        self.depth -= 1

    def show_Dict(self, part, node):
        self.line(part, "Dict", node)
        self.depth += 1
        for key, value in zip(node.keys, node.values):
            if key is None:
                self.show("spread", value)
            else:
                self.show("key", key)
                self.show("value", value)
        self.depth -= 1

    def comprehension(self, part, node, *parts):
        self.line(part, type(node).__name__, node)
        self.depth += 1
        for name, child in parts:
            self.show(name, child)
        for clause in node.generators:
            self.show("for", clause.target)
            self.show("in", clause.iter)
            self.each("if", clause.ifs)
        self.depth -= 1

    def show_ListComp(self, part, node):
        self.comprehension(part, node, ("element", node.elt))

    show_SetComp = show_ListComp

    def show_GeneratorExp(self, part, node):
        self.comprehension(part, node, ("element", node.elt))

    def show_DictComp(self, part, node):
        self.comprehension(part, node, ("key", node.key), ("value", node.value))

    def show_Compare(self, part, node):
        what = "Compare " + ",".join(type(op).__name__ for op in node.ops)
        self.block(part, what, node, ("left", node.left), ("right", node.comparators))

    def show_Call(self, part, node):
        parts = ("func", node.func), ("arg", node.args), ("keyword", node.keywords)
        self.block(part, "Call", node, *parts)

    def show_Attribute(self, part, node):
        self.block(part, "Attribute " + self.mangle(node.attr), node, ("value", node.value))

    def show_JoinedStr(self, part, node):
        self.line(part, "FString", node)
        self.depth += 1
        self.fstring_parts(node)
        self.depth -= 1

    def fstring_parts(self, node):
        for value in node.values:
            if isinstance(value, ast.Constant):
                self.line("text", quoted(value.value))
            else:
                conversion = "" if value.conversion == -1 else " !" + chr(value.conversion)
                self.show("field" + conversion, value.value)
                if value.format_spec is not None:
                    self.line("spec", "")
                    self.depth += 1
                    self.fstring_parts(value.format_spec)
                    self.depth -= 1


def main():
    sys.setrecursionlimit(20000)
    for name in sys.argv[1:]:
        print("===", name)
        with open(name, encoding="utf-8", newline=None) as file:
            text = file.read().removeprefix("\ufeff")
        try:
            tree = ast.parse(text)
            compile(tree, name, "exec", dont_inherit=True)
        except SyntaxError as error:
            print(f"!!! {error.msg} ({error.lineno})")
            continue
        printer = Printer(text)
        printer.show("module", tree)
        print("\n".join(printer.out))


main()
