//! Claims judged: does the text say what really happens?
//!
//! A teacher's `# 7` is meant for readers, so what a reader would let pass (spacing, quotes, `...`, a
//! rounded number) is a [`Verdict::Note`] with its reason. Whatever a learner would stumble over is
//! wrong: `5` for `5.0`, `0.3` for `0.30000000000000004`. A comment that only may be a claim is
//! called wrong only when it is a near miss.

use super::values::error_name;
use super::{Certainty, Claim};

/// What became of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds to the letter.
    Exact,
    /// It holds for a reader, for this reason (spacing, quotes, words around it, `...`, …).
    Note(&'static str),
    /// It does not hold.
    Wrong {
        /// What was printed instead.
        actual: String,
    },
    /// The statement never ran.
    NotReached,
    /// The comment only looked like a claim: nothing to report.
    NotAClaim,
}

impl Verdict {
    /// Whether a reader may rely on the claim.
    pub fn holds(&self) -> bool {
        match self {
            Self::Exact | Self::Note(_) | Self::NotAClaim => true,
            Self::Wrong { .. } | Self::NotReached => false,
        }
    }
}

/// Compares a claim with what its statement really did.
///
/// `actual` is what the claim's [`Subject`](super::Subject) names; if the statement raised, the last
/// line of the traceback; none if the statement was never reached. If it ran several times,
/// its outputs joined.
pub fn judge(claim: &Claim, actual: Option<&str>) -> Verdict {
    match actual {
        None => Verdict::NotReached,
        Some(actual) => judge_text(&claim.claimed, actual, claim.certainty),
    }
}

/// The same for the error that an output is said to end in; none if nothing is said about one.
pub fn judge_error(claim: &Claim, actual: Option<&str>) -> Option<Verdict> {
    let claimed = claim.then_error.as_deref()?;
    Some(judge_text(
        claimed,
        actual.unwrap_or_default(),
        Certainty::Stated,
    ))
}

fn judge_text(claimed: &str, actual: &str, certainty: Certainty) -> Verdict {
    let claimed = claimed.trim_end_matches('\n');
    let actual = actual.trim_end_matches(['\n', '\r']);
    if claimed == actual {
        return Verdict::Exact;
    }
    if let Some(verdict) = error_verdict(claimed, actual) {
        return verdict;
    }
    if let Some(reason) = loose_match(claimed, actual) {
        return Verdict::Note(reason);
    }
    if let Some(reason) = match_of_a_line(claimed, actual) {
        return Verdict::Note(reason);
    }
    match certainty {
        Certainty::Guessed if !is_near(claimed, actual) => Verdict::NotAClaim,
        Certainty::Guessed | Certainty::Stated => Verdict::Wrong {
            actual: actual.to_owned(),
        },
    }
}

/// `KeyError` and the beginning of a message hold for the whole last line of a traceback.
fn error_verdict(claimed: &str, actual: &str) -> Option<Verdict> {
    let (name, actual_name) = (error_name(claimed)?, error_name(actual)?);
    if let Some(rest) = actual.strip_prefix(claimed.trim_end_matches(['.', '…'])) {
        let is_whole = claimed.len() > name.len() || rest.is_empty() || rest.starts_with(':');
        return is_whole.then_some(Verdict::Exact);
    }
    let simple = |name: &str| name.rsplit('.').next().unwrap_or_default().to_owned();
    let same_class = simple(name) == simple(actual_name);
    let message =
        |text: &str, name: &str| text[name.len()..].trim_start_matches([':', ' ']).to_owned();
    let (said, seen) = (message(claimed, name), message(actual, actual_name));
    (same_class && seen.starts_with(&said))
        .then_some(Verdict::Note("the module of the exception is left out"))
}

/// The whole output against the whole claim, as a reader compares.
fn loose_match(claimed: &str, actual: &str) -> Option<&'static str> {
    if fold_blanks(claimed) == fold_blanks(actual) {
        return Some("spacing or line ends differ");
    }
    let (plain_claimed, plain_actual) = (fold_quotes(claimed), fold_quotes(actual));
    if plain_claimed == plain_actual {
        return Some("quotes differ");
    }
    if without_quotes(&plain_claimed) == without_quotes(&plain_actual) {
        return Some("quotes are left out or added");
    }
    if tight(&plain_claimed) == tight(&plain_actual) {
        return Some("spacing differs");
    }
    if matches!(claimed, "true" | "false" | "none") && claimed == actual.to_lowercase() {
        return Some("upper and lower case differ");
    }
    if without_commas(&plain_claimed) == without_commas(&plain_actual) {
        return Some("commas are added or left out");
    }
    if has_ellipsis(claimed) && matches_ellipsis(&fold_blanks(claimed), &fold_blanks(actual)) {
        return Some("`...` stands for the rest");
    }
    if without_addresses(claimed) == without_addresses(actual) {
        return Some("the address differs from run to run");
    }
    if claimed
        .rsplit_once("= ")
        .is_some_and(|(_, result)| result.trim() == actual)
    {
        return Some("the calculation stands before it");
    }
    if is_rounded(claimed, actual) {
        return Some("the number is rounded");
    }
    if is_same_set(&plain_claimed, &plain_actual) {
        return Some("the order of a set");
    }
    is_labelled(claimed, actual).then_some("words around it are left out")
}

