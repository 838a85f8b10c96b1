"""Runs the snippets of a lesson as one session and reports what the claimed statements did.

tracer.py SESSION REPORT: both are JSON, the report one object a line, a snippet each.
"""
import ast
import builtins
import io
import json
import sys
import types

HOOKS = '__adder_hooks__'


class Executions:
    """What one statement did, each time it ran."""

    def __init__(self, claim):
        self.first, self.last = claim['first'], claim['last']
        self.runs = []

    def report(self):
        return [{'printed': run['printed'], 'value': run['value'], 'error': run['error']} for run in self.runs]


class Hooks:
    """The calls that are put into the lesson's code."""

    def __init__(self, executions):
        self.executions = executions

    def begin(self, number):
        self.executions[number].runs.append({'printed': '', 'value': None, 'error': None})

    def value(self, number, value):
        try:
            shown = None if value is None else repr(value)
        except Exception:
            shown = None
        runs = self.executions[number].runs
        if runs:
            runs[-1]['value'] = shown
        return value


class Recorder(io.TextIOWrapper):
    """Standard output that remembers which lines of the lesson were active when something was written."""

    def __init__(self, by_file):
        super().__init__(io.BytesIO(), encoding='utf-8', newline='\n', write_through=True)
        self.by_file = by_file
        self.total = ''

    def write(self, text):
        result = super().write(text)
        self.total += text
        seen = set()
        frame = sys._getframe(1)
        while frame is not None:
            for execution in self.by_file.get(frame.f_code.co_filename, ()):
                if execution.first <= frame.f_lineno <= execution.last and id(execution) not in seen:
                    seen.add(id(execution))
                    if execution.runs:
                        execution.runs[-1]['printed'] += text
            frame = frame.f_back
        return result


class Instrument(ast.NodeTransformer):
    """Puts hooks before the claimed statements and round their values."""

    def __init__(self, claims):
        self.by_lines = {}
        for claim in claims:
            self.by_lines.setdefault((claim['first'], claim['last']), []).append(claim)

    def visit(self, node):
        node = self.generic_visit(node)
        if not isinstance(node, ast.stmt):
            return node
        first = min([node.lineno] + [d.lineno for d in getattr(node, 'decorator_list', [])])
        claims = self.by_lines.pop((first, node.end_lineno), [])
        if not claims:
            return node
        before, after = [], []
        for claim in claims:
            before.append(self.hook(node, 'begin', claim))
            if not claim['value']:
                continue
            if isinstance(node, (ast.Expr, ast.Return, ast.Assign, ast.AnnAssign)) and node.value is not None:
                node.value = self.call(node, 'value', claim, node.value)
            elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
                name = ast.copy_location(ast.Name(node.target.id, ast.Load()), node)
                after.append(ast.copy_location(ast.Expr(self.call(node, 'value', claim, name)), node))
        return before + [node] + after

    def call(self, node, name, claim, *arguments):
        hooks = ast.Name(HOOKS, ast.Load())
        number = ast.Constant(claim['number'])
        call = ast.Call(ast.Attribute(hooks, name, ast.Load()), [number, *arguments], [])
        ast.copy_location(call, node)
        for inner in (hooks, number, call.func):
            ast.copy_location(inner, node)
        return call

    def hook(self, node, name, claim):
        return ast.copy_location(ast.Expr(self.call(node, name, claim)), node)


def units(snippet, filename):
    """The code objects of a snippet, with the first line of each."""
    text, kind = snippet['text'], snippet['kind']
    if kind == 'doctest':
        lines = text.split('\n')
        for first, last in snippet['examples']:
            source = '\n' * first + '\n'.join(lines[first:last]) + '\n'
            yield first + 1, lambda source=source: parts(source, snippet, filename, 'single')
    else:
        tree = ast.parse(text, filename)
        compile(tree, filename, 'exec')
        docstring = bool(tree.body) and isinstance(tree.body[0], ast.Expr) and ast.get_docstring(tree) is not None
        for number, node in enumerate(tree.body):
            last = number == len(tree.body) - 1
            echo = kind == 'cell' and last and isinstance(node, ast.Expr)
            future = [n for n in tree.body[:number] if isinstance(n, ast.ImportFrom) and n.module == '__future__']
            if docstring and number == 0:
                yield node.lineno, lambda: []
            else:
                yield node.lineno, lambda node=node, echo=echo, future=future: pieces(node, echo, future, snippet, filename)


