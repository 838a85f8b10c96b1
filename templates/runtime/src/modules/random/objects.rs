//! The functions of `random` as objects, and `random.Random`.

use std::cell::RefCell;
use std::rc::Rc;

use super::choose::{nothing_to_choose, sums};
use super::{Random, source};
use crate::builtins::Builtin;
use crate::modules::arguments::{bound, integer, real, small};
use crate::value::Object;
use crate::{Args, BoundMethod, Exception, Int, ObjectRef, Type, Value};

/// A generator that several may draw from.
pub(super) type Source = Rc<RefCell<Random>>;

type Method = fn(&Source, Args) -> Result<Value, Exception>;

const fn builtin(name: &'static str, call: fn(Args) -> Result<Value, Exception>) -> Builtin {
    Builtin {
        name,
        doc: "A function of the module random.",
        call,
    }
}

/// Every method of `Random`, which the module has as a function of its own generator.
macro_rules! methods {
    ($($name:ident)*) => {
        static METHODS: &[(&str, Method)] = &[$((stringify!($name), $name)),*];

        /// The functions of the module, sorted by name.
        pub(in crate::modules) static FUNCTIONS: &[Builtin] =
            &[$(builtin(stringify!($name), |args| $name(&source(), args))),*];
    };
}

methods! {
    betavariate choice choices expovariate gammavariate gauss getrandbits lognormvariate normalvariate paretovariate
    randint random randrange sample seed shuffle triangular uniform vonmisesvariate weibullvariate
}

fn seed(random: &Source, args: Args) -> Result<Value, Exception> {
    let [seed, _version] = bound(args, "Random.seed", ["a", "version"], 0)?;
    *random.borrow_mut() = Random::try_from_value(&seed.unwrap_or(Value::None))?;
    Ok(Value::None)
}

fn random(random: &Source, args: Args) -> Result<Value, Exception> {
    args.check_none("Random.random")?;
    Ok(Value::from(random.borrow_mut().float()))
}

fn getrandbits(random: &Source, args: Args) -> Result<Value, Exception> {
    let count = small(&args.try_one("Random.getrandbits")?)?;
    let Ok(count) = usize::try_from(count) else {
        return Err(Exception::value_error(
            "number of bits must be non-negative",
        ));
    };
    Ok(Value::from(random.borrow_mut().twister.many_bits(count)))
}

fn randint(random: &Source, args: Args) -> Result<Value, Exception> {
    let [low, high] = bound(args, "Random.randint", ["a", "b"], 2)?.map(or_none);
    let high = high.try_add(&Value::from(1))?;
    in_range(random, &low, Some(&high), None)
}

fn randrange(random: &Source, args: Args) -> Result<Value, Exception> {
    let [start, stop, step] = bound(args, "Random.randrange", ["start", "stop", "step"], 1)?;
    in_range(
        random,
        &start.unwrap_or(Value::None),
        stop.as_ref(),
        step.as_ref(),
    )
}

fn in_range(
    random: &Source,
    start: &Value,
    stop: Option<&Value>,
    step: Option<&Value>,
) -> Result<Value, Exception> {
    let start = whole(start, "arg 1 for")?;
    let mut random = random.borrow_mut();
    let Some(stop) = stop.filter(|stop| !stop.is_none()) else {
        if step.is_some() {
            return Err(Exception::type_error("Missing a non-None stop argument"));
        }
        if start.is_negative() || start.is_zero() {
            return Err(Exception::value_error("empty range for randrange()"));
        }
        return Ok(Value::from(random.below_int(&start)));
    };
    let stop = whole(stop, "stop for")?;
    let step = match step {
        Some(step) => whole(step, "step for")?,
        None => Int::ONE,
    };
    random.try_range(&start, &stop, &step).map(Value::from)
}

/// An integer, or a float that is one.
fn whole(value: &Value, what: &str) -> Result<Int, Exception> {
    if let Value::Float(number) = value {
        return if number.fract() == 0.0 {
            crate::try_big_from_float(*number)
        } else {
            Err(Exception::value_error(format!(
                "non-integer {what} randrange()"
            )))
        };
    }
    integer(value)
}

fn choice(random: &Source, args: Args) -> Result<Value, Exception> {
    let [items] = bound(args, "Random.choice", ["seq"], 1)?.map(or_none);
    let length = usize::try_from(items.try_len()?).unwrap_or(0);
    if length == 0 {
        return Err(nothing_to_choose());
    }
    let at = random.borrow_mut().below(length);
    item(&items, at)
}

fn item(items: &Value, at: usize) -> Result<Value, Exception> {
    items.try_getitem(&Value::from(i64::try_from(at).expect("an index fits")))
}

