//! Loops: turns are repeated until nothing changes.

use super::jump::Frame;
use super::{Flow, Knowledge, State};
use crate::syntax::ast::{Body, Expr};

/// From this nesting on, loops and `finally` bodies are looked at once only, with everything that
/// the loop binds taken as possible at its start.
pub(super) const EXACT_DEPTH: usize = 5;

/// How often a loop runs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Turns {
    Any,
    AtLeastOne,
}

impl<'a> Flow<'a> {
    pub(super) fn while_loop(&mut self, test: &'a Expr, body: &'a Body, orelse: &'a Body) {
        let (exhausted, breaks) = self.repeat(Turns::Any, |flow| {
            let (holds, fails) = flow.condition(test);
            flow.state = holds;
            flow.body(body);
            fails
        });
        self.state = exhausted;
        self.body(orelse);
        if let Some(breaks) = breaks {
            self.join_with(&breaks);
        }
    }

    pub(super) fn for_loop(
        &mut self,
        target: &'a Expr,
        iter: &'a Expr,
        body: &'a Body,
        orelse: &'a Body,
    ) {
        self.expr(iter);
        let turns = if Knowledge::is_certainly_not_empty(iter, self.ctx) {
            Turns::AtLeastOne
        } else {
            Turns::Any
        };
        let (exhausted, breaks) = self.repeat(turns, |flow| {
            let exhausted = flow.state.clone();
            flow.target(target);
            flow.body(body);
            exhausted
        });
        self.state = exhausted;
        self.body(orelse);
        if let Some(breaks) = breaks {
            self.join_with(&breaks);
        }
    }

    /// Runs a turn until nothing changes. The turn returns the state in which the loop may end
    /// regularly; that and the states at `break`s are the result.
    pub(super) fn repeat(
        &mut self,
        turns: Turns,
        turn: impl Fn(&mut Self) -> State,
    ) -> (State, Option<State>) {
        self.depth += 1;
        let mut head = self.take();
        let is_exact = self.depth <= EXACT_DEPTH;
        if !is_exact && !self.is_survey {
            head = self.survey(head, &turn);
        }
        let result = loop {
            self.state = head.clone();
            let (exhausted, breaks) = self.one_turn(&turn);
            let end = self.take();
            let next = self.join(head.clone(), &end);
            if next == head || !is_exact {
                let exit = match turns {
                    Turns::Any => exhausted,
                    Turns::AtLeastOne => end,
                };
                break (exit, breaks);
            }
            head = next;
        };
        self.depth -= 1;
        result
    }

    /// One turn; the state is then that at its end or at a `continue`.
    fn one_turn(&mut self, turn: &impl Fn(&mut Self) -> State) -> (State, Option<State>) {
        self.frames.push(Frame::Loop {
            breaks: None,
            continues: None,
        });
        let exhausted = turn(self);
        let Some(Frame::Loop { breaks, continues }) = self.frames.pop() else {
            unreachable!("frames are popped where they are pushed")
        };
        if let Some(continues) = continues {
            self.join_with(&continues);
        }
        (exhausted, breaks)
    }

    /// All that is seen anywhere in a turn, inner loops looked at once.
    fn survey(&mut self, head: State, turn: &impl Fn(&mut Self) -> State) -> State {
        self.is_survey = true;
        self.sinks.push(head.clone());
        self.state = head;
        self.one_turn(turn);
        self.is_survey = false;
        self.sinks.pop().expect("it was pushed above")
    }
}
