//! The built-in exception classes, and sets of them: what may be raised, and what a handler catches.
//!
//! Semantics: "Exception hierarchy" in CPython's library reference, section "Built-in Exceptions".

/// A built-in exception class: its Python name, its constant in the support library, its base.
type Class = (&'static str, &'static str, &'static str);

/// The classes in the order of the reference; a base stands before what is derived from it.
const CLASSES: &[Class] = &[
    ("BaseException", "BASE_EXCEPTION", ""),
    ("SystemExit", "SYSTEM_EXIT", "BaseException"),
    ("KeyboardInterrupt", "KEYBOARD_INTERRUPT", "BaseException"),
    ("GeneratorExit", "GENERATOR_EXIT", "BaseException"),
    ("Exception", "EXCEPTION", "BaseException"),
    ("StopIteration", "STOP_ITERATION", "Exception"),
    ("StopAsyncIteration", "STOP_ASYNC_ITERATION", "Exception"),
    ("ArithmeticError", "ARITHMETIC_ERROR", "Exception"),
    (
        "FloatingPointError",
        "FLOATING_POINT_ERROR",
        "ArithmeticError",
    ),
    ("OverflowError", "OVERFLOW_ERROR", "ArithmeticError"),
    (
        "ZeroDivisionError",
        "ZERO_DIVISION_ERROR",
        "ArithmeticError",
    ),
    ("AssertionError", "ASSERTION_ERROR", "Exception"),
    ("AttributeError", "ATTRIBUTE_ERROR", "Exception"),
    ("BufferError", "BUFFER_ERROR", "Exception"),
    ("EOFError", "EOF_ERROR", "Exception"),
    ("ImportError", "IMPORT_ERROR", "Exception"),
    (
        "ModuleNotFoundError",
        "MODULE_NOT_FOUND_ERROR",
        "ImportError",
    ),
    ("LookupError", "LOOKUP_ERROR", "Exception"),
    ("IndexError", "INDEX_ERROR", "LookupError"),
    ("KeyError", "KEY_ERROR", "LookupError"),
    ("MemoryError", "MEMORY_ERROR", "Exception"),
    ("NameError", "NAME_ERROR", "Exception"),
    ("UnboundLocalError", "UNBOUND_LOCAL_ERROR", "NameError"),
    ("OSError", "OS_ERROR", "Exception"),
    ("BlockingIOError", "BLOCKING_IO_ERROR", "OSError"),
    ("ChildProcessError", "CHILD_PROCESS_ERROR", "OSError"),
    ("ConnectionError", "CONNECTION_ERROR", "OSError"),
    ("BrokenPipeError", "BROKEN_PIPE_ERROR", "ConnectionError"),
    (
        "ConnectionAbortedError",
        "CONNECTION_ABORTED_ERROR",
        "ConnectionError",
    ),
    (
        "ConnectionRefusedError",
        "CONNECTION_REFUSED_ERROR",
        "ConnectionError",
    ),
    (
        "ConnectionResetError",
        "CONNECTION_RESET_ERROR",
        "ConnectionError",
    ),
    ("FileExistsError", "FILE_EXISTS_ERROR", "OSError"),
    ("FileNotFoundError", "FILE_NOT_FOUND_ERROR", "OSError"),
    ("InterruptedError", "INTERRUPTED_ERROR", "OSError"),
    ("IsADirectoryError", "IS_A_DIRECTORY_ERROR", "OSError"),
    ("NotADirectoryError", "NOT_A_DIRECTORY_ERROR", "OSError"),
    ("PermissionError", "PERMISSION_ERROR", "OSError"),
    ("ProcessLookupError", "PROCESS_LOOKUP_ERROR", "OSError"),
    ("TimeoutError", "TIMEOUT_ERROR", "OSError"),
    ("ReferenceError", "REFERENCE_ERROR", "Exception"),
    ("RuntimeError", "RUNTIME_ERROR", "Exception"),
    (
        "NotImplementedError",
        "NOT_IMPLEMENTED_ERROR",
        "RuntimeError",
    ),
    ("RecursionError", "RECURSION_ERROR", "RuntimeError"),
    ("SyntaxError", "SYNTAX_ERROR", "Exception"),
    ("IndentationError", "INDENTATION_ERROR", "SyntaxError"),
    ("TabError", "TAB_ERROR", "IndentationError"),
    ("SystemError", "SYSTEM_ERROR", "Exception"),
    ("TypeError", "TYPE_ERROR", "Exception"),
    ("ValueError", "VALUE_ERROR", "Exception"),
    ("UnicodeError", "UNICODE_ERROR", "ValueError"),
    ("UnicodeDecodeError", "UNICODE_DECODE_ERROR", "UnicodeError"),
    ("UnicodeEncodeError", "UNICODE_ENCODE_ERROR", "UnicodeError"),
    (
        "UnicodeTranslateError",
        "UNICODE_TRANSLATE_ERROR",
        "UnicodeError",
    ),
    ("Warning", "WARNING", "Exception"),
    ("DeprecationWarning", "DEPRECATION_WARNING", "Warning"),
    ("UserWarning", "USER_WARNING", "Warning"),
    ("RuntimeWarning", "RUNTIME_WARNING", "Warning"),
    ("SyntaxWarning", "SYNTAX_WARNING", "Warning"),
    ("FutureWarning", "FUTURE_WARNING", "Warning"),
    (
        "PendingDeprecationWarning",
        "PENDING_DEPRECATION_WARNING",
        "Warning",
    ),
    ("ImportWarning", "IMPORT_WARNING", "Warning"),
    ("UnicodeWarning", "UNICODE_WARNING", "Warning"),
    ("BytesWarning", "BYTES_WARNING", "Warning"),
    ("ResourceWarning", "RESOURCE_WARNING", "Warning"),
    ("EncodingWarning", "ENCODING_WARNING", "Warning"),
];

/// Classes whose constructors do more than keep their arguments: `OSError(2, 'x')` is a `FileNotFoundError`.
const SPECIAL: &[&str] = &[
    "OSError",
    "Unicode",
    "Syntax",
    "Indentation",
    "Tab",
    "Import",
    "Module",
];

/// A set of built-in exception classes, each standing for itself without what is derived from it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassSet(u128);

impl ClassSet {
    /// No class.
    pub const NONE: Self = Self(0);
    /// Every class, those of the program included.
    pub const ALL: Self = Self(u128::MAX);

    /// What an operation of the support library may raise when nothing more is known.
    pub fn library() -> Self {
        Self::caught_by("Exception").unwrap_or(Self::ALL)
    }

    /// Exactly the classes of these names.
    ///
    /// # Panics
    /// If a name is none of a built-in class: the tables name these only.
    pub fn exactly(names: &[&str]) -> Self {
        names.iter().fold(Self::NONE, |set, name| {
            let index = index_of(name).expect("tables name built-in classes");
            set.or(Self(1 << index))
        })
    }

    /// What `except name` catches; none if the name is no built-in exception class.
    pub fn caught_by(name: &str) -> Option<Self> {
        let index = index_of(canonical(name))?;
        if index == 0 {
            return Some(Self::ALL);
        }
        let mut caught = 1_u128 << index;
        for (at, (_, _, base)) in CLASSES.iter().enumerate().skip(index + 1) {
            if index_of(base).is_some_and(|base| caught >> base & 1 == 1) {
                caught |= 1 << at;
            }
        }
        Some(Self(caught))
    }

    /// The classes of either set.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The classes of both sets.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The classes that the other set does not have.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether some class is in both sets.
    pub fn meets(self, other: Self) -> bool {
        !self.and(other).is_empty()
    }
}

/// The constant of the support library for a built-in exception class; none if the name is no such class.
pub fn constant_of(name: &str) -> Option<&'static str> {
    index_of(canonical(name)).map(|index| CLASSES[index].1)
}

