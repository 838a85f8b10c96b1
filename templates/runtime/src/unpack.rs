//! Unpacking of iterators of static type: `a, b = items` and `a, *rest = items`.

use crate::{Exception, List};

raising! {
    /// Exactly `N` items.
    unpack: pub fn try_unpack[T, I: IntoIterator<Item = T>, const N: usize](items: I) -> [T; N] {
        let mut items = items.into_iter();
        let mut unpacked = Vec::with_capacity(N);
        while unpacked.len() < N {
            match items.next() {
                Some(item) => unpacked.push(item),
                None => return Err(not_enough(&format!("{N}"), unpacked.len())),
            }
        }
        if items.next().is_some() {
            return Err(Exception::value_error(format!("too many values to unpack (expected {N})")));
        }
        Ok(array(unpacked))
    }

    /// `N` items around a list: `before` of them come before it.
    unpack_star: pub fn try_unpack_star[T, I: IntoIterator<Item = T>, const N: usize](items: I, before: usize) -> ([T; N], List<T>) {
        let mut all = Vec::from_iter(items);
        if all.len() < N {
            return Err(not_enough(&format!("at least {N}"), all.len()));
        }
        let last = all.split_off(all.len() - (N - before));
        let between = all.split_off(before);
        all.extend(last);
        Ok((array(all), List::from(between)))
    }
}

/// Exactly `N` items that may fail, asked for one after the other.
pub fn try_unpack_results<T, const N: usize>(
    items: impl IntoIterator<Item = Result<T, Exception>>,
) -> Result<[T; N], Exception> {
    let mut failure = None;
    let good = items.into_iter().map_while(|item| match item {
        Ok(item) => Some(item),
        Err(exc) => {
            failure = Some(exc);
            None
        }
    });
    let unpacked = try_unpack(good);
    failure.map_or(unpacked, Err)
}

/// `N` items that may fail around a list.
pub fn try_unpack_star_results<T, const N: usize>(
    items: impl IntoIterator<Item = Result<T, Exception>>,
    before: usize,
) -> Result<([T; N], List<T>), Exception> {
    let all = items.into_iter().collect::<Result<Vec<T>, Exception>>()?;
    try_unpack_star(all, before)
}

fn array<T, const N: usize>(items: Vec<T>) -> [T; N] {
    items
        .try_into()
        .unwrap_or_else(|_| unreachable!("as many as asked for"))
}

/// The error for too few items.
pub(crate) fn not_enough(expected: &str, got: usize) -> Exception {
    Exception::value_error(format!(
        "not enough values to unpack (expected {expected}, got {got})"
    ))
}
