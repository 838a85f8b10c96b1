//! `gamma`, `lgamma`, `erf` and `erfc`, to the last digit of CPython's.
//!
//! The gamma functions are CPython's own (`Modules/mathmodule.c`: Lanczos' approximation). The error functions are the C library's, which are
//! Sun's (`s_erf.c`) with the polynomials summed in pairs, as glibc does.

#![expect(
    clippy::excessive_precision,
    reason = "the constants stand as in CPython's text"
)]

use std::f64::consts::PI;

use super::{domain_error, range_error};

const LANCZOS_G: f64 = 6.024_680_040_776_729_583_740_234_375;
const LANCZOS_G_MINUS_HALF: f64 = 5.524_680_040_776_729_583_740_234_375;
const LOG_PI: f64 = 1.144_729_885_849_400_174_143_427_351_353_058_711_647;

const NUMERATOR: [f64; 13] = [
    23_531_376_880.410_759_688_572_007_674_451_636_754_734_846_804_940,
    42_919_803_642.649_098_768_957_899_047_001_988_850_926_355_848_959,
    35_711_959_237.355_668_049_440_185_451_547_166_705_960_488_635_843,
    17_921_034_426.037_209_699_919_755_754_458_931_112_671_403_265_390,
    6_039_542_586.352_028_005_064_291_644_307_297_921_069_938_842_070_8,
    1_439_720_407.311_721_673_663_223_072_794_912_393_971_548_578_637_2,
    248_874_557.862_054_156_511_460_386_413_229_423_216_321_251_278_01,
    31_426_415.585_400_194_380_614_231_628_318_205_362_874_684_987_640,
    2_876_370.628_935_372_441_225_409_051_620_849_613_599_114_537_876_8,
    186_056.265_395_223_495_040_294_989_716_045_699_282_207_842_363_28,
    8_071.672_002_365_816_210_638_002_902_272_250_613_821_851_632_502_4,
    210.824_277_751_579_345_872_509_733_920_713_362_711_669_695_802_91,
    2.506_628_274_631_000_270_164_908_177_133_837_338_626_431_079_340_8,
];

const DENOMINATOR: [f64; 13] = [
    0.0,
    39_916_800.0,
    120_543_840.0,
    150_917_976.0,
    105_258_076.0,
    45_995_730.0,
    13_339_535.0,
    2_637_558.0,
    357_423.0,
    32_670.0,
    1_925.0,
    66.0,
    1.0,
];

fn lanczos_sum(x: f64) -> f64 {
    let (mut above, mut below) = (0.0, 0.0);
    if x < 5.0 {
        for at in (0..13).rev() {
            above = above * x + NUMERATOR[at];
            below = below * x + DENOMINATOR[at];
        }
    } else {
        for at in 0..13 {
            above = above / x + NUMERATOR[at];
            below = below / x + DENOMINATOR[at];
        }
    }
    above / below
}

/// `sin(pi * x)`, exact at integers and halves.
fn sin_pi(x: f64) -> f64 {
    let y = x.abs() % 2.0;
    let twice = (2.0 * y).round();
    let sine = if twice < 1.0 {
        (PI * y).sin()
    } else if twice < 2.0 {
        (PI * (y - 0.5)).cos()
    } else if twice < 3.0 {
        (PI * (1.0 - y)).sin()
    } else if twice < 4.0 {
        -(PI * (y - 1.5)).cos()
    } else {
        (PI * (y - 2.0)).sin()
    };
    1.0_f64.copysign(x) * sine
}

fn is_whole(x: f64) -> bool {
    x.floor().total_cmp(&x).is_eq()
}

