//! The name that a misspelt one probably stands for: "Did you mean".
//!
//! Semantics: `calculate_suggestions` in CPython 3.11's `Python/suggestions.c`. The file stands on its own, because the
//! translator compiles it too: names are searched there, attributes in the running program.

const MOVE_COST: usize = 2;
const CASE_COST: usize = 1;
const MAX_CANDIDATES: usize = 750;
const MAX_LENGTH: usize = 40;

/// The first of the candidates that are nearest to `name`, if it is near enough. `name` itself is none.
pub fn closest<'a>(name: &str, candidates: &[&'a str]) -> Option<&'a str> {
    if candidates.len() >= MAX_CANDIDATES {
        return None;
    }
    let mut found: Option<(&str, usize)> = None;
    for candidate in candidates.iter().filter(|candidate| **candidate != name) {
        // A third of the characters may differ, and less than in what was found before.
        let mut limit = (name.len() + candidate.len() + 3) * MOVE_COST / 6;
        if let Some((_, best)) = found {
            limit = limit.min(best - 1);
        }
        if let Some(distance) = distance(name.as_bytes(), candidate.as_bytes(), limit) {
            found = Some((candidate, distance));
        }
    }
    found.map(|(candidate, _)| candidate)
}

/// The cost of turning one text into the other, byte by byte; `None` above `limit`.
fn distance(one: &[u8], two: &[u8], limit: usize) -> Option<usize> {
    let n_before = one.iter().zip(two).take_while(|(a, b)| a == b).count();
    let (one, two) = (&one[n_before..], &two[n_before..]);
    let ends = one.iter().rev().zip(two.iter().rev());
    let n_after = ends.take_while(|(a, b)| a == b).count();
    let (one, two) = (&one[..one.len() - n_after], &two[..two.len() - n_after]);
    if one.is_empty() || two.is_empty() {
        let cost = (one.len() + two.len()) * MOVE_COST;
        return (cost <= limit).then_some(cost);
    }
    if one.len() > MAX_LENGTH || two.len() > MAX_LENGTH {
        return None;
    }
    let (short, long) = if two.len() < one.len() {
        (two, one)
    } else {
        (one, two)
    };
    if (long.len() - short.len()) * MOVE_COST > limit {
        return None;
    }
    let mut row: Vec<usize> = (1..=short.len()).map(|n| n * MOVE_COST).collect();
    let mut result = 0;
    for (number, long_byte) in long.iter().enumerate() {
        let mut diagonal = number * MOVE_COST;
        result = diagonal;
        let mut least = usize::MAX;
        for (cell, short_byte) in row.iter_mut().zip(short) {
            let substituted = diagonal + substitution_cost(*long_byte, *short_byte);
            diagonal = *cell;
            let moved = result.min(diagonal) + MOVE_COST;
            result = moved.min(substituted);
            *cell = result;
            least = least.min(result);
        }
        if least > limit {
            return None;
        }
    }
    (result <= limit).then_some(result)
}

fn substitution_cost(a: u8, b: u8) -> usize {
    if a == b {
        0
    } else if a.eq_ignore_ascii_case(&b) {
        CASE_COST
    } else {
        MOVE_COST
    }
}
