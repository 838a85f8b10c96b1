//! `operator`: the operators as functions. Semantics: CPython's `Modules/_operator.c`.

use std::any::Any;
use std::rc::Rc;

use crate::builtins::Builtin;
use crate::{Args, Exception, Object, ObjectRef, PyEq, Show, Type, Value};

/// What a function that the module makes does with its argument.
enum Action {
    /// `itemgetter(…)`.
    Items(Vec<Value>),
    /// `attrgetter(…)`.
    Attributes(Vec<String>),
    /// `methodcaller(name, …)`.
    Method(String, Args),
}

struct Getter {
    identity: Rc<()>,
    action: Action,
}

fn made(action: Action) -> Value {
    Value::Object(ObjectRef::new(Getter {
        identity: Rc::default(),
        action,
    }))
}

/// One result as it is, several as a tuple.
fn gathered(
    results: impl Iterator<Item = Result<Value, Exception>>,
    count: usize,
) -> Result<Value, Exception> {
    let mut results: Vec<Value> = results.collect::<Result<_, _>>()?;
    match results.pop() {
        Some(only) if count == 1 => Ok(only),
        Some(last) => {
            results.push(last);
            Ok(Value::from(results))
        }
        None => Ok(Value::None),
    }
}

fn try_attribute(object: &Value, dotted: &str) -> Result<Value, Exception> {
    dotted
        .split('.')
        .try_fold(object.clone(), |object, name| object.try_getattr(name))
}

impl Getter {
    fn name(&self) -> &'static str {
        match self.action {
            Action::Items(_) => "itemgetter",
            Action::Attributes(_) => "attrgetter",
            Action::Method(..) => "methodcaller",
        }
    }

    fn type_name(&self) -> &'static str {
        match self.action {
            Action::Items(_) => "operator.itemgetter",
            Action::Attributes(_) => "operator.attrgetter",
            Action::Method(..) => "operator.methodcaller",
        }
    }

    fn try_apply(&self, args: Args) -> Result<Value, Exception> {
        let name = self.name();
        args.check_no_keywords(name)?;
        let count = args.positional.len();
        let [object] = &args.positional[..] else {
            return Err(Exception::type_error(format!(
                "{name} expected 1 argument, got {count}"
            )));
        };
        match &self.action {
            Action::Items(keys) => {
                gathered(keys.iter().map(|key| object.try_getitem(key)), keys.len())
            }
            Action::Attributes(names) => gathered(
                names.iter().map(|name| try_attribute(object, name)),
                names.len(),
            ),
            Action::Method(name, args) => {
                let mut copied = Args::from(args.positional.clone());
                copied.keywords.clone_from(&args.keywords);
                object.try_call_method(name, copied)
            }
        }
    }
}

impl Object for Getter {
    fn id(&self) -> usize {
        Rc::as_ptr(&self.identity) as usize
    }

    fn class_name(&self) -> &'static str {
        self.type_name()
    }

    fn class(&self) -> Value {
        Value::Type(Type::Named(self.type_name()))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn special(&self, name: &str, _: &[Value]) -> Option<Result<Value, Exception>> {
        (name == "__repr__").then(|| {
            let parts: Vec<String> = match &self.action {
                Action::Items(keys) => keys.iter().map(Show::repr).collect(),
                Action::Attributes(names) => names
                    .iter()
                    .map(|name| Value::from(name.as_str()).repr())
                    .collect(),
                Action::Method(name, args) => std::iter::once(Value::from(name.as_str()).repr())
                    .chain(args.positional.iter().map(Show::repr))
                    .chain(
                        args.keywords
                            .iter()
                            .map(|(name, value)| format!("{name}={}", value.repr())),
                    )
                    .collect(),
            };
            Ok(Value::from(format!(
                "{}({})",
                self.class_name(),
                parts.join(", ")
            )))
        })
    }

    fn attribute(&self, name: &str) -> Option<Result<Value, Exception>> {
        (name == "__call__").then_some(Ok(Value::None))
    }

    fn set_attribute(&self, _: &str, _: Value) -> Option<Result<(), Exception>> {
        None
    }

    fn remove_attribute(&self, _: &str) -> Option<Result<(), Exception>> {
        None
    }

    fn call(&self, args: Args) -> Option<Result<Value, Exception>> {
        Some(self.try_apply(args))
    }

    fn is_kind_of(&self, class: &Value) -> bool {
        matches!(class, Value::Type(Type::Object))
    }
}

fn at_least_one(args: &Args, name: &str) -> Result<(), Exception> {
    args.check_no_keywords(name)?;
    if args.positional.is_empty() {
        return Err(Exception::type_error(format!(
            "{name} expected 1 argument, got 0"
        )));
    }
    Ok(())
}

