//! `sys`: arguments, streams, the end of the program. Semantics: CPython's `Python/sysmodule.c`, `Modules/_io/textio.c`.

use std::cell::RefCell;
use std::io::{BufRead, Read};

use crate::builtins::Builtin;
use crate::iterator::NextValue;
use crate::value::Object;
use crate::{Args, Exception, ExceptionClass, Iter, List, ObjectRef, Type, Value, output};

use super::arguments::small;

thread_local! {
    static ARGV: RefCell<Option<List<String>>> = const { RefCell::new(None) };
    static ARGV_VALUES: RefCell<Option<List<Value>>> = const { RefCell::new(None) };
}

fn arguments() -> impl Iterator<Item = String> {
    std::env::args_os().map(|argument| argument.to_string_lossy().into_owned())
}

/// `sys.argv`: one list, whoever asks.
pub fn argv() -> List<String> {
    ARGV.with_borrow_mut(|list| {
        list.get_or_insert_with(|| arguments().collect::<List<_>>())
            .clone()
    })
}

/// `sys.argv` in a program that puts other things into it.
pub fn argv_values() -> List<Value> {
    ARGV_VALUES.with_borrow_mut(|list| {
        list.get_or_insert_with(|| arguments().map(Value::from).collect::<List<_>>())
            .clone()
    })
}

/// What `sys.exit(status)` raises.
pub fn system_exit(status: i64) -> Exception {
    system_exit_with(Value::from(status))
}

/// What `sys.exit(code)` raises for any code.
pub fn system_exit_with(code: Value) -> Exception {
    let args = if code.is_none() { vec![] } else { vec![code] };
    Exception::new(ExceptionClass::SYSTEM_EXIT, args)
}

/// `sys.exit(status)` where nobody catches: ends the program.
pub fn exit(status: i64) -> ! {
    exit_with(Value::from(status))
}

/// `sys.exit(code)` for any code: what is neither a number nor `None` is printed.
pub fn exit_with(code: Value) -> ! {
    system_exit_with(code).exit()
}

/// `sys.getrecursionlimit()`.
pub fn getrecursionlimit() -> i64 {
    crate::recursion_limit()
}

raising! {
    /// `sys.setrecursionlimit(limit)`.
    setrecursionlimit: pub fn try_setrecursionlimit(limit: i64) -> () {
        crate::try_set_recursion_limit(limit)
    }

    /// `sys.stdin.read()`.
    read: pub fn try_read() -> String {
        output::flush();
        let mut bytes = Vec::new();
        match std::io::stdin().lock().read_to_end(&mut bytes) {
            Ok(_) => try_decode(bytes),
            Err(_) => Err(Exception::new(ExceptionClass::OS_ERROR, vec![])),
        }
    }

    /// `sys.stdin.readline()`: the line with its line feed, nothing at the end of the input.
    readline: pub fn try_readline() -> String {
        let mut bytes = Vec::new();
        match std::io::stdin().lock().read_until(b'\n', &mut bytes) {
            Ok(_) => try_decode(bytes),
            Err(_) => Err(Exception::new(ExceptionClass::OS_ERROR, vec![])),
        }
    }

    /// `sys.stdin.readlines()`.
    readlines: pub fn try_readlines() -> List<String> {
        let text = try_read()?;
        Ok(text.split_inclusive('\n').map(String::from).collect::<List<_>>())
    }
}

/// Bytes of the input as text, with one kind of line ends.
fn try_decode(bytes: Vec<u8>) -> Result<String, Exception> {
    match String::from_utf8(bytes) {
        Ok(text) if text.contains('\r') => Ok(text.replace("\r\n", "\n").replace('\r', "\n")),
        Ok(text) => Ok(text),
        Err(_) => Err(Exception::new(
            ExceptionClass::UNICODE_DECODE_ERROR,
            vec![Value::from("'utf-8' codec can't decode the input")],
        )),
    }
}

/// `for line in sys.stdin`: the lines with their line feeds.
pub fn lines() -> impl Iterator<Item = String> {
    std::iter::from_fn(|| Some(readline()).filter(|line| !line.is_empty()))
}

/// `sys.stdout.flush()`.
pub fn flush() {
    output::flush();
}

/// `sys.stderr.flush()`: nothing is held back.
pub fn flush_errors() {}

/// `sys.stdout.write(text)`: the number of characters.
pub fn write(text: &str) -> i64 {
    output::write(text);
    n_chars(text)
}

/// `sys.stderr.write(text)`: the number of characters.
pub fn write_error(text: &str) -> i64 {
    output::complain(text);
    n_chars(text)
}

fn n_chars(text: &str) -> i64 {
    i64::try_from(text.chars().count()).expect("a length fits")
}

const fn builtin(name: &'static str, call: fn(Args) -> Result<Value, Exception>) -> Builtin {
    Builtin {
        name,
        doc: "A function of the module sys.",
        call,
    }
}