/// The claim against the lines of an output of several.
fn match_of_a_line(claimed: &str, actual: &str) -> Option<&'static str> {
    if claimed.is_empty() || claimed.contains('\n') || !actual.contains('\n') {
        return None;
    }
    let holds = |line: &str| line == claimed || loose_match(claimed, line).is_some();
    let lines: Vec<&str> = actual.lines().collect();
    if lines.iter().all(|line| holds(line)) {
        Some("it is printed several times")
    } else if lines.last().is_some_and(|line| holds(line)) {
        Some("it is the last line of several")
    } else if lines.iter().any(|line| holds(line)) {
        Some("it is one of several lines")
    } else {
        None
    }
}

fn fold_blanks(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn fold_quotes(text: &str) -> String {
    fold_blanks(text).replace(['"', '“', '”', '„', '«', '»', '‘', '’', '`'], "'")
}

fn without_quotes(text: &str) -> String {
    text.replace('\'', "")
}

/// Without the blanks beside punctuation.
fn tight(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let is_word = |at: Option<usize>| {
        at.and_then(|at| chars.get(at))
            .is_some_and(|c| c.is_alphanumeric() || *c == '_')
    };
    chars
        .iter()
        .enumerate()
        .filter(|&(at, c)| *c != ' ' || (is_word(at.checked_sub(1)) && is_word(Some(at + 1))))
        .map(|(_, c)| *c)
        .collect()
}

/// Without commas outside brackets, where `1, 2` is another way to write the output `1 2`.
fn without_commas(text: &str) -> String {
    let mut depth = 0usize;
    let mut folded = String::new();
    for c in text.chars() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        folded.push(if c == ',' && depth == 0 { ' ' } else { c });
    }
    fold_blanks(&folded)
}

fn has_ellipsis(text: &str) -> bool {
    text.contains("...") || text.contains('…')
}

/// Whether the parts between the ellipses occur in order, the outer ones at the ends.
fn matches_ellipsis(claimed: &str, actual: &str) -> bool {
    let claimed = claimed.replace('…', "...");
    let parts: Vec<&str> = claimed
        .split("...")
        .map(|part| part.trim_matches([' ', ',']))
        .collect();
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
        return false;
    };
    if parts.iter().all(|part| part.is_empty()) || !actual.starts_with(first) {
        return false;
    }
    let mut rest = &actual[first.len()..];
    for part in &parts[1..parts.len() - 1] {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

/// With every `0x…` cut to `0x`, and `IPython`'s `<Dog at 0x…>` and `__main__` spelled as `repr` does.
fn without_addresses(text: &str) -> String {
    let mut parts = text.split("0x");
    let mut folded = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        folded.push_str("0x");
        folded.push_str(
            part.trim_start_matches(|c: char| c.is_ascii_hexdigit() || matches!(c, '.' | '…')),
        );
    }
    folded
        .replace(" object at ", " at ")
        .replace("__main__.", "")
}

/// Whether `3.33` stands for `3.3333333333333335`; `0.3` does not for `0.30000000000000004`.
fn is_rounded(claimed: &str, actual: &str) -> bool {
    let is_estimate = claimed.starts_with(['~', '≈']);
    let claimed = claimed.trim_start_matches(['~', '≈', ' ']);
    let decimals = claimed
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    let (Ok(said), Ok(seen)) = (claimed.parse::<f64>(), actual.parse::<f64>()) else {
        return false;
    };
    let step = 0.1f64.powi(i32::try_from(decimals.min(20)).unwrap_or(20));
    let difference = (said - seen).abs();
    let is_long = actual.len() >= 15 && claimed.len() < actual.len();
    let is_visible = difference > seen.abs() * 1e-12;
    difference < step && (is_estimate || (decimals >= 2 && is_long && is_visible))
}

/// Whether both are sets of the same elements.
fn is_same_set(claimed: &str, actual: &str) -> bool {
    let elements = |text: &str| -> Option<Vec<String>> {
        let inside = text.strip_prefix('{')?.strip_suffix('}')?;
        if inside.contains([':', '(', '[', '{']) {
            return None;
        }
        let mut elements: Vec<String> = inside
            .split(',')
            .map(|part| part.trim().to_owned())
            .collect();
        elements.sort();
        Some(elements)
    };
    elements(claimed).is_some_and(|said| Some(said) == elements(actual))
}

