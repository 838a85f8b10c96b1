//! Indentation.
//!
//! CPython measures a line's indentation twice, with tabs of eight columns and of one; the two must
//! order the lines in the same way, or the text is a `TabError`.

use std::cmp::Ordering;

use rustpython_parser::Tok;

use super::Lexer;
use crate::diagnostics::Diagnostic;

/// One more open block than CPython's stack holds.
const MAX_INDENTS: usize = 100;

/// The columns of a line's first character with tabs to multiples of eight, and of one.
#[derive(Clone, Copy, Default)]
struct Columns {
    wide: u32,
    narrow: u32,
}

/// The open blocks.
#[derive(Default)]
pub(super) struct Indents {
    stack: Vec<Columns>,
}

impl Indents {
    /// How many blocks are open.
    pub(super) fn depth(&self) -> usize {
        self.stack.len()
    }

    fn top(&self) -> Columns {
        self.stack.last().copied().unwrap_or_default()
    }
}

impl Lexer<'_> {
    /// Reads the blanks at the start of a line and opens or closes blocks; false if nothing but a
    /// comment is on it.
    pub(super) fn begin_line(&mut self) -> Result<bool, Diagnostic> {
        let start = self.at;
        let columns = self.measure_indentation()?;
        match self.peek() {
            None => return Ok(false),
            Some(b'\n') => {
                self.at += 1;
                return Ok(false);
            }
            Some(b'#') => {
                self.lex_comment();
                self.at += usize::from(self.peek() == Some(b'\n'));
                return Ok(false);
            }
            Some(_) => {}
        }
        self.compare_indentation(columns, start)?;
        Ok(true)
    }

    fn measure_indentation(&mut self) -> Result<Columns, Diagnostic> {
        let mut columns = Columns::default();
        let mut continued = None;
        while let Some(byte) = self.peek() {
            match byte {
                b' ' => {
                    columns.wide += 1;
                    columns.narrow += 1;
                }
                b'\t' => {
                    columns.wide = (columns.wide / 8 + 1) * 8;
                    columns.narrow += 1;
                }
                b'\x0c' => columns = Columns::default(),
                b'\\' => {
                    // The first line of several that a backslash joins says the indentation.
                    continued.get_or_insert(columns);
                    self.lex_continuation()?;
                    continue;
                }
                _ => break,
            }
            self.at += 1;
        }
        Ok(continued.unwrap_or(columns))
    }

    fn compare_indentation(&mut self, columns: Columns, start: usize) -> Result<(), Diagnostic> {
        match columns.wide.cmp(&self.indents.top().wide) {
            Ordering::Equal => {}
            Ordering::Greater => {
                if self.indents.depth() + 1 >= MAX_INDENTS {
                    return Err(self.error(start, "too many levels of indentation"));
                }
                if columns.narrow <= self.indents.top().narrow {
                    return Err(self.tab_error(start));
                }
                self.indents.stack.push(columns);
                self.push(Tok::Indent, start);
            }
            Ordering::Less => {
                while columns.wide < self.indents.top().wide {
                    self.indents.stack.pop();
                    self.push(Tok::Dedent, self.at);
                }
                if columns.wide != self.indents.top().wide {
                    return Err(
                        self.error(start, "unindent does not match any outer indentation level")
                    );
                }
            }
        }
        if columns.narrow == self.indents.top().narrow {
            Ok(())
        } else {
            Err(self.tab_error(start))
        }
    }

    fn tab_error(&self, start: usize) -> Diagnostic {
        self.error(start, "inconsistent use of tabs and spaces in indentation")
    }
}
