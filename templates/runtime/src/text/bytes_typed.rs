//! The methods of `bytes` for arguments of known types. Semantics: CPython's `Objects/bytesobject.c`.

use super::Bytes;
use super::bytes::{bytes_hex, try_decode};
use super::bytes_layout as layout;
use super::bytes_methods::{
    all, count_in, find_in, is_space, lstrip, pieces, replaced, rstrip, strip, words,
};
use super::search::From as Side;
use super::spec::check_size;
use crate::{Exception, List};
use std::borrow::Borrow;

impl Bytes {
    /// `bytes.upper()`.
    #[must_use]
    pub fn upper(&self) -> Self {
        Self::from(self.to_ascii_uppercase())
    }

    /// `bytes.lower()`.
    #[must_use]
    pub fn lower(&self) -> Self {
        Self::from(self.to_ascii_lowercase())
    }

    /// `bytes.capitalize()`.
    #[must_use]
    pub fn capitalize(&self) -> Self {
        Self::from(layout::capitalized(self))
    }

    /// `bytes.title()`.
    #[must_use]
    pub fn title(&self) -> Self {
        Self::from(layout::titled(self))
    }

    /// `bytes.isalnum()`.
    pub fn isalnum(&self) -> bool {
        all(self, u8::is_ascii_alphanumeric)
    }

    /// `bytes.isalpha()`.
    pub fn isalpha(&self) -> bool {
        all(self, u8::is_ascii_alphabetic)
    }

    /// `bytes.isdigit()`.
    pub fn isdigit(&self) -> bool {
        all(self, u8::is_ascii_digit)
    }

    /// `bytes.isspace()`.
    pub fn isspace(&self) -> bool {
        all(self, is_space)
    }

    /// `bytes.count(wanted)`.
    pub fn count(&self, wanted: &Bytes) -> i64 {
        count_in(self, wanted)
    }

    /// `bytes.find(wanted)`: -1 if it is not there.
    pub fn find(&self, wanted: &Bytes) -> i64 {
        find_in(self, wanted, Side::Left).unwrap_or(-1)
    }

    /// `bytes.rfind(wanted)`: -1 if it is not there.
    pub fn rfind(&self, wanted: &Bytes) -> i64 {
        find_in(self, wanted, Side::Right).unwrap_or(-1)
    }

    /// `wanted in bytes`.
    pub fn contains_part(&self, wanted: &Bytes) -> bool {
        find_in(self, wanted, Side::Left).is_some()
    }

    /// `bytes.startswith(prefix)`.
    pub fn startswith(&self, prefix: &Bytes) -> bool {
        self.starts_with(prefix)
    }

    /// `bytes.endswith(suffix)`.
    pub fn endswith(&self, suffix: &Bytes) -> bool {
        self.ends_with(suffix)
    }

    /// `bytes.hex()`.
    pub fn hex(&self) -> String {
        bytes_hex(self, "", 1)
    }

    /// `bytes.join(parts)`.
    #[must_use]
    pub fn join<B: Borrow<Bytes>>(&self, parts: impl IntoIterator<Item = B>) -> Self {
        let mut all = Vec::new();
        for (index, part) in parts.into_iter().enumerate() {
            if index > 0 {
                all.extend_from_slice(self);
            }
            all.extend_from_slice(part.borrow());
        }
        Self::from(all)
    }

    /// `bytes.replace(old, new)`.
    #[must_use]
    pub fn replace(&self, old: &Bytes, new: &Bytes) -> Self {
        Self::from(replaced(self, old, new, usize::MAX))
    }

    /// `bytes.strip()`.
    #[must_use]
    pub fn strip(&self) -> Self {
        Self::from(strip(self, &is_space).to_vec())
    }

    /// `bytes.lstrip()`.
    #[must_use]
    pub fn lstrip(&self) -> Self {
        Self::from(lstrip(self, &is_space).to_vec())
    }

    /// `bytes.rstrip()`.
    #[must_use]
    pub fn rstrip(&self) -> Self {
        Self::from(rstrip(self, &is_space).to_vec())
    }

