//! `List<T>`: Python's list, shared by everybody who has it.
//!
//! No borrow of the items is held while code of the program may run: items are cloned out, dropped after the borrow, and
//! iterated by position.

mod items;
mod iter;
mod slicing;
mod sort;

use std::cell::RefCell;
use std::cmp::Ordering;
use std::fmt;
use std::rc::Rc;

use crate::compare::PyOrd;
use crate::show::{show_items, unless_shown};
use crate::{Exception, PyEq, Show, Truthy};

pub use items::{Bounds, Growing, Items};
pub use iter::{ListIter, ListReverseIter};
pub(crate) use sort::try_sort_items;

/// A list. Cloning the handle shares the list; [`List::copy`] makes another one.
pub struct List<T>(Rc<RefCell<Vec<T>>>);

impl<T> Clone for List<T> {
    #[inline]
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> List<T> {
    /// An empty list.
    pub fn new() -> Self {
        Self::from(Vec::new())
    }

    /// Whether both are the same object.
    pub fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    /// A number that tells this object from all others that are alive.
    pub fn id(&self) -> usize {
        Rc::as_ptr(&self.0).cast::<u8>() as usize
    }

    /// `len(list)`.
    #[inline]
    pub fn len(&self) -> i64 {
        i64::try_from(self.0.borrow().len()).expect("a length fits")
    }

    /// Whether the list has no items.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// Reads the items as a slice. `read` must not run code that may change the list.
    #[inline]
    pub fn with<R>(&self, read: impl FnOnce(&[T]) -> R) -> R {
        read(&self.0.borrow())
    }

    /// Changes the items. `change` must not run code that may touch the list through another handle.
    #[inline]
    pub fn with_mut<R>(&self, change: impl FnOnce(&mut Vec<T>) -> R) -> R {
        change(&mut self.0.borrow_mut())
    }
}

impl<T: Clone> List<T> {
    /// The items, in a vector of their own.
    pub fn to_vec(&self) -> Vec<T> {
        self.0.borrow().clone()
    }

    /// `list.copy()`: another list with the same items.
    #[must_use]
    pub fn copy(&self) -> Self {
        Self::from(self.to_vec())
    }

    /// The items one after the other, as Python's list iterator gives them: items appended on the way are seen.
    pub fn iter(&self) -> ListIter<T> {
        ListIter {
            list: Some(self.clone()),
            position: 0,
        }
    }

    /// The same for an iterator that outlives the statement: only lists that are shared can be walked so.
    pub fn walk(&self) -> ListIter<T> {
        self.iter()
    }

    /// `reversed(list)`: from the last item that the list has now.
    pub fn iter_reversed(&self) -> ListReverseIter<T> {
        ListReverseIter {
            list: self.clone(),
            remaining: self.0.borrow().len(),
        }
    }

    /// The item at `position`, if the list is that long.
    #[inline]
    pub fn at_position(&self, position: usize) -> Option<T> {
        self.0.borrow().get(position).cloned()
    }

    /// `list.append(item)`.
    #[inline]
    pub fn append(&self, item: T) {
        self.0.borrow_mut().push(item);
    }

    /// `list.extend(items)` for an iterator, whose code may look at the list as it grows.
    pub fn extend(&self, items: impl IntoIterator<Item = T>) {
        let items = items.into_iter();
        let n_more = items.size_hint().0;
        self.0.borrow_mut().reserve(n_more);
        for item in items {
            self.append(item);
        }
    }

    /// `list.extend(other)` for another list, or the same one.
    pub fn extend_list(&self, other: &Self) {
        if self.is(other) {
            let items = self.to_vec();
            self.0.borrow_mut().extend(items);
        } else {
            self.0.borrow_mut().extend_from_slice(&other.0.borrow());
        }
    }

    /// `list.insert(index, item)`.
    pub fn insert(&self, index: i64, item: T) {
        let mut items = self.0.borrow_mut();
        let position = clamp(index, items.len());
        items.insert(position, item);
    }

    /// `list.clear()`.
    pub fn clear(&self) {
        // Dropped after the borrow ends.
        let _items = std::mem::take(&mut *self.0.borrow_mut());
    }

