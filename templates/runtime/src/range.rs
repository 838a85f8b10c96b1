//! `Range`: Python's range over machine integers.

/// `range(start, stop, step)`.
#[derive(Clone, Copy, Debug)]
pub struct Range {
    /// The first number.
    pub start: i64,
    /// Where the range ends, itself not included.
    pub stop: i64,
    /// The distance, never zero.
    pub step: i64,
}
