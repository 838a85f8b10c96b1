//! The Mersenne Twister MT19937. Semantics: CPython's `Modules/_randommodule.c`, after Matsumoto and Nishimura.

use crate::Int;

const LENGTH: usize = 624;
const DISTANCE: usize = 397;

/// The generator's state.
pub(super) struct Twister {
    words: [u32; LENGTH],
    next: usize,
}

impl Twister {
    /// The state that one number of 32 bits makes.
    fn from_word(seed: u32) -> Self {
        let mut words = [0; LENGTH];
        words[0] = seed;
        for index in 1..LENGTH {
            words[index] = mixed(words[index - 1], 1_812_433_253).wrapping_add(as_word(index));
        }
        Self {
            words,
            next: LENGTH,
        }
    }

    /// The state that a number of any size makes, lowest 32 bits first.
    pub(super) fn from_key(key: &[u32]) -> Self {
        let mut twister = Self::from_word(19_650_218);
        let words = &mut twister.words;
        let mut at = 1;
        let step = |words: &mut [u32; LENGTH], at: usize| {
            if at < LENGTH {
                return at;
            }
            words[0] = words[LENGTH - 1];
            1
        };
        for turn in 0..LENGTH.max(key.len()) {
            let key_at = turn % key.len();
            words[at] = (words[at] ^ mixed(words[at - 1], 1_664_525))
                .wrapping_add(key[key_at])
                .wrapping_add(as_word(key_at));
            at = step(words, at + 1);
        }
        for _ in 1..LENGTH {
            words[at] = (words[at] ^ mixed(words[at - 1], 1_566_083_941)).wrapping_sub(as_word(at));
            at = step(words, at + 1);
        }
        words[0] = 0x8000_0000;
        twister
    }

    /// The next 32 bits.
    pub(super) fn word(&mut self) -> u32 {
        if self.next == LENGTH {
            self.twist();
        }
        let mut word = self.words[self.next];
        self.next += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        word ^ (word >> 18)
    }

    fn twist(&mut self) {
        for index in 0..LENGTH {
            let pair = (self.words[index] & 0x8000_0000)
                | (self.words[(index + 1) % LENGTH] & 0x7fff_ffff);
            let odd = if pair & 1 == 1 { 0x9908_b0df } else { 0 };
            self.words[index] = self.words[(index + DISTANCE) % LENGTH] ^ (pair >> 1) ^ odd;
        }
        self.next = 0;
    }

    /// A float from 0 to 1, without 1, of 53 random bits.
    pub(super) fn float(&mut self) -> f64 {
        let (high, low) = (self.word() >> 5, self.word() >> 6);
        (f64::from(high) * 67_108_864.0 + f64::from(low)) / 9_007_199_254_740_992.0
    }

    /// A number of up to 64 random bits.
    pub(super) fn bits(&mut self, count: u32) -> u64 {
        match count {
            0 => 0,
            1..=32 => u64::from(self.word() >> (32 - count)),
            _ => {
                let low = u64::from(self.word());
                let high = u64::from(self.word() >> (64 - count));
                high << 32 | low
            }
        }
    }

    /// A number of any count of random bits.
    pub(super) fn many_bits(&mut self, count: usize) -> Int {
        let mut result = dashu_int::IBig::ZERO;
        let mut shift = 0;
        while shift < count {
            let here = (count - shift).min(32);
            let word = self.word() >> (32 - as_word(here));
            result += dashu_int::IBig::from(word) << shift;
            shift += 32;
        }
        Int::from(result)
    }

    /// A number from 0 to `limit`, without it. `limit` is above zero.
    pub(super) fn below(&mut self, limit: u64) -> u64 {
        let n_bits = 64 - limit.leading_zeros();
        loop {
            let found = self.bits(n_bits);
            if found < limit {
                return found;
            }
        }
    }
}

fn mixed(word: u32, factor: u32) -> u32 {
    (word ^ (word >> 30)).wrapping_mul(factor)
}

fn as_word(value: usize) -> u32 {
    u32::try_from(value).expect("a short key")
}
