//! The table behind a dict: entries in order of insertion, and an index from hashes to entries.

use hashbrown::HashTable;

use crate::Exception;
use crate::key::{Keep, Key, Lookup};

/// A map that keeps the order of insertion and deletes in constant time, leaving a gap.
///
/// Gaps are closed when an insertion finds the room used up, at the sizes at which CPython does so: a loop that changes the
/// dict it runs over sees the same entries.
#[derive(Clone)]
pub struct OrderedMap<K, V> {
    entries: Vec<Option<Entry<K, V>>>,
    index: HashTable<usize>,
    /// How many entries can be appended before the gaps are closed.
    room: usize,
}

#[derive(Clone)]
struct Entry<K, V> {
    hash: u64,
    key: K,
    value: V,
}

/// The room of CPython's smallest table, of eight slots.
const SMALLEST_ROOM: usize = 5;

impl<K, V> Default for OrderedMap<K, V> {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            index: HashTable::new(),
            room: SMALLEST_ROOM,
        }
    }
}

impl<K, V> OrderedMap<K, V> {
    /// The number of entries.
    #[inline]
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// Whether there are none.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// The entries in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> {
        self.entries
            .iter()
            .flatten()
            .map(|entry| (&entry.key, &entry.value))
    }

    /// The first entry at or after `position`, and the position behind it.
    #[inline]
    pub fn next_from(&self, position: usize) -> Option<(usize, &K, &V)> {
        let rest = self.entries.get(position..)?;
        let (gap, entry) = rest
            .iter()
            .enumerate()
            .find_map(|(gap, entry)| Some((gap, entry.as_ref()?)))?;
        Some((position + gap + 1, &entry.key, &entry.value))
    }

    /// The last entry before `position`, and its own position.
    pub fn next_back_from(&self, position: usize) -> Option<(usize, &K, &V)> {
        let rest = self.entries.get(..position.min(self.entries.len()))?;
        let (at, entry) = rest
            .iter()
            .enumerate()
            .rev()
            .find_map(|(at, entry)| Some((at, entry.as_ref()?)))?;
        Some((at, &entry.key, &entry.value))
    }

    /// How many positions there are, gaps included.
    pub fn n_positions(&self) -> usize {
        self.entries.len()
    }

    /// Removes and returns the last entry.
    pub fn pop_last(&mut self) -> Option<(K, V)> {
        while let Some(last) = self.entries.pop() {
            if let Some(entry) = last {
                let position = self.entries.len();
                if let Ok(found) = self
                    .index
                    .find_entry(entry.hash, |&other| other == position)
                {
                    found.remove();
                }
                return Some((entry.key, entry.value));
            }
        }
        None
    }

    /// Closes the gaps and makes room for as many entries as CPython would.
    fn grow(&mut self) {
        if self.index.len() < self.entries.len() {
            self.entries.retain(Option::is_some);
            let hash_at = |position: usize| {
                self.entries[position]
                    .as_ref()
                    .map_or(0, |entry| entry.hash)
            };
            self.index.clear();
            for position in 0..self.entries.len() {
                self.index
                    .insert_unique(hash_at(position), position, |&other| hash_at(other));
            }
        }
        let n_slots = (self.len() * 3).max(8).next_power_of_two();
        self.room = (n_slots * 2 / 3).saturating_sub(self.len());
    }
}

impl<K: Key, V> OrderedMap<K, V> {
    #[inline]
    fn position_of<Q: Lookup<K> + ?Sized>(&self, hash: u64, key: &Q) -> Option<usize> {
        self.index
            .find(hash, |&position| {
                self.entries[position]
                    .as_ref()
                    .is_some_and(|entry| key.finds(&entry.key))
            })
            .copied()
    }

    /// The value of `key`.
    #[inline]
    pub fn try_find<Q: Lookup<K> + ?Sized>(&self, key: &Q) -> Result<Option<&V>, Exception> {
        let position = self.position_of(key.try_table_hash()?, key);
        Ok(position
            .and_then(|position| self.entries[position].as_ref())
            .map(|entry| &entry.value))
    }

