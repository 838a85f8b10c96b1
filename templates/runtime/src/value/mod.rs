//! `Value`: a Python object of any type, the exact dynamic fallback.

mod attribute;
mod binary;
mod call;
mod compare;
pub(crate) use compare::compare_int_float;
mod convert;
mod from;
mod identity;
mod inplace;
mod item;
mod iter;
mod method;
mod object;
mod operand;
mod ty;
mod unary;
mod unpack;

use std::rc::Rc;

use crate::builtins::Builtin;
use crate::function::CellRef;
use crate::slice::SliceObject;
use crate::{
    Dict, Exception, FrozenSet, Function, Int, Iter, List, Range, Set, Show, Str, Truthy, Tuple,
    View, text,
};

pub(crate) use binary::{Op, unsupported_quietly};
pub use iter::ValueIter;
pub use method::{BoundMethod, MethodDescriptor};
pub use object::{Object, ObjectRef};
pub use operand::Operand;
pub use ty::Type;

/// A Python object. Cloning it shares what Python shares.
#[derive(Clone)]
pub enum Value {
    /// `None`.
    None,
    /// `True` or `False`.
    Bool(bool),
    /// An integer.
    Int(Int),
    /// A float.
    Float(f64),
    /// A string.
    Str(Str),
    /// A bytes object.
    Bytes(Rc<Vec<u8>>),
    /// A list.
    List(List<Value>),
    /// A dict.
    Dict(Dict<Value, Value>),
    /// A set.
    Set(Set<Value>),
    /// A frozenset.
    FrozenSet(FrozenSet<Value>),
    /// A tuple.
    Tuple(Tuple<Value>),
    /// A range.
    Range(Rc<Range>),
    /// A slice object.
    Slice(Rc<SliceObject>),
    /// What `dict.keys()`, `dict.values()` and `dict.items()` give.
    View(Rc<View>),
    /// An iterator or generator.
    Iterator(Iter),
    /// A Python function.
    Function(Function),
    /// A method together with the object it was read from.
    BoundMethod(Rc<BoundMethod>),
    /// A method read from a built-in type: `str.strip`.
    MethodDescriptor(MethodDescriptor),
    /// A built-in function.
    Builtin(&'static Builtin),
    /// A built-in type or a class of exceptions.
    Type(Type),
    /// A closure's cell.
    Cell(CellRef),
    /// `function.__code__`.
    Code(Function),
    /// An exception object.
    Exception(Exception),
    /// `...`.
    Ellipsis,
    /// `NotImplemented`.
    NotImplemented,
    /// An object of a class that the program defines, or the class.
    Object(ObjectRef),
}

impl Value {
    /// The value's type, for types that the support library knows.
    pub fn ty(&self) -> Type {
        match self {
            Value::None => Type::NoneType,
            Value::Bool(_) => Type::Bool,
            Value::Int(_) => Type::Int,
            Value::Float(_) => Type::Float,
            Value::Str(_) => Type::Str,
            Value::Bytes(_) => Type::Bytes,
            Value::List(_) => Type::List,
            Value::Dict(dict) => dict.ty(),
            Value::Set(_) => Type::Set,
            Value::FrozenSet(_) => Type::FrozenSet,
            Value::Tuple(_) => Type::Tuple,
            Value::Range(_) => Type::Range,
            Value::Slice(_) => Type::Slice,
            Value::View(view) => Type::Named(view.type_name()),
            Value::Iterator(iter) => iter.ty(),
            Value::Function(_) => Type::Named("function"),
            Value::BoundMethod(method) => Type::Named(method.type_name()),
            Value::MethodDescriptor(_) => Type::Named("method_descriptor"),
            Value::Builtin(_) => Type::Named("builtin_function_or_method"),
            Value::Type(_) => Type::Type,
            Value::Cell(_) => Type::Named("cell"),
            Value::Code(_) => Type::Named("code"),
            Value::Exception(exc) => Type::Exception(exc.class()),
            Value::Ellipsis => Type::Named("ellipsis"),
            Value::NotImplemented => Type::Named("NotImplementedType"),
            Value::Object(_) => Type::Object,
        }
    }

