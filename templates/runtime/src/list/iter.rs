//! Iterators over a list that may change on the way.

use super::List;

/// Python's list iterator: by position, so that items appended on the way are seen. Once it has ended it stays at its end.
pub struct ListIter<T> {
    pub(super) list: Option<List<T>>,
    pub(super) position: usize,
}

impl<T: Clone> Iterator for ListIter<T> {
    type Item = T;

    #[inline]
    fn next(&mut self) -> Option<T> {
        let item = self.list.as_ref()?.at_position(self.position);
        match item {
            Some(_) => self.position += 1,
            None => self.list = None,
        }
        item
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let len = self.list.as_ref().map_or(0, |list| list.with(<[T]>::len));
        (len.saturating_sub(self.position), None)
    }
}

/// `reversed(list)`: from the last item to the first.
pub struct ListReverseIter<T> {
    pub(super) list: List<T>,
    pub(super) remaining: usize,
}

impl<T: Clone> Iterator for ListReverseIter<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.remaining = self.remaining.checked_sub(1)?;
        let item = self.list.at_position(self.remaining);
        if item.is_none() {
            self.remaining = 0;
        }
        item
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.remaining))
    }
}

impl<T: Clone> IntoIterator for &List<T> {
    type Item = T;
    type IntoIter = ListIter<T>;

    fn into_iter(self) -> ListIter<T> {
        self.iter()
    }
}

impl<T: Clone> IntoIterator for List<T> {
    type Item = T;
    type IntoIter = ListIter<T>;

    fn into_iter(self) -> ListIter<T> {
        self.iter()
    }
}