    /// `bytes.strip(dropped)`.
    #[must_use]
    pub fn strip_bytes(&self, dropped: &Bytes) -> Self {
        Self::from(strip(self, &|byte| dropped.contains(byte)).to_vec())
    }

    /// `bytes.lstrip(dropped)`.
    #[must_use]
    pub fn lstrip_bytes(&self, dropped: &Bytes) -> Self {
        Self::from(lstrip(self, &|byte| dropped.contains(byte)).to_vec())
    }

    /// `bytes.rstrip(dropped)`.
    #[must_use]
    pub fn rstrip_bytes(&self, dropped: &Bytes) -> Self {
        Self::from(rstrip(self, &|byte| dropped.contains(byte)).to_vec())
    }

    /// `bytes.removeprefix(prefix)`.
    #[must_use]
    pub fn removeprefix(&self, prefix: &Bytes) -> Self {
        Self::from(self.strip_prefix(&**prefix).unwrap_or(self).to_vec())
    }

    /// `bytes.removesuffix(suffix)`.
    #[must_use]
    pub fn removesuffix(&self, suffix: &Bytes) -> Self {
        Self::from(self.strip_suffix(&**suffix).unwrap_or(self).to_vec())
    }

    /// `bytes.split()`.
    pub fn split(&self) -> List<Bytes> {
        listed(words(self, usize::MAX))
    }

    raising! {
        /// `bytes.decode()`.
        decode: pub fn try_decode(&self) -> String {
            try_decode(self, "utf-8", "strict")
        }

        /// `bytes.decode(encoding)`.
        decode_as: pub fn try_decode_as(&self, encoding: &str) -> String {
            try_decode(self, encoding, "strict")
        }

        /// `bytes.decode(encoding, errors)`.
        decode_with: pub fn try_decode_with(&self, encoding: &str, errors: &str) -> String {
            try_decode(self, encoding, errors)
        }

        /// `bytes.index(wanted)`.
        index_of: pub fn try_index_of(&self, wanted: &Bytes) -> i64 {
            find_in(self, wanted, Side::Left).ok_or_else(|| Exception::value_error("subsection not found"))
        }

        /// `bytes.split(separator)`.
        split_on: pub fn try_split_on(&self, separator: &Bytes) -> List<Bytes> {
            if separator.is_empty() {
                return Err(Exception::value_error("empty separator"));
            }
            Ok(listed(pieces(self, separator, usize::MAX)))
        }

        /// `number in bytes`.
        contains_byte: pub fn try_contains_byte(&self, number: i64) -> bool {
            let byte = try_byte(number).map_err(|_| Exception::value_error("byte must be in range(0, 256)"))?;
            Ok(self.contains(&byte))
        }

        /// `bytes * count`.
        repeated: pub fn try_repeated(&self, count: i64) -> Bytes {
            let count = usize::try_from(count).unwrap_or(0);
            check_size((**self).len().saturating_mul(count))?;
            Ok(Bytes::from((**self).repeat(count)))
        }
    }
}

raising! {
    /// `bytes(n)`: so many zeros.
    zero_bytes: pub fn try_zero_bytes(n: i64) -> Bytes {
        let n = usize::try_from(n).map_err(|_| Exception::value_error("negative count"))?;
        check_size(n)?;
        Ok(Bytes::from(vec![0; n]))
    }

    /// `bytes(numbers)`.
    bytes_of: pub fn try_bytes_of(numbers: impl IntoIterator<Item = i64>) -> Bytes {
        let bytes: Result<Vec<u8>, Exception> = numbers.into_iter().map(try_byte).collect();
        bytes.map(Bytes::from)
    }
}

/// What `number in bytes` and the items of `bytes(numbers)` may be.
fn try_byte(number: i64) -> Result<u8, Exception> {
    u8::try_from(number).map_err(|_| Exception::value_error("bytes must be in range(0, 256)"))
}

fn listed(parts: Vec<&[u8]>) -> List<Bytes> {
    let parts: Vec<Bytes> = parts
        .into_iter()
        .map(|part| Bytes::from(part.to_vec()))
        .collect();
    List::from(parts)
}
