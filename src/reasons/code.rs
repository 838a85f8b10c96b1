//! The kinds of decisions.

/// A kind of decision, by its stable kebab-case name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Code(&'static Row);

/// A row of the table.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    name: &'static str,
    title: &'static str,
}

/// What a learner may ask about. Codes that stages note and that are not here show in `--stage storage` only.
const ROWS: &[Row] = &[
    row(
        "shared-cell",
        "A variable that closures share: Rc and a cell",
    ),
    row(
        "lent-cell",
        "A variable that an inner function changes: a cell, lent",
    ),
    row("cell-object", "A closure cell that the program looks at"),
    row(
        "move-closure",
        "A closure that takes its variables with it: move",
    ),
    row(
        "named-closure",
        "A closure that needs a type with a name: a struct",
    ),
    row("asked-for-struct", "A closure shown as a struct"),
    row(
        "several-functions",
        "One place for several functions: dyn Fn",
    ),
    row(
        "recursive-type",
        "A function that gives back its own kind: a function object",
    ),
    row(
        "dynamic-function",
        "A function among other values: a function object",
    ),
    row("lifted", "An inner function that is only called by name"),
    row("lazy-generator", "A generator that somebody keeps"),
    row("loop-variable", "A loop variable that outlives its turn"),
    row("any-size-int", "An integer that may leave 64 bits: Int"),
    row(
        "any-object",
        "Values of different types in one place: Value",
    ),
    row("int-or-float", "An integer or a float: Number"),
    row(
        "shared-container",
        "A container that several names may stand for",
    ),
    row("constant", "A name that is bound once: const"),
    row(
        "static-text",
        "Text written out in the program: &'static str",
    ),
    row(
        "part-of-text",
        "A part of a text that is only looked at: &str",
    ),
    row(
        "one-letter",
        "A text of one character that is only looked at: char",
    ),
    row(
        "lent-parameter",
        "A parameter that the function does not keep: a reference",
    ),
    row("kept-parameter", "A parameter that the function keeps"),
    row(
        "result",
        "A function whose exceptions somebody may catch: Result",
    ),
    row(
        "counted-calls",
        "A function that may call itself: counted calls",
    ),
    row(
        "maybe-unbound",
        "A variable that may have no value yet: Option",
    ),
    row("copied-handle", "A second handle on the same object: clone"),
    row("copied-text", "A text that is needed twice: a copy"),
];

const fn row(name: &'static str, title: &'static str) -> Row {
    Row { name, title }
}

impl Code {
    /// The code of a name.
    pub fn named(name: &str) -> Option<Self> {
        ROWS.iter().find(|row| row.name == name).map(Self)
    }

    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        ROWS.iter().map(Self)
    }

    /// Its name, `shared-cell`.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// What it is about, in a few words.
    pub fn title(self) -> &'static str {
        self.0.title
    }
}

impl serde::Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
