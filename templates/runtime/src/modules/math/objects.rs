//! The functions of `math` as objects, for arguments whose types only the running program knows.

use super::super::arguments::{integer, real};
use super::{integer as whole, logarithm, sums};
use crate::builtins::Builtin;
use crate::{Args, Exception, Int, Value};

const fn builtin(name: &'static str, call: fn(Args) -> Result<Value, Exception>) -> Builtin {
    Builtin {
        name,
        doc: "A function of the module math.",
        call,
    }
}

/// Sorted by name.
pub(in crate::modules) static FUNCTIONS: &[Builtin] = &[
    builtin("acos", |args| of_one("math.acos", args, super::try_acos)),
    builtin("acosh", |args| of_one("math.acosh", args, super::try_acosh)),
    builtin("asin", |args| of_one("math.asin", args, super::try_asin)),
    builtin("asinh", |args| of_one("math.asinh", args, super::try_asinh)),
    builtin("atan", |args| of_one("math.atan", args, |x| Ok(x.atan()))),
    builtin("atan2", |args| {
        of_two("math.atan2", args, |y, x| Ok(y.atan2(x)))
    }),
    builtin("atanh", |args| of_one("math.atanh", args, super::try_atanh)),
    builtin("ceil", |args| to_integer("ceil", args, super::try_ceil_big)),
    builtin("comb", try_comb),
    builtin("copysign", |args| {
        of_two("math.copysign", args, |x, y| Ok(x.copysign(y)))
    }),
    builtin("cos", |args| of_one("math.cos", args, super::try_cos)),
    builtin("cosh", |args| of_one("math.cosh", args, super::try_cosh)),
    builtin("degrees", |args| {
        of_one("math.degrees", args, |x| Ok(x.to_degrees()))
    }),
    builtin("dist", try_dist),
    builtin("erf", |args| {
        of_one("math.erf", args, |x| Ok(super::erf(x)))
    }),
    builtin("erfc", |args| {
        of_one("math.erfc", args, |x| Ok(super::erfc(x)))
    }),
    builtin("exp", |args| of_one("math.exp", args, super::try_exp)),
    builtin("exp2", |args| of_one("math.exp2", args, super::try_exp2)),
    builtin("expm1", |args| of_one("math.expm1", args, super::try_expm1)),
    builtin("fabs", |args| of_one("math.fabs", args, |x| Ok(x.abs()))),
    builtin("factorial", try_factorial),
    builtin("floor", |args| {
        to_integer("floor", args, super::try_floor_big)
    }),
    builtin("fmod", |args| of_two("math.fmod", args, super::try_fmod)),
    builtin("frexp", try_frexp),
    builtin("fsum", try_fsum),
    builtin("gcd", try_gcd),
    builtin("hypot", try_hypot),
    builtin("isclose", try_isclose),
    builtin("isfinite", |args| {
        Ok(Value::Bool(f64::is_finite(real(
            &args.try_one("math.isfinite")?,
        )?)))
    }),
    builtin("isinf", |args| {
        Ok(Value::Bool(f64::is_infinite(real(
            &args.try_one("math.isinf")?,
        )?)))
    }),
    builtin("isnan", |args| {
        Ok(Value::Bool(f64::is_nan(real(
            &args.try_one("math.isnan")?,
        )?)))
    }),
    builtin("isqrt", try_isqrt),
    builtin("lcm", try_lcm),
    builtin("ldexp", try_ldexp),
    builtin("log", try_log),
    builtin("log10", |args| {
        try_logarithm(
            &args.try_one("math.log10")?,
            super::try_log10,
            super::try_log10_big,
        )
        .map(Value::from)
    }),
    builtin("log1p", |args| of_one("math.log1p", args, super::try_log1p)),
    builtin("log2", |args| {
        try_logarithm(
            &args.try_one("math.log2")?,
            super::try_log2,
            super::try_log2_big,
        )
        .map(Value::from)
    }),
    builtin("modf", try_modf),
    builtin("nextafter", |args| {
        of_two("math.nextafter", args, |x, y| Ok(super::nextafter(x, y)))
    }),
    builtin("perm", try_perm),
    builtin("pow", |args| of_two("math.pow", args, super::try_pow)),
    builtin("prod", try_prod),
    builtin("radians", |args| {
        of_one("math.radians", args, |x| Ok(x.to_radians()))
    }),
    builtin("remainder", |args| {
        of_two("math.remainder", args, super::try_remainder)
    }),
    builtin("gamma", |args| of_one("math.gamma", args, super::try_gamma)),
    builtin("lgamma", |args| {
        of_one("math.lgamma", args, super::try_lgamma)
    }),
    builtin("sin", |args| of_one("math.sin", args, super::try_sin)),
    builtin("sinh", |args| of_one("math.sinh", args, super::try_sinh)),
    builtin("sqrt", |args| of_one("math.sqrt", args, super::try_sqrt)),
    builtin("tan", |args| of_one("math.tan", args, super::try_tan)),
    builtin("tanh", |args| of_one("math.tanh", args, |x| Ok(x.tanh()))),
    builtin("trunc", |args| {
        to_integer("trunc", args, crate::try_big_from_float)
    }),
    builtin("ulp", |args| {
        of_one("math.ulp", args, |x| Ok(super::ulp(x)))
    }),
];