    /// `list.reverse()`.
    pub fn reverse(&self) {
        self.0.borrow_mut().reverse();
    }

    /// `list + other`.
    #[must_use]
    pub fn concat(&self, other: &Self) -> Self {
        let mut items = self.to_vec();
        items.extend_from_slice(&other.0.borrow());
        Self::from(items)
    }

    /// `list * times`.
    #[must_use]
    pub fn repeat(&self, times: i64) -> Self {
        crate::or_raise(self.try_repeat(times))
    }

    /// [`List::repeat`] for callers that catch.
    pub fn try_repeat(&self, times: i64) -> Result<Self, Exception> {
        let items = self.0.borrow();
        try_repeated(&items, usize::try_from(times).unwrap_or(0)).map(Self::from)
    }

    /// `list *= times`.
    pub fn extend_repeat(&self, times: i64) {
        crate::or_raise(self.try_extend_repeat(times));
    }

    /// [`List::extend_repeat`] for callers that catch.
    pub fn try_extend_repeat(&self, times: i64) -> Result<(), Exception> {
        self.0.borrow_mut().try_repeat_in_place(times)
    }

    raising! {
        /// `list[index]`.
        at: pub fn try_at(&self, index: i64) -> T {
            let items = self.0.borrow();
            match resolve(index, items.len()) {
                Some(position) => Ok(items[position].clone()),
                None => Err(Exception::index_error("list index out of range")),
            }
        }

        /// `list[index] = item`.
        set: pub fn try_set(&self, index: i64, item: T) -> () {
            let mut items = self.0.borrow_mut();
            let Some(position) = resolve(index, items.len()) else {
                return Err(Exception::index_error("list assignment index out of range"));
            };
            let old = std::mem::replace(&mut items[position], item);
            drop(items);
            drop(old);
            Ok(())
        }

        /// `list[one], list[two] = list[two], list[one]`.
        swap_items: pub fn try_swap_items(&self, one: i64, two: i64) -> () {
            self.0.borrow_mut().try_swap_items(one, two)
        }

        /// `del list[index]`.
        del_at: pub fn try_del_at(&self, index: i64) -> () {
            let mut items = self.0.borrow_mut();
            let Some(position) = resolve(index, items.len()) else {
                return Err(Exception::index_error("list assignment index out of range"));
            };
            let old = items.remove(position);
            drop(items);
            drop(old);
            Ok(())
        }

        /// `list.pop()`.
        pop: pub fn try_pop(&self) -> T {
            self.0.borrow_mut().pop().ok_or_else(|| Exception::index_error("pop from empty list"))
        }

        /// `list.pop(index)`.
        pop_at: pub fn try_pop_at(&self, index: i64) -> T {
            let mut items = self.0.borrow_mut();
            if items.is_empty() {
                return Err(Exception::index_error("pop from empty list"));
            }
            match resolve(index, items.len()) {
                Some(position) => Ok(items.remove(position)),
                None => Err(Exception::index_error("pop index out of range")),
            }
        }
    }
}

/// Lookups take whatever the items compare with: a list of `String`s is asked for a `&str` too.
impl<T: Clone> List<T> {
    /// `item in list`.
    pub fn contains<Q: ?Sized>(&self, item: &Q) -> bool
    where
        T: PyEq<Q>,
    {
        self.find(item, 0, usize::MAX).is_some()
    }

    /// `list.count(item)`.
    pub fn count<Q: ?Sized>(&self, item: &Q) -> i64
    where
        T: PyEq<Q>,
    {
        let n_same = self
            .0
            .borrow()
            .iter()
            .filter(|&other| other.same(item))
            .count();
        i64::try_from(n_same).expect("a length fits")
    }

    fn find<Q: ?Sized>(&self, item: &Q, start: usize, stop: usize) -> Option<usize>
    where
        T: PyEq<Q>,
    {
        let items = self.0.borrow();
        let stop = stop.min(items.len());
        let start = start.min(stop);
        items[start..stop]
            .iter()
            .position(|other| other.same(item))
            .map(|position| start + position)
    }

