//! `adder compare` in a terminal: the Python on the left, its Rust on the right.
//!
//! Lines that do not fit their column go on below; where two columns would be too narrow, one program stands above the other.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthChar as _;

use super::compared::{
    Claim, Comparison, Dress, From, Judgement, Outcome, Outputs, Piece, Printed, Problem,
    PythonLine, RustLine, Snippet,
};
use super::highlight::{Class, Line, Part};

const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Red.on_default().bold();
const DOUBTFUL: Style = AnsiColor::Yellow.on_default();
const HEADING: Style = Style::new().bold();
const QUIET: Style = Style::new().dimmed();

/// Below this width of the screen, there is one column.
const NARROW: usize = 72;
/// What the shorter column gets at least.
const NARROWEST_COLUMN: usize = 30;
/// So many lines that stand aside are shown; of more, only how many there are.
const FEW: usize = 3;

/// How to show it.
#[derive(Clone, Copy, Debug)]
pub struct Columns {
    /// The width of the screen in letters.
    pub width: usize,
}

/// A lesson beside its Rust, in colours (whoever prints it takes them out where they do not belong).
pub fn columns(comparison: &Comparison, layout: Columns) -> String {
    let mut text = String::new();
    for piece in &comparison.pieces {
        if !text.is_empty() {
            text.push('\n');
        }
        match piece {
            Piece::Prose {
                text: words,
                is_markdown: _,
                is_verbatim,
                line: _,
            } => write_prose(&mut text, words, *is_verbatim, layout.width),
            Piece::Snippet(snippet) => write_snippet(&mut text, snippet, layout.width),
        }
    }
    text
}

/// Lines that fit stay as they are; longer ones are broken at spaces.
fn write_prose(text: &mut String, words: &str, is_verbatim: bool, width: usize) {
    for content in words.lines() {
        if is_verbatim || width_of(content) <= width {
            line(text, content);
        } else {
            write_sentence(text, "", content, width);
        }
    }
}

/// Words broken at spaces, the first row behind a mark and the others as far in.
fn write_sentence(text: &mut String, mark: &str, words: &str, width: usize) {
    let indent = width_of(&anstream::adapter::strip_str(mark).to_string());
    let mut row = mark.to_owned();
    let mut used = indent;
    for word in words.split_whitespace() {
        let length = width_of(word);
        if used > indent && used + 1 + length > width {
            line(text, &row);
            row = " ".repeat(indent);
            used = indent;
        }
        if used > indent {
            row.push(' ');
            used += 1;
        }
        row.push_str(word);
        used += length;
    }
    line(text, &row);
}

fn write_snippet(text: &mut String, snippet: &Snippet, width: usize) {
    let title = title(snippet);
    let rule = "─".repeat(width.saturating_sub(width_of(&title) + 4));
    line(
        text,
        &format!("{QUIET}──{QUIET:#} {HEADING}{title}{HEADING:#} {QUIET}{rule}{QUIET:#}"),
    );
    match snippet.dresses.first() {
        None => write_one(text, &numbered(snippet), width),
        Some(dress) if width < NARROW => {
            write_one(text, &numbered(snippet), width);
            line(text, &format!("{QUIET}Rust{QUIET:#}"));
            write_one(text, &rust_alone(dress), width);
        }
        Some(dress) => write_two(text, snippet, dress, width),
    }
    write_result(text, snippet, width);
    for claim in &snippet.claims {
        write_claim(text, claim, width);
    }
}

fn title(snippet: &Snippet) -> String {
    let lines = if snippet.first_line == snippet.last_line {
        format!("line {}", snippet.first_line)
    } else {
        format!("lines {}–{}", snippet.first_line, snippet.last_line)
    };
    let cell = snippet
        .cell
        .map_or_else(String::new, |cell| format!("cell {cell}, "));
    format!("snippet {}, {cell}{lines}", snippet.number)
}

/// A line to show: what stands before it, and its code.
#[derive(Default)]
struct Shown {
    margin: Vec<Part>,
    code: Vec<Part>,
}

fn quiet(text: String) -> Part {
    Part {
        class: Class::Comment,
        text,
    }
}

fn python_line(line: &PythonLine, digits: usize) -> Shown {
    let mut code = vec![quiet(line.prompt.to_owned())];
    code.extend(line.code.parts.iter().cloned());
    Shown {
        margin: vec![quiet(format!("{:>digits$} ", line.number))],
        code,
    }
}