/// Whether the output is the claim with words (no numbers) before or behind it: `Total: 7`.
fn is_labelled(claimed: &str, actual: &str) -> bool {
    let around = actual
        .strip_suffix(claimed)
        .or_else(|| actual.strip_prefix(claimed));
    around.is_some_and(|around| {
        let border = if actual.ends_with(claimed) {
            around.chars().next_back()
        } else {
            around.chars().next()
        };
        !claimed.is_empty()
            && border.is_some_and(|c| !c.is_alphanumeric() && !matches!(c, '.' | '-' | '_'))
            && around.chars().any(char::is_alphabetic)
            && !around.contains(|c: char| c.is_numeric() || c == '\n')
            && !around.contains(['[', '(', '{', ',', ')', ']', '}'])
    })
}

/// Whether at least half of the words and signs of both are the same.
fn is_near(claimed: &str, actual: &str) -> bool {
    let (mut said, mut seen) = (signs(claimed), signs(actual));
    let n_all = said.len() + seen.len();
    said.sort();
    seen.sort();
    let mut common = 0;
    let (mut left, mut right) = (said.iter().peekable(), seen.iter().peekable());
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => _ = left.next(),
            std::cmp::Ordering::Greater => _ = right.next(),
            std::cmp::Ordering::Equal => {
                common += 1;
                left.next();
                right.next();
            }
        }
    }
    common > 0 && 4 * common >= n_all
}

/// The words, numbers and signs of a text in lower case.
fn signs(text: &str) -> Vec<String> {
    let mut signs: Vec<String> = Vec::new();
    let mut in_word = false;
    for c in text.to_lowercase().chars() {
        let is_word = c.is_alphanumeric() || c == '_';
        match signs.last_mut() {
            Some(last) if is_word && in_word => last.push(c),
            _ if !c.is_whitespace() => signs.push(c.to_string()),
            _ => {}
        }
        in_word = is_word;
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(claimed: &str, actual: &str) -> Verdict {
        judge_text(claimed, actual, Certainty::Stated)
    }

    #[test]
    fn what_readers_let_pass_is_a_note() {
        let pairs = [
            ("0 1 2", "0\n1\n2"),
            ("[1,2,3]", "[1, 2, 3]"),
            ("\"a\"", "'a'"),
            ("abc", "'abc'"),
            ("['a', 'b']", "[\"a\", \"b\"]"),
            ("true", "True"),
            ("1, 2, 3", "1 2 3"),
            ("3.33", "3.3333333333333335"),
            ("[0, 1, ..., 9]", "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]"),
            (
                "<Dog object at 0x7f...>",
                "<__main__.Dog object at 0x7fd1c2>",
            ),
            ("{1, 2}", "{2, 1}"),
            ("7", "Total: 7"),
            ("5", "one\ntwo\n5"),
            ("2 + 3 = 5", "5"),
        ];
        for (claimed, actual) in pairs {
            let verdict = check(claimed, actual);
            assert!(
                matches!(verdict, Verdict::Note(_)),
                "{claimed} {actual} {verdict:?}"
            );
        }
    }

    #[test]
    fn what_learners_stumble_over_is_wrong() {
        let pairs = [
            ("5", "5.0"),
            ("0.3", "0.30000000000000004"),
            ("[5, 4, 3, 2, 1, 0]", "[5, 4, 3, 2, 1]"),
            ("Tiny: WOOF", "TINY: WOOF"),
            ("7", "17"),
            ("7", "[1, 7]"),
            ("", "7"),
            ("7", ""),
            ("{'a': 1}", "{'a': 2}"),
            ("ValueError", "TypeError: x"),
        ];
        for (claimed, actual) in pairs {
            assert!(
                matches!(check(claimed, actual), Verdict::Wrong { .. }),
                "{claimed} {actual}"
            );
        }
    }

    #[test]
    fn errors_hold_by_their_beginning() {
        assert_eq!(check("TypeError", "TypeError: no"), Verdict::Exact);
        assert_eq!(check("TypeError: n", "TypeError: no"), Verdict::Exact);
        let verdict = check("JSONDecodeError: x", "json.decoder.JSONDecodeError: x y");
        assert!(matches!(verdict, Verdict::Note(_)));
    }

    #[test]
    fn guesses_are_wrong_only_when_near() {
        let judge = |claimed, actual| judge_text(claimed, actual, Certainty::Guessed);
        assert!(matches!(judge("call 4", "call 5"), Verdict::Wrong { .. }));
        assert_eq!(judge("0, 1, 2", ""), Verdict::NotAClaim);
        assert_eq!(judge("name", "Ann"), Verdict::NotAClaim);
    }
}
