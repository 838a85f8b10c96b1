//! `print`, `input`, `format`.

use std::io::BufRead;

use crate::{Args, Exception, Truthy, Value, output};

raising! {
    /// `print(...)`, with the keywords that Python has.
    print: pub fn try_print(args: Args) -> Value {
        let mut args = args;
        let separator = try_end("sep", args.take_keyword("sep"), " ")?;
        let end = try_end("end", args.take_keyword("end"), "\n")?;
        let flush = args.take_keyword("flush").is_some_and(|flag| flag.truthy());
        let file = args.take_keyword("file").unwrap_or(Value::None);
        args.check_all_taken("print")?;
        let mut line = String::new();
        for (index, value) in args.positional.iter().enumerate() {
            if index > 0 {
                line.push_str(&separator);
            }
            match value {
                Value::Str(text) => line.push_str(text),
                value => line.push_str(&value.try_str()?),
            }
        }
        line.push_str(&end);
        if file.is_none() {
            output::write(&line);
        } else {
            file.try_call_method("write", Args::from([Value::from(line)]))?;
        }
        if flush {
            output::flush();
        }
        Ok(Value::None)
    }

    /// `input(prompt)` for a prompt of any type.
    input: pub fn try_input(prompt: &Value) -> String {
        try_input_line(&prompt.try_str()?)
    }

    /// `input(prompt)`.
    input_line: pub fn try_input_line(prompt: &str) -> String {
        output::write(prompt);
        output::flush();
        let mut line = String::new();
        match std::io::stdin().lock().read_line(&mut line) {
            Ok(0) => Err(Exception::eof_error("EOF when reading a line")),
            Ok(_) => {
                if line.ends_with('\n') {
                    line.pop();
                }
                Ok(line)
            }
            Err(_) => Err(Exception::new(
                crate::ExceptionClass::UNICODE_DECODE_ERROR,
                vec![Value::from("'utf-8' codec can't decode the input")],
            )),
        }
    }
}

fn try_end(name: &str, value: Option<Value>, default: &str) -> Result<String, Exception> {
    match value {
        None | Some(Value::None) => Ok(default.to_owned()),
        Some(Value::Str(text)) => Ok(text.to_string()),
        Some(other) => Err(Exception::type_error(format!(
            "{name} must be None or a string, not {}",
            other.type_name()
        ))),
    }
}

pub(super) fn try_format(args: Args) -> Result<Value, Exception> {
    let args = args.try_between("format", 1, 2)?;
    match args.get(1) {
        None => args[0].try_format("").map(Value::from),
        Some(Value::Str(spec)) => args[0].try_format(spec).map(Value::from),
        Some(other) => Err(Exception::type_error(format!(
            "format() argument 2 must be str, not {}",
            none_or_type(other)
        ))),
    }
}

/// How messages about arguments call a value's type: `None` goes by its own name.
pub(super) fn none_or_type(value: &Value) -> &str {
    if value.is_none() {
        "None"
    } else {
        value.type_name()
    }
}
