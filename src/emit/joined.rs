//! Formatted text with fewer lines: what stands in several lines and fits one is joined.
//!
//! prettyplease breaks a list as soon as something in it does not fit, and has lines of 89 columns. Here, lines have 100 columns; the arguments of a format
//! string and the short items of an array share lines; a closure or an array that is a last argument goes on where its call
//! stands. Nothing but white space and commas behind last items changes.

/// How wide lines may be.
const WIDTH: usize = 100;

/// The widest item of an array, and the widest value below a format string, that shares a line with others.
const SHORT: [usize; 2] = [16, 48];

/// A line of code.
#[derive(Clone, Debug)]
struct Line {
    indent: usize,
    text: String,
}

impl Line {
    fn width(&self) -> usize {
        self.indent + self.text.chars().count()
    }

    /// Whether the rest of a group in brackets stands in the lines below.
    fn opens(&self) -> bool {
        self.text.ends_with(['(', '[', '{']) && !self.text.starts_with("//")
    }

    /// Whether it goes on the line before: a link of a call chain, or an operator with its right side.
    fn continues(&self) -> bool {
        const OPERATORS: [&str; 13] = [
            "&& ", "|| ", "+ ", "- ", "* ", "/ ", "% ", "== ", "!= ", "< ", "> ", "<= ", ">= ",
        ];
        self.is_link() || OPERATORS.iter().any(|op| self.text.starts_with(op))
    }

    fn is_link(&self) -> bool {
        self.text.starts_with('.') && !self.text.starts_with("..")
    }

    /// The line further to the left.
    fn by(&self, shift: usize) -> Self {
        Self {
            indent: self.indent.saturating_sub(shift),
            text: self.text.clone(),
        }
    }

    fn closes(&self) -> bool {
        self.text.starts_with([')', ']', '}'])
    }

    /// The text without the comma that separates an item from the next.
    fn item(&self) -> &str {
        self.text.strip_suffix(',').unwrap_or(&self.text)
    }
}

/// The same code in fewer lines.
pub(super) fn join(formatted: &str) -> String {
    let lines: Vec<Line> = formatted
        .lines()
        .map(|line| {
            let text = line.trim_start();
            Line {
                indent: line.len() - text.len(),
                text: text.to_owned(),
            }
        })
        .collect();
    let mut out = String::with_capacity(formatted.len());
    // What moved to the left has room for more.
    for line in join_level(&join_level(&lines)) {
        if !line.text.is_empty() {
            out.extend(std::iter::repeat_n(' ', line.indent));
        }
        out.push_str(&line.text);
        out.push('\n');
    }
    debug_assert_eq!(code_of(&out), code_of(formatted), "the code is the same");
    out
}

/// Code without what joining changes.
fn code_of(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != ',')
        .collect()
}

/// Joins lines that no bracket stands around.
fn join_level(lines: &[Line]) -> Vec<Line> {
    let mut units: Vec<Vec<Line>> = Vec::new();
    let mut rest = lines;
    while let Some((first, below)) = rest.split_first() {
        let mut unit = vec![first.clone()];
        rest = below;
        // A group, and what its closing bracket opens in its turn.
        while unit.last().is_some_and(Line::opens) {
            let inside = rest.first().map_or(0, |line| line.indent);
            let n_inside = rest
                .iter()
                .take_while(|line| line.indent >= inside || line.text.is_empty())
                .count();
            let Some(closing) = rest.get(n_inside).filter(|line| line.closes()) else {
                break;
            };
            let inner = join_level(&rest[..n_inside]);
            rest = &rest[n_inside + 1..];
            close_group(&mut unit, inner, closing);
        }
        units.push(unit);
    }
    continued(units).into_iter().flatten().collect()
}