/// Whether making an exception of the class only keeps the arguments.
pub fn is_plain(name: &str) -> bool {
    let is_special = |class: &str| SPECIAL.iter().any(|start| class.starts_with(start));
    let Some(mut index) = index_of(canonical(name)) else {
        return false;
    };
    loop {
        let (class, _, base) = CLASSES[index];
        if is_special(class) {
            return false;
        }
        match index_of(base) {
            Some(next) => index = next,
            None => return true,
        }
    }
}

/// `IOError` and `EnvironmentError` are other names of `OSError`.
fn canonical(name: &str) -> &str {
    match name {
        "IOError" | "EnvironmentError" => "OSError",
        other => other,
    }
}

fn index_of(name: &str) -> Option<usize> {
    CLASSES.iter().position(|(class, _, _)| *class == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handler_catches_what_is_derived_from_its_class() {
        let lookup = ClassSet::caught_by("LookupError").expect("a class");
        assert!(lookup.meets(ClassSet::exactly(&["KeyError"])));
        assert!(!lookup.meets(ClassSet::exactly(&["ValueError"])));
        let all = ClassSet::caught_by("Exception").expect("a class");
        assert!(all.meets(ClassSet::exactly(&["TabError"])));
        assert!(!all.meets(ClassSet::exactly(&["SystemExit"])));
        assert!(ClassSet::caught_by("len").is_none());
    }

    #[test]
    fn bases_stand_before_their_subclasses() {
        for (index, (_, _, base)) in CLASSES.iter().enumerate().skip(1) {
            assert!(index_of(base).is_some_and(|base| base < index));
        }
    }
}
