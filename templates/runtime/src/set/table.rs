//! The table behind a set, laid out as CPython lays it out, because its order shows when a set is printed or iterated.
//!
//! An item goes to the slot that the low bits of its hash name, or to one of the nine slots after it, or further along a path that the
//! higher bits decide. A removed item leaves a mark that keeps paths whole until the table is rebuilt.

use crate::Exception;
use crate::key::{Key, Lookup};

/// Slots looked at one after the other before jumping.
const LINEAR_PROBES: usize = 9;
/// How many bits of the hash each jump uses up.
const PERTURB_SHIFT: u32 = 5;
/// The slots of the smallest table.
const SMALLEST: usize = 8;

/// One place of the table. `home` tells where the items are that are looked for here first, so that most questions are answered
/// by looking at two slots, however long their path is.
#[derive(Clone)]
enum Slot<T> {
    Unused { home: Home },
    Removed { home: Home },
    Used { home: Home, hash: i64, item: T },
}

/// Where the items are whose path begins at a slot.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Home(u32);

impl Home {
    /// There are none.
    const EMPTY: Self = Self(0);
    /// There may be several, or there were: each is to be looked for.
    const SEVERAL: Self = Self(u32::MAX);

    /// There is one, at this position.
    #[inline]
    fn of(position: usize) -> Self {
        u32::try_from(position + 1).map_or(Self::SEVERAL, Self)
    }

    /// The position of the only item, if there is one.
    #[inline]
    fn position(self) -> usize {
        self.0 as usize - 1
    }
}

impl<T> Slot<T> {
    #[inline]
    fn home(&self) -> Home {
        match self {
            Self::Unused { home } | Self::Removed { home } | Self::Used { home, .. } => *home,
        }
    }

    #[inline]
    fn home_mut(&mut self) -> &mut Home {
        match self {
            Self::Unused { home } | Self::Removed { home } | Self::Used { home, .. } => home,
        }
    }
}

/// An open-addressing table with CPython's order.
#[derive(Clone)]
pub struct SetTable<T> {
    slots: Vec<Slot<T>>,
    /// Used and removed slots.
    n_filled: usize,
    n_used: usize,
    /// Where `pop` looks next.
    finger: usize,
}

impl<T> Default for SetTable<T> {
    fn default() -> Self {
        Self {
            slots: unused(SMALLEST),
            n_filled: 0,
            n_used: 0,
            finger: 0,
        }
    }
}

fn unused<T>(n_slots: usize) -> Vec<Slot<T>> {
    std::iter::repeat_with(|| Slot::Unused { home: Home::EMPTY })
        .take(n_slots)
        .collect()
}

impl<T> SetTable<T> {
    /// The number of items.
    #[inline]
    pub fn len(&self) -> usize {
        self.n_used
    }

    /// Whether there are none.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.n_used == 0
    }

    /// The items in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.entries().map(|(_, item)| item)
    }

    /// The first item at or after `position`, and the position behind it.
    pub fn next_from(&self, position: usize) -> Option<(usize, &T)> {
        let rest = self.slots.get(position..)?;
        rest.iter().enumerate().find_map(|(gap, slot)| match slot {
            Slot::Used { item, .. } => Some((position + gap + 1, item)),
            Slot::Unused { .. } | Slot::Removed { .. } => None,
        })
    }

    fn entries(&self) -> impl Iterator<Item = (i64, &T)> {
        self.slots.iter().filter_map(|slot| match slot {
            Slot::Used { hash, item, .. } => Some((*hash, item)),
            Slot::Unused { .. } | Slot::Removed { .. } => None,
        })
    }

    fn mask(&self) -> usize {
        self.slots.len() - 1
    }

    /// Whether `n_more` items would make the table rather full.
    fn is_crowded(&self, n_more: usize) -> bool {
        (self.n_filled + n_more) * 5 >= self.mask() * 3
    }

    /// Rebuilds the table with more than `n_wanted` slots, without the removed ones.
    fn resize(&mut self, n_wanted: usize) {
        let mut n_slots = SMALLEST;
        while n_slots <= n_wanted {
            n_slots *= 2;
        }
        let old = std::mem::replace(&mut self.slots, unused(n_slots));
        for slot in old {
            if let Slot::Used { hash, item, .. } = slot {
                self.place(hash, item);
            }
        }
        self.n_filled = self.n_used;
    }

    fn grow(&mut self) {
        self.resize(if self.n_used > 50_000 {
            self.n_used * 2
        } else {
            self.n_used * 4
        });
    }

    /// Puts an item that is known to be new into a table without removed slots.
    fn place(&mut self, hash: i64, item: T) {
        let mut path = self.path(hash);
        while !matches!(self.slots[path.position], Slot::Unused { .. }) {
            path.step();
        }
        self.fill(path.position, hash, item);
    }

    /// Puts an item into a slot that has none.
    #[inline]
    fn fill(&mut self, position: usize, hash: i64, item: T) {
        let slot = &mut self.slots[position];
        let home = slot.home();
        *slot = Slot::Used { home, hash, item };
        let first = self.path(hash).position;
        let home = self.slots[first].home_mut();
        *home = if *home == Home::EMPTY {
            Home::of(position)
        } else {
            Home::SEVERAL
        };
    }

    /// Takes the item out of a slot, which stays marked.
    #[inline]
    fn clear(&mut self, position: usize) -> Option<T> {
        let slot = &mut self.slots[position];
        let home = slot.home();
        let Slot::Used { hash, item, .. } = std::mem::replace(slot, Slot::Removed { home }) else {
            return None;
        };
        self.n_used -= 1;
        let first = self.path(hash).position;
        let home = self.slots[first].home_mut();
        if *home != Home::SEVERAL {
            *home = Home::EMPTY;
        }
        Some(item)
    }

    /// The slots where an item of this hash may be, in the order they are tried.
    #[inline]
    fn path(&self, hash: i64) -> Path {
        let bits = hash.cast_unsigned();
        Path::from(low_bits(bits), bits, self.mask())
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "only the low bits are wanted"
)]
fn low_bits(bits: u64) -> usize {
    bits as usize
}

