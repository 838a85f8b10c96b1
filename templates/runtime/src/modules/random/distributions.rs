//! Numbers of other distributions than the even one.

use std::f64::consts::{E, PI, TAU};

use super::{Random, shared};
use crate::Exception;

impl Random {
    pub(super) fn float(&mut self) -> f64 {
        self.twister.float()
    }

    pub(super) fn gauss(&mut self, mean: f64, deviation: f64) -> f64 {
        let z = self.next_gauss.take().unwrap_or_else(|| {
            let turn = self.float() * TAU;
            let radius = (-2.0 * (1.0 - self.float()).ln()).sqrt();
            self.next_gauss = Some(turn.sin() * radius);
            turn.cos() * radius
        });
        mean + z * deviation
    }

    pub(super) fn normal(&mut self, mean: f64, deviation: f64) -> f64 {
        let magic = 4.0 * (-0.5_f64).exp() / 2.0_f64.sqrt();
        loop {
            let (one, two) = (self.float(), 1.0 - self.float());
            let z = magic * (one - 0.5) / two;
            if z * z / 4.0 <= -two.ln() {
                return mean + z * deviation;
            }
        }
    }

    pub(super) fn triangular(&mut self, low: f64, high: f64, mode: Option<f64>) -> f64 {
        let u = self.float();
        let c = match mode {
            None => 0.5,
            Some(_) if high - low == 0.0 => return low,
            Some(mode) => (mode - low) / (high - low),
        };
        if u > c {
            high + (low - high) * ((1.0 - u) * (1.0 - c)).sqrt()
        } else {
            low + (high - low) * (u * c).sqrt()
        }
    }

    pub(super) fn try_gamma(&mut self, alpha: f64, beta: f64) -> Result<f64, Exception> {
        if alpha <= 0.0 || beta <= 0.0 {
            return Err(Exception::value_error(
                "gammavariate: alpha and beta must be > 0.0",
            ));
        }
        #[expect(clippy::float_cmp, reason = "as in Python")]
        if alpha == 1.0 {
            return Ok(-(1.0 - self.float()).ln() * beta);
        }
        Ok(if alpha > 1.0 {
            self.large_gamma(alpha) * beta
        } else {
            self.small_gamma(alpha) * beta
        })
    }

    fn large_gamma(&mut self, alpha: f64) -> f64 {
        let magic = 1.0 + 4.5_f64.ln();
        let inverse = (2.0 * alpha - 1.0).sqrt();
        let (below, above) = (alpha - 4.0_f64.ln(), alpha + inverse);
        loop {
            let one = self.float();
            if !(1e-7 < one && one < 0.999_999_9) {
                continue;
            }
            let two = 1.0 - self.float();
            let v = (one / (1.0 - one)).ln() / inverse;
            let x = alpha * v.exp();
            let z = one * one * two;
            let r = below + above * v - x;
            if r + magic - 4.5 * z >= 0.0 || r >= z.ln() {
                return x;
            }
        }
    }

    fn small_gamma(&mut self, alpha: f64) -> f64 {
        loop {
            let b = (E + alpha) / E;
            let p = b * self.float();
            let x = if p <= 1.0 {
                p.powf(1.0 / alpha)
            } else {
                -((b - p) / alpha).ln()
            };
            let u = self.float();
            let is_done = if p > 1.0 {
                u <= x.powf(alpha - 1.0)
            } else {
                u <= (-x).exp()
            };
            if is_done {
                return x;
            }
        }
    }

    pub(super) fn try_beta(&mut self, alpha: f64, beta: f64) -> Result<f64, Exception> {
        let y = self.try_gamma(alpha, 1.0)?;
        if y == 0.0 {
            return Ok(0.0);
        }
        Ok(y / (y + self.try_gamma(beta, 1.0)?))
    }

    pub(super) fn von_mises(&mut self, mean: f64, kappa: f64) -> f64 {
        if kappa <= 1e-6 {
            return TAU * self.float();
        }
        let s = 0.5 / kappa;
        let r = s + (1.0 + s * s).sqrt();
        let z = loop {
            let z = (PI * self.float()).cos();
            let d = z / (r + z);
            let u = self.float();
            if u < 1.0 - d * d || u <= (1.0 - d) * d.exp() {
                break z;
            }
        };
        let q = 1.0 / r;
        let angle = ((q + z) / (1.0 + q * z)).acos();
        let theta = if self.float() > 0.5 {
            mean + angle
        } else {
            mean - angle
        };
        crate::Arith::modulo(theta, TAU)
    }

    pub(super) fn try_exponential(&mut self, rate: f64) -> Result<f64, Exception> {
        let drawn = -(1.0 - self.float()).ln();
        if rate == 0.0 {
            return Err(Exception::zero_division_error("float division by zero"));
        }
        Ok(drawn / rate)
    }
}

/// `random.uniform(low, high)`.
pub fn uniform(low: f64, high: f64) -> f64 {
    low + (high - low) * super::random()
}

/// `random.gauss(mean, deviation)`.
pub fn gauss(mean: f64, deviation: f64) -> f64 {
    shared(|random| random.gauss(mean, deviation))
}

/// `random.gauss()`.
pub fn standard_gauss() -> f64 {
    gauss(0.0, 1.0)
}

/// `random.normalvariate(mean, deviation)`.
pub fn normalvariate(mean: f64, deviation: f64) -> f64 {
    shared(|random| random.normal(mean, deviation))
}

/// `random.lognormvariate(mean, deviation)`.
pub fn lognormvariate(mean: f64, deviation: f64) -> f64 {
    normalvariate(mean, deviation).exp()
}

/// `random.triangular(low, high, mode)`.
pub fn triangular(low: f64, high: f64, mode: f64) -> f64 {
    shared(|random| random.triangular(low, high, Some(mode)))
}

/// `random.vonmisesvariate(mean, kappa)`.
pub fn vonmisesvariate(mean: f64, kappa: f64) -> f64 {
    shared(|random| random.von_mises(mean, kappa))
}

/// `random.paretovariate(alpha)`.
pub fn paretovariate(alpha: f64) -> f64 {
    (1.0 - super::random()).powf(-1.0 / alpha)
}

/// `random.weibullvariate(alpha, beta)`.
pub fn weibullvariate(alpha: f64, beta: f64) -> f64 {
    alpha * (-(1.0 - super::random()).ln()).powf(1.0 / beta)
}

raising! {
    /// `random.expovariate(rate)`.
    expovariate: pub fn try_expovariate(rate: f64) -> f64 {
        shared(|random| random.try_exponential(rate))
    }

    /// `random.gammavariate(alpha, beta)`.
    gammavariate: pub fn try_gammavariate(alpha: f64, beta: f64) -> f64 {
        shared(|random| random.try_gamma(alpha, beta))
    }

    /// `random.betavariate(alpha, beta)`.
    betavariate: pub fn try_betavariate(alpha: f64, beta: f64) -> f64 {
        shared(|random| random.try_beta(alpha, beta))
    }
}
