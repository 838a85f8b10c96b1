//! `try`: whatever the body went through may be what a handler, or the `finally`, finds.

use super::Flow;
use super::jump::{Frame, Jump};
use super::loops::EXACT_DEPTH;
use crate::syntax::ast::{Body, Handler};

impl<'a> Flow<'a> {
    pub(super) fn try_except(&mut self, body: &'a Body, handlers: &'a [Handler], orelse: &'a Body) {
        self.sinks.push(self.state.clone());
        self.body(body);
        let raised = self.sinks.pop().expect("it was pushed above");
        self.body(orelse);
        let mut end = self.take();
        for handler in handlers {
            self.state = raised.clone();
            self.handler(handler);
            let handled = self.take();
            end = self.join(end, &handled);
        }
        self.state = end;
    }

    fn handler(&mut self, handler: &'a Handler) {
        self.option(handler.exc_type.as_ref());
        let binding = match &handler.name {
            Some(_) => self.binding_at(handler.id),
            None => None,
        };
        let Some(binding) = binding else {
            self.body(&handler.body);
            return;
        };
        self.store(handler.id);
        self.frames.push(Frame::Handler(binding, handler.id));
        self.body(&handler.body);
        self.frames.pop();
        self.unbind(binding, handler.id);
    }

    pub(super) fn try_finally(
        &mut self,
        body: &'a Body,
        handlers: &'a [Handler],
        orelse: &'a Body,
        finalbody: &'a Body,
    ) {
        self.depth += 1;
        self.sinks.push(self.state.clone());
        self.frames.push(Frame::Finally {
            state: None,
            jumps: Vec::new(),
        });
        self.try_except(body, handlers, orelse);
        let raised = self.sinks.pop().expect("it was pushed above");
        let Some(Frame::Finally { state, jumps }) = self.frames.pop() else {
            unreachable!("frames are popped where they are pushed")
        };
        let abnormal = self.join_option(state, raised);
        if self.depth > EXACT_DEPTH {
            self.join_with(&abnormal);
            self.body(finalbody);
            let normal = self.state.clone();
            self.go_on_with_jumps(&jumps);
            self.state = normal;
        } else {
            self.body(finalbody);
            let normal = std::mem::replace(&mut self.state, abnormal);
            self.body(finalbody);
            self.go_on_with_jumps(&jumps);
            self.state = normal;
        }
        self.depth -= 1;
    }

    fn go_on_with_jumps(&mut self, jumps: &[Jump]) {
        let end = self.state.clone();
        for jump in jumps {
            self.state = end.clone();
            self.jump(*jump);
        }
    }
}