/// Puts links and operators behind what they continue.
fn continued(units: Vec<Vec<Line>>) -> Vec<Vec<Line>> {
    let mut out: Vec<Vec<Line>> = Vec::new();
    let mut units = units.into_iter().peekable();
    while let Some(head) = units.next() {
        let mut operands = vec![with_links(head, &mut units)];
        while let Some(next) = units.next_if(|unit| unit[0].continues()) {
            operands.push(with_links(next, &mut units));
        }
        let mut whole = operands.remove(0);
        let fits = operands.iter().all(|operand| operand.len() == 1);
        let width: usize = operands
            .iter()
            .map(|operand| operand[0].text.chars().count() + 1)
            .sum();
        match whole.last_mut() {
            Some(last) if fits && last.width() + width <= WIDTH => {
                for operand in operands {
                    last.text.push(' ');
                    last.text.push_str(&operand[0].text);
                }
            }
            _ => whole.extend(operands.into_iter().flatten()),
        }
        // The brace of a condition that needs no lines of its own any more.
        let mut is_alone = whole.len() == 1;
        while let Some(last) = whole.last_mut()
            && (is_alone || last.closes())
            && last.width() + 2 <= WIDTH
            && !last.text.ends_with([';', ',', '{', '}'])
            && let Some(block) = units.next_if(|unit| unit[0].text == "{")
        {
            last.text.push_str(" {");
            whole.extend(block.into_iter().skip(1));
            whole = with_links(whole, &mut units);
            is_alone = false;
        }
        out.push(whole);
    }
    out
}

/// A call chain on one line, or up to a last link that goes on over more.
fn with_links(
    mut head: Vec<Line>,
    units: &mut std::iter::Peekable<std::vec::IntoIter<Vec<Line>>>,
) -> Vec<Line> {
    let mut links: Vec<Vec<Line>> = Vec::new();
    while let Some(link) = units.next_if(|unit| unit[0].is_link()) {
        links.push(link);
    }
    let (Some((last, others)), Some(end)) = (links.split_last(), head.last()) else {
        return head;
    };
    let are_short = others.iter().all(|link| link.len() == 1);
    let ends_open = last.len() == 1 || last[0].opens();
    let width: usize = links.iter().map(|link| link[0].text.chars().count()).sum();
    let fits = are_short && ends_open && end.width() + width <= WIDTH;
    let indent = end.indent;
    if !fits {
        head.extend(links.into_iter().flatten());
        return head;
    }
    for link in links {
        let shift = link[0].indent.saturating_sub(indent);
        let mut lines = link.into_iter();
        if let (Some(end), Some(first)) = (head.last_mut(), lines.next()) {
            end.text.push_str(&first.text);
        }
        head.extend(lines.map(|line| line.by(shift)));
    }
    head
}

/// Adds what stands in brackets and the closing bracket to a unit whose last line opens them.
fn close_group(unit: &mut Vec<Line>, inner: Vec<Line>, closing: &Line) {
    let Some(opening) = unit.pop() else { return };
    // A head of a chain has its group further inside than any other.
    let shift = closing.indent.saturating_sub(opening.indent);
    let (inner, closing) = (shifted(inner, shift), &closing.by(shift));
    if opening.text.starts_with("use ") && opening.text.ends_with('{') {
        unit.extend(imports(opening, &inner, closing));
        return;
    }
    if opening.text.ends_with('{') && !is_struct_literal(&opening, &inner) {
        unit.push(opening);
        unit.extend(inner);
        unit.push(closing.clone());
        return;
    }
    let items = items_of(inner);
    if let Some(joined) = on_one_line(&opening, &items, closing) {
        unit.push(joined);
    } else if let Some(lines) = with_last_open(&opening, &items, closing) {
        unit.extend(lines);
    } else {
        let indent = items.first().map_or(0, |item| item[0].indent);
        let lines = match packing(&opening, &items) {
            Some(n_apart) => packed(items, n_apart, indent),
            None => items.into_iter().flatten().collect(),
        };
        unit.push(opening);
        unit.extend(lines);
        unit.push(closing.clone());
    }
}

/// `Row {` … `}` as an expression: its fields may share a line.
fn is_struct_literal(opening: &Line, inner: &[Line]) -> bool {
    let head = opening.text.trim_end_matches(['{', ' ']);
    let name = head.rsplit(|c: char| !c.is_alphanumeric()).next();
    let is_definition = ["struct ", "pub struct ", "impl ", "enum "]
        .iter()
        .any(|start| opening.text.starts_with(start));
    name.is_some_and(|name| name.starts_with(char::is_uppercase))
        && !is_definition
        && inner.last().is_some_and(|line| line.text.ends_with(','))
}

fn shifted(lines: Vec<Line>, shift: usize) -> Vec<Line> {
    lines.iter().map(|line| line.by(shift)).collect()
}

/// The items of a list, each with its lines.
fn items_of(lines: Vec<Line>) -> Vec<Vec<Line>> {
    let mut items: Vec<Vec<Line>> = Vec::new();
    let indent = lines.first().map_or(0, |line| line.indent);
    let mut begins = true;
    let mut lines = lines.into_iter().peekable();
    while let Some(line) = lines.next() {
        let ends = line.text.ends_with(',')
            && lines
                .peek()
                .is_some_and(|next| next.indent == indent && !next.continues() && !next.closes());
        match items.last_mut() {
            Some(item) if !begins => item.push(line),
            _ => items.push(vec![line]),
        }
        begins = ends;
    }
    items
}

