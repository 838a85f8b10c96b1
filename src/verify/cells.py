"""Runs a program and records, step by step, its calls, its closures and the cells that these share.

cells.py PROGRAM REPORT STEPS: a Python file, the JSON to write, and how many steps to record at most.

CPython does not show which cells a running frame uses. They are found out by asking: for a moment something is put into a cell that the
program cannot have, and the frame is asked whether it sees it. Nothing else runs meanwhile.
"""
import gc
import io
import json
import sys
import types

EMPTY, PROBE = object(), object()
SHORT, FEW, DEEP = 60, 8, 3
# Functions that CPython makes for itself.
HIDDEN = ('<module>', '<listcomp>', '<setcomp>', '<dictcomp>', '<genexpr>')
GENERATORS = 0x20 | 0x80 | 0x200
PLAIN = (int, float, complex, bool, str, bytes, type(None), range)
# Stands before the number of a function inside a shown value.
FUNCTION = '\ue000'


def content(cell):
    try:
        return cell.cell_contents
    except ValueError:
        return EMPTY


def fill(cell, value):
    if value is EMPTY:
        del cell.cell_contents
    else:
        cell.cell_contents = value


class Recorder:
    def __init__(self, filename, most):
        self.filename, self.most = filename, most
        self.frames, self.functions, self.cells = [], [], []
        self.frame_numbers, self.function_numbers, self.cell_numbers = {}, {}, {}
        # Kept alive, so that no other object gets their identity. Frames are not: they would keep what their variables hold.
        self.kept = []
        self.calls = {}
        self.steps = []
        self.is_cut = False
        self.out = io.StringIO()

    def trace(self, frame, event, argument):
        if frame.f_code.co_filename != self.filename:
            return None
        if event in ('line', 'return'):
            if len(self.steps) >= self.most:
                self.is_cut = True
                sys.settrace(None)
                return None
            self.step(frame, event, argument)
            if event == 'return' and not frame.f_code.co_flags & GENERATORS:
                self.frame_numbers.pop(id(frame), None)
        return self.trace

    def step(self, frame, event, argument):
        stack = []
        while frame is not None:
            if frame.f_code.co_filename == self.filename:
                stack.append(frame)
            frame = frame.f_back
        stack.reverse()
        for one in stack:
            self.meet_frame(one)
        self.meet_functions(stack)
        for one in stack:
            self.meet_cells(one)
        top = stack[-1]
        if event == 'return' and top.f_code.co_name == '<module>':
            return
        alive = [number for number, function in self.living()]
        self.steps.append({
            'line': top.f_lineno,
            'event': event,
            'stack': [self.frame_numbers[id(one)] for one in stack],
            'locals': [self.variables(one) for one in stack],
            'cells': {number: self.shown_cell(cell) for number, cell in enumerate(self.known_cells())},
            'functions': alive,
            'returns': self.shown(argument) if event == 'return' else None,
            'printed': len(self.out.getvalue()),
        })

    # Frames.

    def meet_frame(self, frame):
        if id(frame) in self.frame_numbers:
            return
        code = frame.f_code
        self.calls[code] = self.calls.get(code, 0) + 1
        self.frame_numbers[id(frame)] = len(self.frames)
        if code.co_flags & GENERATORS:
            self.kept.append(frame)
        self.frames.append({
            'name': code.co_qualname if hasattr(code, 'co_qualname') else code.co_name,
            'call': self.calls[code],
            'function': None,
            'cells': {},
        })

    # Functions.

    def meet_functions(self, stack):
        found = [one for one in gc.get_objects() if type(one) is types.FunctionType]
        for function in found:
            code = function.__code__
            is_own = code.co_filename == self.filename and code.co_name not in HIDDEN
            if not is_own or id(function) in self.function_numbers:
                continue
            made_in = next((one for one in reversed(stack) if code in one.f_code.co_consts), None)
            self.function_numbers[id(function)] = len(self.functions)
            self.kept.append(function)
            self.functions.append({
                'name': function.__name__,
                'line': code.co_firstlineno,
                'made_in': None if made_in is None else self.frame_numbers[id(made_in)],
                'cells': {},
                'object': function,
            })
            owner = made_in
            for name, cell in zip(code.co_freevars, function.__closure__ or ()):
                number = self.number_of(cell, name, owner)
                self.functions[-1]['cells'][name] = number

    def living(self):
        for number, one in enumerate(self.functions):
            # The reference here, the list of what is kept, and the two of the call: more are the program's.
            if sys.getrefcount(one['object']) > 3:
                yield number, one['object']

    # Cells.

    def number_of(self, cell, name, owner):
        if id(cell) not in self.cell_numbers:
            self.cell_numbers[id(cell)] = len(self.cells)
            self.kept.append(cell)
            owner = owner if owner is not None and name in owner.f_code.co_cellvars else None
            self.cells.append({
                'name': name,
                'owner': None if owner is None else self.frame_numbers[id(owner)],
                'object': cell,
            })
        return self.cell_numbers[id(cell)]

    def known_cells(self):
        return [one['object'] for one in self.cells]

    def meet_cells(self, frame):
        info = self.frames[self.frame_numbers[id(frame)]]
        code = frame.f_code
        if info['function'] is None and code.co_freevars:
            self.meet_own_function(frame, info)
        for name in code.co_cellvars:
            if name in info['cells']:
                continue
            candidates = [one for one in gc.get_objects() if type(one) is types.CellType]
            cell = self.find(frame, name, candidates)
            if cell is not None:
                number = self.number_of(cell, name, frame)
                self.cells[number]['owner'] = self.frame_numbers[id(frame)]
                info['cells'][name] = number

    def meet_own_function(self, frame, info):
        """The function that a frame runs: the one whose cells it sees; none if several share them all."""
        found = [number for number, one in enumerate(self.functions) if self.may_run(frame, one['object'])]
        if found:
            info['function'] = found[0] if len(found) == 1 else None
            info['cells'].update(self.functions[found[0]]['cells'])

    def may_run(self, frame, function):
        code = function.__code__
        return frame.f_code is code and all(
            self.sees(frame, name, cell) for name, cell in zip(code.co_freevars, function.__closure__)
        )

    def find(self, frame, name, candidates):
        value = frame.f_locals.get(name, EMPTY)
        for cell in candidates:
            if content(cell) is value and self.sees(frame, name, cell):
                return cell
        return None

    def sees(self, frame, name, cell):
        before = content(cell)
        cell.cell_contents = PROBE
        try:
            return frame.f_locals.get(name, EMPTY) is PROBE
        finally:
            fill(cell, before)
            # What the frame remembers of its variables is written back to it when the trace function returns.
            frame.f_locals

    # Values.

    def variables(self, frame):
        is_module = frame.f_code.co_name == '<module>'
        found = []
        for name, value in list(frame.f_locals.items()):
            if is_module and (name.startswith('__') or isinstance(value, types.ModuleType)):
                continue
            found.append([name, self.shown(value)])
        return found

    def shown_cell(self, cell):
        value = content(cell)
        return None if value is EMPTY else self.shown(value)

    def shown(self, value, depth=0):
        kind = type(value)
        if kind is types.FunctionType:
            number = self.function_numbers.get(id(value))
            return f'<function {value.__name__}>' if number is None else f'{FUNCTION}{number}'
        if kind in PLAIN:
            try:
                text = repr(value)
            except ValueError:
                return f'<{kind.__name__}>'
            return text if len(text) <= SHORT else text[:SHORT] + '…'
        if kind in (list, tuple, set, dict) and depth < DEEP:
            if kind is dict:
                items = [f'{self.shown(k, depth + 1)}: {self.shown(v, depth + 1)}' for k, v in list(value.items())[:FEW]]
            else:
                items = [self.shown(one, depth + 1) for one in list(value)[:FEW]]
            if len(value) > FEW:
                items.append('…')
            inside = ', '.join(items)
            if kind is tuple and len(value) == 1:
                inside += ','
            if kind is set and not value:
                return 'set()'
            opening, closing = {list: '[]', tuple: '()', set: '{}', dict: '{}'}[kind]
            return opening + inside + closing
        if kind is type:
            return f'<class {value.__name__}>'
        return f'<{kind.__name__}>'

    def report(self, error):
        for one in self.functions + self.cells:
            del one['object']
        return {
            'frames': self.frames,
            'functions': self.functions,
            'cells': self.cells,
            'steps': self.steps,
            'stdout': self.out.getvalue(),
            'error': error,
            'is_cut': self.is_cut,
        }


def main():
    path, report_path, most = sys.argv[1:]
    with open(path, encoding='utf-8') as file:
        text = file.read()
    sys.argv = [path]
    module = types.ModuleType('__main__')
    module.__dict__['__builtins__'] = __builtins__
    sys.modules['__main__'] = module
    code = compile(text, path, 'exec')
    recorder = Recorder(path, int(most))
    before, sys.stdout = sys.stdout, recorder.out
    error = None
    sys.settrace(recorder.trace)
    try:
        exec(code, module.__dict__)
    except BaseException as caught:
        error = f'{type(caught).__name__}: {caught}' if str(caught) else type(caught).__name__
    finally:
        sys.settrace(None)
        sys.stdout = before
    with open(report_path, 'w', encoding='utf-8') as report:
        json.dump(recorder.report(error), report, ensure_ascii=True)


main()
