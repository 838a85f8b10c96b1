//! Lists with one owner: plain `Vec<T>`s and slices, with Python's operations where Rust's differ.
//!
//! [`Items`] is what can be done with the items there are, [`Growing`] what needs the vector. Where a method of Rust's own does
//! the same (`push`, `clear`, `reverse`), generated code calls that.

use super::slicing::{take_stretch, try_move_within, try_replace_stretch};
use super::sort::try_sort_items;
use super::{clamp, try_repeated};
use crate::compare::PyOrd;
use crate::slice::Slice;
use crate::{Exception, List, PyEq, Show};

/// Where a Python index points into `len` items; `len` itself or more if nowhere.
///
/// A position that is not negative is found by one comparison: as unsigned numbers, negative ones are too large.
#[inline]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a negative index wraps round, and adding the length takes it back"
)]
fn place(index: i64, len: usize) -> usize {
    let position = index as usize;
    if position < len {
        position
    } else {
        from_end(position, len)
    }
}

/// The position of a negative index: off the way of all others, which are to cost no more than in Rust.
#[cold]
#[inline]
fn from_end(position: usize, len: usize) -> usize {
    position.wrapping_add(len)
}

#[cold]
#[inline(never)]
fn out_of_range(message: &str) -> Exception {
    Exception::index_error(message)
}

#[cold]
#[inline(never)]
fn raise_out_of_range(message: &str) -> ! {
    crate::raise(out_of_range(message))
}

const READ: &str = "list index out of range";
const WRITE: &str = "list assignment index out of range";

/// The operations of Python's list that keep its length.
pub trait Items {
    /// What an item is.
    type Item;

    /// The items.
    fn items(&self) -> &[Self::Item];

    /// The items, to be changed.
    fn items_mut(&mut self) -> &mut [Self::Item];

    /// `list[index]`, lent.
    #[inline]
    fn item(&self, index: i64) -> &Self::Item {
        let items = self.items();
        match items.get(place(index, items.len())) {
            Some(item) => item,
            None => raise_out_of_range(READ),
        }
    }

    /// [`Items::item`] for callers that catch.
    #[inline]
    fn try_item(&self, index: i64) -> Result<&Self::Item, Exception> {
        let items = self.items();
        items
            .get(place(index, items.len()))
            .ok_or_else(|| out_of_range(READ))
    }

    /// `list[index]`, lent to be changed.
    #[inline]
    fn item_mut(&mut self, index: i64) -> &mut Self::Item {
        let items = self.items_mut();
        let position = place(index, items.len());
        match items.get_mut(position) {
            Some(item) => item,
            None => raise_out_of_range(READ),
        }
    }

    /// [`Items::item_mut`] for callers that catch.
    #[inline]
    fn try_item_mut(&mut self, index: i64) -> Result<&mut Self::Item, Exception> {
        let items = self.items_mut();
        let position = place(index, items.len());
        items.get_mut(position).ok_or_else(|| out_of_range(READ))
    }

    /// `list[index]`.
    #[inline]
    fn at(&self, index: i64) -> Self::Item
    where
        Self::Item: Clone,
    {
        self.item(index).clone()
    }

    /// [`Items::at`] for callers that catch.
    #[inline]
    fn try_at(&self, index: i64) -> Result<Self::Item, Exception>
    where
        Self::Item: Clone,
    {
        self.try_item(index).cloned()
    }

    /// `list[index] = item`.
    #[inline]
    fn set(&mut self, index: i64, item: Self::Item) {
        let items = self.items_mut();
        let position = place(index, items.len());
        match items.get_mut(position) {
            Some(old) => *old = item,
            None => raise_out_of_range(WRITE),
        }
    }

    /// [`Items::set`] for callers that catch.
    #[inline]
    fn try_set(&mut self, index: i64, item: Self::Item) -> Result<(), Exception> {
        let items = self.items_mut();
        let position = place(index, items.len());
        let old = items.get_mut(position).ok_or_else(|| out_of_range(WRITE))?;
        *old = item;
        Ok(())
    }

