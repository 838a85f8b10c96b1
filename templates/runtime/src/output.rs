//! Standard output as Python buffers it, and the program's end.
//!
//! Everything printed goes through one buffer, written out when it is full, at the end, before standard input is read, and
//! after each line if somebody watches at a terminal.

use std::cell::RefCell;
use std::fmt;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Stdout, Write};

use crate::{Exception, or_raise, recursion};

struct Output {
    writer: BufWriter<Stdout>,
    is_terminal: bool,
}

thread_local! {
    static OUTPUT: RefCell<Output> = RefCell::new(Output {
        writer: BufWriter::with_capacity(1 << 16, io::stdout()),
        is_terminal: io::stdout().is_terminal(),
    });
}

/// Writes `text` to standard output.
pub fn write(text: &str) {
    let result = OUTPUT.with_borrow_mut(|output| {
        output.writer.write_all(text.as_bytes())?;
        if output.is_terminal && text.contains('\n') {
            output.writer.flush()
        } else {
            Ok(())
        }
    });
    settle(result);
}

/// Writes the text to standard output: what [`crate::print_text!`] calls.
pub fn write_text(text: fmt::Arguments<'_>) {
    or_raise(try_write_text(text));
}

/// [`write_text`] for who may catch that the calls around it are nested too deep: what [`crate::try_print_text!`] calls.
pub fn try_write_text(text: fmt::Arguments<'_>) -> Result<(), Exception> {
    recursion::try_print(text)?;
    // The writer gives no errors of its own, and neither does what Python shows.
    let _ = fmt::write(&mut Printer, text);
    Ok(())
}

/// Writes the text and a line feed to standard output: what [`crate::print_line!`] calls.
pub fn write_line(text: fmt::Arguments<'_>) {
    or_raise(try_write_line(text));
}

/// [`write_line`] for who may catch that the calls around it are nested too deep: what [`crate::try_print_line!`] calls.
pub fn try_write_line(text: fmt::Arguments<'_>) -> Result<(), Exception> {
    try_write_text(text)?;
    write("\n");
    Ok(())
}

/// Writes each piece of formatted text as it comes. What shows a value may raise, and so end the program: the buffer is not in
/// use then, and has what was printed before, as in CPython.
struct Printer;

impl fmt::Write for Printer {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        write(text);
        Ok(())
    }
}

/// Hands everything printed so far to the operating system.
pub fn flush() {
    settle(OUTPUT.with_borrow_mut(|output| output.writer.flush()));
}

/// Writes to standard error.
pub(crate) fn complain(text: &str) {
    // Nothing is left to be done when standard error is gone as well.
    let _ = io::stderr().write_all(text.as_bytes());
}

/// Ends the program where only running it shows that it is not translated exactly.
#[cold]
pub(crate) fn decline(reason: &str) -> ! {
    flush();
    complain(&format!("adder: {reason}\n"));
    end(2)
}

/// Ends the process after flushing standard output.
#[expect(
    clippy::exit,
    reason = "the one place where a translated program ends early"
)]
pub(crate) fn end(status: i32) -> ! {
    flush();
    std::process::exit(status)
}

/// A reader that went away ends the program quietly; other failures are CPython's status 120.
#[expect(clippy::exit, reason = "nothing more can be written")]
fn settle(result: io::Result<()>) {
    match result {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::BrokenPipe => std::process::exit(1),
        Err(_) => std::process::exit(120),
    }
}

/// `print!` through Python's output buffer.
#[macro_export]
macro_rules! print_text {
    () => {};
    ($($arg:tt)*) => { $crate::output::write_text(::core::format_args!($($arg)*)) };
}

/// [`print_text!`](crate::print_text) where calls may be nested too deep and somebody catches that.
#[macro_export]
macro_rules! try_print_text {
    ($($arg:tt)*) => { $crate::output::try_write_text(::core::format_args!($($arg)*)) };
}

/// `assert test, message` that nobody catches: like Rust's own it evaluates the message only where the test fails, and like
/// Python's it raises `AssertionError`.
#[macro_export]
macro_rules! assert_true {
    ($test:expr $(,)?) => {
        if !$test {
            $crate::raise($crate::Exception::assertion_error(
                ::core::option::Option::None,
            ))
        }
    };
    ($test:expr, $message:expr $(,)?) => {
        if !$test {
            let message = $crate::Value::from($message);
            $crate::raise($crate::Exception::assertion_error(
                ::core::option::Option::Some(message),
            ))
        }
    };
}

/// `println!` through Python's output buffer.
#[macro_export]
macro_rules! print_line {
    () => { $crate::output::write_line(::core::format_args!("")) };
    ($($arg:tt)*) => { $crate::output::write_line(::core::format_args!($($arg)*)) };
}

/// [`print_line!`](crate::print_line) where calls may be nested too deep and somebody catches that.
#[macro_export]
macro_rules! try_print_line {
    () => { $crate::output::try_write_line(::core::format_args!("")) };
    ($($arg:tt)*) => { $crate::output::try_write_line(::core::format_args!($($arg)*)) };
}
