//! Lines of two programs beside each other.
//!
//! The line map says from which line of the Python a line of the Rust came. Not every such pair can stand on one row, because
//! the Rust has its items in another order; the longest chain of pairs that rise on both sides is put on common rows, and what
//! stands between two of them is filled up from the top.

use std::ops::Range;

use serde::Serialize;

/// Indices of two lines that stand beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Index of a line of the Python, if one stands here.
    pub python: Option<usize>,
    /// Index of a line of the Rust.
    pub rust: Option<usize>,
}

/// The rows for `n_python` lines of Python and the Rust lines whose origins are `targets`.
pub(super) fn rows(n_python: usize, targets: &[Option<usize>]) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut python = 0;
    let mut rust = 0;
    for (next_python, next_rust) in chain(targets) {
        fill(&mut rows, python..next_python, rust..next_rust);
        rows.push(Row {
            python: Some(next_python),
            rust: Some(next_rust),
        });
        python = next_python + 1;
        rust = next_rust + 1;
    }
    fill(&mut rows, python..n_python, rust..targets.len());
    rows
}

fn fill(rows: &mut Vec<Row>, python: Range<usize>, rust: Range<usize>) {
    for offset in 0..python.len().max(rust.len()) {
        let at = |range: &Range<usize>| Some(range.start + offset).filter(|at| *at < range.end);
        rows.push(Row {
            python: at(&python),
            rust: at(&rust),
        });
    }
}

/// The longest chain of (Python line, Rust line) that rises on both sides. Of the Rust lines that came from one line of
/// Python in a row, only the first may stand beside it.
fn chain(targets: &[Option<usize>]) -> Vec<(usize, usize)> {
    let mut last = None;
    let mut pairs = Vec::new();
    for (rust, target) in targets.iter().enumerate() {
        if let Some(python) = *target
            && last != Some(python)
        {
            pairs.push((python, rust));
        }
        last = target.or(last);
    }
    // For each length of a chain, the pair with the lowest Python line that ends one; and the pair before each.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, (python, _)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].0 < *python);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            // Of several copies of one line the first keeps its place.
            Some(end) if pairs[*end].0 == *python => {}
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut found = Vec::new();
    let mut next = ends.last().copied();
    while let Some(index) = next {
        found.push(pairs[index]);
        next = before[index];
    }
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One word for each row: `python/rust`, a dot for nothing.
    fn check(n_python: usize, targets: &[Option<usize>], expected: &str) {
        let shown = |line: Option<usize>| line.map_or(".".to_owned(), |line| line.to_string());
        let rows: Vec<String> = rows(n_python, targets)
            .iter()
            .map(|row| format!("{}/{}", shown(row.python), shown(row.rust)))
            .collect();
        assert_eq!(rows.join(" "), expected);
    }

    #[test]
    fn lines_in_the_same_order_share_rows() {
        check(3, &[Some(0), Some(1), Some(2)], "0/0 1/1 2/2");
    }

    #[test]
    fn a_line_that_becomes_several_leaves_a_gap() {
        check(2, &[Some(0), Some(0), None, Some(1)], "0/0 ./1 ./2 1/3");
    }

    #[test]
    fn the_longer_part_keeps_its_place_when_the_order_changes() {
        check(
            3,
            &[Some(2), None, Some(0), Some(1), Some(2)],
            "./0 ./1 0/2 1/3 2/4",
        );
    }

    #[test]
    fn of_two_copies_the_first_is_beside_its_python() {
        check(2, &[Some(0), Some(1), Some(0), Some(1)], "0/0 1/1 ./2 ./3");
    }

    #[test]
    fn lines_without_a_partner_fill_gaps_from_the_top() {
        check(4, &[None, None, Some(3)], "0/0 1/1 2/. 3/2");
        check(0, &[], "");
    }
}
