//! `Deque<T>`: `collections.deque`, a list with two ends, shared by everybody who has it.
//!
//! Semantics: CPython's `Modules/_collectionsmodule.c`. No borrow of the items is held while code of the program may run.

use std::cell::{Cell, RefCell};
use std::cmp::Ordering;
use std::collections::VecDeque;
use std::fmt;
use std::rc::Rc;

use crate::compare::PyOrd;
use crate::list::{clamp, resolve};
use crate::show::{show_items, unless_shown};
use crate::{Exception, PyEq, Show, Truthy, or_raise};

/// A deque. Cloning the handle shares it; [`Deque::copy`] makes another one.
pub struct Deque<T>(Rc<Shared<T>>);

struct Shared<T> {
    items: RefCell<VecDeque<T>>,
    limit: Option<usize>,
    /// How often an item came or went: iterators notice.
    n_changes: Cell<u64>,
}

impl<T> Clone for Deque<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> Deque<T> {
    /// `deque()`.
    pub fn new() -> Self {
        Self::of_limit(None)
    }

    /// An empty deque that holds so many items at most.
    pub(crate) fn of_limit(limit: Option<usize>) -> Self {
        Self(Rc::new(Shared {
            items: RefCell::default(),
            limit,
            n_changes: Cell::new(0),
        }))
    }

    /// Whether both are the same object.
    pub fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    /// A number that tells this object from all others that are alive.
    pub fn id(&self) -> usize {
        Rc::as_ptr(&self.0).cast::<u8>() as usize
    }

    /// `deque.maxlen`.
    pub fn maxlen(&self) -> Option<i64> {
        self.0
            .limit
            .map(|limit| i64::try_from(limit).unwrap_or(i64::MAX))
    }

    /// How often an item came or went.
    pub(crate) fn n_changes(&self) -> u64 {
        self.0.n_changes.get()
    }

    /// Changes which items there are. `change` must not run code of the program.
    pub(crate) fn change<R>(&self, change: impl FnOnce(&mut VecDeque<T>) -> R) -> R {
        self.0.n_changes.set(self.0.n_changes.get() + 1);
        change(&mut self.0.items.borrow_mut())
    }

    /// `len(deque)`.
    pub fn len(&self) -> i64 {
        i64::try_from(self.n_items()).unwrap_or(i64::MAX)
    }

    pub(crate) fn n_items(&self) -> usize {
        self.0.items.borrow().len()
    }

    /// Whether it has no items.
    pub fn is_empty(&self) -> bool {
        self.0.items.borrow().is_empty()
    }

    /// `deque.append(item)`: if it is full, the first item goes.
    pub fn append(&self, item: T) {
        let _dropped = self.change(|items| {
            items.push_back(item);
            match self.0.limit {
                Some(limit) if items.len() > limit => items.pop_front(),
                _ => None,
            }
        });
    }

    /// `deque.appendleft(item)`: if it is full, the last item goes.
    pub fn append_left(&self, item: T) {
        let _dropped = self.change(|items| {
            items.push_front(item);
            match self.0.limit {
                Some(limit) if items.len() > limit => items.pop_back(),
                _ => None,
            }
        });
    }

    /// `deque.extend(items)`.
    pub fn extend(&self, items: impl IntoIterator<Item = T>) {
        for item in items {
            self.append(item);
        }
    }

    /// `deque.extendleft(items)`.
    pub fn extend_left(&self, items: impl IntoIterator<Item = T>) {
        for item in items {
            self.append_left(item);
        }
    }

    /// `deque.clear()`.
    pub fn clear(&self) {
        if !self.is_empty() {
            let _items = self.change(std::mem::take);
        }
    }

    /// `deque.reverse()`.
    pub fn reverse(&self) {
        self.0.items.borrow_mut().make_contiguous().reverse();
    }

    /// `deque.rotate(steps)`.
    pub fn rotate(&self, steps: i64) {
        let len = self.len();
        if len > 1 {
            let steps = usize::try_from(steps.rem_euclid(len)).unwrap_or(0);
            self.change(|items| items.rotate_right(steps));
        }
    }

    /// `deque.rotate()`.
    pub fn rotate_once(&self) {
        self.rotate(1);
    }

    raising! {
        /// `deque.pop()`.
        pop: pub fn try_pop(&self) -> T {
            if self.is_empty() {
                return Err(empty());
            }
            self.change(VecDeque::pop_back).ok_or_else(empty)
        }

        /// `deque.popleft()`.
        pop_left: pub fn try_pop_left(&self) -> T {
            if self.is_empty() {
                return Err(empty());
            }
            self.change(VecDeque::pop_front).ok_or_else(empty)
        }

        /// `deque.insert(index, item)`.
        insert: pub fn try_insert(&self, index: i64, item: T) -> () {
            let len = self.n_items();
            if self.0.limit == Some(len) {
                return Err(Exception::index_error("deque already at its maximum size"));
            }
            self.change(|items| items.insert(clamp(index, len), item));
            Ok(())
        }

        /// `deque[index] = item`.
        set: pub fn try_set(&self, index: i64, item: T) -> () {
            let at = self.try_position(index)?;
            let _old = std::mem::replace(&mut self.0.items.borrow_mut()[at], item);
            Ok(())
        }

        /// `del deque[index]`.
        del_at: pub fn try_del_at(&self, index: i64) -> () {
            let at = self.try_position(index)?;
            let _old = self.change(|items| items.remove(at));
            Ok(())
        }
    }

