//! Claims judged: does the text say what really happens?

use super::Claim;

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

/// Compares a claim with what its statement really did; `actual` is what the claim's
/// [`Subject`](super::Subject) names, and none when the statement was never reached.
pub fn judge(claim: &Claim, actual: Option<&str>) -> Verdict {
    let Some(actual) = actual else {
        return Verdict::NotReached;
    };
    let actual = actual.trim_end_matches('\n');
    if claim.claimed == actual {
        Verdict::Exact
    } else {
        Verdict::Wrong {
            actual: actual.to_owned(),
        }
    }
}
