//! The classes of exceptions: CPython's built-in hierarchy, and a way to add to it.

use std::fmt;

/// What a class of exceptions is: its name, its module and its bases.
#[derive(Debug)]
pub struct ExceptionClassData {
    /// The class's name, as in `ValueError: …`.
    pub name: &'static str,
    /// The module it was defined in; `builtins` and `__main__` are not printed.
    pub module: &'static str,
    /// The direct base classes.
    pub bases: &'static [ExceptionClass],
}

/// A class of exceptions. Two are equal when they are the same class.
///
/// A program adds its own with `ExceptionClass::new(&DATA)` over a `static` of [`ExceptionClassData`].
#[derive(Clone, Copy)]
pub struct ExceptionClass(&'static ExceptionClassData);

impl ExceptionClass {
    /// The class that `data` describes.
    pub const fn new(data: &'static ExceptionClassData) -> Self {
        Self(data)
    }

    /// The class's name.
    pub const fn name(self) -> &'static str {
        self.0.name
    }

    /// The module the class was defined in.
    pub const fn module(self) -> &'static str {
        self.0.module
    }

    /// The direct bases.
    pub const fn bases(self) -> &'static [ExceptionClass] {
        self.0.bases
    }

    /// Whether this is `other` or one of its subclasses.
    pub fn is_subclass(self, other: ExceptionClass) -> bool {
        self == other || self.bases().iter().any(|base| base.is_subclass(other))
    }

    /// What `OSError` makes of an error number, as on Linux (`errnomap` of CPython's `Objects/exceptions.c`).
    pub(crate) fn numbered(self, number: &crate::Value) -> Self {
        match number.as_int().and_then(|number| number.to_i64()) {
            Some(1 | 13) => Self::PERMISSION_ERROR,
            Some(2) => Self::FILE_NOT_FOUND_ERROR,
            Some(3) => Self::PROCESS_LOOKUP_ERROR,
            Some(4) => Self::INTERRUPTED_ERROR,
            Some(10) => Self::CHILD_PROCESS_ERROR,
            Some(11 | 114 | 115) => Self::BLOCKING_IO_ERROR,
            Some(17) => Self::FILE_EXISTS_ERROR,
            Some(20) => Self::NOT_A_DIRECTORY_ERROR,
            Some(21) => Self::IS_A_DIRECTORY_ERROR,
            Some(32 | 108) => Self::BROKEN_PIPE_ERROR,
            Some(103) => Self::CONNECTION_ABORTED_ERROR,
            Some(104) => Self::CONNECTION_RESET_ERROR,
            Some(110) => Self::TIMEOUT_ERROR,
            Some(111) => Self::CONNECTION_REFUSED_ERROR,
            _ => self,
        }
    }

    /// The name as a traceback prints it: with the module in front unless it is the main program's or a builtin.
    pub fn printed_name(self) -> String {
        match self.module() {
            "builtins" | "__main__" => self.name().to_owned(),
            module => format!("{module}.{}", self.name()),
        }
    }
}

