//! CPython's hash values, which decide the order in which a set is iterated.
//!
//! Strings are hashed as with `PYTHONHASHSEED=0`: SipHash-1-3 with a zero key, over CPython's storage of the string (one, two or
//! four bytes a character, by the largest one).

use std::hash::Hasher;

use siphasher::sip::SipHasher13;

use crate::Exception;

/// The modulus of numeric hashes, 2^61 - 1.
const MODULUS: u64 = (1 << 61) - 1;

/// The hash of positive infinity.
const INFINITY_HASH: i64 = 314_159;

/// What `hash(None)` is here. CPython 3.11's is the address of `None`: arbitrary, but for the last bits, which are the build's. These are
/// those of CPython 3.11.7 as its source builds it for Linux on x86-64, so that small sets with `None` in them have the order
/// that they have there.
pub(crate) const NONE_HASH: i64 = 0x07f8_0000_5bbe;

/// A type that can be a dict's key and a set's item.
pub trait PyHash {
    /// `hash(self)`.
    fn try_py_hash(&self) -> Result<i64, Exception>;

    /// A hash for lookups only, quicker to compute. Equal values have equal ones.
    #[inline]
    fn try_table_hash(&self) -> Result<u64, Exception> {
        self.try_py_hash().map(spread)
    }
}

/// Spreads the entropy of a numeric hash over all bits, as the table uses the high ones too.
#[inline]
pub(crate) fn spread(hash: i64) -> u64 {
    let product = u128::from(hash.cast_unsigned()) * 0x9e37_79b9_7f4a_7c15;
    #[expect(clippy::cast_possible_truncation, reason = "the two halves are folded")]
    let folded = (product >> 64) as u64 ^ product as u64;
    folded
}

/// The hash of an integer that fits 64 bits.
#[inline]
pub fn hash_i64(value: i64) -> i64 {
    let magnitude = value.unsigned_abs();
    // A division is only needed for the few integers that are that large.
    let residue = if magnitude < MODULUS {
        magnitude
    } else {
        magnitude % MODULUS
    };
    hash_residue(value < 0, residue)
}

/// The hash of an integer given as sign and residue of its magnitude.
#[inline]
pub(crate) fn hash_residue(is_negative: bool, residue: u64) -> i64 {
    let residue = residue.cast_signed();
    match if is_negative { -residue } else { residue } {
        -1 => -2,
        hash => hash,
    }
}

/// The modulus, for who has to reduce a big integer.
pub(crate) const fn modulus() -> u64 {
    MODULUS
}

/// The hash of a float: that of the integer it equals, and a rational's otherwise.
pub fn hash_f64(value: f64) -> i64 {
    if value.is_nan() {
        return spread(value.to_bits().cast_signed()).cast_signed() >> 3;
    }
    if value.is_infinite() {
        return if value > 0.0 {
            INFINITY_HASH
        } else {
            -INFINITY_HASH
        };
    }
    let (mantissa, exponent) = split(value.abs());
    // mantissa * 2^exponent modulo 2^61 - 1, where 2^61 is 1.
    let shift = exponent.rem_euclid(61);
    let residue = (u128::from(mantissa) << shift) % u128::from(MODULUS);
    hash_residue(
        value < 0.0,
        u64::try_from(residue).expect("below the modulus"),
    )
}

/// A finite non-negative float as `mantissa * 2^exponent`.
pub(crate) fn split(value: f64) -> (u64, i32) {
    let bits = value.to_bits();
    let exponent = i32::try_from((bits >> 52) & 0x7ff).expect("eleven bits");
    let fraction = bits & ((1 << 52) - 1);
    if exponent == 0 {
        (fraction, -1074)
    } else {
        (fraction | 1 << 52, exponent - 1075)
    }
}

/// The hash of a string.
pub fn hash_str(text: &str) -> i64 {
    let largest = text.chars().max().unwrap_or('\0');
    if text.is_ascii() {
        return hash_bytes(text.as_bytes());
    }
    let bytes: Vec<u8> = match u32::from(largest) {
        0..=0xff => text
            .chars()
            .map(|c| u8::try_from(c).expect("the largest one fits"))
            .collect(),
        0x100..=0xffff => text
            .chars()
            .flat_map(|c| {
                u16::try_from(c)
                    .expect("the largest one fits")
                    .to_le_bytes()
            })
            .collect(),
        _ => text
            .chars()
            .flat_map(|c| u32::from(c).to_le_bytes())
            .collect(),
    };
    hash_bytes(&bytes)
}

/// The hash of a bytes object.
pub fn hash_bytes(bytes: &[u8]) -> i64 {
    if bytes.is_empty() {
        return 0;
    }
    let mut hasher = SipHasher13::new();
    hasher.write(bytes);
    match hasher.finish().cast_signed() {
        -1 => -2,
        hash => hash,
    }
}

/// Combines the hashes of a tuple's items: xxHash's rounds, as CPython 3.8 and later do.
#[derive(Clone, Copy)]
pub(crate) struct TupleHasher {
    accumulator: u64,
    len: u64,
}

