//! Slices of a list: read, assigned and deleted.

use super::List;
use crate::Exception;
use crate::slice::{Slice, SlicePositions};

impl<T: Clone> List<T> {
    raising! {
        /// `list[start:stop:step]`.
        slice: pub fn try_slice(&self, start: Option<i64>, stop: Option<i64>, step: Option<i64>) -> List<T> {
            let items = self.0.borrow();
            let positions = Slice::new(start, stop, step).positions(items.len())?;
            Ok(List::from(positions.pick(&items)))
        }

        /// `list[start:stop:step] = new_items`.
        set_slice: pub fn try_set_slice(&self, start: Option<i64>, stop: Option<i64>, step: Option<i64>, new_items: Vec<T>) -> () {
            let mut items = self.0.borrow_mut();
            let positions = Slice::new(start, stop, step).positions(items.len())?;
            let old = try_replace_stretch(&mut items, positions, new_items)?;
            drop(items);
            drop(old);
            Ok(())
        }

        /// `del list[start:stop:step]`.
        del_slice: pub fn try_del_slice(&self, start: Option<i64>, stop: Option<i64>, step: Option<i64>) -> () {
            let mut items = self.0.borrow_mut();
            let positions = Slice::new(start, stop, step).positions(items.len())?;
            let old = take_stretch(&mut items, positions);
            drop(items);
            drop(old);
            Ok(())
        }
    }
}

/// Puts new items where a slice points, and gives back the old ones.
pub(super) fn try_replace_stretch<T>(
    items: &mut Vec<T>,
    positions: SlicePositions,
    new_items: Vec<T>,
) -> Result<Vec<T>, Exception> {
    if let Some(stretch) = positions.as_stretch() {
        if stretch.len() == new_items.len() {
            let mut new_items = new_items;
            items[stretch].swap_with_slice(&mut new_items);
            return Ok(new_items);
        }
        return Ok(items.splice(stretch, new_items).collect());
    }
    if positions.count != new_items.len() {
        return Err(Exception::value_error(format!(
            "attempt to assign sequence of size {} to extended slice of size {}",
            new_items.len(),
            positions.count
        )));
    }
    let pairs = positions.iter().zip(new_items);
    Ok(pairs
        .map(|(position, item)| std::mem::replace(&mut items[position], item))
        .collect())
}

/// `list[to] = list[from]`, in place where the items only change places.
pub(super) fn try_move_within<T: Clone>(
    items: &mut Vec<T>,
    to: Slice,
    from: Slice,
) -> Result<(), Exception> {
    let from = from.positions(items.len())?;
    let to = to.positions(items.len())?;
    let Some(stretch) = to.as_stretch().filter(|_| to.count == from.count) else {
        let moved = from.pick(items);
        return try_replace_stretch(items, to, moved).map(drop);
    };
    if from.step == -1 && usize::try_from(from.start + 1) == Ok(stretch.end) {
        items[stretch].reverse();
    } else if let (Some(source), true) = (from.as_stretch(), from.start >= to.start) {
        for (position, source) in stretch.zip(source) {
            items[position] = items[source].clone();
        }
    } else {
        let mut moved = from.pick(items);
        items[stretch].swap_with_slice(&mut moved);
    }
    Ok(())
}

/// Takes out what a slice points at.
pub(super) fn take_stretch<T>(items: &mut Vec<T>, positions: SlicePositions) -> Vec<T> {
    let mut is_deleted = vec![false; items.len()];
    for position in positions.iter() {
        is_deleted[position] = true;
    }
    let mut old = Vec::with_capacity(positions.count);
    let mut kept = Vec::with_capacity(items.len() - positions.count);
    for (item, is_deleted) in std::mem::take(items).into_iter().zip(is_deleted) {
        if is_deleted {
            old.push(item);
        } else {
            kept.push(item);
        }
    }
    *items = kept;
    old
}
