//! `UnicodeEncodeError` and `UnicodeDecodeError`: five arguments, and the message made of them.

use super::index::char_at;
use crate::{Exception, ExceptionClass, Show, Value};
use std::rc::Rc;

const NAMES: [&str; 5] = ["encoding", "object", "start", "end", "reason"];

fn error(class: ExceptionClass, args: [Value; 5]) -> Exception {
    let exc = Exception::new(class, args.to_vec());
    for (name, value) in NAMES.into_iter().zip(args) {
        exc.set_attribute(name, value);
    }
    exc
}

/// The error for the characters from `start` to `end` that `encoding` has no bytes for.
pub(super) fn encode_error(
    encoding: &str,
    text: &str,
    start: i64,
    end: i64,
    reason: &str,
) -> Exception {
    error(
        ExceptionClass::UNICODE_ENCODE_ERROR,
        [
            encoding.into(),
            text.into(),
            start.into(),
            end.into(),
            reason.into(),
        ],
    )
}

/// The error for the bytes from `start` to `end` that stand for no character.
pub(super) fn decode_error(
    encoding: &str,
    bytes: &[u8],
    start: i64,
    end: i64,
    reason: &str,
) -> Exception {
    error(
        ExceptionClass::UNICODE_DECODE_ERROR,
        [
            encoding.into(),
            Value::Bytes(Rc::new(bytes.to_vec())),
            start.into(),
            end.into(),
            reason.into(),
        ],
    )
}

/// `str()` of such an error, if the arguments are those of one.
///
/// ```text
/// >>> b'\xff'.decode()
/// UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
/// ```
pub(crate) fn unicode_error_message(args: &[Value]) -> Option<String> {
    let [encoding, object, start, end, reason] = args else {
        return None;
    };
    let (start, end) = (start.as_int()?.to_i64()?, end.as_int()?.to_i64()?);
    let (verb, things, thing) = match object {
        Value::Str(text) => {
            let shown = char_at(text, start).map(|c| match u32::from(c) {
                code @ ..0x100 => format!("'\\x{code:02x}'"),
                code @ 0x100..0x1_0000 => format!("'\\u{code:04x}'"),
                code => format!("'\\U{code:08x}'"),
            });
            (
                "encode",
                "characters",
                shown.map(|shown| format!("character {shown}")),
            )
        }
        Value::Bytes(bytes) => {
            let byte = usize::try_from(start)
                .ok()
                .and_then(|start| bytes.get(start));
            (
                "decode",
                "bytes",
                byte.map(|byte| format!("byte 0x{byte:02x}")),
            )
        }
        _ => return None,
    };
    let place = match thing.filter(|_| end == start + 1) {
        Some(thing) => format!("{thing} in position {start}"),
        None => format!("{things} in position {start}-{}", end - 1),
    };
    Some(format!(
        "'{}' codec can't {verb} {place}: {}",
        encoding.str(),
        reason.str()
    ))
}