impl TupleHasher {
    const PRIME_1: u64 = 11_400_714_785_074_694_791;
    const PRIME_2: u64 = 14_029_467_366_897_019_727;
    const PRIME_5: u64 = 2_870_177_450_012_600_261;

    pub(crate) fn new() -> Self {
        Self {
            accumulator: Self::PRIME_5,
            len: 0,
        }
    }

    pub(crate) fn add(&mut self, hash: i64) {
        let lane = hash.cast_unsigned().wrapping_mul(Self::PRIME_2);
        self.accumulator = self
            .accumulator
            .wrapping_add(lane)
            .rotate_left(31)
            .wrapping_mul(Self::PRIME_1);
        self.len += 1;
    }

    pub(crate) fn finish(self) -> i64 {
        let hash = self
            .accumulator
            .wrapping_add(self.len ^ (Self::PRIME_5 ^ 0x35_d373))
            .cast_signed();
        if hash == -1 { 1_546_275_796 } else { hash }
    }
}

/// `FxHash`'s mixing over a string, eight bytes at a time.
#[inline]
pub(crate) fn quick_hash(bytes: &[u8]) -> u64 {
    const SEED: u64 = 0x517c_c1b7_2722_0a95;
    let mix = |hash: u64, word: u64| (hash.rotate_left(5) ^ word).wrapping_mul(SEED);
    let mut chunks = bytes.chunks_exact(8);
    let mut hash = u64::try_from(bytes.len()).expect("a length fits");
    for chunk in &mut chunks {
        hash = mix(
            hash,
            u64::from_le_bytes(chunk.try_into().expect("eight bytes")),
        );
    }
    let mut tail = [0; 8];
    let rest = chunks.remainder();
    tail[..rest.len()].copy_from_slice(rest);
    spread(mix(hash, u64::from_le_bytes(tail)).cast_signed())
}

impl PyHash for i64 {
    #[inline]
    fn try_py_hash(&self) -> Result<i64, Exception> {
        Ok(hash_i64(*self))
    }
}

impl PyHash for bool {
    fn try_py_hash(&self) -> Result<i64, Exception> {
        Ok(i64::from(*self))
    }
}

impl PyHash for f64 {
    fn try_py_hash(&self) -> Result<i64, Exception> {
        Ok(hash_f64(*self))
    }
}

impl PyHash for crate::Number {
    fn try_py_hash(&self) -> Result<i64, Exception> {
        match self {
            crate::Number::Int(value) => value.try_py_hash(),
            crate::Number::Float(value) => value.try_py_hash(),
        }
    }
}

impl PyHash for () {
    fn try_py_hash(&self) -> Result<i64, Exception> {
        Ok(NONE_HASH)
    }
}

impl PyHash for str {
    fn try_py_hash(&self) -> Result<i64, Exception> {
        Ok(hash_str(self))
    }

    #[inline]
    fn try_table_hash(&self) -> Result<u64, Exception> {
        Ok(quick_hash(self.as_bytes()))
    }
}

impl PyHash for String {
    fn try_py_hash(&self) -> Result<i64, Exception> {
        Ok(hash_str(self))
    }

    #[inline]
    fn try_table_hash(&self) -> Result<u64, Exception> {
        Ok(quick_hash(self.as_bytes()))
    }
}

impl<T: PyHash + ?Sized> PyHash for &T {
    fn try_py_hash(&self) -> Result<i64, Exception> {
        (**self).try_py_hash()
    }

    #[inline]
    fn try_table_hash(&self) -> Result<u64, Exception> {
        (**self).try_table_hash()
    }
}

impl<T: PyHash> PyHash for Option<T> {
    fn try_py_hash(&self) -> Result<i64, Exception> {
        self.as_ref().map_or(Ok(NONE_HASH), PyHash::try_py_hash)
    }
}

impl<T: PyHash> PyHash for [T] {
    fn try_py_hash(&self) -> Result<i64, Exception> {
        let mut hasher = TupleHasher::new();
        for item in self {
            hasher.add(item.try_py_hash()?);
        }
        Ok(hasher.finish())
    }
}

macro_rules! hash_tuples {
    ($(($($field:tt $ty:ident),+))*) => { $(
        impl<$($ty: PyHash),+> PyHash for ($($ty,)+) {
            fn try_py_hash(&self) -> Result<i64, Exception> {
                let mut hasher = TupleHasher::new();
                $(hasher.add(self.$field.try_py_hash()?);)+
                Ok(hasher.finish())
            }

            #[inline]
            fn try_table_hash(&self) -> Result<u64, Exception> {
                let mut hash = 0_u64;
                $(hash = spread((hash.rotate_left(5) ^ self.$field.try_table_hash()?).cast_signed());)+
                Ok(hash)
            }
        }
    )* };
}

hash_tuples! {
    (0 A)
    (0 A, 1 B)
    (0 A, 1 B, 2 C)
    (0 A, 1 B, 2 C, 3 D)
    (0 A, 1 B, 2 C, 3 D, 4 E)
    (0 A, 1 B, 2 C, 3 D, 4 E, 5 F)
    (0 A, 1 B, 2 C, 3 D, 4 E, 5 F, 6 G)
    (0 A, 1 B, 2 C, 3 D, 4 E, 5 F, 6 G, 7 H)
}