    /// `list[one], list[two] = list[two], list[one]`.
    #[inline]
    fn try_swap_items(&mut self, one: i64, two: i64) -> Result<(), Exception> {
        let items = self.items_mut();
        let (one, two) = (place(one, items.len()), place(two, items.len()));
        if one >= items.len() || two >= items.len() {
            return Err(out_of_range(READ));
        }
        items.swap(one, two);
        Ok(())
    }

    /// [`Items::try_swap_items`] for callers that nobody catches.
    #[inline]
    fn swap_items(&mut self, one: i64, two: i64) {
        crate::or_raise(self.try_swap_items(one, two));
    }

    /// `list[start:stop:step]`.
    #[inline]
    fn try_slice(
        &self,
        start: Option<i64>,
        stop: Option<i64>,
        step: Option<i64>,
    ) -> Result<Vec<Self::Item>, Exception>
    where
        Self::Item: Clone,
    {
        let items = self.items();
        Ok(Slice::new(start, stop, step)
            .positions(items.len())?
            .pick(items))
    }

    /// [`Items::try_slice`] for callers that nobody catches.
    #[inline]
    fn slice(&self, start: Option<i64>, stop: Option<i64>, step: Option<i64>) -> Vec<Self::Item>
    where
        Self::Item: Clone,
    {
        crate::or_raise(self.try_slice(start, stop, step))
    }

    /// `list[start:stop]`, lent.
    #[inline]
    fn part(&self, start: Option<i64>, stop: Option<i64>) -> &[Self::Item] {
        let items = self.items();
        let bound =
            |index: Option<i64>, default| index.map_or(default, |at| clamp(at, items.len()));
        items
            .get(bound(start, 0)..bound(stop, items.len()))
            .unwrap_or_default()
    }

    /// `list * times`.
    fn repeated(&self, times: i64) -> Vec<Self::Item>
    where
        Self::Item: Clone,
    {
        crate::or_raise(self.try_repeated(times))
    }

    /// [`Items::repeated`] for callers that catch.
    fn try_repeated(&self, times: i64) -> Result<Vec<Self::Item>, Exception>
    where
        Self::Item: Clone,
    {
        try_repeated(self.items(), usize::try_from(times).unwrap_or(0))
    }

    /// `item in list`.
    #[inline]
    fn has<Q: ?Sized>(&self, item: &Q) -> bool
    where
        Self::Item: PyEq<Q>,
    {
        self.items().iter().any(|other| other.same(item))
    }

    /// `list.count(item)`.
    fn count_of<Q: ?Sized>(&self, item: &Q) -> i64
    where
        Self::Item: PyEq<Q>,
    {
        let items = self.items().iter();
        i64::try_from(items.filter(|&other| other.same(item)).count()).expect("a length fits")
    }

    /// `list.index(item)`.
    fn try_position_of<Q: Show + ?Sized>(&self, item: &Q) -> Result<i64, Exception>
    where
        Self::Item: PyEq<Q>,
    {
        match self.items().iter().position(|other| other.same(item)) {
            Some(position) => Ok(i64::try_from(position).expect("a length fits")),
            None => Err(Exception::value_error(format!(
                "{} is not in list",
                item.repr()
            ))),
        }
    }

    /// [`Items::try_position_of`] for callers that nobody catches.
    fn position_of<Q: Show + ?Sized>(&self, item: &Q) -> i64
    where
        Self::Item: PyEq<Q>,
    {
        crate::or_raise(self.try_position_of(item))
    }

    /// `list == other`.
    #[inline]
    fn same_items(&self, other: &[Self::Item]) -> bool
    where
        Self::Item: PyEq,
    {
        self.items().py_eq(other)
    }

    /// `list + other`, where `list` is needed again.
    fn plus(&self, other: &[Self::Item]) -> Vec<Self::Item>
    where
        Self::Item: Clone,
    {
        [self.items(), other].concat()
    }

    /// A list of its own, for everybody to share.
    fn shared(&self) -> List<Self::Item>
    where
        Self::Item: Clone,
    {
        List::from(self.items().to_vec())
    }
}

impl<T> Items for [T] {
    type Item = T;

    #[inline]
    fn items(&self) -> &[T] {
        self
    }

    #[inline]
    fn items_mut(&mut self) -> &mut [T] {
        self
    }
}

impl<T> Items for Vec<T> {
    type Item = T;

