//! The counts of many lessons as a table, a line each.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::{LessonReport, Tally};

/// A heading and what stands below it.
type Column = (&'static str, fn(&Tally) -> usize);

/// The first is always shown, the others if any lesson has one.
const COLUMNS: [Column; 8] = [
    ("snippets", Tally::snippets),
    ("differ", |tally| tally.different),
    ("undecided", |tally| tally.undecided),
    ("refused", |tally| tally.refused),
    ("faults", |tally| tally.faults),
    ("claims", Tally::claims),
    ("wrong", |tally| tally.claims_wrong),
    ("not reached", |tally| tally.claims_not_reached),
];

/// Names of lessons are cut from the left beyond this width: their ends tell more.
const WIDEST_NAME: usize = 60;

/// One line for each lesson below a line of headings.
pub fn table(lessons: &[LessonReport]) -> String {
    let tallies: Vec<Tally> = lessons.iter().map(Tally::of).collect();
    let total = Tally::over(lessons);
    let columns: Vec<&Column> = COLUMNS
        .iter()
        .enumerate()
        .filter(|(index, (_, count))| *index == 0 || count(&total) > 0)
        .map(|(_, column)| column)
        .collect();
    let names: Vec<String> = lessons
        .iter()
        .map(|lesson| end_of(&lesson.lesson))
        .collect();
    let widths = names.iter().map(|name| name.width());
    let name_width = widths.max().unwrap_or_default().max("lesson".len());
    let mut text = padded("lesson", name_width);
    for (heading, _) in &columns {
        write!(text, "  {heading}").expect("writing to a String");
    }
    text.push('\n');
    for (name, tally) in names.iter().zip(&tallies) {
        text.push_str(&padded(name, name_width));
        for (heading, count) in &columns {
            let width = heading.len();
            // A nought is no news.
            match count(tally) {
                0 => write!(text, "  {:>width$}", "·"),
                number => write!(text, "  {number:>width$}"),
            }
            .expect("writing to a String");
        }
        text.push('\n');
    }
    text
}

fn padded(name: &str, width: usize) -> String {
    let gap = width.saturating_sub(name.width());
    format!("{name}{}", " ".repeat(gap))
}

fn end_of(name: &str) -> String {
    if name.width() <= WIDEST_NAME {
        return name.to_owned();
    }
    let mut end: Vec<char> = Vec::new();
    for letter in name.chars().rev() {
        end.push(letter);
        if end.iter().collect::<String>().width() >= WIDEST_NAME {
            end.pop();
            break;
        }
    }
    end.push('…');
    end.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_any_script_line_up() {
        let lesson = |name: &str| LessonReport {
            lesson: name.to_owned(),
            snippets: Vec::new(),
            claims: Vec::new(),
            milliseconds: 0,
        };
        let long = format!("{}/the-end.md", "deep/".repeat(30));
        let shown = table(&[lesson("a.md"), lesson("日本.md"), lesson(&long)]);
        let widths: Vec<usize> = shown.lines().map(UnicodeWidthStr::width).collect();
        assert!(widths.iter().all(|width| *width == widths[0]), "{shown}");
        assert!(
            shown.contains("…") && shown.contains("/the-end.md"),
            "{shown}"
        );
    }
}