fn chosen(items: &Value, positions: Vec<usize>) -> Result<Value, Exception> {
    let chosen: Result<Vec<Value>, Exception> =
        positions.into_iter().map(|at| item(items, at)).collect();
    Ok(Value::list(chosen?))
}

fn choices(random: &Source, args: Args) -> Result<Value, Exception> {
    let [items, weights, cumulative, count] = bound(
        args,
        "Random.choices",
        ["population", "weights", "cum_weights", "k"],
        1,
    )?;
    let items = items.unwrap_or(Value::None);
    let count = count.as_ref().map_or(Ok(1), small)?;
    let length = usize::try_from(items.try_len()?).unwrap_or(0);
    let given = |value: Option<Value>| value.filter(|value| !value.is_none());
    let reals = |value: &Value| -> Result<Vec<f64>, Exception> {
        value.try_to_vec()?.iter().map(real).collect()
    };
    let cumulative = match (given(weights), given(cumulative)) {
        (None, None) => {
            let positions = random.borrow_mut().try_choices(length, count)?;
            return chosen(&items, positions);
        }
        (Some(_), Some(_)) => {
            return Err(Exception::type_error(
                "Cannot specify both weights and cumulative weights",
            ));
        }
        (Some(Value::Int(count)), None) => {
            return Err(Exception::type_error(format!(
                "The number of choices must be a keyword argument: k={count}"
            )));
        }
        (Some(weights), None) => sums(reals(&weights)?),
        (None, Some(cumulative)) => reals(&cumulative)?,
    };
    let positions = random
        .borrow_mut()
        .try_weighted(length, &cumulative, count)?;
    chosen(&items, positions)
}

fn sample(random: &Source, args: Args) -> Result<Value, Exception> {
    let [items, count, counts] = bound(args, "Random.sample", ["population", "k", "counts"], 2)?;
    let (mut items, count) = (items.unwrap_or(Value::None), count.unwrap_or(Value::None));
    match &items {
        Value::List(_) | Value::Tuple(_) | Value::Range(_) | Value::Str(_) | Value::Bytes(_) => {}
        _ => {
            return Err(Exception::type_error(
                "Population must be a sequence.  For dicts or sets, use sorted(d).",
            ));
        }
    }
    if let Some(counts) = counts.filter(|counts| !counts.is_none()) {
        let mut repeated = Vec::new();
        for (value, count) in items.try_to_vec()?.into_iter().zip(counts.try_to_vec()?) {
            let count = usize::try_from(small(&count)?).unwrap_or(0);
            repeated.extend(std::iter::repeat_n(value, count));
        }
        items = Value::list(repeated);
    }
    let length = usize::try_from(items.try_len()?).unwrap_or(0);
    let positions = random.borrow_mut().try_sample(length, small(&count)?)?;
    chosen(&items, positions)
}

fn shuffle(random: &Source, args: Args) -> Result<Value, Exception> {
    let [items] = bound(args, "Random.shuffle", ["x"], 1)?.map(or_none);
    if let Value::List(list) = &items {
        list.with_mut(|items| random.borrow_mut().shuffle(items));
        return Ok(Value::None);
    }
    if items.try_len()? < 2 {
        return Ok(Value::None);
    }
    Err(Exception::type_error(format!(
        "'{}' object does not support item assignment",
        items.type_name()
    )))
}

/// An argument that must be there.
fn or_none(value: Option<Value>) -> Value {
    value.unwrap_or(Value::None)
}

/// Numbers for parameters that have a default.
fn numbers<const N: usize>(
    args: Args,
    function: &str,
    parameters: [&str; N],
    defaults: [Option<f64>; N],
) -> Result<[f64; N], Exception> {
    let n_required = defaults.iter().filter(|default| default.is_none()).count();
    let given = bound(args, function, parameters, n_required)?;
    let mut found = [0.0; N];
    for ((place, value), default) in found.iter_mut().zip(given).zip(defaults) {
        *place = match value {
            Some(value) => real(&value)?,
            None => default.unwrap_or(0.0),
        };
    }
    Ok(found)
}

fn uniform(random: &Source, args: Args) -> Result<Value, Exception> {
    let [low, high] = numbers(args, "Random.uniform", ["a", "b"], [None; 2])?;
    Ok(Value::from(
        low + (high - low) * random.borrow_mut().float(),
    ))
}

fn gauss(random: &Source, args: Args) -> Result<Value, Exception> {
    let [mean, deviation] = numbers(
        args,
        "Random.gauss",
        ["mu", "sigma"],
        [Some(0.0), Some(1.0)],
    )?;
    Ok(Value::from(random.borrow_mut().gauss(mean, deviation)))
}

fn normalvariate(random: &Source, args: Args) -> Result<Value, Exception> {
    let [mean, deviation] = numbers(
        args,
        "Random.normalvariate",
        ["mu", "sigma"],
        [Some(0.0), Some(1.0)],
    )?;
    Ok(Value::from(random.borrow_mut().normal(mean, deviation)))
}