/// An endless path through the table: runs of neighbours.
struct Path {
    position: usize,
    /// The last slot of this run.
    last: usize,
    perturb: u64,
    mask: usize,
    start: usize,
}

impl Path {
    /// The path that begins with the slot that the low bits of `start` name.
    #[inline]
    fn from(start: usize, perturb: u64, mask: usize) -> Self {
        let start = start & mask;
        let is_long = start + LINEAR_PROBES <= mask;
        Self {
            position: start,
            last: start + if is_long { LINEAR_PROBES } else { 0 },
            perturb,
            mask,
            start,
        }
    }

    /// Goes to the next slot.
    #[inline]
    fn step(&mut self) {
        if self.position < self.last {
            self.position += 1;
            return;
        }
        let perturb = self.perturb >> PERTURB_SHIFT;
        let jump = self
            .start
            .wrapping_mul(5)
            .wrapping_add(1)
            .wrapping_add(low_bits(perturb));
        *self = Self::from(jump, perturb, self.mask);
    }
}

impl<T: Key> SetTable<T> {
    /// Where the item is.
    #[inline]
    fn search<Q: Lookup<T> + ?Sized>(&self, hash: i64, wanted: &Q) -> Option<usize> {
        let path = self.path(hash);
        match self.slots[path.position].home() {
            Home::EMPTY => None,
            Home::SEVERAL => self.search_along(path, hash, wanted),
            home => match self.slots.get(home.position()) {
                Some(Slot::Used {
                    hash: other, item, ..
                }) if *other == hash && wanted.finds(item) => Some(home.position()),
                _ => None,
            },
        }
    }

    fn search_along<Q: Lookup<T> + ?Sized>(
        &self,
        mut path: Path,
        hash: i64,
        wanted: &Q,
    ) -> Option<usize> {
        loop {
            match &self.slots[path.position] {
                Slot::Unused { .. } => return None,
                Slot::Used {
                    hash: other, item, ..
                } if *other == hash && wanted.finds(item) => return Some(path.position),
                Slot::Used { .. } | Slot::Removed { .. } => path.step(),
            }
        }
    }

    /// Whether the item is there.
    #[inline]
    pub fn try_contains<Q: Lookup<T> + ?Sized>(&self, item: &Q) -> Result<bool, Exception> {
        Ok(self.search(item.try_py_hash()?, item).is_some())
    }

    /// Whether the item, whose hash this is, is there.
    #[inline]
    pub(super) fn has<Q: Lookup<T> + ?Sized>(&self, hash: i64, item: &Q) -> bool {
        self.search(hash, item).is_some()
    }

    /// Adds the item; whether it was new.
    #[inline]
    pub fn try_add(&mut self, item: T) -> Result<bool, Exception> {
        let hash = item.try_py_hash()?;
        Ok(self.add_hashed(hash, item))
    }

    /// Adds the item, whose hash this is; whether it was new.
    pub(super) fn add_hashed(&mut self, hash: i64, item: T) -> bool {
        if self.search(hash, &item).is_some() {
            return false;
        }
        let mut removed = None;
        let mut path = self.path(hash);
        loop {
            match &self.slots[path.position] {
                Slot::Unused { .. } => break,
                Slot::Removed { .. } => removed = Some(path.position),
                Slot::Used { .. } => {}
            }
            path.step();
        }
        self.n_used += 1;
        self.n_filled += usize::from(removed.is_none());
        self.fill(removed.unwrap_or(path.position), hash, item);
        if removed.is_none() && self.is_crowded(0) {
            self.grow();
        }
        true
    }