    /// Where an index points.
    pub(crate) fn try_position(&self, index: i64) -> Result<usize, Exception> {
        resolve(index, self.n_items())
            .ok_or_else(|| Exception::index_error("deque index out of range"))
    }
}

impl<T: Clone> Deque<T> {
    /// `deque(items, maxlen)`. Errors: a `ValueError` for a limit below zero.
    pub fn try_with_limit(
        items: impl IntoIterator<Item = T>,
        limit: Option<i64>,
    ) -> Result<Self, Exception> {
        let limit = limit.map(usize::try_from).transpose();
        let limit = limit.map_err(|_| Exception::value_error("maxlen must be non-negative"))?;
        let deque = Self::of_limit(limit);
        deque.extend(items);
        Ok(deque)
    }

    /// [`Deque::try_with_limit`] for callers that nobody catches.
    pub fn with_limit(items: impl IntoIterator<Item = T>, limit: Option<i64>) -> Self {
        or_raise(Self::try_with_limit(items, limit))
    }

    /// The items, in a vector of their own.
    pub fn to_vec(&self) -> Vec<T> {
        self.0.items.borrow().iter().cloned().collect()
    }

    /// Another deque of the same limit.
    pub(crate) fn like(&self, items: impl IntoIterator<Item = T>) -> Self {
        let made = Self::of_limit(self.0.limit);
        made.extend(items);
        made
    }

    /// `deque.copy()`.
    #[must_use]
    pub fn copy(&self) -> Self {
        self.like(self.to_vec())
    }

    /// `deque.extend(other)` for another deque, or the same one.
    pub fn extend_deque(&self, other: &Self) {
        self.extend(other.to_vec());
    }

    /// `deque.extendleft(other)` for another deque, or the same one.
    pub fn extend_left_deque(&self, other: &Self) {
        self.extend_left(other.to_vec());
    }

    /// The item at `position`, if there is one.
    pub(crate) fn at_position(&self, position: usize) -> Option<T> {
        self.0.items.borrow().get(position).cloned()
    }

    /// `for item in deque`.
    pub fn iter(&self) -> DequeIter<T> {
        DequeIter::new(self, false)
    }

    /// `reversed(deque)`.
    pub fn iter_reversed(&self) -> DequeIter<T> {
        DequeIter::new(self, true)
    }

    raising! {
        /// `deque[index]`.
        at: pub fn try_at(&self, index: i64) -> T {
            let at = self.try_position(index)?;
            Ok(self.0.items.borrow()[at].clone())
        }
    }

    /// `item in deque`.
    pub fn contains<Q: ?Sized>(&self, item: &Q) -> bool
    where
        T: PyEq<Q>,
    {
        self.find(item).is_some()
    }

    /// `deque.count(item)`.
    pub fn count<Q: ?Sized>(&self, item: &Q) -> i64
    where
        T: PyEq<Q>,
    {
        let items = self.0.items.borrow();
        let n_same = items.iter().filter(|other| other.same(item)).count();
        i64::try_from(n_same).unwrap_or(i64::MAX)
    }

    fn find<Q: ?Sized>(&self, item: &Q) -> Option<usize>
    where
        T: PyEq<Q>,
    {
        self.0
            .items
            .borrow()
            .iter()
            .position(|other| other.same(item))
    }

    /// `deque.index(item)`.
    pub fn try_index<Q: Show + ?Sized>(&self, item: &Q) -> Result<i64, Exception>
    where
        T: PyEq<Q>,
    {
        match self.find(item) {
            Some(at) => Ok(i64::try_from(at).unwrap_or(i64::MAX)),
            None => Err(missing(item)),
        }
    }

    /// [`Deque::try_index`] for callers that nobody catches.
    pub fn index<Q: Show + ?Sized>(&self, item: &Q) -> i64
    where
        T: PyEq<Q>,
    {
        or_raise(self.try_index(item))
    }

    /// `deque.remove(item)`.
    pub fn try_remove<Q: Show + ?Sized>(&self, item: &Q) -> Result<(), Exception>
    where
        T: PyEq<Q>,
    {
        let at = self.find(item).ok_or_else(|| missing(item))?;
        let _old = self.change(|items| items.remove(at));
        Ok(())
    }

    /// [`Deque::try_remove`] for callers that nobody catches.
    pub fn remove<Q: Show + ?Sized>(&self, item: &Q)
    where
        T: PyEq<Q>,
    {
        or_raise(self.try_remove(item));
    }
}

