//! The methods of exceptions.

use super::{Method, method};
use crate::{Exception, List, Value};

pub(super) const METHODS: &[Method<Exception>] = &[
    method("add_note", |exc, args| {
        let note = args.try_one("BaseException.add_note")?;
        if note.as_str().is_none() {
            return Err(Exception::type_error(format!(
                "note must be a str, not '{}'",
                note.type_name()
            )));
        }
        match exc.attribute("__notes__") {
            Some(Value::List(notes)) => notes.append(note),
            _ => exc.set_attribute("__notes__", Value::List(List::from([note]))),
        }
        Ok(Value::None)
    }),
    method("with_traceback", |exc, args| {
        args.try_one("BaseException.with_traceback")?;
        Ok(Value::Exception(exc.clone()))
    }),
];
