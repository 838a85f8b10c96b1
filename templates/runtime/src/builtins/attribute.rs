//! `getattr`, `hasattr`, `setattr`, `delattr`.

use crate::{Args, Exception, Value};

fn try_name(name: &Value) -> Result<&str, Exception> {
    name.as_str().ok_or_else(|| {
        Exception::type_error(format!(
            "attribute name must be string, not '{}'",
            name.type_name()
        ))
    })
}

pub(super) fn try_getattr(args: Args) -> Result<Value, Exception> {
    let args = args.try_between("getattr", 2, 3)?;
    let name = try_name(&args[1])?;
    match args.get(2) {
        Some(default) => args[0].try_getattr_or(name, default.clone()),
        None => args[0].try_getattr(name),
    }
}

pub(super) fn try_hasattr(args: Args) -> Result<Value, Exception> {
    let args = args.try_between("hasattr", 2, 2)?;
    args[0].try_hasattr(try_name(&args[1])?).map(Value::Bool)
}

pub(super) fn try_setattr(args: Args) -> Result<Value, Exception> {
    let args = args.try_between("setattr", 3, 3)?;
    args[0]
        .try_setattr(try_name(&args[1])?, args[2].clone())
        .map(Value::from)
}

pub(super) fn try_delattr(args: Args) -> Result<Value, Exception> {
    let args = args.try_between("delattr", 2, 2)?;
    args[0].try_delattr(try_name(&args[1])?).map(Value::from)
}