fn on_one_line(opening: &Line, items: &[Vec<Line>], closing: &Line) -> Option<Line> {
    let mut text = opening.text.clone();
    let padding = if text.ends_with('{') && !text.ends_with("::{") {
        " "
    } else {
        ""
    };
    text.push_str(padding);
    for (index, item) in items.iter().enumerate() {
        let [only] = &item[..] else { return None };
        text.push_str(if index > 0 { ", " } else { "" });
        text.push_str(only.item());
    }
    text.push_str(padding);
    // The tuple of one item keeps its comma.
    let is_tuple = items.len() == 1
        && items[0][0].text.ends_with(',')
        && !opening.text[..opening.text.len() - 1]
            .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '!' | '>' | ')' | ']'))
        && opening.text.ends_with('(');
    if is_tuple {
        text.push(',');
    }
    text.push_str(&closing.text);
    let line = Line {
        indent: opening.indent,
        text,
    };
    (line.width() <= WIDTH).then_some(line)
}

/// `call(a, |x| {` … `})`: the last argument goes on where the call stands.
fn with_last_open(opening: &Line, items: &[Vec<Line>], closing: &Line) -> Option<Vec<Line>> {
    let (last, others) = items.split_last()?;
    let [head, body @ .., end] = &last[..] else {
        return None;
    };
    let is_label =
        |item: &Vec<Line>| item[0].text.starts_with('\'') && !item[0].item().ends_with('\'');
    let fits_kind = if others.is_empty() {
        !head.text.starts_with('"')
    } else if others.iter().all(is_label) {
        true
    } else {
        [
            "|", "move |", "[", "vec![", "values![", "args![", "fields![", "pairs![",
        ]
        .iter()
        .any(|start| head.text.starts_with(start))
    };
    if !fits_kind || !head.opens() || !end.closes() || end.indent != head.indent || end.opens() {
        return None;
    }
    let mut text = opening.text.clone();
    for item in others {
        let [only] = &item[..] else { return None };
        text.push_str(only.item());
        text.push_str(", ");
    }
    text.push_str(&head.text);
    let first = Line {
        indent: opening.indent,
        text,
    };
    if first.width() > WIDTH {
        return None;
    }
    let shift = head.indent - opening.indent;
    let mut lines = vec![first];
    lines.extend(body.iter().map(|line| line.by(shift)));
    lines.push(Line {
        indent: opening.indent,
        text: format!("{}{}", end.item(), closing.text),
    });
    Some(lines)
}

/// How many items stand on lines of their own before those that share lines; none if all do.
fn packing(opening: &Line, items: &[Vec<Line>]) -> Option<usize> {
    let is_template = ["println!(", "print!(", "format!(", "eprintln!(", "eprint!("]
        .iter()
        .any(|start| opening.text.ends_with(start));
    let (n_apart, widest) = match opening.text.ends_with('[') {
        true => (0, SHORT[0]),
        false if is_template => (1, SHORT[1]),
        false => return None,
    };
    let is_short = |item: &Vec<Line>| item.len() == 1 && item[0].item().chars().count() <= widest;
    items.iter().skip(n_apart).all(is_short).then_some(n_apart)
}

fn packed(items: Vec<Vec<Line>>, n_apart: usize, indent: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (index, item) in items.into_iter().flatten().enumerate() {
        let item = format!("{},", item.item());
        match lines.last_mut() {
            Some(line) if index > n_apart && line.width() + 1 + item.chars().count() <= WIDTH => {
                line.text.push(' ');
                line.text.push_str(&item);
            }
            _ => lines.push(Line { indent, text: item }),
        }
    }
    lines
}

fn imports(opening: Line, inner: &[Line], closing: &Line) -> Vec<Line> {
    let names = inner.iter().flat_map(|line| line.text.split(", "));
    let items: Vec<Vec<Line>> = names
        .map(|name| {
            vec![Line {
                indent: 4,
                text: name.to_owned(),
            }]
        })
        .collect();
    if let Some(line) = on_one_line(&opening, &items, closing) {
        return vec![line];
    }
    let mut lines = vec![opening];
    lines.extend(packed(items, 0, 4));
    lines.push(closing.clone());
    lines
}
