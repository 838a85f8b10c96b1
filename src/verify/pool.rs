//! The same work on many things, a few at a time.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Calls `work` on every item, at most `n_workers` at a time; results come in the order of the items.
pub fn map_parallel<T: Sync, R: Send>(
    items: &[T],
    n_workers: usize,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    if items.len() <= 1 || n_workers <= 1 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let results: Vec<Mutex<Option<R>>> = items.iter().map(|_| Mutex::new(None)).collect();
    thread::scope(|scope| {
        for _ in 0..n_workers.min(items.len()) {
            scope.spawn(|| {
                while let Some((item, result)) = {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    items.get(index).zip(results.get(index))
                } {
                    let done = work(item);
                    *result.lock().expect("each is locked once") = Some(done);
                }
            });
        }
    });
    results
        .into_iter()
        .map(|result| {
            let result = result.into_inner().expect("each is locked once");
            result.expect("every item was taken by a worker")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::map_parallel;

    #[test]
    fn results_come_in_order() {
        let items: Vec<u64> = (0..200).collect();
        let squares = map_parallel(&items, 7, |n| n * n);
        assert_eq!(squares, items.iter().map(|n| n * n).collect::<Vec<_>>());
    }
}
