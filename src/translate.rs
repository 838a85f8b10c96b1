//! The whole way from one Python program to its Rust: the stages in a row.

use crate::diagnostics::Diagnostic;
use crate::reasons::{Capture, Reason};
use crate::source::SourceFile;
use crate::syntax::with_deep_stack;
use crate::types::support;
use crate::types::wrap::{Wishes, wrap};
use crate::{names, syntax, types};

pub use types::Ints;

/// What the user may choose.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The dress of closures.
    pub closures: ClosureStyle,
    /// How large integers are.
    pub ints: Ints,
}

/// How closures are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClosureStyle {
    /// Whatever reads best.
    #[default]
    Auto,
    /// Always a generated struct with fields.
    Struct,
    /// A `move` closure wherever Rust allows it.
    Move,
}

/// A stage whose result can be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the stage of that name")]
pub enum Stage {
    Syntax,
    Names,
    Types,
    Ir,
    Storage,
}

/// A translated program.
#[derive(Clone, Debug)]
pub struct Translation {
    /// The text of one Rust file with a `main`.
    pub rust: String,
    /// For each line of `rust`, the 1-based line of the lesson it came from.
    pub line_map: Vec<Option<u32>>,
    /// Whether it needs the support library (`extern crate adder_runtime`); if not, `std` is enough.
    pub needs_runtime: bool,
    /// Why it looks as it does.
    pub reasons: Vec<Reason>,
    /// What its closures capture.
    pub captures: Vec<Capture>,
    /// Where its lines came from, for tracebacks: see [`crate::places`].
    pub places: String,
    /// Warnings.
    pub warnings: Vec<Diagnostic>,
}

/// Translates one program.
///
/// # Errors
/// The diagnostics, if Python would not accept the text or Adder does not translate it.
pub fn translate(source: &SourceFile, options: &Options) -> Result<Translation, Vec<Diagnostic>> {
    with_deep_stack(|| {
        let program = settled(source, *options)?;
        let emitted = crate::emit::emit(&program);
        let (reasons, captures) = crate::reasons::collect(&program, &emitted);
        Ok(Translation {
            reasons,
            captures,
            places: crate::places::places(&program, &emitted, source),
            rust: emitted.rust,
            line_map: emitted.line_map,
            needs_runtime: emitted.needs_runtime,
            warnings: Vec::new(),
        })
    })
}

/// After so many rounds of inference, functions that are passed on stay what the last one made of them.
const MAX_ROUNDS: u32 = 8;

fn lowered(source: &SourceFile, options: Options) -> Result<crate::ir::Program, Vec<Diagnostic>> {
    with_types(source, options, |names, types, funcs| {
        crate::ir::lower::lower(source, names, types, funcs)
    })
}

/// Infers the types of a program, in rounds: what one finds out about functions that are passed on, the next makes lambdas of.
fn with_types<T>(
    source: &SourceFile,
    options: Options,
    then: impl FnOnce(&names::Names, &types::Types, &types::Functions<'_>) -> Result<T, Vec<Diagnostic>>,
) -> Result<T, Vec<Diagnostic>> {
    let mut module = syntax::parse_to_translate(source)?;
    names::star::expand(&mut module);
    let names = names::analyze(&module, source)?;
    let imports = support::check(&module, &names)?;
    let mut wishes = Wishes::default();
    for round in 1.. {
        let wrapped = wrap(&module, &names, &imports, &wishes);
        let (module, names) = match &wrapped {
            Some(wrapped) => (wrapped, &names::analyze(wrapped, source)?),
            None => (&module, &names),
        };
        let imports = support::check(module, names)?;
        let (types, funcs, found) =
            types::infer::infer(module, names, imports, options.ints, &wishes);
        if found == wishes || round > MAX_ROUNDS {
            return then(names, &types, &funcs);
        }
        wishes = found;
        if round == MAX_ROUNDS {
            // Functions that are taken apart must have been found to be so.
            wishes.shapes.clear();
        }
    }
    unreachable!("the last round gives what it has")
}

fn settled(source: &SourceFile, options: Options) -> Result<crate::ir::Program, Vec<Diagnostic>> {
    let mut program = lowered(source, options)?;
    crate::storage::settle(&mut program, options.closures);
    Ok(program)
}

/// How well a program was translated, in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statistics {
    /// Expressions of the typed program, before storage decisions; conversions that nobody writes
    /// ([`implied`](crate::ir::implied)) are none.
    pub expressions: usize,
    /// Those of them whose type is `Value`: found out only while the program runs.
    pub dynamic: usize,
    /// Lines of the Python that are not blank.
    pub python_lines: usize,
    /// Lines of the Rust that are not blank.
    pub rust_lines: usize,
}

/// Counts what [`translate`] makes of a program.
///
/// # Errors
/// As [`translate`].
pub fn statistics(source: &SourceFile, options: &Options) -> Result<Statistics, Vec<Diagnostic>> {
    with_deep_stack(|| {
        let mut program = lowered(source, *options)?;
        let mut written = program.clone();
        crate::ir::implied::imply(&mut written);
        let (expressions, dynamic) = crate::ir::walk::count_expressions(&written);
        crate::storage::settle(&mut program, options.closures);
        let lines = |text: &str| text.lines().filter(|line| !line.trim().is_empty()).count();
        Ok(Statistics {
            expressions,
            dynamic,
            python_lines: lines(source.text()),
            rust_lines: lines(&crate::emit::emit(&program).rust),
        })
    })
}

/// What a stage makes of a program, as text for people.
///
/// # Errors
/// As [`translate`].
pub fn show_stage(
    source: &SourceFile,
    options: &Options,
    stage: Stage,
) -> Result<String, Vec<Diagnostic>> {
    with_deep_stack(|| {
        let mut module = syntax::parse_to_translate(source)?;
        if stage == Stage::Syntax {
            return Ok(syntax::show(&module, source));
        }
        names::star::expand(&mut module);
        let names = names::analyze(&module, source)?;
        if stage == Stage::Names {
            return Ok(names::show(&names));
        }
        if stage == Stage::Types {
            return with_types(source, *options, |names, types, funcs| {
                Ok(types::show::show(types, funcs, names))
            });
        }
        if stage == Stage::Ir {
            return Ok(crate::ir::show::show_lowered(&lowered(source, *options)?));
        }
        let program = settled(source, *options)?;
        Ok(crate::ir::show::show_settled(&program))
    })
}
