//! `Args`: what a dynamic call passes.

use crate::{Str, Value};

/// The arguments of a call, positional and by keyword.
#[derive(Clone, Default)]
pub struct Args {
    /// The positional arguments.
    pub positional: Vec<Value>,
    /// The keyword arguments in the order written.
    pub keywords: Vec<(Str, Value)>,
}

impl Args {
    /// No arguments.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same arguments and `name=value`.
    #[must_use]
    pub fn keyword(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.keywords.push((Str::from(name), value.into()));
        self
    }
}

impl From<Vec<Value>> for Args {
    fn from(positional: Vec<Value>) -> Self {
        Self {
            positional,
            keywords: Vec::new(),
        }
    }
}

impl<const N: usize> From<[Value; N]> for Args {
    fn from(positional: [Value; N]) -> Self {
        Self::from(Vec::from(positional))
    }
}
