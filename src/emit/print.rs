//! Formatted text: markers become comments and blank lines, and the line map is read off.

/// Replaces the markers; gives the text and, for each line, the Python line it came from.
pub(super) fn finish(formatted: &str, comments: &[String]) -> (String, Vec<Option<u32>>) {
    let mut lines: Vec<(String, Option<u32>)> = Vec::new();
    let mut current: Option<u32> = None;
    let mut depth_of_current = 0;
    let mut at_ends: Vec<AtEnd> = Vec::new();
    for line in formatted.lines() {
        let code = line.trim_start();
        let indent = line.len() - code.len();
        if let Some(what) = AtEnd::of(code, indent, current) {
            at_ends.push(what);
            continue;
        }
        if !code.is_empty() {
            let n_open = at_ends
                .iter()
                .take_while(|what| what.indent <= indent)
                .count();
            for what in at_ends.drain(n_open..) {
                what.write(&mut lines, comments);
            }
        }
        if let Some(number) = marker(code, "__line!") {
            current = number.parse().ok().filter(|number| *number > 0);
            depth_of_current = indent;
            continue;
        }
        if code.starts_with("__blank!") {
            push_blank(&mut lines);
            continue;
        }
        if let Some(text) = comment(marker(code, "__comment!"), comments) {
            if indent == 0 && lines.last().is_some_and(|(last, _)| last == "}") {
                push_blank(&mut lines);
            }
            push_comment(&mut lines, indent, text, current);
            continue;
        }
        if let Some(text) = comment(marker(code, "__trailing!"), comments) {
            attach(&mut lines, indent, text, current);
            continue;
        }
        if indent < depth_of_current {
            depth_of_current = indent;
        }
        if code.is_empty() {
            push_blank(&mut lines);
        } else {
            let is_closing = code.starts_with('}');
            let is_apart = lines
                .last()
                .is_some_and(|(last, _)| last == "}" || last.starts_with("const "));
            if is_apart
                && indent == 0
                && ["fn ", "///", "#["]
                    .iter()
                    .any(|item| code.starts_with(item))
            {
                push_blank(&mut lines);
            }
            lines.push((line.to_owned(), if is_closing { None } else { current }));
        }
    }
    tidy(lines)
}

/// A comment or blank line that stands behind the value of a block: its marker comes before the value, the last thing in the block.
struct AtEnd {
    /// The indentation of the block's statements.
    indent: usize,
    /// The Python line.
    line: Option<u32>,
    /// The marker.
    marker: String,
}

impl AtEnd {
    fn of(code: &str, indent: usize, line: Option<u32>) -> Option<Self> {
        let is_marker = ["__comment_at_end!", "__trailing_at_end!", "__blank_at_end!"]
            .iter()
            .any(|marker| code.starts_with(marker));
        is_marker.then(|| Self {
            indent,
            line,
            marker: code.to_owned(),
        })
    }

    fn write(&self, lines: &mut Vec<(String, Option<u32>)>, comments: &[String]) {
        if let Some(text) = comment(marker(&self.marker, "__trailing_at_end!"), comments) {
            attach_if(|_| true, lines, self.indent, text, self.line);
        } else if let Some(text) = comment(marker(&self.marker, "__comment_at_end!"), comments) {
            push_comment(lines, self.indent, text, self.line);
        } else {
            push_blank(lines);
        }
    }
}

/// What stands in the parentheses of a marker.
fn marker<'a>(code: &'a str, name: &str) -> Option<&'a str> {
    let inside = code.strip_prefix(name)?.strip_prefix('(')?;
    inside
        .strip_suffix(");")
        .or_else(|| inside.strip_suffix(')'))
}

/// The comment that a marker names.
fn comment<'a>(number: Option<&str>, comments: &'a [String]) -> Option<&'a str> {
    comments
        .get(number?.parse::<usize>().ok()?)
        .map(String::as_str)
}

fn push_comment(
    lines: &mut Vec<(String, Option<u32>)>,
    indent: usize,
    text: &str,
    line: Option<u32>,
) {
    for part in text.split('\n') {
        let comment = format!("{}// {part}", " ".repeat(indent));
        lines.push((comment.trim_end().to_owned(), line));
    }
}

fn push_blank(lines: &mut Vec<(String, Option<u32>)>) {
    let is_useless = lines
        .last()
        .is_none_or(|(last, _)| last.is_empty() || last.ends_with('{'));
    if !is_useless {
        lines.push((String::new(), None));
    }
}

/// A comment behind a statement: on its line if it is short and the statement ends there.
fn attach(lines: &mut Vec<(String, Option<u32>)>, indent: usize, text: &str, line: Option<u32>) {
    let ends_here = |last: &str| last.ends_with(';') || last.ends_with('{');
    attach_if(ends_here, lines, indent, text, line);
}

/// A comment behind what the last line ends, if it does: otherwise on a line of its own.
fn attach_if(
    ends_here: impl Fn(&str) -> bool,
    lines: &mut Vec<(String, Option<u32>)>,
    indent: usize,
    text: &str,
    line: Option<u32>,
) {
    if let Some((last, _)) = lines.last_mut() {
        let is_comment = last.trim_start().starts_with("//");
        if ends_here(last) && !is_comment && !text.contains('\n') {
            last.push_str(&format!(" // {text}"));
            return;
        }
    }
    lines.push((format!("{}// {text}", " ".repeat(indent)), line));
}

/// No blank lines at the beginning, the end or before a closing brace.
fn tidy(lines: Vec<(String, Option<u32>)>) -> (String, Vec<Option<u32>>) {
    let mut text = String::new();
    let mut map = Vec::new();
    let keep = |index: usize| {
        let (line, _) = &lines[index];
        !line.is_empty()
            || lines
                .get(index + 1)
                .is_some_and(|(next, _)| !next.trim_start().starts_with('}'))
    };
    for (index, (line, number)) in lines.iter().enumerate() {
        if keep(index) {
            text.push_str(line);
            text.push('\n');
            map.push(*number);
        }
    }
    (text, map)
}
