# `sys`: arguments, streams, the end of the program.
import sys


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    print("n is", n)
    print("a warning", file=sys.stderr)
    sys.stdout.write("written\n")
    if n == 10:
        sys.exit(3)
    print("not reached")


main()
