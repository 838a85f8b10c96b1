//! In what two snapshots differ.

use similar::{ChangeTag, TextDiff};

/// Lines around a change that show where it is.
const CONTEXT: usize = 2;

/// Lines that differ, with those around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// The snippet they are in; none for the heading.
    pub snippet: Option<usize>,
    /// In order.
    pub lines: Vec<HunkLine>,
    /// Other snippets in which the same lines differ in the same way, because their programs begin with the same code.
    pub also_in: Vec<usize>,
}

/// A line of a hunk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HunkLine {
    /// Which of the two texts has it.
    pub sign: Sign,
    /// Without its line end.
    pub text: String,
}

/// Which of two texts has a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Both.
    Both,
    /// Only the one that was accepted.
    Old,
    /// Only the one of now.
    New,
}

/// The differences from an accepted text to the one of now, each told once.
pub fn hunks(old: &str, new: &str) -> Vec<Hunk> {
    let diff = TextDiff::from_lines(old, new);
    let old_lines: Vec<&str> = old.lines().collect();
    let mut hunks: Vec<Hunk> = Vec::new();
    for group in diff.grouped_ops(CONTEXT) {
        let mut lines = Vec::new();
        let mut first_changed = None;
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let sign = match change.tag() {
                ChangeTag::Equal => Sign::Both,
                ChangeTag::Delete => Sign::Old,
                ChangeTag::Insert => Sign::New,
            };
            if sign != Sign::Both && first_changed.is_none() {
                let before = group.first().map_or(0, |op| op.old_range().start);
                first_changed = Some(change.old_index().unwrap_or(before + lines.len()));
            }
            let text = change.value().trim_end_matches('\n').to_owned();
            lines.push(HunkLine { sign, text });
        }
        let snippet = snippet_at(&old_lines, &lines, first_changed.unwrap_or_default());
        let same = hunks
            .iter_mut()
            .find(|hunk| changes(&hunk.lines) == changes(&lines));
        match (same, snippet) {
            (Some(hunk), Some(snippet)) => {
                if hunk.snippet != Some(snippet) && !hunk.also_in.contains(&snippet) {
                    hunk.also_in.push(snippet);
                }
            }
            (_, snippet) => hunks.push(Hunk {
                snippet,
                lines,
                also_in: Vec::new(),
            }),
        }
    }
    hunks
}

fn changes(lines: &[HunkLine]) -> Vec<&HunkLine> {
    lines
        .iter()
        .filter(|line| line.sign != Sign::Both)
        .collect()
}

/// The snippet whose heading is the last before a line; a heading that comes with the change counts too.
fn snippet_at(old: &[&str], lines: &[HunkLine], at: usize) -> Option<usize> {
    let number = |line: &str| line.strip_prefix("## Snippet ")?.parse().ok();
    let mut added = lines.iter().filter(|line| line.sign == Sign::New);
    let of_added = added.find_map(|line| number(&line.text));
    of_added.or_else(|| {
        old[..old.len().min(at + 1)]
            .iter()
            .rev()
            .find_map(|line| number(line))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(old: &str, new: &str) -> Vec<(Option<usize>, String, Vec<usize>)> {
        let changed = |hunk: &Hunk| {
            let lines = changes(&hunk.lines)
                .into_iter()
                .map(|line| match line.sign {
                    Sign::Old => format!("-{}", line.text),
                    Sign::New | Sign::Both => format!("+{}", line.text),
                });
            lines.collect::<Vec<_>>().join(" ")
        };
        hunks(old, new)
            .iter()
            .map(|hunk| (hunk.snippet, changed(hunk), hunk.also_in.clone()))
            .collect()
    }

    #[test]
    fn a_difference_that_several_programs_share_is_told_once() {
        let text = |line: &str| {
            let program =
                |number: usize| format!("## Snippet {number}\n\na\nb\n{line}\nc\nd\ne\nf\ng\n\n");
            format!("# x\n\n{}{}{}", program(1), program(2), program(3))
        };
        assert_eq!(told(&text("1"), &text("1")), []);
        assert_eq!(
            told(&text("1"), &text("2")),
            [(Some(1), "-1 +2".to_owned(), vec![2, 3])]
        );
        let longer = format!("{}## Snippet 4\n", text("1"));
        assert_eq!(
            told(&text("1"), &longer),
            [(Some(4), "+## Snippet 4".to_owned(), vec![])]
        );
    }
}
