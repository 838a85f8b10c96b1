//! Counts over lessons.

use serde::Serialize;

use super::report::{ClaimVerdict, LessonReport, SnippetResult};

/// Counts over one or more lessons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Lessons.
    pub lessons: usize,
    /// Snippets that do the same in both languages, or are accepted by neither.
    pub same: usize,
    /// Snippets that differ.
    pub different: usize,
    /// Snippets on which nothing can be said, because Python reached a limit.
    pub undecided: usize,
    /// Snippets that Adder declines.
    pub refused: usize,
    /// Snippets on which Adder failed.
    pub faults: usize,
    /// Claims that hold.
    pub claims_true: usize,
    /// Claims that do not hold.
    pub claims_wrong: usize,
    /// Claims about statements that never run.
    pub claims_not_reached: usize,
}

impl Tally {
    /// The counts of one lesson.
    pub fn of(lesson: &LessonReport) -> Self {
        let mut tally = Self {
            lessons: 1,
            ..Self::default()
        };
        for snippet in &lesson.snippets {
            match snippet.result {
                SnippetResult::Same | SnippetResult::SyntaxError => tally.same += 1,
                SnippetResult::Different => tally.different += 1,
                SnippetResult::Undecided => tally.undecided += 1,
                SnippetResult::Refused => tally.refused += 1,
                SnippetResult::Fault => tally.faults += 1,
                SnippetResult::NotPython => {}
            }
        }
        for claim in &lesson.claims {
            match claim.verdict {
                ClaimVerdict::Exact | ClaimVerdict::Note => tally.claims_true += 1,
                ClaimVerdict::Wrong => tally.claims_wrong += 1,
                ClaimVerdict::NotReached => tally.claims_not_reached += 1,
            }
        }
        tally
    }

    /// The counts of several lessons.
    pub fn over(lessons: &[LessonReport]) -> Self {
        let mut tally = Self::default();
        for lesson in lessons {
            tally.add(Self::of(lesson));
        }
        tally
    }

    /// Adds another's counts.
    fn add(&mut self, other: Self) {
        self.lessons += other.lessons;
        self.same += other.same;
        self.different += other.different;
        self.undecided += other.undecided;
        self.refused += other.refused;
        self.faults += other.faults;
        self.claims_true += other.claims_true;
        self.claims_wrong += other.claims_wrong;
        self.claims_not_reached += other.claims_not_reached;
    }

    /// Snippets that were run or refused.
    pub fn snippets(&self) -> usize {
        self.same + self.different + self.undecided + self.refused + self.faults
    }

    /// Claims that were judged.
    pub fn claims(&self) -> usize {
        self.claims_true + self.claims_wrong + self.claims_not_reached
    }

    /// Whether something was compared and did not agree, or could not be compared.
    pub fn has_failed(&self) -> bool {
        self.different + self.undecided + self.claims_wrong > 0
    }

    /// Whether there is nothing that anybody has to look at.
    pub fn is_clean(&self) -> bool {
        !self.has_failed() && self.refused + self.faults + self.claims_not_reached == 0
    }
}