fn of_one(
    name: &str,
    args: Args,
    function: fn(f64) -> Result<f64, Exception>,
) -> Result<Value, Exception> {
    function(real(&args.try_one(name)?)?).map(Value::from)
}

fn of_two(
    name: &str,
    args: Args,
    function: fn(f64, f64) -> Result<f64, Exception>,
) -> Result<Value, Exception> {
    let args = args.try_between(name, 2, 2)?;
    function(real(&args[0])?, real(&args[1])?).map(Value::from)
}

fn to_integer(
    name: &str,
    args: Args,
    function: fn(f64) -> Result<Int, Exception>,
) -> Result<Value, Exception> {
    let value = args.try_one(&format!("math.{name}"))?;
    match &value {
        Value::Int(_) | Value::Bool(_) => integer(&value).map(Value::from),
        Value::Float(value) => function(*value).map(Value::from),
        other if name == "trunc" => Err(Exception::type_error(format!(
            "type {} doesn't define __trunc__ method",
            other.type_name()
        ))),
        other => function(real(other)?).map(Value::from),
    }
}

fn try_logarithm(
    value: &Value,
    of_float: fn(f64) -> Result<f64, Exception>,
    of_int: fn(&Int) -> Result<f64, Exception>,
) -> Result<f64, Exception> {
    match value {
        Value::Int(_) | Value::Bool(_) => of_int(&integer(value)?),
        other => of_float(real(other)?),
    }
}

fn try_log(args: Args) -> Result<Value, Exception> {
    args.check_no_keywords("math.log")?;
    let logarithm_of = |value| try_logarithm(value, super::try_log, super::try_log_big);
    match args.positional.as_slice() {
        [value] => logarithm_of(value).map(Value::from),
        [value, base] => {
            logarithm::try_quotient(logarithm_of(value)?, logarithm_of(base)?).map(Value::from)
        }
        [] => Err(Exception::type_error(
            "log expected at least 1 argument, got 0",
        )),
        many => Err(Exception::type_error(format!(
            "log expected at most 2 arguments, got {}",
            many.len()
        ))),
    }
}

fn try_comb(args: Args) -> Result<Value, Exception> {
    let args = args.try_between("math.comb", 2, 2)?;
    whole::try_comb_big(&integer(&args[0])?, &integer(&args[1])?).map(Value::from)
}

fn try_perm(args: Args) -> Result<Value, Exception> {
    let args = args.try_between("math.perm", 1, 2)?;
    match args.get(1) {
        None | Some(Value::None) => factorial_of(&integer(&args[0])?),
        Some(k) => whole::try_perm_big(&integer(&args[0])?, &integer(k)?).map(Value::from),
    }
}

fn try_factorial(args: Args) -> Result<Value, Exception> {
    factorial_of(&integer(&args.try_one("math.factorial")?)?)
}

