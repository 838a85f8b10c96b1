//! Snippets as one session: what an earlier snippet binds, a later one may use.
//!
//! [`program_for`] joins a snippet and the earlier ones it needs into one Python program. Behind
//! each of the earlier ones the program prints [`MARKER`] and a line end, so that whoever runs it can
//! tell the outputs apart: the text behind the last marker is the snippet's own.
//!
//! **Python** (two examples of a session, the second behind the first)
//! ```python
//! >>> ages = {'Ann': 30}
//! >>> ages['Ann']
//! 30
//! ```
//! **the program of the second**
//! ```python
//! def echo(value):
//!     if value is not None:
//!         print(repr(value))
//!
//! ages = {'Ann': 30}
//! print('\x1e')
//! echo(ages['Ann'])
//! ```

use std::collections::{BTreeMap, BTreeSet};

use super::changes::changed_names;
use super::grammar;
use super::program::{Builder, Part};
use super::{Lesson, Snippet, SnippetKind};
use crate::names::{self, ScopeId, SymbolKind};
use crate::source::SourceFile;
use crate::syntax::with_deep_stack;

/// What a program prints between the outputs of two snippets, on a line of its own.
pub const MARKER: &str = "\u{1e}";

/// A program made of snippets.
#[derive(Clone, Debug)]
pub struct Program {
    /// Its text; line numbers are the lesson's (in a notebook: the cell's).
    pub source: SourceFile,
    /// Indices in [`Lesson::snippets`] of the earlier snippets it begins with.
    pub prefix_snippets: Vec<usize>,
    /// For each line of `source`, where it came from.
    pub origins: Vec<Origin>,
}

/// Where a line of a [`Program`] came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Index of the snippet in [`Lesson::snippets`].
    pub snippet: usize,
    /// The lesson's line; none for a line that was added (a marker, the echo).
    pub line: Option<u32>,
}

/// Where snippets stopped when the lesson was run: for the index of a snippet, the lesson's lines of
/// the top-level statements that raised. A script or cell stops there and the session goes
/// on with the next snippet; a doctest goes on with its next example.
pub type Raised = BTreeMap<usize, Vec<u32>>;

/// The program that runs one snippet of a lesson; `raised` as seen under `CPython`, empty if unknown.
pub fn program_for(lesson: &Lesson, snippet: usize, raised: &Raised) -> Program {
    with_deep_stack(|| {
        let prefix_snippets = needed_snippets(lesson, snippet);
        let mut builder = Builder::new(lesson, raised);
        for &index in &prefix_snippets {
            builder.add(index, Part::Before);
        }
        builder.add(snippet, Part::Own);
        builder.finish(prefix_snippets)
    })
}

/// All snippets as one program, in order and without markers.
pub fn whole_session(lesson: &Lesson) -> Program {
    with_deep_stack(|| {
        let raised = Raised::new();
        let mut builder = Builder::new(lesson, &raised);
        for (index, snippet) in lesson.snippets.iter().enumerate() {
            if snippet.kind != SnippetKind::NotPython {
                builder.add(index, Part::Own);
            }
        }
        builder.finish(Vec::new())
    })
}

/// The earlier snippets that a snippet needs, in order.
///
/// These are, transitively, the last ones before it that bind a name it reads and does not bind itself
/// first; those between the two that do more with the name than look at its value; and those that
/// rebind, later than an earlier snippet that is needed, a name its functions use.
pub fn needed_snippets(lesson: &Lesson, snippet: usize) -> Vec<usize> {
    let mut names = LessonNames {
        lesson,
        known: BTreeMap::new(),
    };
    let mut needed = BTreeSet::new();
    let mut waiting = vec![snippet];
    while let Some(user) = waiting.pop() {
        let mut found = Vec::new();
        for name in names.of(user).needs.clone() {
            if let Some(binder) = names.last_binder(&name, user) {
                found.push(binder);
                found.extend((binder + 1..user).filter(|&index| names.changes(index, &name)));
            }
        }
        if user != snippet {
            for name in names.of(user).deferred.clone() {
                found.extend((user + 1..snippet).filter(|&index| names.binds(index, &name)));
            }
        }
        waiting.extend(found.into_iter().filter(|&index| needed.insert(index)));
    }
    needed.into_iter().collect()
}

