//! A block that is set off from the prose: between fences or indented.
//!
//! The tag behind a fence says what it is. Without a tag its text must tell: prompts make a session, a
//! program looks like one (`runs.rs`), a shell command begins with `$`, a scheme holds `...`;
//! what is left is the output of the program before, if that has none yet and either nothing or
//! an announcement stands between the two.

use super::cut::{Cut, Line, without_blank_edges};
use super::doctest::is_prompt;
use super::evidence::announces_output;
use super::grammar::parse_text;
use super::runs::{is_fence, is_program, is_shell};
use super::values::is_value;
use super::{AsideReason, Certainty, plain_text};
use crate::lesson::cut::dedent;

/// A block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block<'l, 'a> {
    /// What stands behind the opening fence.
    pub(super) tag: &'l str,
    /// Its lines.
    pub(super) lines: &'l [Line<'a>],
    /// How it is tied to the snippet before it.
    pub(super) link: Link,
    /// The fence is never closed: what follows may be prose.
    pub(super) is_unclosed: bool,
}

/// What stands between a block and the snippet before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// Nothing.
    Adjacent,
    /// A line that announces output.
    Announced,
    /// Something else.
    Apart,
}

impl Link {
    /// The link over these lines of prose.
    pub(super) fn over(between: &[Line]) -> Self {
        let is_text = |line: &&Line| {
            // kramdown hangs the class of a block below it: `{: .language-python}`.
            !line.text.trim().is_empty() && !line.text.trim_start().starts_with("{:")
        };
        match between.iter().rev().find(is_text) {
            None => Self::Adjacent,
            Some(last) if announces_output(last.text) => Self::Announced,
            Some(_) => Self::Apart,
        }
    }
}

/// What a tag says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// Nothing.
    None,
    /// Python.
    Python,
    /// An interactive session.
    Session,
    /// Plain text, output.
    Text,
    /// A shell, which may show the output of a program too.
    Shell,
    /// Another language.
    Other(String),
}

/// Reads a tag: `python`, `py`, `{.python .numberLines}`, `python title="x.py"`, `{code-cell} ipython3`.
pub(super) fn read_tag(tag: &str) -> Tag {
    let is_border = |c: char| c.is_whitespace() || "{},:=;".contains(c);
    let mut words = tag
        .split(is_border)
        .map(|word| word.trim_start_matches(['.', '#']).to_lowercase())
        .filter(|word| !word.is_empty());
    let Some(mut word) = words.next() else {
        return Tag::None;
    };
    if matches!(
        word.as_str(),
        "code-block" | "code" | "sourcecode" | "highlight"
    ) {
        word = words.next().unwrap_or(word);
    }
    match word.as_str() {
        "python" | "python2" | "python3" | "python3.11" | "py" | "py3" | "ipython" | "ipython3"
        | "code-cell" | "cpython" | "pyodide" | "python-exec" => Tag::Python,
        "pycon" | "pycon3" | "python-repl" | "python-console" | "pyshell" | "doctest" | "repl" => {
            Tag::Session
        }
        "text" | "txt" | "output" | "out" | "plain" | "plaintext" | "none" | "stdout"
        | "result" | "traceback" | "pytb" | "py3tb" | "log" | "terminal-output" => Tag::Text,
        "bash" | "sh" | "shell" | "console" | "terminal" | "zsh" | "cmd" | "bat" | "powershell"
        | "shell-session" | "shellsession" | "sh-session" => Tag::Shell,
        _ => Tag::Other(word),
    }
}

/// Adds what a block is to the lesson.
pub(super) fn read_block(cut: &mut Cut, block: Block) {
    let lines = without_blank_edges(block.lines);
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return;
    };
    let place = (first.number, last.number);
    match read_tag(block.tag) {
        Tag::Python if block.is_unclosed && parse_text(&dedent(lines)).is_none() => {
            plain_text::read_lines(cut, lines);
        }
        Tag::Python => cut.code(lines, first_word(block.tag)),
        Tag::Session if lines.iter().any(|line| is_prompt(line.text)) => {
            cut.doctest(lines, first_word(block.tag));
        }
        Tag::None | Tag::Session if block.is_unclosed => plain_text::read_lines(cut, lines),
        Tag::None | Tag::Session => read_untagged(cut, lines, block.link, place),
        Tag::Shell if lines.iter().any(|line| is_prompt(line.text)) => cut.doctest(lines, None),
        Tag::Shell if lines.len() > 1 && announces_output(lines[0].text) => {
            read_output(cut, &lines[1..], Link::Announced, place);
        }
        Tag::Shell => read_shell(cut, lines, place),
        Tag::Text => read_output(cut, lines, block.link, place),
        Tag::Other(language) => cut.set_aside(place, AsideReason::OtherLanguage(language)),
    }
}

