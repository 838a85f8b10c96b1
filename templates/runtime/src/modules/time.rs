//! `time`. Semantics: CPython's `Modules/timemodule.c`.

use std::sync::LazyLock;
use std::time::{Duration, Instant, SystemTime};

use super::arguments::real;
use crate::builtins::Builtin;
use crate::{Args, Exception, Value, output};

static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// `time.time()`: seconds since 1970.
pub fn time() -> f64 {
    since_1970().as_secs_f64()
}

/// `time.time_ns()`.
pub fn time_ns() -> i64 {
    i64::try_from(since_1970().as_nanos()).expect("before the year 2262")
}

fn since_1970() -> Duration {
    SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default()
}

/// `time.perf_counter()`, `time.monotonic()`, `time.process_time()`: seconds since some moment.
pub fn perf_counter() -> f64 {
    START.elapsed().as_secs_f64()
}

/// `time.perf_counter_ns()` and the like.
pub fn perf_counter_ns() -> i64 {
    i64::try_from(START.elapsed().as_nanos()).expect("less than 292 years")
}

raising! {
    /// `time.sleep(seconds)`.
    sleep: pub fn try_sleep(seconds: f64) -> () {
        match Duration::try_from_secs_f64(seconds) {
            Ok(duration) => {
                output::flush();
                std::thread::sleep(duration);
                Ok(())
            }
            Err(_) if seconds.is_nan() => {
                Err(Exception::value_error("Invalid value NaN (not a number)"))
            }
            Err(_) if seconds < 0.0 => {
                Err(Exception::value_error("sleep length must be non-negative"))
            }
            Err(_) => Err(Exception::overflow_error("timestamp out of range for platform time_t")),
        }
    }
}

const fn builtin(name: &'static str, call: fn(Args) -> Result<Value, Exception>) -> Builtin {
    Builtin {
        name,
        doc: "A function of the module time.",
        call,
    }
}

fn of_none(args: &Args, name: &str, read: impl FnOnce() -> Value) -> Result<Value, Exception> {
    args.check_none(name)?;
    Ok(read())
}

/// The functions, as objects.
pub(super) static FUNCTIONS: &[Builtin] = &[
    builtin("monotonic", |args| {
        of_none(&args, "time.monotonic", || Value::from(perf_counter()))
    }),
    builtin("perf_counter", |args| {
        of_none(&args, "time.perf_counter", || Value::from(perf_counter()))
    }),
    builtin("perf_counter_ns", |args| {
        of_none(&args, "time.perf_counter_ns", || {
            Value::from(perf_counter_ns())
        })
    }),
    builtin("process_time", |args| {
        of_none(&args, "time.process_time", || Value::from(perf_counter()))
    }),
    builtin("sleep", |args| {
        try_sleep(real(&args.try_one("time.sleep")?)?)?;
        Ok(Value::None)
    }),
    builtin("time", |args| {
        of_none(&args, "time.time", || Value::from(time()))
    }),
    builtin("time_ns", |args| {
        of_none(&args, "time.time_ns", || Value::from(time_ns()))
    }),
];