fn digits(snippet: &Snippet) -> usize {
    let last = snippet.python.last().map_or(1, |line| line.number);
    last.to_string().len()
}

fn numbered(snippet: &Snippet) -> Vec<Shown> {
    let digits = digits(snippet);
    let lines = snippet.python.iter();
    lines.map(|line| python_line(line, digits)).collect()
}

fn rust_line(code: &Line) -> Shown {
    Shown {
        margin: Vec::new(),
        code: code.parts.clone(),
    }
}

/// The first lines of longer runs of lines that stand aside: for each of them, how long its run is.
fn hidden_runs(rust: &[RustLine]) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < rust.len() {
        let n_lines = rust[at..].iter().take_while(|line| line.is_aside).count();
        if n_lines > FEW {
            runs.push((at, n_lines));
        }
        at += n_lines.max(1);
    }
    runs
}

/// What is shown for a Rust line; none inside a run that is left out.
fn shown_rust(rust: &[RustLine], runs: &[(usize, usize)], index: usize) -> Option<Shown> {
    let run = runs
        .iter()
        .find(|(start, n_lines)| (*start..start + n_lines).contains(&index));
    match run {
        None => Some(rust_line(&rust[index].code)),
        Some((start, n_lines)) if *start == index => {
            let snippet = rust[index..index + n_lines]
                .iter()
                .find_map(|line| match line.from {
                    From::Earlier { snippet } => Some(snippet),
                    From::Own { .. } | From::Nowhere => None,
                });
            let whose = snippet.map_or_else(
                || " that show values".to_owned(),
                |number| format!(" of snippet {number}"),
            );
            Some(Shown {
                margin: Vec::new(),
                code: vec![quiet(format!("⋮ {n_lines} lines{whose}"))],
            })
        }
        Some(_) => None,
    }
}

fn rust_alone(dress: &Dress) -> Vec<Shown> {
    let runs = hidden_runs(&dress.rust);
    let indices = 0..dress.rust.len();
    indices
        .filter_map(|index| shown_rust(&dress.rust, &runs, index))
        .collect()
}

fn write_one(text: &mut String, lines: &[Shown], width: usize) {
    for shown in lines {
        for row in wrapped(shown, width) {
            line(text, &painted(&row));
        }
    }
}

fn write_two(text: &mut String, snippet: &Snippet, dress: &Dress, width: usize) {
    let digits = digits(snippet);
    let runs = hidden_runs(&dress.rust);
    let rows: Vec<(Option<Shown>, Option<Shown>)> = dress
        .rows
        .iter()
        .filter_map(|row| {
            let python = row.python.and_then(|index| snippet.python.get(index));
            let python = python.map(|line| python_line(line, digits));
            let rust = row
                .rust
                .and_then(|index| shown_rust(&dress.rust, &runs, index));
            (python.is_some() || rust.is_some()).then_some((python, rust))
        })
        .collect();
    let pythons = rows.iter().filter_map(|(python, _)| python.as_ref());
    let rusts = rows.iter().filter_map(|(_, rust)| rust.as_ref());
    let left = pythons.map(full_width).max().unwrap_or_default();
    let right = rusts.map(full_width).max().unwrap_or_default();
    let between = 3;
    let (left, right) = shared(left, right, width - between);
    for (python, rust) in rows {
        let lefts = python.map_or_else(Vec::new, |shown| wrapped(&shown, left));
        let rights = rust.map_or_else(Vec::new, |shown| wrapped(&shown, right));
        for index in 0..lefts.len().max(rights.len()).max(1) {
            let python = lefts.get(index).map_or(&[][..], Vec::as_slice);
            let rust = rights.get(index).map_or(&[][..], Vec::as_slice);
            let used: usize = python.iter().map(|part| width_of(&part.text)).sum();
            let space = " ".repeat(left - used.min(left));
            line(
                text,
                &format!(
                    "{}{space} {QUIET}│{QUIET:#} {}",
                    painted(python),
                    painted(rust)
                ),
            );
        }
    }
}

/// Divides a width between two columns that would like to be as wide as they say.
fn shared(left: usize, right: usize, width: usize) -> (usize, usize) {
    let left = left.max(NARROWEST_COLUMN);
    if left + right <= width {
        return (left, width - left);
    }
    let half = width / 2;
    if left <= half {
        (left, width - left)
    } else if right <= half {
        (
            width - right.max(NARROWEST_COLUMN),
            right.max(NARROWEST_COLUMN),
        )
    } else {
        (half, width - half)
    }
}

