//! `functools`. Semantics: CPython's `Modules/_functoolsmodule.c`, `Lib/functools.py`.

use std::any::Any;
use std::rc::Rc;

use super::arguments::bound;
use crate::builtins::Builtin;
use crate::{Args, Exception, Object, ObjectRef, Show, Str, Type, Value};

fn try_reduce(args: Args) -> Result<Value, Exception> {
    let args = args.try_between("reduce", 2, 3)?;
    let Ok(mut items) = args[1].try_iter() else {
        return Err(Exception::type_error(
            "reduce() arg 2 must support iteration",
        ));
    };
    let first = match args.get(2) {
        Some(initial) => Some(initial.clone()),
        None => items.try_next()?,
    };
    let Some(mut total) = first else {
        return Err(Exception::type_error(
            "reduce() of empty iterable with no initial value",
        ));
    };
    while let Some(item) = items.try_next()? {
        total = args[0].try_call(Args::from([total, item]))?;
    }
    Ok(total)
}

/// `partial(function, …)`.
struct Partial {
    identity: Rc<()>,
    function: Value,
    positional: Vec<Value>,
    keywords: Vec<(Str, Value)>,
}

fn try_partial(mut args: Args) -> Result<Value, Exception> {
    if args.positional.is_empty() {
        return Err(Exception::type_error(
            "type 'partial' takes at least one argument",
        ));
    }
    let function = args.positional.remove(0);
    if !function.is_callable() {
        return Err(Exception::type_error("the first argument must be callable"));
    }
    // A partial of a partial is one.
    let known = match &function {
        Value::Object(object) => object.downcast::<Partial>(),
        _ => None,
    };
    let partial = match known {
        Some(inner) => {
            let mut positional = inner.positional.clone();
            positional.extend(args.positional);
            Partial {
                identity: Rc::default(),
                function: inner.function.clone(),
                positional,
                keywords: merged(&inner.keywords, args.keywords),
            }
        }
        None => Partial {
            identity: Rc::default(),
            function,
            positional: args.positional,
            keywords: args.keywords,
        },
    };
    Ok(Value::Object(ObjectRef::new(partial)))
}

/// Keywords, of which later ones win.
fn merged(first: &[(Str, Value)], then: Vec<(Str, Value)>) -> Vec<(Str, Value)> {
    let mut all = first.to_vec();
    for (name, value) in then {
        match all.iter_mut().find(|(known, _)| *known == name) {
            Some((_, place)) => *place = value,
            None => all.push((name, value)),
        }
    }
    all
}

impl Object for Partial {
    fn id(&self) -> usize {
        Rc::as_ptr(&self.identity) as usize
    }

    fn class_name(&self) -> &'static str {
        "functools.partial"
    }

    fn class(&self) -> Value {
        Value::Type(Type::Named("functools.partial"))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn special(&self, name: &str, _: &[Value]) -> Option<Result<Value, Exception>> {
        (name == "__repr__").then(|| {
            let mut shown = format!("functools.partial({}", self.function.repr());
            for value in &self.positional {
                append!(&mut shown, ", {}", value.repr());
            }
            for (name, value) in &self.keywords {
                append!(&mut shown, ", {name}={}", value.repr());
            }
            shown.push(')');
            Ok(Value::from(shown))
        })
    }

    fn attribute(&self, name: &str) -> Option<Result<Value, Exception>> {
        Some(Ok(match name {
            "func" => self.function.clone(),
            "args" => Value::from(self.positional.clone()),
            "keywords" => {
                let keywords = crate::Dict::new();
                for (name, value) in &self.keywords {
                    keywords.set(Value::Str(name.clone()), value.clone());
                }
                Value::Dict(keywords)
            }
            "__call__" => Value::None,
            _ => return None,
        }))
    }

    fn set_attribute(&self, _: &str, _: Value) -> Option<Result<(), Exception>> {
        None
    }

    fn remove_attribute(&self, _: &str) -> Option<Result<(), Exception>> {
        None
    }

    fn call(&self, args: Args) -> Option<Result<Value, Exception>> {
        let mut positional = self.positional.clone();
        positional.extend(args.positional);
        let mut all = Args::from(positional);
        all.keywords = merged(&self.keywords, args.keywords);
        Some(self.function.try_call(all))
    }

    fn is_kind_of(&self, class: &Value) -> bool {
        matches!(class, Value::Type(Type::Object))
    }
}

/// `cmp_to_key(compare)`, and the keys that it makes.
struct ComparedBy {
    identity: Rc<()>,
    compare: Value,
    /// None for what makes the keys.
    object: Option<Value>,
}

impl ComparedBy {
    fn made(compare: &Value, object: Option<Value>) -> Value {
        Value::Object(ObjectRef::new(Self {
            identity: Rc::default(),
            compare: compare.clone(),
            object,
        }))
    }
}

impl Object for ComparedBy {
    fn id(&self) -> usize {
        Rc::as_ptr(&self.identity) as usize
    }

    fn class_name(&self) -> &'static str {
        "functools.KeyWrapper"
    }

    fn class(&self) -> Value {
        Value::Type(Type::Named("functools.KeyWrapper"))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn special(&self, name: &str, args: &[Value]) -> Option<Result<Value, Exception>> {
        let symbol = match name {
            "__lt__" => Value::try_lt,
            "__le__" => Value::try_le,
            "__gt__" => Value::try_gt,
            "__ge__" => Value::try_ge,
            "__eq__" => Value::try_eq,
            "__repr__" => {
                let shown = format!("<functools.KeyWrapper object at {:#x}>", self.id());
                return Some(Ok(Value::from(shown)));
            }
            _ => return None,
        };
        let own = self.object.clone()?;
        let other = match args.first() {
            Some(Value::Object(other)) => other.downcast::<ComparedBy>(),
            _ => None,
        };
        let Some(other) = other.and_then(|other| other.object.clone()) else {
            let message = "other argument must be K instance";
            return Some(Err(Exception::type_error(message)));
        };
        let answer = self.compare.try_call(Args::from([own, other]));
        Some(answer.and_then(|answer| symbol(&answer, &Value::from(0)).map(Value::Bool)))
    }

    fn attribute(&self, name: &str) -> Option<Result<Value, Exception>> {
        match name {
            "obj" => self.object.clone().map(Ok),
            "__call__" => Some(Ok(Value::None)),
            _ => None,
        }
    }

    fn set_attribute(&self, _: &str, _: Value) -> Option<Result<(), Exception>> {
        None
    }

    fn remove_attribute(&self, _: &str) -> Option<Result<(), Exception>> {
        None
    }

    fn call(&self, args: Args) -> Option<Result<Value, Exception>> {
        if self.object.is_some() {
            return None;
        }
        let bound = bound(args, "K", ["obj"], 1);
        Some(bound.map(|[object]| Self::made(&self.compare, object)))
    }

    fn is_kind_of(&self, class: &Value) -> bool {
        matches!(class, Value::Type(Type::Object))
    }
}

fn try_cmp_to_key(args: Args) -> Result<Value, Exception> {
    let [compare] = bound(args, "cmp_to_key", ["mycmp"], 1)?;
    Ok(ComparedBy::made(&compare.unwrap_or(Value::None), None))
}

const fn builtin(name: &'static str, call: fn(Args) -> Result<Value, Exception>) -> Builtin {
    Builtin {
        name,
        doc: "A function of the module functools.",
        call,
    }
}

/// The functions, as objects.
pub(super) static FUNCTIONS: &[Builtin] = &[
    builtin("cmp_to_key", try_cmp_to_key),
    builtin("partial", try_partial),
    builtin("reduce", try_reduce),
];