/// The functions, as objects.
pub(super) static FUNCTIONS: &[Builtin] = &[
    builtin("exit", |args| {
        let args = args.try_between("sys.exit", 0, 1)?;
        let code = args.into_iter().next().unwrap_or(Value::None);
        Err(system_exit_with(code))
    }),
    builtin("getrecursionlimit", |args| {
        args.check_none("sys.getrecursionlimit")?;
        Ok(Value::from(getrecursionlimit()))
    }),
    builtin("intern", |args| args.try_one("sys.intern")),
    builtin("setrecursionlimit", |args| {
        try_setrecursionlimit(small(&args.try_one("sys.setrecursionlimit")?)?)?;
        Ok(Value::None)
    }),
];

/// The methods of `sys.stdin`.
pub(super) static INPUT_METHODS: &[Builtin] = &[
    builtin("read", |args| {
        args.check_none("read")?;
        try_read().map(Value::from)
    }),
    builtin("readline", |args| {
        args.check_none("readline")?;
        try_readline().map(Value::from)
    }),
    builtin("readlines", |args| {
        args.check_none("readlines")?;
        let lines = try_readlines()?;
        Ok(Value::list(lines.iter().map(Value::from)))
    }),
];

/// The methods of `sys.stdout`.
pub(super) static OUTPUT_METHODS: &[Builtin] = &[
    builtin("flush", |args| {
        args.check_none("flush")?;
        flush();
        Ok(Value::None)
    }),
    builtin("write", |args| try_write(args, write)),
];

/// The methods of `sys.stderr`.
pub(super) static ERROR_METHODS: &[Builtin] = &[
    builtin("flush", |args| {
        args.check_none("flush")?;
        Ok(Value::None)
    }),
    builtin("write", |args| try_write(args, write_error)),
];

fn try_write(args: Args, write: fn(&str) -> i64) -> Result<Value, Exception> {
    match args.try_one("TextIOWrapper.write")? {
        Value::Str(text) => Ok(Value::from(write(&text))),
        other => Err(Exception::type_error(format!(
            "write() argument must be str, not {}",
            other.type_name()
        ))),
    }
}

/// A standard stream as an object.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stream {
    Input,
    Output,
    Errors,
}

/// The stream of this dotted name.
pub(super) fn stream(dotted: &str) -> Option<Value> {
    let stream = match dotted {
        "sys.stdin" => Stream::Input,
        "sys.stdout" => Stream::Output,
        "sys.stderr" => Stream::Errors,
        _ => return None,
    };
    Some(Value::Object(ObjectRef::new(stream)))
}

impl Stream {
    fn name(self) -> &'static str {
        match self {
            Stream::Input => "<stdin>",
            Stream::Output => "<stdout>",
            Stream::Errors => "<stderr>",
        }
    }

    fn mode(self) -> &'static str {
        match self {
            Stream::Input => "r",
            Stream::Output | Stream::Errors => "w",
        }
    }

    fn methods(self) -> &'static [Builtin] {
        match self {
            Stream::Input => INPUT_METHODS,
            Stream::Output => OUTPUT_METHODS,
            Stream::Errors => ERROR_METHODS,
        }
    }
}

struct Lines;

impl NextValue for Lines {
    fn try_next(&mut self) -> Result<Option<Value>, Exception> {
        let line = try_readline()?;
        Ok((!line.is_empty()).then(|| Value::from(line)))
    }
}

impl Object for Stream {
    fn id(&self) -> usize {
        self.methods().as_ptr() as usize
    }

    fn class_name(&self) -> &'static str {
        "_io.TextIOWrapper"
    }

    fn class(&self) -> Value {
        Value::Type(Type::Named("_io.TextIOWrapper"))
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn special(&self, name: &str, _: &[Value]) -> Option<Result<Value, Exception>> {
        match name {
            "__repr__" => Some(Ok(Value::from(format!(
                "<_io.TextIOWrapper name='{}' mode='{}' encoding='utf-8'>",
                self.name(),
                self.mode()
            )))),
            "__iter__" if *self == Stream::Input => Some(Ok(Value::Iterator(Iter::new(
                Type::Named("_io.TextIOWrapper"),
                Lines,
            )))),
            _ => None,
        }
    }

    fn attribute(&self, name: &str) -> Option<Result<Value, Exception>> {
        let method = self.methods().iter().find(|method| method.name == name)?;
        Some(Ok(Value::Builtin(method)))
    }

    fn set_attribute(&self, _: &str, _: Value) -> Option<Result<(), Exception>> {
        None
    }

    fn remove_attribute(&self, _: &str) -> Option<Result<(), Exception>> {
        None
    }

    fn call(&self, _: Args) -> Option<Result<Value, Exception>> {
        None
    }

    fn is_kind_of(&self, _: &Value) -> bool {
        false
    }
}
