//! `match` and `case`, which are keywords only where a `match` statement stands.
//!
//! A line that starts with `match` and ends with a colon can be nothing but the head of a `match`
//! statement; the statements of its block can be nothing but `case` clauses. So two rules decide
//! exactly what CPython finds out by trying both readings.

use rustpython_parser::Tok;

use super::Token;

/// Turns the names `match` and `case` into keywords where they are.
pub(super) fn mark(tokens: &mut [Token], text: &str) {
    // For each open block: does it belong to a `match` statement?
    let mut blocks = vec![false];
    let mut opens_match = false;
    let mut at_line_start = true;
    for index in 0..tokens.len() {
        match &tokens[index].tok {
            Tok::Indent => blocks.push(opens_match),
            Tok::Dedent => {
                blocks.pop();
            }
            Tok::Newline => at_line_start = true,
            Tok::Name { name } if at_line_start => {
                at_line_start = false;
                // `𝐦atch` is the same name but never the keyword.
                let is_plain = &text[tokens[index].span.range()] == name;
                opens_match = is_plain && name == "match" && is_match_head(&tokens[index..]);
                let in_match = blocks.last().copied().unwrap_or(false);
                if opens_match {
                    tokens[index].tok = Tok::Match;
                } else if is_plain && in_match && name == "case" {
                    tokens[index].tok = Tok::Case;
                }
            }
            _ => {
                opens_match &= !at_line_start;
                at_line_start = false;
            }
        }
    }
}

fn is_match_head(line: &[Token]) -> bool {
    let end = line
        .iter()
        .position(|token| token.tok == Tok::Newline)
        .unwrap_or(line.len());
    end > 2 && line[end - 1].tok == Tok::Colon
}