def parts(source, snippet, filename, mode):
    tree = compile(source, filename, mode, ast.PyCF_ONLY_AST)
    compile(tree, filename, mode)
    tree = ast.fix_missing_locations(Instrument(snippet['claims']).visit(tree))
    return [compile(ast.Interactive([node]), filename, 'single') for node in tree.body]


def pieces(node, echo, future, snippet, filename):
    instrumented = Instrument(snippet['claims']).visit(node)
    codes = []
    for part in instrumented if isinstance(instrumented, list) else [instrumented]:
        tree = ast.Interactive([part]) if echo else ast.Module([*future, part], [])
        codes.append(compile(ast.fix_missing_locations(tree), filename, 'single' if echo else 'exec'))
    return codes


def last_line(error):
    import traceback
    return ''.join(traceback.format_exception_only(type(error), error)).rstrip('\n').split('\n')[-1]


def mark_error(error, by_file, said):
    trace = error.__traceback__
    while trace is not None:
        for execution in by_file.get(trace.tb_frame.f_code.co_filename, ()):
            if execution.first <= trace.tb_lineno <= execution.last and execution.runs:
                execution.runs[-1]['error'] = said
        trace = trace.tb_next


def run_snippet(snippet, filename, names, executions, by_file):
    """Runs one snippet; what it printed, its error, and the first lines of the statements that raised."""
    recorder, raised, failure = Recorder(by_file), [], None
    before, sys.stdout = sys.stdout, recorder
    try:
        line = 1
        try:
            for line, make in units(snippet, filename):
                try:
                    for code in make():
                        exec(code, names)
                except BaseException as error:
                    said = last_line(error)
                    mark_error(error, by_file, said)
                    if isinstance(error, SyntaxError) and snippet['kind'] == 'doctest':
                        for execution in by_file[filename]:
                            if execution.first == line:
                                execution.runs.append({'printed': '', 'value': None, 'error': said})
                    raised.append(line)
                    if snippet['kind'] != 'doctest':
                        failure = said
                        break
                    recorder.write(said + '\n')
        except SyntaxError as error:
            failure = last_line(error)
            raised.append(line)
    finally:
        sys.stdout = before
    return {'stdout': recorder.total, 'error': failure, 'raised': raised}


def main():
    session_path, report_path = sys.argv[1:]
    with open(session_path, encoding='utf-8') as file:
        session = json.load(file)
    executions, by_file = {}, {}
    for snippet in session:
        filename = f'<snippet {snippet["number"]}>'
        for claim in snippet['claims']:
            executions[claim['number']] = Executions(claim)
        by_file[filename] = [executions[claim['number']] for claim in snippet['claims']]
    setattr(builtins, HOOKS, Hooks(executions))
    module = types.ModuleType('__main__')
    module.__dict__['__builtins__'] = builtins
    sys.modules['__main__'] = module
    sys.argv = ['lesson']
    with open(report_path, 'w', encoding='utf-8') as report:
        for snippet in session:
            filename = f'<snippet {snippet["number"]}>'
            result = run_snippet(snippet, filename, module.__dict__, executions, by_file)
            # A later snippet may run a claimed line of an earlier one again: the claims are reported anew each time.
            result['claims'] = {number: one.report() for number, one in executions.items()}
            result['number'] = snippet['number']
            report.write(json.dumps(result, ensure_ascii=True) + '\n')
            report.flush()


main()