fn full_width(shown: &Shown) -> usize {
    let parts = shown.margin.iter().chain(&shown.code);
    parts.map(|part| width_of(&part.text)).sum()
}

fn width_of(text: &str) -> usize {
    text.chars().map(letter_width).sum()
}

fn letter_width(letter: char) -> usize {
    match letter {
        '\t' => 4,
        _ if letter.is_control() => 1,
        _ => letter.width().unwrap_or(0),
    }
}

/// Cuts a line into rows that fit, at a space if there is one in the second half; the rows after the first stand two letters
/// further in than the line.
fn wrapped(shown: &Shown, width: usize) -> Vec<Vec<Part>> {
    let margin: usize = shown.margin.iter().map(|part| width_of(&part.text)).sum();
    let letters: Vec<(Class, char)> = shown
        .code
        .iter()
        .flat_map(|part| visible(&part.text).map(|letter| (part.class, letter)))
        .collect();
    let indent = letters.iter().take_while(|(_, c)| *c == ' ').count();
    let inside = width.saturating_sub(margin).max(8);
    let hanging = if indent + 2 < inside / 2 {
        indent + 2
    } else {
        2
    };
    let mut rows = Vec::new();
    let mut rest = &letters[..];
    loop {
        let is_first = rows.is_empty();
        let room = if is_first { inside } else { inside - hanging };
        let (taken, left) = rest.split_at(row_length(rest, room));
        let mut row = if is_first {
            shown.margin.clone()
        } else {
            vec![quiet(" ".repeat(margin + hanging))]
        };
        for (class, letter) in taken {
            push(&mut row, *class, *letter);
        }
        rows.push(row);
        if left.is_empty() {
            return rows;
        }
        rest = left;
    }
}

/// What can be shown of a text: tabs are spaces, and control characters, which would move the cursor, are marked.
fn visible(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(|letter| {
        let (shown, times) = match letter {
            '\t' => (' ', 4),
            _ if letter.is_control() => ('\u{fffd}', 1),
            _ => (letter, 1),
        };
        std::iter::repeat_n(shown, times)
    })
}

/// How many of the letters go into a row.
fn row_length(letters: &[(Class, char)], room: usize) -> usize {
    let mut used = 0;
    let fitting = letters
        .iter()
        .take_while(|(_, letter)| {
            used += letter_width(*letter);
            used <= room
        })
        .count();
    if fitting == letters.len() {
        return fitting;
    }
    let half = fitting / 2;
    let space = letters[half..fitting].iter().rposition(|(_, c)| *c == ' ');
    space.map_or(fitting, |at| half + at + 1).max(1)
}

fn push(row: &mut Vec<Part>, class: Class, letter: char) {
    match row.last_mut() {
        Some(last) if last.class == class => last.text.push(letter),
        Some(_) | None => row.push(Part {
            class,
            text: letter.to_string(),
        }),
    }
}

fn painted(parts: &[Part]) -> String {
    let mut text = String::new();
    for part in parts {
        let style = style(part.class);
        write!(text, "{style}{}{style:#}", part.text).expect("writing to a String");
    }
    text
}

fn style(class: Class) -> Style {
    match class {
        Class::Plain => Style::new(),
        Class::Keyword => AnsiColor::Magenta.on_default(),
        Class::Definition => AnsiColor::Blue.on_default().bold(),
        Class::Builtin => AnsiColor::Cyan.on_default(),
        Class::Text => AnsiColor::Green.on_default(),
        Class::Number => AnsiColor::Yellow.on_default(),
        Class::Comment => QUIET,
    }
}

/// Adds a line without spaces at its end.
fn line(text: &mut String, content: &str) {
    text.push_str(content.trim_end());
    text.push('\n');
}

fn write_result(text: &mut String, snippet: &Snippet, width: usize) {
    let mut mark = |style: Style, mark: char, what: &str| {
        write_sentence(text, &format!("{style}{mark}{style:#} "), what, width);
    };
    match &snippet.result {
        Outcome::Same => {}
        Outcome::Different { what, .. } => mark(BAD, '✗', &format!("{what} differs")),
        Outcome::Undecided { limit } => mark(DOUBTFUL, '?', &format!("Python {limit}")),
        Outcome::Refused => mark(DOUBTFUL, '–', "not translated"),
        Outcome::SyntaxError { python } => {
            mark(GOOD, '✓', &format!("neither accepts it: {python}"));
        }
        Outcome::NotPython => mark(DOUBTFUL, '–', "not run"),
        Outcome::Fault { message } => mark(BAD, '✗', &format!("Adder failed: {message}")),
    }
    if !matches!(snippet.result, Outcome::SyntaxError { .. }) {
        for problem in &snippet.diagnostics {
            write_problem(text, problem, width);
        }
    }
    if let Some(outputs) = &snippet.outputs {
        write_outputs(text, outputs, &snippet.result);
    }
}