    #[inline]
    fn items(&self) -> &[T] {
        self
    }

    #[inline]
    fn items_mut(&mut self) -> &mut [T] {
        self
    }
}

/// The start, the stop and the step of a slice.
pub type Bounds = (Option<i64>, Option<i64>, Option<i64>);

/// The operations of Python's list that change its length.
pub trait Growing<T> {
    /// `list.pop()`.
    fn try_pop_last(&mut self) -> Result<T, Exception>;

    /// `list.pop(index)`.
    fn try_pop_at(&mut self, index: i64) -> Result<T, Exception>;

    /// `list.insert(index, item)`.
    fn insert_at(&mut self, index: i64, item: T);

    /// `del list[index]`.
    fn try_del_at(&mut self, index: i64) -> Result<(), Exception>;

    /// `list.remove(item)`.
    fn try_remove_item<Q: ?Sized>(&mut self, item: &Q) -> Result<(), Exception>
    where
        T: PyEq<Q>;

    /// `list[start:stop:step] = new_items`.
    fn try_set_slice(
        &mut self,
        start: Option<i64>,
        stop: Option<i64>,
        step: Option<i64>,
        new_items: Vec<T>,
    ) -> Result<(), Exception>;

    /// `list[to] = list[from]`: the start, the stop and the step of each.
    fn try_set_slice_within(&mut self, to: Bounds, from: Bounds) -> Result<(), Exception>
    where
        T: Clone;

    /// `del list[start:stop:step]`.
    fn try_del_slice(
        &mut self,
        start: Option<i64>,
        stop: Option<i64>,
        step: Option<i64>,
    ) -> Result<(), Exception>;

    /// `list.sort()`, or `list.sort(reverse=True)`.
    fn try_sort_in(&mut self, reverse: bool) -> Result<(), Exception>
    where
        T: PyOrd;

    /// `list.sort(key=key, reverse=reverse)` for a key function that looks at nothing but the item.
    fn try_sort_with<K: PyOrd>(
        &mut self,
        key: impl FnMut(T) -> Result<K, Exception>,
        reverse: bool,
    ) -> Result<(), Exception>
    where
        T: Clone;

    /// `list *= times`.
    fn repeat_in_place(&mut self, times: i64)
    where
        T: Clone,
    {
        crate::or_raise(self.try_repeat_in_place(times));
    }

    /// [`Growing::repeat_in_place`] for callers that catch.
    fn try_repeat_in_place(&mut self, times: i64) -> Result<(), Exception>
    where
        T: Clone;

    /// `list + other` for a list that is not needed again.
    #[must_use]
    fn and(self, other: &[T]) -> Vec<T>
    where
        T: Clone;

    /// [`Growing::try_pop_last`] for callers that nobody catches.
    #[inline]
    fn pop_last(&mut self) -> T {
        crate::or_raise(self.try_pop_last())
    }

    /// [`Growing::try_pop_at`] for callers that nobody catches.
    #[inline]
    fn pop_at(&mut self, index: i64) -> T {
        crate::or_raise(self.try_pop_at(index))
    }

    /// [`Growing::try_del_at`] for callers that nobody catches.
    fn del_at(&mut self, index: i64) {
        crate::or_raise(self.try_del_at(index));
    }

    /// [`Growing::try_remove_item`] for callers that nobody catches.
    fn remove_item<Q: ?Sized>(&mut self, item: &Q)
    where
        T: PyEq<Q>,
    {
        crate::or_raise(self.try_remove_item(item));
    }

    /// [`Growing::try_set_slice`] for callers that nobody catches.
    #[inline]
    fn set_slice(
        &mut self,
        start: Option<i64>,
        stop: Option<i64>,
        step: Option<i64>,
        new_items: Vec<T>,
    ) {
        crate::or_raise(self.try_set_slice(start, stop, step, new_items));
    }

    /// [`Growing::try_set_slice_within`] for callers that nobody catches.
    #[inline]
    fn set_slice_within(&mut self, to: Bounds, from: Bounds)
    where
        T: Clone,
    {
        crate::or_raise(self.try_set_slice_within(to, from));
    }

