//! What parameters a function has.

use crate::{Str, Value};

/// How a parameter may be filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterKind {
    /// By position only (before `/`).
    PositionalOnly,
    /// By position or by name.
    Positional,
    /// The rest of the positional arguments (`*args`).
    VarArgs,
    /// By name only (after `*`).
    KeywordOnly,
    /// The rest of the keyword arguments (`**kwargs`).
    VarKeywords,
}

/// A parameter.
#[derive(Clone)]
pub struct Parameter {
    /// Its name.
    pub name: Str,
    /// How it is filled.
    pub kind: ParameterKind,
}

/// The parameters of a function with the defaults they had when the function was made. Written with [`params!`](crate::params).
#[derive(Clone, Default)]
pub struct Parameters {
    /// The parameters in the order in which the function's closure takes them, which is that of the source.
    pub(crate) list: Vec<Parameter>,
    /// The defaults of the last positional parameters.
    pub(crate) defaults: Vec<Value>,
    /// The defaults of keyword-only parameters.
    pub(crate) keyword_defaults: Vec<(Str, Value)>,
    after_star: bool,
}

impl Parameters {
    /// No parameters.
    pub fn new() -> Self {
        Self::default()
    }

    fn add(mut self, name: &str, kind: ParameterKind) -> Self {
        self.list.push(Parameter {
            name: Str::from(name),
            kind,
        });
        self
    }

    fn kind_here(&self) -> ParameterKind {
        if self.after_star {
            ParameterKind::KeywordOnly
        } else {
            ParameterKind::Positional
        }
    }

    /// Adds a parameter without a default.
    #[must_use]
    pub fn required(self, name: &str) -> Self {
        let kind = self.kind_here();
        self.add(name, kind)
    }

    /// Adds a parameter with a default.
    #[must_use]
    pub fn optional(mut self, name: &str, default: impl Into<Value>) -> Self {
        if self.after_star {
            self.keyword_defaults
                .push((Str::from(name), default.into()));
        } else {
            self.defaults.push(default.into());
        }
        self.required(name)
    }

    /// Adds `*name`.
    #[must_use]
    pub fn var_args(mut self, name: &str) -> Self {
        self.after_star = true;
        self.add(name, ParameterKind::VarArgs)
    }

    /// Adds `**name`.
    #[must_use]
    pub fn var_keywords(self, name: &str) -> Self {
        self.add(name, ParameterKind::VarKeywords)
    }

    /// Adds `*`: what follows is by name only.
    #[must_use]
    pub fn keyword_only(mut self) -> Self {
        self.after_star = true;
        self
    }

    /// Adds `/`: what came before is by position only.
    #[must_use]
    pub fn positional_only(mut self) -> Self {
        for parameter in &mut self.list {
            parameter.kind = ParameterKind::PositionalOnly;
        }
        self
    }

    /// How many parameters can be filled by position.
    pub fn n_positional(&self) -> usize {
        self.list
            .iter()
            .filter(|parameter| parameter.kind.is_positional())
            .count()
    }

    /// The names of the parameters of one kind, in order.
    pub(crate) fn names(&self, kind: ParameterKind) -> impl Iterator<Item = &Str> {
        self.list
            .iter()
            .filter(move |parameter| parameter.kind == kind)
            .map(|parameter| &parameter.name)
    }
}

impl ParameterKind {
    pub(crate) fn is_positional(self) -> bool {
        matches!(
            self,
            ParameterKind::PositionalOnly | ParameterKind::Positional
        )
    }
}

/// The parameters of a function, as Python writes them: `params!["a", "b" = 1, *"rest", "key" = None, **"options"]`, with `/` and `*`
/// where Python has them.
#[macro_export]
macro_rules! params {
    (@ ($built:expr)) => { $built };
    (@ ($built:expr) / $(, $($rest:tt)*)?) => {
        $crate::params!(@ ($built.positional_only()) $($($rest)*)?)
    };
    (@ ($built:expr) * * $name:literal $(, $($rest:tt)*)?) => {
        $crate::params!(@ ($built.var_keywords($name)) $($($rest)*)?)
    };
    (@ ($built:expr) * $name:literal $(, $($rest:tt)*)?) => {
        $crate::params!(@ ($built.var_args($name)) $($($rest)*)?)
    };
    (@ ($built:expr) * $(, $($rest:tt)*)?) => {
        $crate::params!(@ ($built.keyword_only()) $($($rest)*)?)
    };
    (@ ($built:expr) $name:literal = $default:expr $(, $($rest:tt)*)?) => {
        $crate::params!(@ ($built.optional($name, $default)) $($($rest)*)?)
    };
    (@ ($built:expr) $name:literal $(, $($rest:tt)*)?) => {
        $crate::params!(@ ($built.required($name)) $($($rest)*)?)
    };
    ($($rest:tt)*) => { $crate::params!(@ ($crate::Parameters::new()) $($rest)*) };
}