pub(crate) fn mutated() -> Exception {
    Exception::runtime_error("deque mutated during iteration")
}

fn empty() -> Exception {
    Exception::index_error("pop from an empty deque")
}

pub(crate) fn missing<Q: Show + ?Sized>(item: &Q) -> Exception {
    Exception::value_error(format!("{} is not in deque", item.repr()))
}

/// The items of a deque, one after the other, as long as none comes or goes.
pub struct DequeIter<T> {
    deque: Deque<T>,
    position: usize,
    is_reversed: bool,
    n_changes: u64,
}

impl<T> DequeIter<T> {
    pub(crate) fn new(deque: &Deque<T>, is_reversed: bool) -> Self {
        Self {
            deque: deque.clone(),
            position: 0,
            is_reversed,
            n_changes: deque.n_changes(),
        }
    }
}

impl<T: Clone> DequeIter<T> {
    /// The next item, or CPython's error if items came or went.
    pub fn try_next(&mut self) -> Result<Option<T>, Exception> {
        let n_items = self.deque.n_items();
        let is_changed = self.deque.n_changes() != self.n_changes;
        if is_changed {
            return Err(mutated());
        }
        if self.position >= n_items {
            return Ok(None);
        }
        let at = if self.is_reversed {
            n_items - 1 - self.position
        } else {
            self.position
        };
        self.position += 1;
        Ok(self.deque.at_position(at))
    }

    /// The same items for who wants to handle a failure, with which they end.
    pub fn results(mut self) -> impl Iterator<Item = Result<T, Exception>> {
        std::iter::from_fn(move || self.try_next().transpose())
    }
}

impl<T: Clone> Iterator for DequeIter<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        or_raise(self.try_next())
    }
}

impl<T: Clone> IntoIterator for &Deque<T> {
    type Item = T;
    type IntoIter = DequeIter<T>;

    fn into_iter(self) -> DequeIter<T> {
        self.iter()
    }
}

impl<T> Default for Deque<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> FromIterator<T> for Deque<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let deque = Self::new();
        deque.extend(items);
        deque
    }
}

impl<T, const N: usize> From<[T; N]> for Deque<T> {
    fn from(items: [T; N]) -> Self {
        Self::from_iter(items)
    }
}

impl<T: Clone + PyEq> PyEq for Deque<T> {
    fn py_eq(&self, other: &Self) -> bool {
        self.is(other) || self.to_vec().py_eq(&other.to_vec())
    }
}

impl<T: Clone + PyEq> PartialEq for Deque<T> {
    fn eq(&self, other: &Self) -> bool {
        self.py_eq(other)
    }
}

impl<T: Clone + PyEq + PyOrd> PyOrd for Deque<T> {
    fn try_compare(&self, other: &Self, symbol: &str) -> Result<Option<Ordering>, Exception> {
        self.to_vec()
            .as_slice()
            .try_compare(other.to_vec().as_slice(), symbol)
    }
}

impl<T> Truthy for Deque<T> {
    fn truthy(&self) -> bool {
        !self.is_empty()
    }
}

impl<T: Show> Show for Deque<T> {
    fn fmt_repr(&self, out: &mut String) {
        unless_shown(self.id(), out, "[...]", |out| {
            out.push_str("deque(");
            show_items(out, "[", self.0.items.borrow().iter(), "]");
            if let Some(limit) = self.0.limit {
                append!(out, ", maxlen={limit}");
            }
            out.push(')');
        });
    }
}

impl<T: Show> fmt::Display for Deque<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.str())
    }
}

impl<T: Show> fmt::Debug for Deque<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.repr())
    }
}

#[cfg(test)]
mod tests {
    use super::Deque;

    #[test]
    fn full_deques_drop_at_the_other_end() {
        let deque = Deque::with_limit([1, 2, 3], Some(2));
        assert_eq!(deque.to_string(), "deque([2, 3], maxlen=2)");
        deque.append_left(9);
        assert_eq!(deque.to_vec(), [9, 2]);
        assert_eq!(
            deque.try_insert(0, 1).map_err(|exc| exc.to_string()),
            Err("deque already at its maximum size".to_owned())
        );
    }

    #[test]
    fn iterators_notice_changes() {
        let deque = Deque::from([1, 2, 3]);
        let mut items = deque.iter();
        assert!(matches!(items.try_next(), Ok(Some(1))));
        deque.pop();
        let error = items.try_next().map_err(|exc| exc.to_string());
        assert_eq!(error, Err("deque mutated during iteration".to_owned()));
    }

    #[test]
    fn items_are_found_by_equality() {
        let deque = Deque::from(["a".to_owned(), "b".to_owned()]);
        assert!(deque.contains("b"));
        assert_eq!(deque.index("b"), 1);
        let error = deque.try_remove("z").map_err(|exc| exc.to_string());
        assert_eq!(error, Err("'z' is not in deque".to_owned()));
    }
}