    /// The name of the value's type, as messages say it.
    pub fn type_name(&self) -> &str {
        match self {
            Value::Object(object) => object.class_name(),
            other => other.ty().message_name(),
        }
    }

    /// `type(value).__name__` as a text of its own.
    pub fn class_name(&self) -> String {
        match self {
            Value::Object(object) => match object.class() {
                Value::Type(ty) => ty.name().to_owned(),
                _ => object.class_name().to_owned(),
            },
            other => other.ty().name().to_owned(),
        }
    }

    /// `isinstance(value, classes)` for names of builtin types.
    pub fn isinstance(&self, classes: &[&str]) -> bool {
        classes.iter().any(|name| self.is_a(name))
    }

    /// `type(value)`.
    #[must_use]
    pub fn type_value(&self) -> Value {
        match self {
            Value::Object(object) => object.class(),
            other => Value::Type(other.ty()),
        }
    }

    /// `self is other`. Numbers and strings are one object where they are equal.
    pub fn is(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::None, Value::None)
            | (Value::Ellipsis, Value::Ellipsis)
            | (Value::NotImplemented, Value::NotImplemented) => true,
            (Value::Bool(one), Value::Bool(two)) => one == two,
            (Value::Int(one), Value::Int(two)) => one == two,
            (Value::Float(one), Value::Float(two)) => one.to_bits() == two.to_bits(),
            (Value::Str(one), Value::Str(two)) => one == two,
            (Value::Tuple(one), Value::Tuple(two)) => one.is(two),
            (Value::Builtin(one), Value::Builtin(two)) => std::ptr::eq(*one, *two),
            (Value::MethodDescriptor(one), Value::MethodDescriptor(two)) => one == two,
            (Value::Type(one), Value::Type(two)) => one == two,
            _ => match (self.address(), other.address()) {
                (Some(one), Some(two)) => one == two && self.ty() == other.ty(),
                _ => false,
            },
        }
    }

    /// `id(value)`.
    pub fn id(&self) -> i64 {
        let number = match self {
            Value::Int(number) => {
                return 0x7f00_0000_0000
                    + crate::hash::spread(number.to_i64().unwrap_or(-1))
                        .cast_signed()
                        .abs()
                        % 0xffff_fff0;
            }
            Value::Bool(flag) => 0x7fff_0010 + usize::from(*flag) * 32,
            Value::None => 0x7fff_0100,
            Value::Ellipsis => 0x7fff_0200,
            Value::NotImplemented => 0x7fff_0300,
            Value::Builtin(builtin) => std::ptr::from_ref(*builtin) as usize,
            other => other.address().unwrap_or(0x7fff_1000),
        };
        i64::try_from(number).unwrap_or(i64::MAX)
    }

    /// The address of the object, for those on the heap.
    pub(crate) fn address(&self) -> Option<usize> {
        Some(match self {
            Value::Str(text) => text.id(),
            Value::Bytes(bytes) => Rc::as_ptr(bytes) as usize,
            Value::List(list) => list.id(),
            Value::Dict(dict) => dict.id(),
            Value::Set(set) => set.id(),
            Value::FrozenSet(set) => set.id(),
            Value::Tuple(tuple) => tuple.id(),
            Value::Range(range) => Rc::as_ptr(range) as usize,
            Value::Slice(slice) => Rc::as_ptr(slice) as usize,
            Value::View(view) => Rc::as_ptr(view) as usize,
            Value::Iterator(iter) => iter.id(),
            Value::Function(function) | Value::Code(function) => function.id(),
            Value::BoundMethod(method) => Rc::as_ptr(method) as usize,
            Value::Cell(cell) => cell.id(),
            Value::Exception(exc) => exc.id(),
            Value::Object(object) => object.id(),
            Value::None
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Float(_)
            | Value::MethodDescriptor(_)
            | Value::Builtin(_)
            | Value::Type(_)
            | Value::Ellipsis
            | Value::NotImplemented => return None,
        })
    }
}

