# `exit` raises `SystemExit`, which `except Exception` lets pass and `finally` sees.
def leave(code):
    try:
        exit(code)
    except Exception:
        print("never")
    finally:
        print("cleaned up")


try:
    leave(1)
except SystemExit as error:
    print("caught", error.code)
assert 1 + 1 == 2, "arithmetic"
leave(4)
