//! Calls of values.

use super::{BoundMethod, Value};
use crate::{Args, Exception, builtins, methods};

impl Value {
    raising! {
        /// `self(...)`.
        call: pub fn try_call(&self, args: Args) -> Value {
            match self {
                Value::Function(function) => function.try_call(args),
                Value::Builtin(builtin) => (builtin.call)(args),
                Value::Type(ty) => builtins::try_construct(*ty, args),
                Value::BoundMethod(method) => match &**method {
                    BoundMethod::Native { receiver: Value::Type(ty), name } => {
                        methods::try_call_class_method(*ty, name, args)
                    }
                    BoundMethod::Native { receiver, name } => receiver.try_call_method(name, args),
                    BoundMethod::Python { receiver, function } => {
                        let mut args = args;
                        args.positional.insert(0, receiver.clone());
                        function.try_call(args)
                    }
                },
                Value::MethodDescriptor(method) => {
                    let mut args = args;
                    if args.positional.is_empty() {
                        return Err(Exception::type_error(format!(
                            "unbound method {}.{}() needs an argument",
                            method.ty.name(),
                            method.name
                        )));
                    }
                    let receiver = args.positional.remove(0);
                    if !receiver.ty().is_subtype(method.ty) {
                        return Err(Exception::type_error(format!(
                            "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                            method.name,
                            method.ty.name(),
                            receiver.type_name()
                        )));
                    }
                    receiver.try_call_method(method.name, args)
                }
                Value::Object(object) => {
                    object.call(args).unwrap_or_else(|| Err(not_callable(self)))
                }
                _ => Err(not_callable(self)),
            }
        }
    }

    /// `callable(self)`.
    pub fn is_callable(&self) -> bool {
        match self {
            Value::Object(object) => object.attribute("__call__").is_some(),
            other => matches!(
                other,
                Value::Function(_)
                    | Value::Builtin(_)
                    | Value::Type(_)
                    | Value::BoundMethod(_)
                    | Value::MethodDescriptor(_)
            ),
        }
    }
}

fn not_callable(value: &Value) -> Exception {
    Exception::type_error(format!("'{}' object is not callable", value.type_name()))
}
