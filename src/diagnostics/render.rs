//! Diagnostics as text, in the look of rustc.
//!
//! ```text
//! error[syntax-error]: 'return' outside function
//!  --> lesson.py:3:1
//!   |
//! 3 | return 5
//!   | ^^^^^^^^ Python refuses this before the program starts
//! ```

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Severity};
use crate::source::{SourceFile, Span};

/// Lines that are shorter than this are shown whole; of others a window is cut out.
const MAX_LINE: usize = 130;

/// Bytes under a marker on a long line: more would push its start out of the window.
const MAX_MARKER: usize = 60;

/// The message, the line it is about with a marker, the help; ends with a line end.
pub fn render(diagnostic: &Diagnostic, source: &SourceFile, color: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let position = source.position(diagnostic.span.start);
    let excerpt = Excerpt::new(source, diagnostic.span);
    let marker = AnnotationKind::Primary
        .span(excerpt.start..excerpt.end)
        .label(diagnostic.label.as_deref());
    let snippet = Snippet::source(excerpt.text)
        .line_start(position.line_number as usize)
        .path(source.name())
        .annotation(marker);
    let mut group = Group::with_title(
        level
            .primary_title(diagnostic.message.as_str())
            .id(diagnostic.code),
    )
    .element(snippet);
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut text = renderer.render(&[group]);
    text.push('\n');
    text
}

/// The first line of a span.
struct Excerpt<'a> {
    text: &'a str,
    /// Bytes of `text` under the marker.
    start: usize,
    end: usize,
}

impl<'a> Excerpt<'a> {
    fn new(source: &'a SourceFile, span: Span) -> Self {
        let text = source.text();
        let start = floor(text, span.start as usize);
        let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = text[start..]
            .find('\n')
            .map_or(text.len(), |newline| start + newline);
        let is_long = line_end - line_start > MAX_LINE;
        let last = if is_long {
            line_end.min(start + MAX_MARKER)
        } else {
            line_end
        };
        let end = floor(text, span.end as usize).clamp(start, last);
        Self {
            text: &text[line_start..line_end],
            start: start - line_start,
            end: floor(text, end) - line_start,
        }
    }
}

/// The border of a character at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{syntax_error, unsupported};

    fn check(text: &str, span: Span, expected: &str) {
        let source = SourceFile::new("a.py", text);
        let diagnostic = syntax_error(span, "invalid syntax");
        let rendered = render(&diagnostic, &source, false);
        assert_eq!(rendered, expected, "\n{rendered}");
    }

    #[test]
    fn one_line_with_a_marker() {
        check(
            "x = 1\nимя = = 2\n",
            Span::new(15, 16),
            "error[syntax-error]: invalid syntax
 --> a.py:2:7
  |
2 | имя = = 2
  |       ^ Python refuses this before the program starts
",
        );
    }

    #[test]
    fn a_span_of_several_lines_shows_its_first() {
        check(
            "(\n1,\n2",
            Span::new(0, 7),
            "error[syntax-error]: invalid syntax
 --> a.py:1:1
  |
1 | (
  | ^ Python refuses this before the program starts
",
        );
    }

    #[test]
    fn help_stands_below() {
        let source = SourceFile::new("a.py", "import x\n");
        let diagnostic = unsupported(Span::new(0, 8), "this", "write that");
        assert_eq!(
            render(&diagnostic, &source, false),
            "error[unsupported]: this is not translated
 --> a.py:1:1
  |
1 | import x
  | ^^^^^^^^
  |
  = help: write that
"
        );
    }

    #[test]
    fn long_lines_are_cut() {
        let text = format!("{}?{}", "é".repeat(500_000), "z".repeat(500_000));
        let source = SourceFile::new("a.py", text);
        let diagnostic = syntax_error(Span::new(1_000_000, 1_000_001), "invalid syntax");
        let rendered = render(&diagnostic, &source, false);
        assert!(rendered.contains("a.py:1:500001"), "{rendered}");
        assert!(rendered.len() < 1500, "{rendered}");
        assert!(rendered.contains("é?z"), "{rendered}");
    }

    #[test]
    fn odd_spans_do_no_harm() {
        let source = SourceFile::new("a.py", "é");
        for span in [
            Span::new(1, 1),
            Span::new(2, 2),
            Span::new(9, 12),
            Span::new(2, 1),
        ] {
            let rendered = render(&syntax_error(span, "invalid syntax"), &source, true);
            assert!(rendered.contains("a.py"));
        }
    }
}