fn try_itemgetter(args: Args) -> Result<Value, Exception> {
    at_least_one(&args, "itemgetter")?;
    Ok(made(Action::Items(args.positional)))
}

fn try_attrgetter(args: Args) -> Result<Value, Exception> {
    at_least_one(&args, "attrgetter")?;
    let mut names = Vec::new();
    for name in &args.positional {
        match name {
            Value::Str(name) => names.push(name.to_string()),
            _ => return Err(Exception::type_error("attribute name must be a string")),
        }
    }
    Ok(made(Action::Attributes(names)))
}

fn try_methodcaller(mut args: Args) -> Result<Value, Exception> {
    if args.positional.is_empty() {
        return Err(Exception::type_error(
            "methodcaller needs at least one argument, the method name",
        ));
    }
    match args.positional.remove(0) {
        Value::Str(name) => Ok(made(Action::Method(name.to_string(), args))),
        _ => Err(Exception::type_error("method name must be a string")),
    }
}

fn try_count_of(args: Args) -> Result<Value, Exception> {
    let args = args.try_between("countOf", 2, 2)?;
    let mut items = args[0].try_iter()?;
    let mut count = 0_i64;
    while let Some(item) = items.try_next()? {
        count += i64::from(item.same(&args[1]));
    }
    Ok(Value::from(count))
}

fn try_index_of(args: Args) -> Result<Value, Exception> {
    let args = args.try_between("indexOf", 2, 2)?;
    let mut items = args[0].try_iter()?;
    let mut index = 0_i64;
    while let Some(item) = items.try_next()? {
        if item.same(&args[1]) {
            return Ok(Value::from(index));
        }
        index += 1;
    }
    Err(Exception::value_error(
        "sequence.index(x): x not in sequence",
    ))
}

const fn builtin(name: &'static str, call: fn(Args) -> Result<Value, Exception>) -> Builtin {
    Builtin {
        name,
        doc: "A function of the module operator.",
        call,
    }
}

macro_rules! unary {
    ($name:literal, $method:expr) => {
        builtin($name, |args| {
            let value = args.try_one(concat!("_operator.", $name))?;
            $method(&value).map(Value::from)
        })
    };
}

macro_rules! binary {
    ($name:literal, $method:expr) => {
        builtin($name, |args| {
            let args = args.try_between($name, 2, 2)?;
            $method(&args[0], &args[1]).map(Value::from)
        })
    };
}

/// The functions, as objects.
pub(super) static FUNCTIONS: &[Builtin] = &[
    unary!("abs", Value::try_abs),
    binary!("add", Value::try_add),
    binary!("and_", Value::try_bit_and),
    builtin("attrgetter", try_attrgetter),
    binary!("concat", Value::try_add),
    binary!("contains", Value::try_contains),
    builtin("countOf", try_count_of),
    binary!("delitem", Value::try_delitem),
    binary!("eq", Value::try_eq),
    binary!("floordiv", Value::try_floor_div),
    binary!("ge", Value::try_ge),
    binary!("getitem", Value::try_getitem),
    binary!("gt", Value::try_gt),
    binary!("iadd", Value::try_iadd),
    unary!("index", Value::try_to_index),
    builtin("indexOf", try_index_of),
    unary!("inv", Value::try_invert),
    unary!("invert", Value::try_invert),
    binary!("is_", |one: &Value, two: &Value| Ok::<_, Exception>(
        one.is(two)
    )),
    binary!("is_not", |one: &Value, two: &Value| Ok::<_, Exception>(
        !one.is(two)
    )),
    builtin("itemgetter", try_itemgetter),
    binary!("le", Value::try_le),
    binary!("lshift", Value::try_lshift),
    binary!("lt", Value::try_lt),
    builtin("methodcaller", try_methodcaller),
    binary!("mod", Value::try_modulo),
    binary!("mul", Value::try_mul),
    binary!("ne", Value::try_ne),
    unary!("neg", Value::try_neg),
    unary!("not_", |value: &Value| value
        .try_truthy()
        .map(|truth| !truth)),
    binary!("or_", Value::try_bit_or),
    unary!("pos", Value::try_pos),
    binary!("pow", Value::try_pow),
    binary!("rshift", Value::try_rshift),
    builtin("setitem", |args| {
        let args = args.try_between("setitem", 3, 3)?;
        args[0].try_setitem(&args[1], args[2].clone())?;
        Ok(Value::None)
    }),
    binary!("sub", Value::try_sub),
    binary!("truediv", Value::try_true_div),
    unary!("truth", Value::try_truthy),
    binary!("xor", Value::try_bit_xor),
];
