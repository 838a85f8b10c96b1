//! SHA-512, which makes a seed of a text. Semantics: FIPS 180-4.

use dashu_int::UBig;
use dashu_int::ops::{CubicRoot, SquareRoot};

const N_ROUNDS: usize = 80;

/// The digest of a message.
pub(super) fn sha512(message: &[u8]) -> [u8; 64] {
    let primes = first_primes();
    let constants: Vec<u64> = primes
        .iter()
        .map(|prime| fraction((UBig::from(*prime) << 192).cbrt()))
        .collect();
    let mut state: [u64; 8] =
        std::array::from_fn(|index| fraction((UBig::from(primes[index]) << 128).sqrt()));
    let mut padded = message.to_vec();
    padded.push(0x80);
    while padded.len() % 128 != 112 {
        padded.push(0);
    }
    let n_bits = u128::try_from(message.len()).expect("a length fits") * 8;
    padded.extend(n_bits.to_be_bytes());
    for block in padded.chunks_exact(128) {
        absorb(&mut state, block, &constants);
    }
    let mut digest = [0; 64];
    for (bytes, word) in digest.chunks_exact_mut(8).zip(state) {
        bytes.copy_from_slice(&word.to_be_bytes());
    }
    digest
}

/// The 64 bits behind the binary point of a root that was taken of a shifted number.
fn fraction(root: UBig) -> u64 {
    let low = root & UBig::from(u64::MAX);
    u64::try_from(low).expect("masked")
}

fn first_primes() -> Vec<u64> {
    let is_prime = |n: &u64| {
        (2..*n)
            .take_while(|d| d * d <= *n)
            .all(|d| !n.is_multiple_of(d))
    };
    (2..).filter(is_prime).take(N_ROUNDS).collect()
}

fn absorb(state: &mut [u64; 8], block: &[u8], constants: &[u64]) {
    let mut schedule: Vec<u64> = block
        .chunks_exact(8)
        .map(|bytes| u64::from_be_bytes(bytes.try_into().expect("eight bytes")))
        .collect();
    for at in 16..N_ROUNDS {
        let (early, late) = (schedule[at - 15], schedule[at - 2]);
        let small = early.rotate_right(1) ^ early.rotate_right(8) ^ (early >> 7);
        let large = late.rotate_right(19) ^ late.rotate_right(61) ^ (late >> 6);
        let word = schedule[at - 16]
            .wrapping_add(small)
            .wrapping_add(schedule[at - 7])
            .wrapping_add(large);
        schedule.push(word);
    }
    let mut work = *state;
    for (word, constant) in schedule.iter().zip(constants) {
        let [a, b, c, d, e, f, g, h] = work;
        let choice = (e & f) ^ (!e & g);
        let majority = (a & b) ^ (a & c) ^ (b & c);
        let first = h
            .wrapping_add(e.rotate_right(14) ^ e.rotate_right(18) ^ e.rotate_right(41))
            .wrapping_add(choice)
            .wrapping_add(*constant)
            .wrapping_add(*word);
        let second =
            (a.rotate_right(28) ^ a.rotate_right(34) ^ a.rotate_right(39)).wrapping_add(majority);
        work = [
            first.wrapping_add(second),
            a,
            b,
            c,
            d.wrapping_add(first),
            e,
            f,
            g,
        ];
    }
    for (word, added) in state.iter_mut().zip(work) {
        *word = word.wrapping_add(added);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_of_abc() {
        assert_eq!(
            sha512(b"abc")[..8],
            [0xdd, 0xaf, 0x35, 0xa1, 0x93, 0x61, 0x7a, 0xba]
        );
    }
}