/// The names of a snippet, as far as its session is concerned.
#[derive(Clone, Debug, Default)]
struct SnippetNames {
    /// Those it binds at module level.
    binds: BTreeSet<String>,
    /// It says `from … import *` and binds who knows what.
    binds_more: bool,
    /// Those it reads and binds not at all or perhaps not before.
    needs: BTreeSet<String>,
    /// Those its functions read or bind at module level.
    deferred: BTreeSet<String>,
    /// Those whose value it may change.
    changes: BTreeSet<String>,
}

struct LessonNames<'l> {
    lesson: &'l Lesson,
    known: BTreeMap<usize, SnippetNames>,
}

impl LessonNames<'_> {
    fn of(&mut self, index: usize) -> &SnippetNames {
        let snippet = &self.lesson.snippets[index];
        self.known.entry(index).or_insert_with(|| names_of(snippet))
    }

    fn binds(&mut self, index: usize, name: &str) -> bool {
        self.mentions(index, name) && self.of(index).binds.contains(name)
    }

    fn changes(&mut self, index: usize, name: &str) -> bool {
        self.mentions(index, name) && self.of(index).changes.contains(name)
    }

    fn last_binder(&mut self, name: &str, before: usize) -> Option<usize> {
        let binder = (0..before).rev().find(|&index| self.binds(index, name));
        binder.or_else(|| {
            let is_free = !names::builtins::is_builtin(name);
            (0..before).rev().find(|&index| {
                is_free && self.mentions(index, "import *") && self.of(index).binds_more
            })
        })
    }

    /// A snippet whose text does not hold the name need not be parsed.
    fn mentions(&self, index: usize, name: &str) -> bool {
        self.lesson.snippets[index].source.text().contains(name)
    }
}

fn names_of(snippet: &Snippet) -> SnippetNames {
    let mut found = SnippetNames::default();
    for source in sources_of(snippet) {
        let more = names_of_source(&source);
        found.needs.extend(
            more.needs
                .difference(&found.binds)
                .cloned()
                .collect::<Vec<_>>(),
        );
        found.binds.extend(more.binds);
        found.binds_more |= more.binds_more;
        found.deferred.extend(more.deferred);
        found.changes.extend(more.changes);
    }
    found
}

/// What is compiled as one piece: the snippet, or each example of a doctest.
fn sources_of(snippet: &Snippet) -> Vec<SourceFile> {
    match snippet.kind {
        SnippetKind::NotPython => Vec::new(),
        SnippetKind::Script | SnippetKind::Cell => vec![snippet.source.clone()],
        SnippetKind::Doctest => snippet
            .examples
            .iter()
            .map(|example| {
                let (start, end) = example.source_lines;
                let text = (start..end)
                    .flat_map(|line_index| [snippet.source.line_text(line_index), "\n"])
                    .collect::<String>();
                SourceFile::new(snippet.source.name(), text)
            })
            .collect(),
    }
}

fn names_of_source(source: &SourceFile) -> SnippetNames {
    let mut found = SnippetNames::default();
    let Some(mut module) = grammar::parse(source) else {
        return found;
    };
    names::star::expand(&mut module);
    let Ok(names) = names::analyze(&module, source) else {
        return found;
    };
    found.changes = changed_names(&module);
    found.binds_more = source.text().contains("import *");
    let module_scope = ScopeId(0);
    for binding in names
        .bindings
        .iter()
        .filter(|binding| binding.scope == module_scope)
    {
        found.binds.insert(binding.name.clone());
    }
    for variable in names
        .variables
        .iter()
        .filter(|variable| variable.maybe_unbound)
    {
        let binding = &names.bindings[variable.binding.0 as usize];
        if binding.scope == module_scope {
            found.needs.insert(binding.name.clone());
        }
    }
    for (index, scope) in names.scopes.iter().enumerate() {
        for symbol in &scope.symbols {
            let is_free = symbol.binding.is_none();
            let is_global = symbol
                .binding
                .is_some_and(|binding| names.bindings[binding.0 as usize].scope == module_scope);
            if is_free && symbol.kind != SymbolKind::Local {
                found.needs.insert(symbol.name.clone());
            }
            if index > 0 && (is_free || is_global) {
                found.deferred.insert(symbol.name.clone());
            }
        }
    }
    found
}
