//! Floats as hexadecimal text: `float.hex` and `float.fromhex`.

use super::float_repr;
use crate::Exception;
use dashu_int::UBig;
use dashu_int::ops::BitTest;

/// `x.hex()`.
///
/// ```text
/// >>> (0.1).hex(), (-0.0).hex()
/// ('0x1.999999999999ap-4', '-0x0.0p+0')
/// ```
pub fn float_hex(x: f64) -> String {
    if !x.is_finite() {
        return float_repr(x);
    }
    let sign = if x.is_sign_negative() { "-" } else { "" };
    if x == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let bits = x.to_bits();
    let stored = i32::try_from(bits >> 52 & 0x7ff).expect("eleven bits");
    let (lead, exponent) = if stored == 0 {
        (0, -1022)
    } else {
        (1, stored - 1023)
    };
    format!(
        "{sign}0x{lead}.{:013x}p{exponent:+}",
        bits & ((1 << 52) - 1)
    )
}

raising! {
    /// `float.fromhex(text)`: the prefix and the exponent may be left out, and the nearest float is taken, ties to even.
    float_from_hex: pub fn try_float_from_hex(text: &str) -> f64 {
        let invalid = || Exception::value_error("invalid hexadecimal floating-point string");
        let text = text.trim_matches(|c| matches!(c, '\t'..='\r' | ' '));
        let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
        let size = match unsigned.to_ascii_lowercase().as_str() {
            "inf" | "infinity" => f64::INFINITY,
            "nan" => f64::NAN,
            digits => {
                let (mantissa, exponent) = read(digits).ok_or_else(invalid)?;
                nearest(&mantissa, exponent)
                    .ok_or_else(|| Exception::overflow_error("hexadecimal value too large to represent as a float"))?
            }
        };
        Ok(if text.starts_with('-') { -size } else { size })
    }
}

/// The whole number that the digits make without their point, and the power of two that it is multiplied with.
fn read(text: &str) -> Option<(UBig, i64)> {
    let text = text.strip_prefix("0x").unwrap_or(text);
    let (digits, exponent) = match text.split_once('p') {
        None => (text, 0),
        Some((digits, exponent)) => (digits, read_exponent(exponent)?),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all = [whole, fraction].concat();
    if all.is_empty() || !all.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let mantissa = UBig::from_str_radix(&all, 16).expect("hexadecimal digits");
    let n_fraction = i64::try_from(fraction.len()).expect("a length fits");
    Some((mantissa, exponent.saturating_sub(4 * n_fraction)))
}

fn read_exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // What does not fit is beyond all floats in either direction.
    let size = digits.parse().unwrap_or(i64::MAX / 4);
    Some(if text.starts_with('-') { -size } else { size }.clamp(-(i64::MAX / 4), i64::MAX / 4))
}

/// The float nearest to `mantissa` times two to the `exponent`; none if it is too large.
fn nearest(mantissa: &UBig, exponent: i64) -> Option<f64> {
    if *mantissa == UBig::ZERO {
        return Some(0.0);
    }
    let top = exponent + i64::try_from(mantissa.bit_len()).expect("a length fits");
    if top > 1024 {
        return None;
    }
    if top < -1080 {
        return Some(0.0);
    }
    // The weight of the last bit that a float of this size keeps.
    let last = (top - 53).max(-1074);
    let kept = match usize::try_from(last - exponent) {
        Err(_) => mantissa << usize::try_from(exponent - last).expect("it is positive"),
        Ok(dropped) => {
            let floor = mantissa >> dropped;
            let rest = mantissa - (&floor << dropped);
            let half = UBig::ONE << dropped.saturating_sub(1);
            let up = dropped > 0 && (rest > half || rest == half && floor.bit(0));
            if up { floor + UBig::ONE } else { floor }
        }
    };
    let kept = u64::try_from(kept).expect("no more than 54 bits");
    let power = i32::try_from(last).expect("the exponents of floats are small");
    // Two steps, as the power itself may be too small for a float.
    #[expect(
        clippy::cast_precision_loss,
        reason = "at most 2 to the 53, which is exact"
    )]
    let size = kept as f64 * 2_f64.powi(power / 2) * 2_f64.powi(power - power / 2);
    size.is_finite().then_some(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_reads_back() {
        for x in [0.0, 0.1, 1.0, 5e-324, 2.2e-308, f64::MAX, 1e22, 0.5] {
            assert_eq!(try_float_from_hex(&float_hex(x)).ok(), Some(x));
            assert_eq!(try_float_from_hex(&float_hex(-x)).ok(), Some(-x));
        }
    }
}
