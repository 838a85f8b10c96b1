//! `random`: the numbers that CPython draws. Semantics: CPython's `Lib/random.py` and `Modules/_randommodule.c`.

mod choose;
mod distributions;
mod objects;
mod sha512;
mod twister;

pub use choose::{
    choice, choice_of_chars, choice_of_items, choices, choices_weighted, sample, shuffle,
    try_choice, try_choice_of_chars, try_choice_of_items, try_choices, try_choices_weighted,
    try_sample,
};
pub use distributions::{
    betavariate, expovariate, gammavariate, gauss, lognormvariate, normalvariate, paretovariate,
    standard_gauss, triangular, try_betavariate, try_expovariate, try_gammavariate, uniform,
    vonmisesvariate, weibullvariate,
};
pub(super) use objects::{CONSTRUCTOR, FUNCTIONS};

use std::cell::RefCell;
use std::hash::{BuildHasher, Hasher};
use std::rc::Rc;

use crate::{Exception, Int, Value, hash_f64, or_overflow};
use objects::Source;
use sha512::sha512;
use twister::Twister;

/// A generator of random numbers.
pub(crate) struct Random {
    twister: Twister,
    /// The second of the two numbers that `gauss` makes at once.
    next_gauss: Option<f64>,
}

thread_local! {
    static SHARED: Source = Rc::new(RefCell::new(Random::unseeded()));
}

/// The generator behind the functions of the module.
fn source() -> Source {
    SHARED.with(Rc::clone)
}

/// Draws from the generator behind the functions of the module.
fn shared<R>(draw: impl FnOnce(&mut Random) -> R) -> R {
    SHARED.with(|random| draw(&mut random.borrow_mut()))
}

impl Random {
    fn from_key(key: &[u32]) -> Self {
        Self {
            twister: Twister::from_key(key),
            next_gauss: None,
        }
    }

    /// A generator that nobody can foresee.
    fn unseeded() -> Self {
        let key: Vec<u32> = (0..8)
            .flat_map(|_| {
                let random = std::hash::RandomState::new().build_hasher().finish();
                words(&random.to_le_bytes())
            })
            .collect();
        Self::from_key(&key)
    }

    /// `Random(number)`.
    fn from_int(seed: &Int) -> Self {
        Self::from_key(&words(&seed.abs().to_big().to_le_bytes()))
    }

    /// `Random(text)`.
    fn from_bytes(text: &[u8]) -> Self {
        let mut number = text.to_vec();
        number.extend(sha512(text));
        number.reverse();
        while number.last() == Some(&0) {
            number.pop();
        }
        Self::from_key(&words(&number))
    }

    /// `Random(value)`.
    fn try_from_value(seed: &Value) -> Result<Self, Exception> {
        match seed {
            Value::None => Ok(Self::unseeded()),
            Value::Bool(value) => Ok(Self::from_int(&Int::from(*value))),
            Value::Int(value) => Ok(Self::from_int(value)),
            Value::Float(value) => {
                let hash = hash_f64(*value).cast_unsigned();
                Ok(Self::from_key(&words(&hash.to_le_bytes())))
            }
            Value::Str(text) => Ok(Self::from_bytes(text.as_bytes())),
            Value::Bytes(bytes) => Ok(Self::from_bytes(bytes)),
            _ => Err(Exception::type_error(
                "The only supported seed types are: None,\nint, float, str, bytes, and bytearray.",
            )),
        }
    }

    fn below(&mut self, limit: usize) -> usize {
        let limit = u64::try_from(limit).expect("a length fits");
        usize::try_from(self.twister.below(limit)).expect("smaller than a length")
    }

    /// A number from 0 to a limit of any size, without it.
    fn below_int(&mut self, limit: &Int) -> Int {
        if let Some(limit) = limit.to_i64() {
            let found = self.twister.below(limit.unsigned_abs());
            return Int::from(i128::from(found));
        }
        let n_bits = usize::try_from(limit.bit_length()).expect("a count of bits fits");
        loop {
            let found = self.twister.many_bits(n_bits);
            if found < *limit {
                return found;
            }
        }
    }