impl PartialEq for ExceptionClass {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for ExceptionClass {}

impl fmt::Debug for ExceptionClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

macro_rules! hierarchy {
    ($($constant:ident = $name:ident($($base:ident)?);)*) => {
        impl ExceptionClass {
            $(
                #[doc = concat!("Python's `", stringify!($name), "`.")]
                pub const $constant: ExceptionClass = {
                    static DATA: ExceptionClassData = ExceptionClassData {
                        name: stringify!($name),
                        module: "builtins",
                        bases: &[$(ExceptionClass::$base)?],
                    };
                    ExceptionClass(&DATA)
                };
            )*

            /// Every built-in class, bases before what is derived from them.
            pub const BUILTINS: &'static [ExceptionClass] = &[$(ExceptionClass::$constant),*];
        }
    };
}

hierarchy! {
    BASE_EXCEPTION = BaseException();
    SYSTEM_EXIT = SystemExit(BASE_EXCEPTION);
    KEYBOARD_INTERRUPT = KeyboardInterrupt(BASE_EXCEPTION);
    GENERATOR_EXIT = GeneratorExit(BASE_EXCEPTION);
    EXCEPTION = Exception(BASE_EXCEPTION);
    STOP_ITERATION = StopIteration(EXCEPTION);
    STOP_ASYNC_ITERATION = StopAsyncIteration(EXCEPTION);
    ARITHMETIC_ERROR = ArithmeticError(EXCEPTION);
    FLOATING_POINT_ERROR = FloatingPointError(ARITHMETIC_ERROR);
    OVERFLOW_ERROR = OverflowError(ARITHMETIC_ERROR);
    ZERO_DIVISION_ERROR = ZeroDivisionError(ARITHMETIC_ERROR);
    ASSERTION_ERROR = AssertionError(EXCEPTION);
    ATTRIBUTE_ERROR = AttributeError(EXCEPTION);
    BUFFER_ERROR = BufferError(EXCEPTION);
    EOF_ERROR = EOFError(EXCEPTION);
    IMPORT_ERROR = ImportError(EXCEPTION);
    MODULE_NOT_FOUND_ERROR = ModuleNotFoundError(IMPORT_ERROR);
    LOOKUP_ERROR = LookupError(EXCEPTION);
    INDEX_ERROR = IndexError(LOOKUP_ERROR);
    KEY_ERROR = KeyError(LOOKUP_ERROR);
    MEMORY_ERROR = MemoryError(EXCEPTION);
    NAME_ERROR = NameError(EXCEPTION);
    UNBOUND_LOCAL_ERROR = UnboundLocalError(NAME_ERROR);
    OS_ERROR = OSError(EXCEPTION);
    BLOCKING_IO_ERROR = BlockingIOError(OS_ERROR);
    CHILD_PROCESS_ERROR = ChildProcessError(OS_ERROR);
    CONNECTION_ERROR = ConnectionError(OS_ERROR);
    BROKEN_PIPE_ERROR = BrokenPipeError(CONNECTION_ERROR);
    CONNECTION_ABORTED_ERROR = ConnectionAbortedError(CONNECTION_ERROR);
    CONNECTION_REFUSED_ERROR = ConnectionRefusedError(CONNECTION_ERROR);
    CONNECTION_RESET_ERROR = ConnectionResetError(CONNECTION_ERROR);
    FILE_EXISTS_ERROR = FileExistsError(OS_ERROR);
    FILE_NOT_FOUND_ERROR = FileNotFoundError(OS_ERROR);
    INTERRUPTED_ERROR = InterruptedError(OS_ERROR);
    IS_A_DIRECTORY_ERROR = IsADirectoryError(OS_ERROR);
    NOT_A_DIRECTORY_ERROR = NotADirectoryError(OS_ERROR);
    PERMISSION_ERROR = PermissionError(OS_ERROR);
    PROCESS_LOOKUP_ERROR = ProcessLookupError(OS_ERROR);
    TIMEOUT_ERROR = TimeoutError(OS_ERROR);
    REFERENCE_ERROR = ReferenceError(EXCEPTION);
    RUNTIME_ERROR = RuntimeError(EXCEPTION);
    NOT_IMPLEMENTED_ERROR = NotImplementedError(RUNTIME_ERROR);
    RECURSION_ERROR = RecursionError(RUNTIME_ERROR);
    SYNTAX_ERROR = SyntaxError(EXCEPTION);
    INDENTATION_ERROR = IndentationError(SYNTAX_ERROR);
    TAB_ERROR = TabError(INDENTATION_ERROR);
    SYSTEM_ERROR = SystemError(EXCEPTION);
    TYPE_ERROR = TypeError(EXCEPTION);
    VALUE_ERROR = ValueError(EXCEPTION);
    UNICODE_ERROR = UnicodeError(VALUE_ERROR);
    UNICODE_DECODE_ERROR = UnicodeDecodeError(UNICODE_ERROR);
    UNICODE_ENCODE_ERROR = UnicodeEncodeError(UNICODE_ERROR);
    UNICODE_TRANSLATE_ERROR = UnicodeTranslateError(UNICODE_ERROR);
    WARNING = Warning(EXCEPTION);
    DEPRECATION_WARNING = DeprecationWarning(WARNING);
    USER_WARNING = UserWarning(WARNING);
    RUNTIME_WARNING = RuntimeWarning(WARNING);
    SYNTAX_WARNING = SyntaxWarning(WARNING);
    FUTURE_WARNING = FutureWarning(WARNING);
    PENDING_DEPRECATION_WARNING = PendingDeprecationWarning(WARNING);
    IMPORT_WARNING = ImportWarning(WARNING);
    UNICODE_WARNING = UnicodeWarning(WARNING);
    BYTES_WARNING = BytesWarning(WARNING);
    RESOURCE_WARNING = ResourceWarning(WARNING);
    ENCODING_WARNING = EncodingWarning(WARNING);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_a_subclass_of_itself_and_its_bases() {
        assert!(ExceptionClass::KEY_ERROR.is_subclass(ExceptionClass::LOOKUP_ERROR));
        assert!(ExceptionClass::KEY_ERROR.is_subclass(ExceptionClass::KEY_ERROR));
        assert!(!ExceptionClass::KEY_ERROR.is_subclass(ExceptionClass::INDEX_ERROR));
        assert!(!ExceptionClass::SYSTEM_EXIT.is_subclass(ExceptionClass::EXCEPTION));
    }
}
