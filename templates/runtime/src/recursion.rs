//! The depth of Python calls, and the stack they run on.

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use crate::{Exception, Int, or_raise, output};

/// How many frames there are. A program has one thread, so that nobody else counts: the atomics are plain memory.
static DEPTH: AtomicUsize = AtomicUsize::new(0);
/// How many frames may be entered: one less than Python's limit, because the main program is a frame of its own.
static MOST: AtomicUsize = AtomicUsize::new(999);

/// The stack that a program runs on. Only what is used is ever taken from the system.
const STACK_SIZE: usize = 1 << 29;

/// A Python function's frame; the call ends when it is dropped.
///
/// It keeps the depth that it was entered at. Calls end in the reverse order, so that giving this depth back waits for no
/// reading of the present one.
pub struct Frame(usize);

impl Drop for Frame {
    #[inline]
    fn drop(&mut self) {
        DEPTH.store(self.0, Relaxed);
    }
}

/// Enters a Python function that may call itself, or fails as CPython does when calls are nested too deep.
#[inline]
pub fn try_enter_frame() -> Result<Frame, Exception> {
    let depth = DEPTH.load(Relaxed);
    if depth >= MOST.load(Relaxed) {
        return Err(too_deep());
    }
    DEPTH.store(depth + 1, Relaxed);
    Ok(Frame(depth))
}

#[cold]
#[inline(never)]
fn too_deep() -> Exception {
    Exception::recursion_error("maximum recursion depth exceeded")
}

/// [`try_enter_frame`] for a function that begins with a comparison for which CPython needs a frame of its own: the last frame
/// that there is room for fails in it (`PyObject_RichCompare`; what `COMPARE_OP` is specialised for needs none).
#[inline]
pub fn try_enter_comparing() -> Result<Frame, Exception> {
    let depth = DEPTH.load(Relaxed);
    if depth + 1 >= MOST.load(Relaxed) {
        return Err(too_deep_to_compare(depth));
    }
    DEPTH.store(depth + 1, Relaxed);
    Ok(Frame(depth))
}

/// [`try_enter_comparing`] for callers that nobody catches: a failure ends the program.
#[inline]
pub fn enter_comparing() -> Frame {
    or_raise(try_enter_comparing())
}

/// An integer as CPython keeps it.
pub trait Digits {
    /// Whether it has more than one digit, of 30 bits each.
    fn is_long(self) -> bool;
}

impl Digits for i64 {
    #[inline]
    fn is_long(self) -> bool {
        self.unsigned_abs() >= 1 << 30
    }
}

impl Digits for &Int {
    #[inline]
    fn is_long(self) -> bool {
        self.to_i64().is_none_or(Digits::is_long)
    }
}

/// [`try_enter_comparing`] for a comparison that needs a frame only if the integer has more than one digit.
#[inline]
pub fn try_enter_comparing_int(value: impl Digits) -> Result<Frame, Exception> {
    let depth = DEPTH.load(Relaxed);
    if depth + 1 >= MOST.load(Relaxed) {
        if value.is_long() {
            return Err(too_deep_to_compare(depth));
        }
        return try_enter_frame();
    }
    DEPTH.store(depth + 1, Relaxed);
    Ok(Frame(depth))
}

/// [`try_enter_comparing_int`] for callers that nobody catches: a failure ends the program.
#[inline]
pub fn enter_comparing_int(value: impl Digits) -> Frame {
    or_raise(try_enter_comparing_int(value))
}

#[cold]
#[inline(never)]
fn too_deep_to_compare(depth: usize) -> Exception {
    if depth >= MOST.load(Relaxed) {
        return too_deep();
    }
    Exception::recursion_error("maximum recursion depth exceeded in comparison")
}

/// Whether there is room for the frame that CPython needs to print: it calls the file's `write`, or the `str` of what is not a text
/// before that.
#[inline]
pub(crate) fn try_print(text: fmt::Arguments<'_>) -> Result<(), Exception> {
    let depth = DEPTH.load(Relaxed);
    if depth >= MOST.load(Relaxed) && depth > 0 {
        return Err(too_deep_to_print(text));
    }
    Ok(())
}

#[cold]
#[inline(never)]
fn too_deep_to_print(text: fmt::Arguments<'_>) -> Exception {
    Exception::recursion_error(if text.as_str().is_some() {
        "maximum recursion depth exceeded while calling a Python object"
    } else {
        "maximum recursion depth exceeded while getting the str of an object"
    })
}

/// [`try_enter_frame`] for callers that nobody catches: a failure ends the program.
#[inline]
pub fn enter_frame() -> Frame {
    or_raise(try_enter_frame())
}

/// `sys.getrecursionlimit()`.
pub fn recursion_limit() -> i64 {
    i64::try_from(MOST.load(Relaxed) + 1).unwrap_or(i64::MAX)
}

/// `sys.setrecursionlimit(limit)`.
pub fn try_set_recursion_limit(limit: i64) -> Result<(), Exception> {
    match usize::try_from(limit) {
        Ok(limit) if limit > 0 => {
            MOST.store(limit - 1, Relaxed);
            Ok(())
        }
        _ => Err(Exception::value_error(
            "recursion limit must be greater or equal than 1",
        )),
    }
}

/// Runs a translated program: on a large stack, with standard output written out at the end.
///
/// A failed overflow check is a bug of the translation; it is reported as such, not as a Rust panic. The program ends there and
/// then: it is compiled without code to unwind.
pub fn run(main: fn()) {
    std::panic::set_hook(Box::new(|info| {
        output::flush();
        let payload = info.payload();
        let text = payload.downcast_ref::<String>().map(String::as_str);
        let message = text
            .or_else(|| payload.downcast_ref::<&str>().copied())
            .unwrap_or("unknown");
        let place = info.location().map_or_else(String::new, |place| {
            format!(" ({}:{})", place.file(), place.line())
        });
        if message.contains("overflow") {
            output::complain(&format!(
                "internal overflow: run again with --ints big{place}\n"
            ));
        } else {
            output::complain(&format!("internal error: {message}{place}\n"));
        }
        output::end(1);
    }));
    let program = std::thread::Builder::new()
        .stack_size(STACK_SIZE)
        .spawn(move || {
            main();
            output::flush();
        });
    let is_done = program.is_ok_and(|thread| thread.join().is_ok());
    if !is_done {
        output::end(1);
    }
}