raising! {
    /// `math.gamma(x)`.
    gamma: pub fn try_gamma(x: f64) -> f64 {
        if !x.is_finite() {
            return if x.is_nan() || x > 0.0 { Ok(x) } else { Err(domain_error()) };
        }
        if x == 0.0 || is_whole(x) && x < 0.0 {
            return Err(domain_error());
        }
        if is_whole(x) && x <= 23.0 {
            let mut factorial = 1.0;
            let mut n = 1.0;
            while n < x {
                factorial *= n;
                n += 1.0;
            }
            return Ok(factorial);
        }
        let size = x.abs();
        let checked = |result: f64| if result.is_infinite() { Err(range_error()) } else { Ok(result) };
        if size < 1e-20 {
            return checked(1.0 / x);
        }
        if size > 200.0 {
            return if x < 0.0 { Ok(0.0 / sin_pi(x)) } else { Err(range_error()) };
        }
        let y = size + LANCZOS_G_MINUS_HALF;
        let rest = if size > LANCZOS_G_MINUS_HALF {
            (y - size) - LANCZOS_G_MINUS_HALF
        } else {
            (y - LANCZOS_G_MINUS_HALF) - size
        };
        let rest = rest * LANCZOS_G / y;
        let half_power = || y.powf(size / 2.0 - 0.25);
        let result = if x < 0.0 {
            let mut result = -PI / sin_pi(size) / size * y.exp() / lanczos_sum(size);
            result -= rest * result;
            if size < 140.0 {
                result / y.powf(size - 0.5)
            } else {
                result / half_power() / half_power()
            }
        } else {
            let mut result = lanczos_sum(size) / y.exp();
            result += rest * result;
            if size < 140.0 {
                result * y.powf(size - 0.5)
            } else {
                result * half_power() * half_power()
            }
        };
        checked(result)
    }

    /// `math.lgamma(x)`.
    lgamma: pub fn try_lgamma(x: f64) -> f64 {
        if !x.is_finite() {
            return Ok(if x.is_nan() { x } else { f64::INFINITY });
        }
        if is_whole(x) && x <= 2.0 {
            return if x <= 0.0 { Err(domain_error()) } else { Ok(0.0) };
        }
        let size = x.abs();
        if size < 1e-20 {
            return Ok(-size.ln());
        }
        let mut result = lanczos_sum(size).ln() - LANCZOS_G;
        result += (size - 0.5) * ((size + LANCZOS_G - 0.5).ln() - 1.0);
        if x < 0.0 {
            result = LOG_PI - sin_pi(size).abs().ln() - size.ln() - result;
        }
        if result.is_infinite() { Err(range_error()) } else { Ok(result) }
    }
}

const ERX: f64 = 8.450_629_115_104_675_292_97e-1;
const EFX: f64 = 1.283_791_670_955_125_863_16e-1;

/// `p[0] + p[1] x + p[2] x² + …`, in pairs.
fn polynomial(x: f64, parts: &[f64]) -> f64 {
    let mut power = 1.0;
    let square = x * x;
    let mut sum = 0.0;
    for (index, pair) in parts.chunks(2).enumerate() {
        let term = match pair {
            [one, two] => one + x * two,
            [one] => *one,
            _ => 0.0,
        };
        if index == 0 {
            sum = term;
            power = square;
        } else {
            sum += power * term;
            power = if index == 1 {
                square * square
            } else {
                power * square
            };
        }
    }
    sum
}

