//! The plain data of a comparison, with what the templates need to know of its layout.

use minijinja::context;
use minijinja::value::{Serde, Value};

use crate::present::compared::{Dress, From, Piece, RustLine, Snippet};

/// So many lines that stand aside are shown at once; more are folded.
const FEW: usize = 3;
/// The Python gets its width in letters, between these.
const WIDTHS: (usize, usize) = (26, 64);

/// A piece for the template.
pub(super) fn piece(piece: &Piece) -> Value {
    match piece {
        Piece::Prose { .. } => Value::from(Serde(piece)),
        Piece::Snippet(snippet) => {
            let dresses: Vec<Value> = snippet
                .dresses
                .iter()
                .map(|dress| self::dress(snippet, dress))
                .collect();
            context! {
                dresses,
                is_silent => snippet.outputs.as_ref().is_none_or(|outputs| outputs.python.is_silent()),
                ..Value::from(Serde(piece))
            }
        }
    }
}

fn dress(snippet: &Snippet, dress: &Dress) -> Value {
    let widest = snippet.python.iter().map(|line| {
        let text = line.code.text();
        line.prompt.len() + text.chars().count()
    });
    let shown: Vec<Value> = (0..dress.rust.len())
        .map(|index| rust_line(dress, index))
        .collect();
    context! {
        width => widest.max().unwrap_or_default().clamp(WIDTHS.0, WIDTHS.1),
        shown,
        ..Value::from(Serde(dress))
    }
}

fn rust_line(dress: &Dress, index: usize) -> Value {
    let is_first = index == 0 || !dress.rust[index - 1].is_aside;
    let start = (0..=index)
        .rev()
        .take_while(|before| dress.rust[*before].is_aside)
        .last();
    let run: &[RustLine] = start.map_or(&[], |start| {
        let length = dress.rust[start..]
            .iter()
            .take_while(|line| line.is_aside)
            .count();
        &dress.rust[start..start + length]
    });
    let is_folded = run.len() > FEW;
    let of = run.iter().find_map(|line| match line.from {
        From::Earlier { snippet } => Some(snippet),
        From::Own { .. } | From::Nowhere => None,
    });
    let from: Vec<String> = dress
        .links
        .iter()
        .enumerate()
        .filter(|(_, links)| links.contains(&index))
        .map(|(python, _)| python.to_string())
        .collect();
    let notes: Vec<Value> = dress
        .notes
        .iter()
        .filter(|note| note.at == index)
        .map(|note| Value::from(Serde(note)))
        .collect();
    context! {
        fold => (is_folded && is_first).then_some(run.len()),
        is_folded,
        snippet => of,
        from => from.join(" "),
        notes,
    }
}