    /// `list.remove(item)`.
    pub fn try_remove<Q: ?Sized>(&self, item: &Q) -> Result<(), Exception>
    where
        T: PyEq<Q>,
    {
        let Some(position) = self.find(item, 0, usize::MAX) else {
            return Err(Exception::value_error("list.remove(x): x not in list"));
        };
        let _old = self.0.borrow_mut().remove(position);
        Ok(())
    }

    /// [`List::try_remove`] for callers that nobody catches.
    pub fn remove<Q: ?Sized>(&self, item: &Q)
    where
        T: PyEq<Q>,
    {
        crate::or_raise(self.try_remove(item));
    }

    /// `list.index(item)`.
    pub fn try_index<Q: Show + ?Sized>(&self, item: &Q) -> Result<i64, Exception>
    where
        T: PyEq<Q>,
    {
        self.try_index_from(item, 0, i64::MAX)
    }

    /// [`List::try_index`] for callers that nobody catches.
    pub fn index<Q: Show + ?Sized>(&self, item: &Q) -> i64
    where
        T: PyEq<Q>,
    {
        crate::or_raise(self.try_index(item))
    }

    /// `list.index(item, start, stop)`.
    pub fn try_index_from<Q: Show + ?Sized>(
        &self,
        item: &Q,
        start: i64,
        stop: i64,
    ) -> Result<i64, Exception>
    where
        T: PyEq<Q>,
    {
        let len = self.0.borrow().len();
        match self.find(item, clamp(start, len), clamp(stop, len)) {
            Some(position) => Ok(i64::try_from(position).expect("a length fits")),
            None => Err(Exception::value_error(format!(
                "{} is not in list",
                item.repr()
            ))),
        }
    }
}

/// The items so many times over.
pub(crate) fn try_repeated<T: Clone>(items: &[T], times: usize) -> Result<Vec<T>, Exception> {
    let n_items = items.len().saturating_mul(times);
    crate::seq::try_room::<T>(n_items)?;
    let times = if items.is_empty() { 0 } else { times };
    let mut all = Vec::with_capacity(n_items);
    for _ in 0..times {
        all.extend_from_slice(items);
    }
    Ok(all)
}

/// Where an index of `insert` or a bound of `index` points, cut to `0..=len`.
pub(crate) fn clamp(index: i64, len: usize) -> usize {
    let index = if index < 0 {
        index.saturating_add_unsigned(len as u64).max(0)
    } else {
        index
    };
    usize::try_from(index).unwrap_or(usize::MAX).min(len)
}

/// Where a Python index, negative from the end, points into `len` items.
#[inline]
pub(crate) fn resolve(index: i64, len: usize) -> Option<usize> {
    let position = if index < 0 {
        index.checked_add_unsigned(len as u64)?
    } else {
        index
    };
    usize::try_from(position)
        .ok()
        .filter(|position| *position < len)
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(items: Vec<T>) -> Self {
        Self(Rc::new(RefCell::new(items)))
    }
}

impl<T, const N: usize> From<[T; N]> for List<T> {
    fn from(items: [T; N]) -> Self {
        Self::from(Vec::from(items))
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::from(Vec::from_iter(items))
    }
}

impl<T: PyEq> PyEq for List<T> {
    fn py_eq(&self, other: &Self) -> bool {
        self.is(other) || self.0.borrow().py_eq(&*other.0.borrow())
    }
}

impl<T: PyEq> PartialEq for List<T> {
    fn eq(&self, other: &Self) -> bool {
        self.py_eq(other)
    }
}

impl<T: PyEq + PyOrd> PyOrd for List<T> {
    fn try_compare(&self, other: &Self, symbol: &str) -> Result<Option<Ordering>, Exception> {
        self.0.borrow().try_compare(&*other.0.borrow(), symbol)
    }
}

impl<T> Truthy for List<T> {
    fn truthy(&self) -> bool {
        !self.is_empty()
    }
}

impl<T: Show> Show for List<T> {
    fn fmt_repr(&self, out: &mut String) {
        unless_shown(self.id(), out, "[...]", |out| {
            show_items(out, "[", self.0.borrow().iter(), "]");
        });
    }
}

impl<T: Show> fmt::Display for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.str())
    }
}

impl<T: Show> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.repr())
    }
}