const PP: [f64; 5] = [
    1.283_791_670_955_125_585_61e-1,
    -3.250_421_072_470_014_993_70e-1,
    -2.848_174_957_559_851_047_66e-2,
    -5.770_270_296_489_441_591_57e-3,
    -2.376_301_665_665_016_260_84e-5,
];
const QQ: [f64; 6] = [
    1.0,
    3.979_172_239_591_553_528_19e-1,
    6.502_224_998_876_729_444_85e-2,
    5.081_306_281_875_765_627_76e-3,
    1.324_947_380_043_216_445_26e-4,
    -3.960_228_278_775_368_123_20e-6,
];
const PA: [f64; 7] = [
    -2.362_118_560_752_659_440_77e-3,
    4.148_561_186_837_483_316_66e-1,
    -3.722_078_760_357_013_238_47e-1,
    3.183_466_199_011_617_536_74e-1,
    -1.108_946_942_823_966_774_76e-1,
    3.547_830_432_561_823_593_71e-2,
    -2.166_375_594_868_790_843_00e-3,
];
const QA: [f64; 7] = [
    1.0,
    1.064_208_804_008_442_282_86e-1,
    5.403_979_177_021_710_489_37e-1,
    7.182_865_441_419_626_628_68e-2,
    1.261_712_198_087_616_421_12e-1,
    1.363_708_391_202_905_073_62e-2,
    1.198_449_984_679_910_741_70e-2,
];
const RA: [f64; 8] = [
    -9.864_944_034_847_148_227_05e-3,
    -6.938_585_727_071_817_643_72e-1,
    -1.055_862_622_532_329_098_14e1,
    -6.237_533_245_032_600_603_96e1,
    -1.623_966_694_625_734_703_55e2,
    -1.846_050_929_067_110_359_94e2,
    -8.128_743_550_630_659_342_46e1,
    -9.814_329_344_169_145_485_92,
];
const SA: [f64; 9] = [
    1.0,
    1.965_127_166_743_925_712_92e1,
    1.376_577_541_435_190_426_00e2,
    4.345_658_774_752_292_288_21e2,
    6.453_872_717_332_678_803_36e2,
    4.290_081_400_275_678_333_86e2,
    1.086_350_055_417_794_351_34e2,
    6.570_249_770_319_281_701_35,
    -6.042_441_521_485_809_874_38e-2,
];
const RB: [f64; 7] = [
    -9.864_942_924_700_099_285_97e-3,
    -7.992_832_376_805_230_065_74e-1,
    -1.775_795_491_775_475_198_89e1,
    -1.606_363_848_558_219_160_62e2,
    -6.375_664_433_683_896_277_22e2,
    -1.025_095_131_611_077_249_54e3,
    -4.835_191_916_086_513_970_19e2,
];
const SB: [f64; 8] = [
    1.0,
    3.033_806_074_348_245_829_24e1,
    3.257_925_129_965_739_188_26e2,
    1.536_729_586_084_436_959_94e3,
    3.199_858_219_508_595_539_08e3,
    2.553_050_406_433_164_425_83e3,
    4.745_285_412_069_553_672_15e2,
    -2.244_095_244_658_581_833_62e1,
];

/// `1 - erf(x)` of what is at least 1.25, times `x`.
fn tail(size: f64) -> f64 {
    let s = 1.0 / (size * size);
    let quotient = if size < 1.0 / 0.35 {
        polynomial(s, &RA) / polynomial(s, &SA)
    } else {
        polynomial(s, &RB) / polynomial(s, &SB)
    };
    let z = f64::from_bits(size.to_bits() & 0xffff_ffff_0000_0000);
    (-z * z - 0.5625).exp() * ((z - size) * (z + size) + quotient).exp()
}

/// `math.erf(x)`.
pub fn erf(x: f64) -> f64 {
    let size = x.abs();
    if x.is_nan() {
        return x;
    }
    if size < 0.84375 {
        if size < 2.0_f64.powi(-28) {
            return if size < 2.0_f64.powi(-1015) {
                0.0625 * (16.0 * x + (16.0 * EFX) * x)
            } else {
                x + EFX * x
            };
        }
        let z = x * x;
        return x + x * (polynomial(z, &PP) / polynomial(z, &QQ));
    }
    let result = if size < 1.25 {
        let s = size - 1.0;
        ERX + polynomial(s, &PA) / polynomial(s, &QA)
    } else if size >= 6.0 {
        1.0 - 1e-300
    } else {
        1.0 - tail(size) / size
    };
    result.copysign(x)
}

/// `math.erfc(x)`.
pub fn erfc(x: f64) -> f64 {
    let size = x.abs();
    if x.is_nan() {
        return x;
    }
    if size < 0.84375 {
        if size < 2.0_f64.powi(-56) {
            return 1.0 - x;
        }
        let z = x * x;
        let y = polynomial(z, &PP) / polynomial(z, &QQ);
        return if x < 0.25 {
            1.0 - (x + x * y)
        } else {
            0.5 - ((x - 0.5) + x * y)
        };
    }
    if size < 1.25 {
        let s = size - 1.0;
        let quotient = polynomial(s, &PA) / polynomial(s, &QA);
        return if x >= 0.0 {
            (1.0 - ERX) - quotient
        } else {
            1.0 + (ERX + quotient)
        };
    }
    if size < 28.0 && x >= -6.0 {
        let result = tail(size) / size;
        return if x > 0.0 { result } else { 2.0 - result };
    }
    if x > 0.0 { 0.0 } else { 2.0 }
}