impl Show for Value {
    fn fmt_repr(&self, out: &mut String) {
        match self {
            Value::None => out.push_str("None"),
            Value::Bool(value) => value.fmt_repr(out),
            Value::Int(value) => value.fmt_repr(out),
            Value::Float(value) => value.fmt_repr(out),
            Value::Str(value) => value.fmt_repr(out),
            Value::Bytes(value) => out.push_str(&text::bytes_repr(value)),
            Value::List(value) => value.fmt_repr(out),
            Value::Dict(value) => value.fmt_repr(out),
            Value::Set(value) => value.fmt_repr(out),
            Value::FrozenSet(value) => value.fmt_repr(out),
            Value::Tuple(value) => value.fmt_repr(out),
            Value::Range(value) => value.fmt_repr(out),
            Value::Slice(value) => value.fmt_repr(out),
            Value::View(value) => value.fmt_repr(out),
            Value::Iterator(iter) => iter.fmt_repr(out),
            Value::Function(value) => value.fmt_repr(out),
            Value::BoundMethod(value) => value.fmt_repr(out),
            Value::MethodDescriptor(value) => value.fmt_repr(out),
            Value::Builtin(builtin) => {
                append!(out, "<built-in function {}>", builtin.name);
            }
            Value::Type(ty) => ty.fmt_repr(out),
            Value::Cell(cell) => match cell.get() {
                None => append!(out, "<cell at {:#x}: empty>", cell.id()),
                Some(value) => append!(
                    out,
                    "<cell at {:#x}: {} object at {:#x}>",
                    cell.id(),
                    value.type_name(),
                    value.id()
                ),
            },
            Value::Code(function) => {
                append!(
                    out,
                    "<code object {} at {:#x}>",
                    function.name(),
                    function.id()
                );
            }
            Value::Exception(exc) => exc.fmt_repr(out),
            Value::Ellipsis => out.push_str("Ellipsis"),
            Value::NotImplemented => out.push_str("NotImplemented"),
            Value::Object(object) => object.show_repr(out),
        }
    }

    fn fmt_str(&self, out: &mut String) {
        match self {
            Value::Str(value) => out.push_str(value),
            Value::Exception(exc) => exc.fmt_str(out),
            Value::Object(object) => object.show_str(out),
            other => other.fmt_repr(out),
        }
    }
}

impl Truthy for Value {
    #[inline]
    fn truthy(&self) -> bool {
        match self {
            Value::Bool(value) => *value,
            other => crate::or_raise(other.try_truthy()),
        }
    }
}

impl Value {
    /// `bool(self)`, which an object's own `__bool__` may refuse.
    pub fn try_truthy(&self) -> Result<bool, Exception> {
        Ok(match self {
            Value::None => false,
            Value::Bool(value) => *value,
            Value::Int(value) => value.truthy(),
            Value::Float(value) => value.truthy(),
            Value::Str(value) => value.truthy(),
            Value::Bytes(value) => !value.is_empty(),
            Value::List(value) => value.truthy(),
            Value::Dict(value) => value.truthy(),
            Value::Set(value) => value.truthy(),
            Value::FrozenSet(value) => value.truthy(),
            Value::Tuple(value) => value.truthy(),
            Value::Range(value) => value.truthy(),
            Value::View(value) => value.dict.truthy(),
            Value::Object(object) => return object.try_truthy(),
            Value::Slice(_)
            | Value::Iterator(_)
            | Value::Function(_)
            | Value::BoundMethod(_)
            | Value::MethodDescriptor(_)
            | Value::Builtin(_)
            | Value::Type(_)
            | Value::Cell(_)
            | Value::Code(_)
            | Value::Exception(_)
            | Value::Ellipsis
            | Value::NotImplemented => true,
        })
    }
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.str())
    }
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.repr())
    }
}
