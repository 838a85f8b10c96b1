"""Compiles the programs of a JSON file and prints what CPython says: null, or message and line."""
import json
import sys
import warnings

warnings.simplefilter("ignore")
outcomes = []
with open(sys.argv[1], encoding="utf-8") as file:
    programs = json.load(file)
for program in programs:
    try:
        compile(program + "\n", "program.py", "exec")
        outcomes.append(None)
    except SyntaxError as error:
        outcomes.append([error.msg, error.lineno])
print(json.dumps(outcomes))
