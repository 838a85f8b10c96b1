//! The methods of generators.

use super::{Method, method};
use crate::{Exception, Iter, Value};

pub(super) const GENERATOR_METHODS: &[Method<Iter>] = &[
    method("close", |iter, args| {
        args.check_none("generator.close")?;
        iter.try_close().unwrap_or(Ok(()))?;
        Ok(Value::None)
    }),
    method("send", |iter, args| {
        let value = args.try_one("generator.send")?;
        item_or_stop(iter, iter.try_send(value).unwrap_or(Ok(None)))
    }),
    method("throw", |iter, args| {
        let args = args.try_between("generator.throw", 1, 3)?;
        let exc = match &args[0] {
            Value::Exception(exc) => exc.clone(),
            class => crate::builtins::try_exception_from(class)?,
        };
        item_or_stop(iter, iter.try_throw(exc).unwrap_or(Ok(None)))
    }),
];

/// The item, or the `StopIteration` that carries what the generator returned.
pub(crate) fn item_or_stop(
    iter: &Iter,
    item: Result<Option<Value>, Exception>,
) -> Result<Value, Exception> {
    item?.ok_or_else(|| {
        Exception::stop_iteration(Some(iter.returned()).filter(|value| !value.is_none()))
    })
}
