//! The methods of ints and floats.

use dashu_int::IBig;

use super::{Method, method};
use crate::{Args, Exception, Int, Value, text};

pub(super) const INT_METHODS: &[Method<Value>] = &[
    method("as_integer_ratio", |number, args| {
        args.check_none("int.as_integer_ratio")?;
        Ok(Value::from((int(number), Int::ONE)))
    }),
    method("bit_count", |number, args| {
        args.check_none("int.bit_count")?;
        Ok(Value::from(int(number).bit_count()))
    }),
    method("bit_length", |number, args| {
        args.check_none("int.bit_length")?;
        Ok(Value::from(int(number).bit_length()))
    }),
    method("conjugate", |number, args| {
        args.check_none("int.conjugate")?;
        Ok(Value::Int(int(number)))
    }),
    method("to_bytes", |number, args| try_to_bytes(&int(number), args)),
];

pub(super) const FLOAT_METHODS: &[Method<f64>] = &[
    method("as_integer_ratio", |number, args| {
        args.check_none("float.as_integer_ratio")?;
        text::try_float_as_integer_ratio(*number).map(Value::from)
    }),
    method("conjugate", |number, args| {
        args.check_none("float.conjugate")?;
        Ok(Value::Float(*number))
    }),
    method("hex", |number, args| {
        args.check_none("float.hex")?;
        Ok(Value::from(text::float_hex(*number)))
    }),
    method("is_integer", |number, args| {
        args.check_none("float.is_integer")?;
        Ok(Value::Bool(text::is_integer(*number)))
    }),
];

fn int(number: &Value) -> Int {
    number.as_int().unwrap_or(Int::ZERO)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ByteOrder {
    Big,
    Little,
}

fn try_byte_order(value: Option<&Value>) -> Result<ByteOrder, Exception> {
    match value.map_or(Some("big"), Value::as_str) {
        Some("big") => Ok(ByteOrder::Big),
        Some("little") => Ok(ByteOrder::Little),
        _ => Err(Exception::value_error(
            "byteorder must be either 'little' or 'big'",
        )),
    }
}

fn try_to_bytes(number: &Int, mut args: Args) -> Result<Value, Exception> {
    let mut positional = std::mem::take(&mut args.positional).into_iter();
    let length = positional.next().or_else(|| args.take_keyword("length"));
    let order = try_byte_order(
        positional
            .next()
            .or_else(|| args.take_keyword("byteorder"))
            .as_ref(),
    )?;
    let is_signed = args
        .take_keyword("signed")
        .map_or(Ok(false), |flag| flag.try_truthy())?;
    let length = length.map_or(Ok(1), |length| length.try_index())?;
    let bytes = bytes_of(number, length, order, is_signed)?;
    Ok(Value::Bytes(std::rc::Rc::new(bytes)))
}

/// `number.to_bytes(length, order)`.
pub(crate) fn try_unsigned_bytes(
    number: &Int,
    length: i64,
    order: &str,
) -> Result<text::Bytes, Exception> {
    let order = try_byte_order(Some(&Value::from(order)))?;
    bytes_of(number, length, order, false).map(text::Bytes::from)
}

fn bytes_of(
    number: &Int,
    length: i64,
    order: ByteOrder,
    is_signed: bool,
) -> Result<Vec<u8>, Exception> {
    let Ok(length) = usize::try_from(length) else {
        return Err(Exception::value_error(
            "length argument must be non-negative",
        ));
    };
    if number.is_negative() && !is_signed {
        return Err(Exception::overflow_error(
            "can't convert negative int to unsigned",
        ));
    }
    // The sign bit counts, except that an unsigned number may use it.
    let n_bits = if number.is_negative() {
        (!number).bit_length()
    } else {
        number.bit_length()
    };
    let n_needed = usize::try_from(n_bits).expect("not negative") + usize::from(is_signed);
    if n_needed > length * 8 {
        return Err(Exception::overflow_error("int too big to convert"));
    }
    let mut bytes = number.to_big().to_le_bytes().into_vec();
    let fill = if number.is_negative() { 0xff } else { 0 };
    bytes.resize(length, fill);
    if order == ByteOrder::Big {
        bytes.reverse();
    }
    Ok(bytes)
}

/// `int.from_bytes(bytes, byteorder, signed=False)`.
pub(super) fn try_from_bytes(mut args: Args) -> Result<Value, Exception> {
    let mut positional = std::mem::take(&mut args.positional).into_iter();
    let bytes = positional
        .next()
        .or_else(|| args.take_keyword("bytes"))
        .unwrap_or(Value::None);
    let order = try_byte_order(
        positional
            .next()
            .or_else(|| args.take_keyword("byteorder"))
            .as_ref(),
    )?;
    let is_signed = args
        .take_keyword("signed")
        .map_or(Ok(false), |flag| flag.try_truthy())?;
    let Value::Bytes(bytes) = &bytes else {
        return Err(Exception::type_error(format!(
            "cannot convert '{}' object to bytes",
            bytes.type_name()
        )));
    };
    Ok(Value::Int(number_of(bytes, order, is_signed)))
}

fn number_of(bytes: &[u8], order: ByteOrder, is_signed: bool) -> Int {
    let mut bytes = bytes.to_vec();
    if order == ByteOrder::Big {
        bytes.reverse();
    }
    if !is_signed {
        bytes.push(0);
    }
    Int::from(IBig::from_le_bytes(&bytes))
}

raising! {
    /// `int.from_bytes(bytes, order)`.
    int_from_bytes: pub fn try_int_from_bytes(bytes: &text::Bytes, order: &str) -> Int {
        let order = try_byte_order(Some(&Value::from(order)))?;
        Ok(number_of(bytes, order, false))
    }

    /// `bytes.fromhex(text)`.
    bytes_from_hex: pub fn try_bytes_from_hex(text: &str) -> text::Bytes {
        let args = Args::new().positional(text);
        let bytes = text::call_bytes_method(&[], "fromhex", args).expect("bytes have the method")?;
        Ok(bytes.into_bytes())
    }
}
