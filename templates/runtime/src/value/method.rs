//! Methods as values: bound to an object (`', '.join`) or read from a type (`str.join`).

use super::{Type, Value};
use crate::Show;

/// A method with the object it was read from.
#[derive(Clone)]
pub enum BoundMethod {
    /// A method of a built-in type.
    Native {
        /// The object.
        receiver: Value,
        /// The method's name.
        name: &'static str,
    },
    /// A Python function found on the object's class.
    Python {
        /// The object.
        receiver: Value,
        /// The function that gets it as its first argument.
        function: Value,
    },
}

impl BoundMethod {
    /// The object that the method is bound to: `method.__self__`.
    pub fn receiver(&self) -> &Value {
        match self {
            BoundMethod::Native { receiver, .. } | BoundMethod::Python { receiver, .. } => receiver,
        }
    }

    pub(crate) fn type_name(&self) -> &'static str {
        match self {
            BoundMethod::Native { .. } => "builtin_function_or_method",
            BoundMethod::Python { .. } => "method",
        }
    }

    /// The qualified name: `list.append`.
    pub fn qualname(&self) -> String {
        match self {
            BoundMethod::Native {
                receiver: Value::Type(ty),
                name,
            } => format!("{}.{name}", ty.name()),
            BoundMethod::Native { receiver, name } => format!("{}.{name}", receiver.type_name()),
            BoundMethod::Python {
                function: Value::Function(function),
                ..
            } => function.qualname().to_string(),
            BoundMethod::Python { function, .. } => function.repr(),
        }
    }

    /// `self == other`: the same method of the same object.
    pub(crate) fn is_same(&self, other: &BoundMethod) -> bool {
        match (self, other) {
            (
                BoundMethod::Native {
                    receiver: one,
                    name,
                },
                BoundMethod::Native {
                    receiver: two,
                    name: other,
                },
            ) => name == other && one.is(two),
            (
                BoundMethod::Python {
                    receiver: one,
                    function,
                },
                BoundMethod::Python {
                    receiver: two,
                    function: other,
                },
            ) => one.is(two) && function.is(other),
            (BoundMethod::Native { .. }, BoundMethod::Python { .. })
            | (BoundMethod::Python { .. }, BoundMethod::Native { .. }) => false,
        }
    }
}

impl Show for BoundMethod {
    fn fmt_repr(&self, out: &mut String) {
        match self {
            BoundMethod::Native { receiver, name } => append!(
                out,
                "<built-in method {name} of {} object at {:#x}>",
                receiver.type_name(),
                receiver.id()
            ),
            BoundMethod::Python { receiver, .. } => {
                append!(
                    out,
                    "<bound method {} of {}>",
                    self.qualname(),
                    receiver.repr()
                );
            }
        }
    }
}

/// A method of a built-in type, not bound to an object.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MethodDescriptor {
    /// The type.
    pub ty: Type,
    /// The method's name.
    pub name: &'static str,
}

impl Show for MethodDescriptor {
    fn fmt_repr(&self, out: &mut String) {
        append!(
            out,
            "<method '{}' of '{}' objects>",
            self.name,
            self.ty.name()
        );
    }
}