    /// The value of `key`, to be changed.
    #[inline]
    pub fn try_find_mut<Q: Lookup<K> + ?Sized>(
        &mut self,
        key: &Q,
    ) -> Result<Option<&mut V>, Exception> {
        let position = self.position_of(key.try_table_hash()?, key);
        Ok(position
            .and_then(|position| self.entries[position].as_mut())
            .map(|entry| &mut entry.value))
    }

    /// Sets the value of `key` and returns the one it had. A key that is there already stays as it was first written.
    #[inline]
    pub fn try_insert(&mut self, key: K, value: V) -> Result<Option<V>, Exception> {
        let hash = key.try_table_hash()?;
        if let Some(position) = self.position_of(hash, &key) {
            let entry = self.entries[position]
                .as_mut()
                .expect("the index points at entries");
            return Ok(Some(std::mem::replace(&mut entry.value, value)));
        }
        self.push_new(hash, key, value);
        Ok(None)
    }

    /// Appends an entry whose key is not there yet.
    #[inline]
    fn push_new(&mut self, hash: u64, key: K, value: V) {
        if self.room == 0 {
            self.grow();
        }
        self.room -= 1;
        let entries = &self.entries;
        let rehash = |&position: &usize| {
            entries[position]
                .as_ref()
                .map_or(0, |entry: &Entry<K, V>| entry.hash)
        };
        self.index.insert_unique(hash, entries.len(), rehash);
        self.entries.push(Some(Entry { hash, key, value }));
    }

    /// Changes the value of `key`, or of a new entry with `default`: one lookup, and the key is only copied where it is new.
    ///
    /// # Errors
    /// A key that cannot be hashed.
    #[inline]
    pub fn try_change<Q>(
        &mut self,
        key: &Q,
        default: V,
        change: impl FnOnce(V) -> V,
    ) -> Result<(), Exception>
    where
        Q: Keep<K> + ?Sized,
        V: Clone,
    {
        let hash = key.try_table_hash()?;
        match self.position_of(hash, key) {
            Some(position) => {
                let entry = self.entries[position]
                    .as_mut()
                    .expect("the index points at entries");
                entry.value = change(entry.value.clone());
            }
            None => self.push_new(hash, key.to_key(), change(default)),
        }
        Ok(())
    }

    /// Removes `key` and returns its entry.
    pub fn try_remove<Q: Lookup<K> + ?Sized>(
        &mut self,
        key: &Q,
    ) -> Result<Option<(K, V)>, Exception> {
        let hash = key.try_table_hash()?;
        let Some(position) = self.position_of(hash, key) else {
            return Ok(None);
        };
        if let Ok(found) = self.index.find_entry(hash, |&other| other == position) {
            found.remove();
        }
        Ok(self.entries[position]
            .take()
            .map(|entry| (entry.key, entry.value)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(map: &OrderedMap<i64, i64>) -> Vec<i64> {
        map.iter().map(|(key, _)| *key).collect()
    }

    #[test]
    fn order_survives_deletions_and_growth() {
        let mut map = OrderedMap::default();
        for n in 0..1000 {
            map.try_insert(n, n * n).expect("ints hash");
        }
        for n in (0..1000).filter(|n| n % 3 != 0) {
            assert_eq!(map.try_remove(&n).expect("ints hash"), Some((n, n * n)));
        }
        for n in 1000..3000 {
            map.try_insert(n, n * n).expect("ints hash");
        }
        let expected: Vec<i64> = (0..1000).filter(|n| n % 3 == 0).chain(1000..3000).collect();
        assert_eq!(keys(&map), expected);
        assert!(
            expected
                .iter()
                .all(|n| map.try_find(n).expect("ints hash") == Some(&(n * n)))
        );
        assert_eq!(map.try_find(&1).expect("ints hash"), None);
    }

    #[test]
    fn the_last_entry_is_popped_first() {
        let mut map = OrderedMap::default();
        for n in 0..4 {
            map.try_insert(n, 0).expect("ints hash");
        }
        map.try_remove(&3).expect("ints hash");
        assert_eq!(map.pop_last(), Some((2, 0)));
        assert_eq!(keys(&map), [0, 1]);
    }
}
