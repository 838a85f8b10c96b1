//! The review of snapshots on a terminal: one after the other, a key for each.

use console::{Key, Term};

use super::super::Failure;
use super::super::screen::Screen;
use super::Snapshot;
use crate::present::{self, SnapshotState};

const CHOICES: &str = "  [a]ccept  [r]eject  [s]kip  accept [A]ll  [q]uit  ";

/// What the user says of a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    Accept,
    /// It is wrong: the accepted one stays, and the command fails.
    Reject,
    /// Later.
    Skip,
    AcceptAll,
    Quit,
}

/// Asks about each snapshot that is not as accepted. The status is 1 if one was rejected.
pub(super) fn review(snapshots: &[Snapshot], screen: &Screen) -> Result<u8, Failure> {
    let term = Term::stdout();
    let changed: Vec<&Snapshot> = snapshots
        .iter()
        .filter(|snapshot| snapshot.state != SnapshotState::Same)
        .collect();
    let total = changed.len();
    let ask = |place: usize, snapshot: &Snapshot| {
        let mut report = present::snapshot_report(&snapshot.name(), &snapshot.state);
        if let (SnapshotState::New, Some(text)) = (&snapshot.state, &snapshot.text) {
            report.extend(text.lines().map(|line| format!("    {line}\n")));
        }
        screen.print(&format!("\n{}/{total} {report}{CHOICES}", place + 1))?;
        let answer = loop {
            let key = term.read_key().map_err(|_| Failure::Interrupted)?;
            if let Some(answer) = answer_of(&key) {
                break answer;
            }
        };
        screen.print(&format!("{}\n", word(answer)))?;
        Ok(answer)
    };
    let counts = go_through(&changed, ask, Snapshot::accept)?;
    screen.print(&format!(
        "{} unchanged, {} accepted, {} rejected, {} left\n",
        snapshots.len() - total,
        counts.accepted,
        counts.rejected,
        total - counts.accepted - counts.rejected
    ))?;
    Ok(u8::from(counts.rejected > 0))
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    accepted: usize,
    rejected: usize,
}

fn go_through<T: Copy>(
    changed: &[T],
    ask: impl Fn(usize, T) -> Result<Answer, Failure>,
    accept: impl Fn(T) -> Result<(), Failure>,
) -> Result<Counts, Failure> {
    let mut counts = Counts::default();
    let mut accepts_all = false;
    for (place, item) in changed.iter().enumerate() {
        let answer = if accepts_all {
            Answer::Accept
        } else {
            ask(place, *item)?
        };
        match answer {
            Answer::Accept | Answer::AcceptAll => {
                accepts_all |= answer == Answer::AcceptAll;
                accept(*item)?;
                counts.accepted += 1;
            }
            Answer::Reject => counts.rejected += 1,
            Answer::Skip => {}
            Answer::Quit => break,
        }
    }
    Ok(counts)
}

fn answer_of(key: &Key) -> Option<Answer> {
    Some(match key {
        Key::Char('a' | 'y') | Key::Enter => Answer::Accept,
        Key::Char('r' | 'n') => Answer::Reject,
        Key::Char('s') => Answer::Skip,
        Key::Char('A') => Answer::AcceptAll,
        Key::Char('q') | Key::Escape => Answer::Quit,
        _ => return None,
    })
}

fn word(answer: Answer) -> &'static str {
    match answer {
        Answer::Accept => "accepted",
        Answer::Reject => "rejected",
        Answer::Skip => "skipped",
        Answer::AcceptAll => "accepted, and all that follow",
        Answer::Quit => "left as it is",
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    fn check(keys: &str, expected: &[usize], accepted: usize, rejected: usize) {
        let keys: Vec<Key> = keys.chars().map(Key::Char).collect();
        let done = RefCell::new(Vec::new());
        let ask = |place: usize, _: usize| Ok(answer_of(&keys[place]).expect("a choice"));
        let accept = |item| {
            done.borrow_mut().push(item);
            Ok(())
        };
        let counts = go_through(&[0, 1, 2, 3], ask, accept).expect("no failure");
        assert_eq!(counts, Counts { accepted, rejected });
        assert_eq!(*done.borrow(), expected);
    }

    #[test]
    fn each_answer_does_what_it_says() {
        check("arsa", &[0, 3], 2, 1);
        check("rA", &[1, 2, 3], 3, 1);
        check("aq", &[0], 1, 0);
        check("q", &[], 0, 0);
    }
}