fn write_problem(text: &mut String, problem: &Problem, width: usize) {
    let Problem {
        code,
        line: number,
        column,
        message,
        help,
        ..
    } = problem;
    let told = format!("{number}:{column}: {message} [{code}]");
    write_sentence(text, "  ", &told, width);
    if let Some(help) = help {
        write_sentence(text, "  help: ", help, width);
    }
}

fn write_outputs(text: &mut String, outputs: &Outputs, result: &Outcome) {
    if matches!(result, Outcome::SyntaxError { .. }) {
        return;
    }
    match &outputs.rust {
        Some(_) if outputs.agree => {
            let who = if outputs.python.is_silent() {
                "both print nothing"
            } else {
                "both print"
            };
            line(text, &format!("{GOOD}✓{GOOD:#} {who}"));
            write_printed(text, &outputs.python);
        }
        Some(rust) => {
            line(text, "Python prints");
            write_printed(text, &outputs.python);
            line(text, "Rust prints");
            write_printed(text, rust);
        }
        None if outputs.python.is_silent() => {}
        None => {
            line(text, "Python prints");
            write_printed(text, &outputs.python);
        }
    }
}

fn write_printed(text: &mut String, printed: &Printed) {
    for shown in &printed.lines {
        let visible = shown
            .text
            .replace(|c: char| c.is_control() && c != '\t', "\u{fffd}");
        if shown.differs {
            line(text, &format!("  {BAD}≠{BAD:#} {visible}"));
        } else {
            line(text, &format!("    {visible}"));
        }
    }
    if printed.n_more > 0 {
        line(
            text,
            &format!("    {QUIET}… and {} more lines{QUIET:#}", printed.n_more),
        );
    }
    for end in [&printed.error, &printed.ending].into_iter().flatten() {
        line(text, &format!("    {DOUBTFUL}{end}{DOUBTFUL:#}"));
    }
}

fn write_claim(text: &mut String, claim: &Claim, width: usize) {
    let claimed = one_line(&claim.claimed);
    let (style, mark, what) = match claim.verdict {
        Judgement::Exact => (GOOD, '✓', claimed),
        Judgement::Note => {
            let note = claim.note.unwrap_or_default();
            (GOOD, '≈', format!("{claimed} ({note})"))
        }
        Judgement::Wrong => {
            let actual = claim.actual.as_deref().unwrap_or_default();
            let actual = if actual.is_empty() { "nothing" } else { actual };
            (
                BAD,
                '✗',
                format!("says {claimed}, but it is {}", one_line(actual)),
            )
        }
        Judgement::NotReached => (DOUBTFUL, '?', format!("{claimed} (the line never runs)")),
    };
    let what = format!("claim, line {}: {what}", claim.line);
    write_sentence(text, &format!("{style}{mark}{style:#} "), &what, width);
}

fn one_line(text: &str) -> String {
    text.trim_end_matches('\n').replace('\n', " ⏎ ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_share_the_width_by_need() {
        for (left, right, width, expected) in [
            (20, 40, 100, (30, 70)),
            (40, 80, 97, (40, 57)),
            (80, 40, 97, (57, 40)),
            (80, 90, 97, (48, 49)),
        ] {
            assert_eq!(shared(left, right, width), expected);
        }
    }

    #[test]
    fn long_lines_go_on_below_and_further_in() {
        let shown = Shown {
            margin: vec![quiet("7 ".to_owned())],
            code: vec![Part {
                class: Class::Plain,
                text: "  abcdefghijklmnop".to_owned(),
            }],
        };
        let rows: Vec<String> = wrapped(&shown, 14)
            .iter()
            .map(|row| row.iter().map(|part| part.text.as_str()).collect())
            .collect();
        assert_eq!(rows, ["7   abcdefghij", "      klmnop"]);
    }

    #[test]
    fn words_are_broken_at_spaces() {
        let mut text = String::new();
        write_prose(&mut text, "one two three", false, 8);
        assert_eq!(text, "one two\nthree\n");
    }
}