    /// Removes the item and returns it.
    pub fn try_remove<Q: Lookup<T> + ?Sized>(&mut self, item: &Q) -> Result<Option<T>, Exception> {
        Ok(self.remove_hashed(item.try_py_hash()?, item))
    }

    /// Removes the item, whose hash this is, and returns it.
    pub(super) fn remove_hashed<Q: Lookup<T> + ?Sized>(
        &mut self,
        hash: i64,
        item: &Q,
    ) -> Option<T> {
        let position = self.search(hash, item)?;
        self.clear(position)
    }

    /// Removes and returns an item: the first one from where the last `pop` stopped.
    pub fn pop(&mut self) -> Option<T> {
        if self.is_empty() {
            return None;
        }
        let mut position = self.finger & self.mask();
        while !matches!(self.slots[position], Slot::Used { .. }) {
            position = (position + 1) & self.mask();
        }
        self.finger = position + 1;
        self.clear(position)
    }

    /// Makes room at once for the keys of a dict, as CPython does when a set is updated from one.
    pub fn reserve(&mut self, n_more: usize) {
        if self.is_crowded(n_more) {
            self.resize((self.n_used + n_more) * 2);
        }
    }

    /// Adds all items of another table.
    pub fn merge(&mut self, other: &Self) {
        if other.is_empty() {
            return;
        }
        self.reserve(other.n_used);
        if self.n_filled == 0 && self.mask() == other.mask() && other.n_filled == other.n_used {
            self.slots.clone_from(&other.slots);
            self.n_filled = other.n_filled;
            self.n_used = other.n_used;
        } else if self.n_filled == 0 {
            for (hash, item) in other.entries() {
                self.place(hash, item.clone());
            }
            self.n_filled = other.n_used;
            self.n_used = other.n_used;
        } else {
            for (hash, item) in other.entries() {
                self.add_hashed(hash, item.clone());
            }
        }
    }

    /// Another table with the same items, in the order that CPython's `set.copy` gives.
    #[must_use]
    pub fn copied(&self) -> Self {
        let mut copy = Self::default();
        copy.merge(self);
        copy
    }

    /// The items that are in both.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        let (small, large) = if other.n_used > self.n_used {
            (self, other)
        } else {
            (other, self)
        };
        let mut result = Self::default();
        for (hash, item) in small.entries() {
            if large.has(hash, item) {
                result.add_hashed(hash, item.clone());
            }
        }
        result
    }

    /// The items that are not in `other`.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Self {
        if self.n_used >> 2 > other.n_used {
            let mut result = self.copied();
            result.subtract(other);
            return result;
        }
        let mut result = Self::default();
        for (hash, item) in self.entries() {
            if !other.has(hash, item) {
                result.add_hashed(hash, item.clone());
            }
        }
        result
    }

    /// Removes the items that are in `other`.
    pub fn subtract(&mut self, other: &Self) {
        for (hash, item) in other.entries() {
            self.remove_hashed(hash, item);
        }
        self.tidy();
    }

    /// Rebuilds the table if more than a quarter of it are removed slots, as CPython does after a difference.
    pub fn tidy(&mut self) {
        if self.n_filled - self.n_used > self.mask() / 4 {
            self.grow();
        }
    }

    /// Adds what is only in `other` and removes what is in both.
    pub fn toggle(&mut self, other: &Self) {
        for (hash, item) in other.entries() {
            if self.remove_hashed(hash, item).is_none() {
                self.add_hashed(hash, item.clone());
            }
        }
    }

    /// Whether all items are in `other`.
    pub fn is_subset(&self, other: &Self) -> bool {
        self.n_used <= other.n_used && self.entries().all(|(hash, item)| other.has(hash, item))
    }

    /// The hash of a frozenset with these items.
    pub fn py_hash(&self) -> i64 {
        let shuffle = |bits: u64| ((bits ^ 0x055b_4db3) ^ (bits << 16)).wrapping_mul(3_644_798_167);
        let mut hash = self
            .entries()
            .fold(0, |all, (hash, _)| all ^ shuffle(hash.cast_unsigned()));
        hash ^= (self.n_used as u64 + 1).wrapping_mul(1_927_868_237);
        hash ^= (hash >> 11) ^ (hash >> 25);
        hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
        if hash == u64::MAX {
            590_923_713
        } else {
            hash.cast_signed()
        }
    }
}