fn first_word(tag: &str) -> Option<&str> {
    tag.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-' | '+'))
        .find(|word| !word.is_empty())
}

fn read_untagged(cut: &mut Cut, lines: &[Line], link: Link, place: (u32, u32)) {
    if is_fence(lines[0].text) {
        // In a tab or an admonition the fence itself is indented.
        plain_text::read_lines(cut, lines);
    } else if is_prompt(lines[0].text) {
        cut.doctest(lines, None);
    } else if is_shell(lines[0].text) {
        read_shell(cut, lines, place);
    } else if is_scheme(lines) {
        cut.set_aside(place, AsideReason::Scheme);
    } else if link == Link::Announced
        && cut.awaits_output()
        && lines.iter().all(|line| is_output(cut, line))
    {
        cut.output(lines, Certainty::Stated);
    } else if is_program(lines) {
        cut.code(lines, None);
    } else if link == Link::Apart && !lines.iter().all(|line| is_output(cut, line)) {
        cut.set_aside(place, AsideReason::NotCode);
    } else {
        read_output(cut, lines, link, place);
    }
}

/// Lines that are the output of the snippet before, if it has none yet.
fn read_output(cut: &mut Cut, lines: &[Line], link: Link, place: (u32, u32)) {
    if !cut.awaits_output() {
        cut.set_aside(place, AsideReason::NotCode);
        return;
    }
    let looks_printed = lines.iter().all(|line| is_output(cut, line));
    let certainty = match link {
        Link::Announced => Certainty::Stated,
        Link::Adjacent if looks_printed => Certainty::Stated,
        Link::Adjacent | Link::Apart => Certainty::Guessed,
    };
    cut.output(lines, certainty);
}

/// Commands; what stands below the one that runs a program is its output.
fn read_shell(cut: &mut Cut, lines: &[Line], place: (u32, u32)) {
    let is_run = |line: &Line| {
        let text = line.text.trim_start();
        is_shell(text) && (text.contains("python") || text.contains("py "))
    };
    let rest = &lines[1..];
    if is_run(&lines[0])
        && cut.awaits_output()
        && !rest.is_empty()
        && !rest.iter().any(|line| is_shell(line.text))
    {
        cut.output(rest, Certainty::Guessed);
    } else {
        cut.set_aside(place, AsideReason::Shell);
    }
}

/// Whether the program so far could print this line.
pub(super) fn is_output(cut: &Cut, line: &Line) -> bool {
    let text = line.text.trim();
    text.is_empty() || is_value(text) || cut.vocabulary().covers(text)
}

/// Whether `...` stands where Python has no place for it: `def f(...):`.
fn is_scheme(lines: &[Line]) -> bool {
    let has_gap = lines
        .iter()
        .any(|line| line.text.contains("...") || line.text.contains('…'));
    let has_head = lines.iter().any(|line| {
        let text = line.text.trim();
        text.ends_with(':')
            && [
                "def ", "class ", "if ", "for ", "while ", "with ", "try", "match ",
            ]
            .iter()
            .any(|word| text.starts_with(word))
    });
    has_gap && has_head && parse_text(&dedent(lines)).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_in_every_spelling() {
        for tag in [
            "python",
            "Python",
            "py",
            "python3",
            "{.python .numberLines}",
            "python title=\"a.py\"",
            "{code-cell} ipython3",
            "{code-block} python",
            "python,editable",
            "py:main.py",
            "{python}",
        ] {
            assert_eq!(read_tag(tag), Tag::Python, "{tag}");
        }
        assert_eq!(read_tag(""), Tag::None);
        assert_eq!(read_tag("pycon"), Tag::Session);
        assert_eq!(read_tag("text"), Tag::Text);
        assert_eq!(read_tag("bash"), Tag::Shell);
        assert_eq!(read_tag("rust"), Tag::Other("rust".to_owned()));
    }
}