    /// [`Growing::try_del_slice`] for callers that nobody catches.
    fn del_slice(&mut self, start: Option<i64>, stop: Option<i64>, step: Option<i64>) {
        crate::or_raise(self.try_del_slice(start, stop, step));
    }

    /// [`Growing::try_sort_in`] for callers that nobody catches.
    fn sort_in(&mut self, reverse: bool)
    where
        T: PyOrd,
    {
        crate::or_raise(self.try_sort_in(reverse));
    }

    /// [`Growing::try_sort_with`] for callers that nobody catches.
    fn sort_with<K: PyOrd>(&mut self, mut key: impl FnMut(T) -> K, reverse: bool)
    where
        T: Clone,
    {
        crate::or_raise(self.try_sort_with(|item| Ok(key(item)), reverse));
    }
}

impl<T> Growing<T> for Vec<T> {
    #[inline]
    fn try_pop_last(&mut self) -> Result<T, Exception> {
        self.pop()
            .ok_or_else(|| out_of_range("pop from empty list"))
    }

    #[inline]
    fn try_pop_at(&mut self, index: i64) -> Result<T, Exception> {
        let position = place(index, self.len());
        if position < self.len() {
            return Ok(self.remove(position));
        }
        Err(out_of_range(if self.is_empty() {
            "pop from empty list"
        } else {
            "pop index out of range"
        }))
    }

    fn insert_at(&mut self, index: i64, item: T) {
        let position = clamp(index, self.len());
        self.insert(position, item);
    }

    fn try_del_at(&mut self, index: i64) -> Result<(), Exception> {
        let position = place(index, self.len());
        if position >= self.len() {
            return Err(out_of_range(WRITE));
        }
        self.remove(position);
        Ok(())
    }

    fn try_remove_item<Q: ?Sized>(&mut self, item: &Q) -> Result<(), Exception>
    where
        T: PyEq<Q>,
    {
        let Some(position) = self.iter().position(|other| other.same(item)) else {
            return Err(Exception::value_error("list.remove(x): x not in list"));
        };
        self.remove(position);
        Ok(())
    }

    #[inline]
    fn try_set_slice(
        &mut self,
        start: Option<i64>,
        stop: Option<i64>,
        step: Option<i64>,
        new_items: Vec<T>,
    ) -> Result<(), Exception> {
        let positions = Slice::new(start, stop, step).positions(self.len())?;
        try_replace_stretch(self, positions, new_items).map(drop)
    }

    #[inline]
    fn try_set_slice_within(&mut self, to: Bounds, from: Bounds) -> Result<(), Exception>
    where
        T: Clone,
    {
        let slice = |(start, stop, step)| Slice::new(start, stop, step);
        try_move_within(self, slice(to), slice(from))
    }

    fn try_del_slice(
        &mut self,
        start: Option<i64>,
        stop: Option<i64>,
        step: Option<i64>,
    ) -> Result<(), Exception> {
        let positions = Slice::new(start, stop, step).positions(self.len())?;
        take_stretch(self, positions);
        Ok(())
    }

    fn try_sort_in(&mut self, reverse: bool) -> Result<(), Exception>
    where
        T: PyOrd,
    {
        try_sort_items(self, |item| item, reverse)
    }

    fn try_sort_with<K: PyOrd>(
        &mut self,
        mut key: impl FnMut(T) -> Result<K, Exception>,
        reverse: bool,
    ) -> Result<(), Exception>
    where
        T: Clone,
    {
        let mut keys = Vec::with_capacity(self.len());
        for item in &*self {
            keys.push(key(item.clone())?);
        }
        let mut keyed: Vec<(K, T)> = keys.into_iter().zip(self.drain(..)).collect();
        let result = try_sort_items(&mut keyed, |pair| &pair.0, reverse);
        self.extend(keyed.into_iter().map(|(_, item)| item));
        result
    }

    fn try_repeat_in_place(&mut self, times: i64) -> Result<(), Exception>
    where
        T: Clone,
    {
        let times = usize::try_from(times).unwrap_or(0);
        let len = self.len();
        crate::seq::try_room::<T>(len.saturating_mul(times))?;
        self.truncate(len * times.min(1));
        if len > 0 {
            for _ in 1..times {
                self.extend_from_within(..len);
            }
        }
        Ok(())
    }