fn factorial_of(n: &Int) -> Result<Value, Exception> {
    if n.is_negative() {
        return super::try_factorial(-1).map(Value::from);
    }
    match n.to_i64() {
        Some(n) => super::try_factorial(n).map(Value::from),
        None => Err(Exception::overflow_error(format!(
            "factorial() argument should not exceed {}",
            i64::MAX
        ))),
    }
}

fn try_isqrt(args: Args) -> Result<Value, Exception> {
    super::try_isqrt_big(&integer(&args.try_one("math.isqrt")?)?).map(Value::from)
}

fn try_gcd(args: Args) -> Result<Value, Exception> {
    args.check_no_keywords("math.gcd")?;
    let mut result = Int::ZERO;
    for value in &args.positional {
        result = super::gcd_big(&result, &integer(value)?);
    }
    Ok(Value::from(result))
}

fn try_lcm(args: Args) -> Result<Value, Exception> {
    args.check_no_keywords("math.lcm")?;
    let mut result = Int::ONE;
    for value in &args.positional {
        result = whole::lcm_big(&result, &integer(value)?);
    }
    Ok(Value::from(result))
}

fn try_frexp(args: Args) -> Result<Value, Exception> {
    Ok(Value::from(super::frexp(real(
        &args.try_one("math.frexp")?,
    )?)))
}

fn try_modf(args: Args) -> Result<Value, Exception> {
    Ok(Value::from(super::modf(real(&args.try_one("math.modf")?)?)))
}

fn try_ldexp(args: Args) -> Result<Value, Exception> {
    let args = args.try_between("math.ldexp", 2, 2)?;
    let x = real(&args[0])?;
    let Value::Int(exponent) = &args[1] else {
        return Err(Exception::type_error(
            "Expected an int as second argument to ldexp.",
        ));
    };
    let limit = if exponent.is_negative() {
        i64::MIN
    } else {
        i64::MAX
    };
    super::try_ldexp(x, exponent.to_i64().unwrap_or(limit)).map(Value::from)
}

fn try_reals(values: &[Value]) -> Result<Vec<f64>, Exception> {
    values.iter().map(real).collect()
}

fn try_fsum(args: Args) -> Result<Value, Exception> {
    let items = args.try_one("math.fsum")?.try_to_vec()?;
    super::try_fsum(try_reals(&items)?).map(Value::from)
}

fn try_hypot(args: Args) -> Result<Value, Exception> {
    args.check_no_keywords("math.hypot")?;
    Ok(Value::from(sums::norm(try_reals(&args.positional)?)))
}

fn try_dist(args: Args) -> Result<Value, Exception> {
    let args = args.try_between("math.dist", 2, 2)?;
    let (p, q) = (args[0].try_to_vec()?, args[1].try_to_vec()?);
    if p.len() != q.len() {
        return super::try_dist(&[], &[0.0]).map(Value::from);
    }
    super::try_dist(&try_reals(&p)?, &try_reals(&q)?).map(Value::from)
}

fn try_isclose(mut args: Args) -> Result<Value, Exception> {
    let relative = args.take_keyword("rel_tol");
    let absolute = args.take_keyword("abs_tol");
    let (a, b) = (args.take_keyword("a"), args.take_keyword("b"));
    args.check_all_taken("isclose")?;
    let mut given = args.positional.into_iter().chain(a).chain(b);
    let (Some(a), Some(b)) = (given.next(), given.next()) else {
        return Err(Exception::type_error(
            "isclose() missing required argument 'b' (pos 2)",
        ));
    };
    let tolerance = |value: Option<Value>, default: f64| match value {
        Some(value) => real(&value),
        None => Ok(default),
    };
    let (relative, absolute) = (tolerance(relative, 1e-9)?, tolerance(absolute, 0.0)?);
    super::try_is_near(real(&a)?, real(&b)?, relative, absolute).map(Value::Bool)
}

fn try_prod(mut args: Args) -> Result<Value, Exception> {
    let start = args.take_keyword("start");
    let iterable = args.try_one("prod")?;
    let mut product = start.unwrap_or_else(|| Value::from(1));
    let mut items = iterable.try_iter()?;
    while let Some(item) = items.try_next()? {
        product = product.try_mul(&item)?;
    }
    Ok(product)
}
