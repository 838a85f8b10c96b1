//! Attributes of values: `value.name`, read, set and deleted.

use std::borrow::Cow;
use std::rc::Rc;

use super::{BoundMethod, MethodDescriptor, Type, Value};
use crate::attribute_names::attribute_names;
use crate::{Args, Exception, ExceptionClass, Int, methods};

fn no_attribute_message(value: &Value, name: &str) -> String {
    match value {
        Value::Type(ty) => format!("type object '{}' has no attribute '{name}'", ty.name()),
        value => format!("'{}' object has no attribute '{name}'", value.type_name()),
    }
}

/// What reading an attribute raises. Only that offers a name which the object has. An attribute that Python's object has and
/// this library's has not ends the program.
fn no_attribute(value: &Value, name: &str) -> Exception {
    if exists_in_python(value, name) {
        crate::output::decline(&format!(
            "the attribute '{name}' of '{}' objects is not supported; use an operator or a function instead",
            value.type_name()
        ));
    }
    Exception::missing_attribute(no_attribute_message(value, name), value, name)
}

fn exists_in_python(value: &Value, name: &str) -> bool {
    // These are listed and raise all the same.
    if matches!(name, "__abstractmethods__" | "characters_written") {
        return false;
    }
    match value {
        Value::Object(_) => false,
        Value::Type(ty) => {
            attribute_names(*ty).contains(&name) || attribute_names(Type::Type).contains(&name)
        }
        value => attribute_names(value.ty()).contains(&name),
    }
}

/// What setting or deleting an attribute raises.
fn not_set(value: &Value, name: &str) -> Exception {
    Exception::attribute_error(no_attribute_message(value, name))
}

fn read_only(value: &Value, name: &str) -> Exception {
    match value {
        Value::Type(ty) => Exception::type_error(format!(
            "cannot set '{name}' attribute of immutable type '{}'",
            ty.name()
        )),
        value if methods::method_name(value.ty(), name).is_some() => {
            Exception::attribute_error(format!(
                "'{}' object attribute '{name}' is read-only",
                value.type_name()
            ))
        }
        Value::Range(_) | Value::Slice(_) if value.own_attribute(name).is_some() => {
            Exception::attribute_error("readonly attribute")
        }
        value if value.own_attribute(name).is_some() => Exception::attribute_error(format!(
            "attribute '{name}' of '{}' objects is not writable",
            if let Value::Bool(_) = value {
                "int"
            } else {
                value.type_name()
            }
        )),
        value => not_set(value, name),
    }
}

impl Value {
    raising! {
        /// `self.name`.
        getattr: pub fn try_getattr(&self, name: &str) -> Value {
            if let Value::Object(object) = self
                && let Some(result) = object.attribute(name)
            {
                return result;
            }
            if let Some(value) = self.own_attribute(name) {
                return Ok(value);
            }
            if let Value::Cell(cell) = self
                && name == "cell_contents"
            {
                return cell.get().ok_or_else(|| Exception::value_error("Cell is empty"));
            }
            if let Value::Type(ty) = self {
                return type_attribute(*ty, name).ok_or_else(|| no_attribute(self, name));
            }
            if let Some(name) = methods::method_name(self.ty(), name) {
                return Ok(Value::BoundMethod(Rc::new(BoundMethod::Native { receiver: self.clone(), name })));
            }
            match name {
                "__class__" => Ok(self.type_value()),
                "__doc__" => Ok(Value::None),
                _ => Err(no_attribute(self, name)),
            }
        }

        /// `self.name = value`.
        setattr: pub fn try_setattr(&self, name: &str, value: Value) -> () {
            match self {
                Value::Function(function) => function.try_set_attribute(name, value),
                Value::Dict(dict) if name == "default_factory" && dict.ty() == Type::DefaultDict => {
                    dict.set_factory(crate::modules::collections::try_factory(value)?);
                    Ok(())
                }
                Value::Exception(exc) => set_exception_attribute(exc, name, value),
                Value::Cell(cell) if name == "cell_contents" => {
                    cell.set(value);
                    Ok(())
                }
                Value::Object(object) => object.set_attribute(name, value).unwrap_or_else(|| Err(not_set(self, name))),
                _ => Err(read_only(self, name)),
            }
        }

        /// `del self.name`.
        delattr: pub fn try_delattr(&self, name: &str) -> () {
            match self {
                Value::Function(function) if function.remove_attribute(name) => Ok(()),
                Value::Function(_) => Err(not_set(self, name)),
                Value::Cell(cell) if name == "cell_contents" => {
                    cell.clear();
                    Ok(())
                }
                Value::Object(object) => object.remove_attribute(name).unwrap_or_else(|| Err(not_set(self, name))),
                _ => Err(read_only(self, name)),
            }
        }

        /// `hasattr(self, name)`.
        hasattr: pub fn try_hasattr(&self, name: &str) -> bool {
            match self.try_getattr(name) {
                Ok(_) => Ok(true),
                Err(exc) if exc.is_instance(ExceptionClass::ATTRIBUTE_ERROR) => Ok(false),
                Err(exc) => Err(exc),
            }
        }

        /// `getattr(self, name, default)`.
        getattr_or: pub fn try_getattr_or(&self, name: &str, default: Value) -> Value {
            match self.try_getattr(name) {
                Err(exc) if exc.is_instance(ExceptionClass::ATTRIBUTE_ERROR) => Ok(default),
                result => result,
            }
        }
    }

