//! `break`, `continue`, `return` and what they pass on their way.

use super::{BindingId, Flow, NodeId, State};

/// Something around that a jump leaves.
pub(super) enum Frame {
    /// Where `break` and `continue` lead.
    Loop {
        breaks: Option<State>,
        continues: Option<State>,
    },
    /// An `except … as name`: the name is deleted on every way out.
    Handler(BindingId, NodeId),
    /// A `finally` that runs on the way.
    Finally {
        state: Option<State>,
        jumps: Vec<Jump>,
    },
}

/// A way out of a block.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Jump {
    Break,
    Continue,
    Return,
}

impl Flow<'_> {
    /// Leaves the current place; what follows is unreachable.
    pub(super) fn jump(&mut self, jump: Jump) {
        self.route(jump);
        self.state = self.unreachable();
    }

    fn route(&mut self, jump: Jump) {
        for at in (0..self.frames.len()).rev() {
            if let Frame::Handler(binding, handler) = self.frames[at] {
                self.unbind(binding, handler);
                continue;
            }
            let state = self.state.clone();
            match &mut self.frames[at] {
                Frame::Loop { .. } if jump == Jump::Return => {}
                Frame::Loop { breaks, continues } => {
                    let target = if jump == Jump::Break {
                        breaks
                    } else {
                        continues
                    };
                    let before = target.take();
                    let joined = self.join_option(before, state);
                    if let Frame::Loop { breaks, continues } = &mut self.frames[at] {
                        let target = if jump == Jump::Break {
                            breaks
                        } else {
                            continues
                        };
                        *target = Some(joined);
                    }
                    return;
                }
                Frame::Finally { state: seen, jumps } => {
                    if !jumps.contains(&jump) {
                        jumps.push(jump);
                    }
                    let before = seen.take();
                    let joined = self.join_option(before, state);
                    if let Frame::Finally { state: seen, .. } = &mut self.frames[at] {
                        *seen = Some(joined);
                    }
                    return;
                }
                Frame::Handler(..) => {}
            }
        }
    }

    pub(super) fn join_option(&mut self, a: Option<State>, b: State) -> State {
        match a {
            Some(a) => self.join(a, &b),
            None => b,
        }
    }
}