    #[inline]
    fn and(mut self, other: &[T]) -> Vec<T>
    where
        T: Clone,
    {
        self.extend_from_slice(other);
        self
    }
}

impl<T: Clone> List<T> {
    /// The items of a list that nobody else has, else copies of them.
    pub fn into_vec(self) -> Vec<T> {
        match std::rc::Rc::try_unwrap(self.0) {
            Ok(items) => items.into_inner(),
            Err(shared) => shared.borrow().clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indices_count_from_both_ends() {
        let mut items = vec![10, 20, 30];
        assert_eq!(
            [items.at(0), items.at(2), items.at(-1), items.at(-3)],
            [10, 30, 30, 10]
        );
        for index in [3, -4, i64::MIN, i64::MAX] {
            assert!(items.try_at(index).is_err());
            assert!(items.try_set(index, 0).is_err());
            assert!(items.try_pop_at(index).is_err());
        }
        items.set(-2, 5);
        assert_eq!(items, [10, 5, 30]);
    }

    #[test]
    fn lists_grow_and_shrink_as_pythons_do() {
        let mut items = vec![1, 2, 3];
        assert_eq!(items.part(Some(1), None), [2, 3]);
        assert_eq!(items.part(None, Some(-1)), [1, 2]);
        assert_eq!(items.part(Some(-9), Some(9)), [1, 2, 3]);
        assert!(items.part(Some(2), Some(1)).is_empty());
        assert!(items.part(Some(5), Some(9)).is_empty());
        items.insert_at(-100, 0);
        items.insert_at(100, 4);
        items.set_slice(Some(1), Some(3), None, vec![7, 8, 9]);
        assert_eq!(items, [0, 7, 8, 9, 3, 4]);
        items.del_slice(None, None, Some(2));
        assert_eq!(items, [7, 9, 4]);
        items.set_slice_within((None, Some(2), None), (Some(1), None, Some(-1)));
        assert_eq!(items, [9, 7, 4]);
        items.set_slice_within((None, Some(-1), None), (Some(1), None, None));
        assert_eq!(items, [7, 4, 4]);
        items.set_slice_within((Some(1), None, None), (None, Some(-1), None));
        assert_eq!(items, [7, 7, 4]);
        items.set_slice_within((None, Some(1), None), (None, None, Some(-1)));
        assert_eq!(items, [4, 7, 7, 7, 4]);
        items.set_slice_within((None, None, Some(2)), (None, None, Some(-2)));
        assert_eq!(items, [4, 7, 7, 7, 4]);
        items.set_slice_within((None, None, None), (Some(0), Some(2), None));
        items.set_slice_within((Some(1), Some(0), None), (None, Some(1), None));
        assert_eq!(items, [4, 4, 7]);
        items.set_slice_within((None, None, None), (Some(2), None, Some(-1)));
        items.set_slice_within((Some(1), Some(2), None), (Some(5), None, None));
        assert_eq!(items, [7, 4]);
        items.extend([9, 4]);
        items.set_slice_within((None, Some(3), None), (Some(1), Some(4), None));
        items.set_slice_within((Some(3), None, None), (None, Some(0), None));
        assert_eq!(items, [4, 9, 4]);
        items.set_slice_within((None, None, None), (Some(2), None, Some(-2)));
        items.set_slice_within((None, Some(1), None), (None, None, None));
        items.set_slice_within((None, Some(2), None), (Some(0), Some(1), None));
        assert_eq!(items, [4, 4]);
        items.set_slice_within((None, None, None), (None, Some(0), None));
        items.extend([7, 9, 4]);
        items.repeat_in_place(2);
        items.remove_item(&9);
        assert_eq!(items, [7, 4, 7, 9, 4]);
        assert_eq!(items.pop_at(-2), 9);
        items.sort_in(true);
        assert_eq!(items, [7, 7, 4, 4]);
        items.repeat_in_place(-1);
        assert_eq!(
            items.try_pop_last().expect_err("empty").last_line(),
            "IndexError: pop from empty list"
        );
        assert_eq!(vec![1].and(&[2]).plus(&[3]), [1, 2, 3]);
    }
}
