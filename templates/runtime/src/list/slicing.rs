//! Slices of a list: read, assigned and deleted.

use super::List;
use crate::Exception;
use crate::slice::Slice;

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
            let old: Vec<T> = if let Some(stretch) = positions.as_stretch() {
                items.splice(stretch, new_items).collect()
            } else {
                if positions.count != new_items.len() {
                    return Err(Exception::value_error(format!(
                        "attempt to assign sequence of size {} to extended slice of size {}",
                        new_items.len(),
                        positions.count
                    )));
                }
                positions.iter().zip(new_items).map(|(position, item)| std::mem::replace(&mut items[position], item)).collect()
            };
            drop(items);
            drop(old);
            Ok(())
        }

        /// `del list[start:stop:step]`.
        del_slice: pub fn try_del_slice(&self, start: Option<i64>, stop: Option<i64>, step: Option<i64>) -> () {
            let mut items = self.0.borrow_mut();
            let positions = Slice::new(start, stop, step).positions(items.len())?;
            let mut is_deleted = vec![false; items.len()];
            for position in positions.iter() {
                is_deleted[position] = true;
            }
            let mut old = Vec::with_capacity(positions.count);
            let mut kept = Vec::with_capacity(items.len() - positions.count);
            for (item, is_deleted) in std::mem::take(&mut *items).into_iter().zip(is_deleted) {
                if is_deleted { old.push(item) } else { kept.push(item) }
            }
            *items = kept;
            drop(items);
            drop(old);
            Ok(())
        }
    }
}
