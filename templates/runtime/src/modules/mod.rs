//! The modules of Python's library that programs import: Rust functions for static code, and every function as an object.

pub(crate) mod arguments;
pub mod bisect;
pub mod collections;
pub mod copy;
mod functools;
pub mod heapq;
mod itertools;
pub mod math;
mod operator;
pub mod random;
pub mod string;
pub mod sys;
pub mod time;

use crate::builtins::Builtin;
use crate::{Args, Exception, Value};

/// The functions of a module, as objects.
fn functions(module: &str) -> &'static [Builtin] {
    match module {
        "bisect" => bisect::FUNCTIONS,
        "copy" => copy::FUNCTIONS,
        "functools" => functools::FUNCTIONS,
        "heapq" => heapq::FUNCTIONS,
        "itertools" => itertools::FUNCTIONS,
        "itertools.chain" => itertools::CHAIN_FUNCTIONS,
        "math" => math::FUNCTIONS,
        "operator" => operator::FUNCTIONS,
        "random" => random::FUNCTIONS,
        "string" => string::FUNCTIONS,
        "sys" => sys::FUNCTIONS,
        "time" => time::FUNCTIONS,
        "sys.stdin" => sys::INPUT_METHODS,
        "sys.stdout" => sys::OUTPUT_METHODS,
        "sys.stderr" => sys::ERROR_METHODS,
        _ => &[],
    }
}

/// What a module has beside functions: classes.
fn objects(module: &str, name: &str) -> Option<Value> {
    match module {
        "collections" => collections::named(name),
        _ => None,
    }
}

impl Value {
    /// What a module's name stands for, as an object: `math.sqrt`.
    pub fn library(dotted: &str) -> Value {
        let (module, name) = dotted.rsplit_once('.').unwrap_or(("", dotted));
        let function = functions(module)
            .iter()
            .find(|function| function.name == name);
        match function {
            Some(function) => Value::Builtin(function),
            None if dotted == "random.Random" => Value::Builtin(&random::CONSTRUCTOR),
            None => objects(module, name)
                .or_else(|| sys::stream(dotted))
                .unwrap_or_else(|| {
                    crate::raise(Exception::attribute_error(format!(
                        "module '{module}' has no attribute '{name}'"
                    )))
                }),
        }
    }

    /// `module.name(...)`.
    pub fn try_call_library(dotted: &str, args: Args) -> Result<Value, Exception> {
        Value::library(dotted).try_call(args)
    }

    /// `module.name(...)`, where nobody catches.
    pub fn call_library(dotted: &str, args: Args) -> Value {
        crate::or_raise(Self::try_call_library(dotted, args))
    }
}