    /// `dir(self)`, for what is built in.
    pub(crate) fn attribute_names(&self) -> Vec<Cow<'static, str>> {
        let (ty, own) = match self {
            Value::Type(ty) => (*ty, Vec::new()),
            Value::Function(function) => (self.ty(), function.own_attribute_names()),
            Value::Exception(exc) => (self.ty(), exc.own_attribute_names()),
            value => (value.ty(), Vec::new()),
        };
        let known = attribute_names(ty).into_iter().map(Cow::Borrowed);
        let own = own.into_iter().map(|name| Cow::Owned(name.into_string()));
        let mut names: Vec<_> = known.chain(own).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// An attribute that is data, not a method.
    fn own_attribute(&self, name: &str) -> Option<Value> {
        match self {
            Value::Function(function) => function.attribute(name),
            Value::Code(function) => function.code_attribute(name),
            Value::Exception(exc) => exception_attribute(exc, name),
            Value::Int(_) | Value::Bool(_) => {
                let value = self.as_int()?;
                match name {
                    "real" | "numerator" => Some(Value::Int(value)),
                    "imag" => Some(Value::from(0)),
                    "denominator" => Some(Value::Int(Int::ONE)),
                    _ => None,
                }
            }
            Value::Float(value) => match name {
                "real" => Some(Value::Float(*value)),
                "imag" => Some(Value::Float(0.0)),
                _ => None,
            },
            Value::Range(range) => match name {
                "start" => Some(Value::from(range.start)),
                "stop" => Some(Value::from(range.stop)),
                "step" => Some(Value::from(range.step)),
                _ => None,
            },
            Value::Slice(slice) => match name {
                "start" => Some(slice.start.clone()),
                "stop" => Some(slice.stop.clone()),
                "step" => Some(slice.step.clone()),
                _ => None,
            },
            Value::Dict(dict) if dict.ty() == Type::DefaultDict => (name == "default_factory")
                .then(|| dict.factory().map_or(Value::None, |factory| factory.shown)),
            Value::BoundMethod(method) => method_attribute(method, name),
            Value::MethodDescriptor(method) => match name {
                "__name__" => Some(Value::from(method.name)),
                "__qualname__" => {
                    Some(Value::from(format!("{}.{}", method.ty.name(), method.name)))
                }
                "__objclass__" => Some(Value::Type(method.ty)),
                _ => None,
            },
            Value::Builtin(builtin) => match name {
                "__name__" | "__qualname__" => Some(Value::from(builtin.name)),
                "__module__" => Some(Value::from("builtins")),
                "__doc__" => Some(Value::from(builtin.doc)),
                _ => None,
            },
            _ => None,
        }
    }
}

