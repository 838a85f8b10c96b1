//! `groupby`: runs of items of the same key.

use std::cell::RefCell;
use std::rc::Rc;

use super::{bound, called, given, is_given, lazy};
use crate::{Args, Exception, PyEq, Value, ValueIter};

/// What the iterator over the groups and the groups share.
struct Groups {
    items: ValueIter,
    key: Value,
    /// The item that was read last and belongs to no group yet, with its key.
    current: Option<(Value, Value)>,
    /// The key of the group that was given out last.
    target: Option<Value>,
    /// Its number: older groups are over.
    n_given: u64,
}

impl Groups {
    fn try_advance(&mut self) -> Result<bool, Exception> {
        let Some(item) = self.items.try_next()? else {
            self.current = None;
            return Ok(false);
        };
        let key = if is_given(&self.key) {
            called(&self.key, [item.clone()])?
        } else {
            item.clone()
        };
        self.current = Some((key, item));
        Ok(true)
    }

    fn is_of_target(&self) -> bool {
        match (&self.current, &self.target) {
            (Some((key, _)), Some(target)) => key.same(target),
            _ => false,
        }
    }
}

/// `groupby(iterable, key=None)`.
pub(super) fn try_groupby(args: Args) -> Result<Value, Exception> {
    let [items, key] = bound(args, "groupby", ["iterable", "key"], 1)?;
    let groups = Rc::new(RefCell::new(Groups {
        items: given(items).try_iter()?,
        key: given(key),
        current: None,
        target: None,
        n_given: 0,
    }));
    Ok(lazy("itertools.groupby", move || {
        let mut state = groups.borrow_mut();
        if state.current.is_none() && !state.try_advance()? {
            return Ok(None);
        }
        while state.is_of_target() {
            if !state.try_advance()? {
                return Ok(None);
            }
        }
        let key = state.current.as_ref().map(|(key, _)| key.clone());
        state.target.clone_from(&key);
        state.n_given += 1;
        let own = state.n_given;
        drop(state);
        let groups = Rc::clone(&groups);
        let group = lazy("itertools._grouper", move || {
            let mut state = groups.borrow_mut();
            if state.n_given != own {
                return Ok(None);
            }
            if state.current.is_none() && !state.try_advance()? {
                return Ok(None);
            }
            if !state.is_of_target() {
                return Ok(None);
            }
            Ok(state.current.take().map(|(_, item)| item))
        });
        Ok(Some(Value::from((given(key), group))))
    }))
}