fn lognormvariate(random: &Source, args: Args) -> Result<Value, Exception> {
    let [mean, deviation] = numbers(args, "Random.lognormvariate", ["mu", "sigma"], [None; 2])?;
    Ok(Value::from(
        random.borrow_mut().normal(mean, deviation).exp(),
    ))
}

fn triangular(random: &Source, args: Args) -> Result<Value, Exception> {
    let [low, high, mode] = bound(args, "Random.triangular", ["low", "high", "mode"], 0)?;
    let number = |value: Option<Value>, default: f64| value.as_ref().map_or(Ok(default), real);
    let (low, high) = (number(low, 0.0)?, number(high, 1.0)?);
    let mode = match mode.filter(|mode| !mode.is_none()) {
        Some(mode) => Some(real(&mode)?),
        None => None,
    };
    Ok(Value::from(random.borrow_mut().triangular(low, high, mode)))
}

fn expovariate(random: &Source, args: Args) -> Result<Value, Exception> {
    let [rate] = numbers(args, "Random.expovariate", ["lambd"], [None])?;
    random.borrow_mut().try_exponential(rate).map(Value::from)
}

fn gammavariate(random: &Source, args: Args) -> Result<Value, Exception> {
    let [alpha, beta] = numbers(args, "Random.gammavariate", ["alpha", "beta"], [None; 2])?;
    random.borrow_mut().try_gamma(alpha, beta).map(Value::from)
}

fn betavariate(random: &Source, args: Args) -> Result<Value, Exception> {
    let [alpha, beta] = numbers(args, "Random.betavariate", ["alpha", "beta"], [None; 2])?;
    random.borrow_mut().try_beta(alpha, beta).map(Value::from)
}

fn vonmisesvariate(random: &Source, args: Args) -> Result<Value, Exception> {
    let [mean, kappa] = numbers(args, "Random.vonmisesvariate", ["mu", "kappa"], [None; 2])?;
    Ok(Value::from(random.borrow_mut().von_mises(mean, kappa)))
}

fn paretovariate(random: &Source, args: Args) -> Result<Value, Exception> {
    let [alpha] = numbers(args, "Random.paretovariate", ["alpha"], [None])?;
    let drawn = 1.0 - random.borrow_mut().float();
    Ok(Value::from(drawn.powf(-1.0 / alpha)))
}

fn weibullvariate(random: &Source, args: Args) -> Result<Value, Exception> {
    let [alpha, beta] = numbers(args, "Random.weibullvariate", ["alpha", "beta"], [None; 2])?;
    let drawn = 1.0 - random.borrow_mut().float();
    Ok(Value::from(alpha * (-drawn.ln()).powf(1.0 / beta)))
}

/// `random.Random`.
pub(in crate::modules) static CONSTRUCTOR: Builtin = builtin("Random", |args| {
    let [seed] = bound(args, "Random", ["x"], 0)?;
    let random = Random::try_from_value(&seed.unwrap_or(Value::None))?;
    Ok(object(Rc::new(RefCell::new(random))))
});

fn object(random: Source) -> Value {
    Value::Object(ObjectRef::new(Generator(random)))
}

/// An object of class `random.Random`.
struct Generator(Source);

impl Object for Generator {
    fn id(&self) -> usize {
        Rc::as_ptr(&self.0).cast::<u8>() as usize
    }

    fn class_name(&self) -> &'static str {
        "Random"
    }

    fn class(&self) -> Value {
        Value::Type(Type::Named("random.Random"))
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn special(&self, name: &str, _: &[Value]) -> Option<Result<Value, Exception>> {
        let shown = || format!("<random.Random object at {:#x}>", self.id());
        (name == "__repr__").then(|| Ok(Value::from(shown())))
    }

    fn attribute(&self, name: &str) -> Option<Result<Value, Exception>> {
        let (name, _) = METHODS.iter().find(|(known, _)| *known == name)?;
        let receiver = object(Rc::clone(&self.0));
        let method = BoundMethod::Native { receiver, name };
        Some(Ok(Value::BoundMethod(Rc::new(method))))
    }

    fn set_attribute(&self, _: &str, _: Value) -> Option<Result<(), Exception>> {
        None
    }

    fn remove_attribute(&self, _: &str) -> Option<Result<(), Exception>> {
        None
    }

    fn call(&self, _: Args) -> Option<Result<Value, Exception>> {
        None
    }

    fn call_method(&self, name: &str, args: Args) -> Option<Result<Value, Exception>> {
        let (_, method) = METHODS.iter().find(|(known, _)| *known == name)?;
        Some(method(&self.0, args))
    }

    fn is_kind_of(&self, _: &Value) -> bool {
        false
    }
}