fn method_attribute(method: &BoundMethod, name: &str) -> Option<Value> {
    match (method, name) {
        (_, "__self__") => Some(method.receiver().clone()),
        (BoundMethod::Native { name, .. }, "__name__") => Some(Value::from(*name)),
        (BoundMethod::Native { .. }, "__qualname__") => Some(Value::from(method.qualname())),
        (BoundMethod::Python { function, .. }, "__func__") => Some(function.clone()),
        (BoundMethod::Python { function, .. }, name) => function.try_getattr(name).ok(),
        _ => None,
    }
}

fn exception_attribute(exc: &Exception, name: &str) -> Option<Value> {
    if let Some(value) = exc.attribute(name) {
        return Some(value);
    }
    let argument = |index: usize| exc.args().get(index).cloned().unwrap_or(Value::None);
    Some(match name {
        "args" => Value::from(exc.args()),
        "__cause__" => exc.cause().into(),
        "__context__" => exc.context().into(),
        "__suppress_context__" => Value::Bool(exc.suppresses_context()),
        "__traceback__" => Value::None,
        "value" if exc.is_instance(ExceptionClass::STOP_ITERATION) => argument(0),
        "code" if exc.is_instance(ExceptionClass::SYSTEM_EXIT) => argument(0),
        "errno" if exc.is_instance(ExceptionClass::OS_ERROR) => argument(0),
        "strerror" if exc.is_instance(ExceptionClass::OS_ERROR) => argument(1),
        "filename" if exc.is_instance(ExceptionClass::OS_ERROR) => Value::None,
        "name"
            if exc.is_instance(ExceptionClass::NAME_ERROR)
                || exc.is_instance(ExceptionClass::ATTRIBUTE_ERROR) =>
        {
            Value::None
        }
        _ => return None,
    })
}

fn set_exception_attribute(exc: &Exception, name: &str, value: Value) -> Result<(), Exception> {
    match (name, value) {
        ("args", value) => exc.set_args(value.try_to_vec()?),
        ("__cause__", Value::Exception(cause)) => drop(exc.clone().from_cause(Some(cause))),
        ("__cause__", Value::None) => drop(exc.clone().from_cause(None)),
        (name, value) => exc.set_attribute(name, value),
    }
    Ok(())
}

/// An attribute of a type: its names, the methods of its objects, its class methods.
fn type_attribute(ty: Type, name: &str) -> Option<Value> {
    if let Some(name) = methods::class_method_name(ty, name) {
        return Some(Value::BoundMethod(Rc::new(BoundMethod::Native {
            receiver: Value::Type(ty),
            name,
        })));
    }
    if let Some(name) = methods::method_name(ty, name) {
        return Some(Value::MethodDescriptor(MethodDescriptor { ty, name }));
    }
    Some(match name {
        "__name__" | "__qualname__" => Value::from(ty.name()),
        "__module__" => match ty {
            Type::Exception(class) => Value::from(class.module()),
            Type::Counter | Type::DefaultDict | Type::OrderedDict | Type::Deque => {
                Value::from("collections")
            }
            _ => Value::from("builtins"),
        },
        "__class__" => Value::Type(Type::Type),
        "__doc__" => Value::None,
        "__bases__" => match ty {
            Type::Object => Value::tuple([]),
            Type::Bool => Value::tuple([Value::Type(Type::Int)]),
            Type::Exception(class) if !class.bases().is_empty() => class
                .bases()
                .iter()
                .map(|base| Value::from(*base))
                .collect::<Vec<_>>()
                .into(),
            _ => Value::tuple([Value::Type(Type::Object)]),
        },
        _ => return None,
    })
}

impl Value {
    raising! {
        /// `self.name(...)` without making a method object on the way.
        call_method: pub fn try_call_method(&self, name: &str, args: Args) -> Value {
            if let Value::Object(object) = self {
                return object.call_method(name, args).unwrap_or_else(|| Err(no_attribute(self, name)));
            }
            if let Some(own) = self.own_attribute(name) {
                return own.try_call(args);
            }
            match methods::try_call(self, name, args) {
                Ok(result) => result,
                Err(args) => self.try_getattr(name)?.try_call(args),
            }
        }
    }
}