    fn try_range(&mut self, start: &Int, stop: &Int, step: &Int) -> Result<Int, Exception> {
        let width = stop - start;
        if *step == 1 {
            if width.is_negative() || width.is_zero() {
                return Err(Exception::value_error(format!(
                    "empty range for randrange() ({start}, {stop}, {width})"
                )));
            }
            return Ok(start + self.below_int(&width));
        }
        if step.is_zero() {
            return Err(Exception::value_error("zero step for randrange()"));
        }
        let last = if step.is_negative() { 1 } else { -1 };
        let (n_steps, _) = crate::Arith::divmod(&(width + step + last), step);
        if n_steps.is_negative() || n_steps.is_zero() {
            return Err(Exception::value_error("empty range for randrange()"));
        }
        Ok(start + step * self.below_int(&n_steps))
    }
}

/// Bytes, lowest first, as numbers of 32 bits without leading zeros; at least one.
fn words(bytes: &[u8]) -> Vec<u32> {
    let mut words: Vec<u32> = bytes
        .chunks(4)
        .map(|chunk| {
            let mut word = [0; 4];
            word[..chunk.len()].copy_from_slice(chunk);
            u32::from_le_bytes(word)
        })
        .collect();
    while words.len() > 1 && words.last() == Some(&0) {
        words.pop();
    }
    if words.is_empty() {
        words.push(0);
    }
    words
}

/// `random.seed(number)`.
pub fn seed(number: i64) {
    shared(|random| *random = Random::from_int(&Int::from(number)));
}

/// `random.seed(text)`.
pub fn seed_text(text: &str) {
    shared(|random| *random = Random::from_bytes(text.as_bytes()));
}

/// `random.seed()`.
pub fn seed_anew() {
    shared(|random| *random = Random::unseeded());
}

/// `random.random()`.
pub fn random() -> f64 {
    shared(|random| random.twister.float())
}

raising! {
    /// `random.randint(low, high)`.
    randint: pub fn try_randint(low: i64, high: i64) -> i64 {
        let width = i128::from(high) - i128::from(low) + 1;
        if width <= 0 {
            let stop = i128::from(high) + 1;
            return Err(Exception::value_error(format!(
                "empty range for randrange() ({low}, {stop}, {width})"
            )));
        }
        if let Ok(width) = u64::try_from(width) {
            let found = shared(|random| random.twister.below(width));
            return Ok(low.wrapping_add_unsigned(found));
        }
        let (low, stop) = (Int::from(low), Int::from(i128::from(high) + 1));
        let found = shared(|random| random.try_range(&low, &stop, &Int::ONE))?;
        Ok(or_overflow(found.to_i64()))
    }

    /// `random.randrange(stop)`.
    randrange: pub fn try_randrange(stop: i64) -> i64 {
        if stop <= 0 {
            return Err(Exception::value_error("empty range for randrange()"));
        }
        Ok(i64::try_from(shared(|random| random.twister.below(stop.unsigned_abs()))).expect("below an i64"))
    }

    /// `random.randrange(start, stop)`.
    randrange_from: pub fn try_randrange_from(start: i64, stop: i64) -> i64 {
        try_randrange_step(start, stop, 1)
    }

    /// `random.randrange(start, stop, step)`.
    randrange_step: pub fn try_randrange_step(start: i64, stop: i64, step: i64) -> i64 {
        let (start, stop, step) = (Int::from(start), Int::from(stop), Int::from(step));
        let found = shared(|random| random.try_range(&start, &stop, &step))?;
        Ok(or_overflow(found.to_i64()))
    }

    /// `random.getrandbits(count)`.
    getrandbits: pub fn try_getrandbits(count: i64) -> Int {
        let Ok(count) = usize::try_from(count) else {
            return Err(Exception::value_error("number of bits must be non-negative"));
        };
        Ok(shared(|random| random.twister.many_bits(count)))
    }
}
