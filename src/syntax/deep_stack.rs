//! A stack large enough for recursive walks over any tree that [`parse`](super::parse) lets through.

use std::cell::Cell;
use std::thread;

/// Enough for a tree at the depth limit in an unoptimised build, and for the parser to drop what it
/// built before the limit was checked. The system commits only the pages that are touched.
const STACK_SIZE: usize = 1 << 30;

thread_local! {
    static IS_DEEP: Cell<bool> = const { Cell::new(false) };
}

/// Runs `work` on a thread with a large stack (at once, if this already is one).
///
/// # Panics
/// If `work` panics.
pub fn with_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    if IS_DEEP.get() {
        return work();
    }
    thread::scope(|scope| {
        let handle = thread::Builder::new()
            .name("adder".to_owned())
            .stack_size(STACK_SIZE)
            .spawn_scoped(scope, || {
                IS_DEEP.set(true);
                work()
            })
            .expect("the system can start a thread");
        match handle.join() {
            Ok(result) => result,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}
