//! Bytes: indexing, slicing, and the way to and from text.

use super::code_pages::CodePage;
use super::codecs::{self, Order};
use super::index::{slice_positions, to_i64};
use super::number::refuse_surrogate;
use super::unicode_error::{decode_error, encode_error};
use crate::{Exception, ExceptionClass, output};
use std::fmt::Write;

raising! {
    /// `bytes[index]`.
    bytes_at: pub fn try_bytes_at(bytes: &[u8], index: i64) -> i64 {
        let position = if index < 0 { index.saturating_add(to_i64(bytes.len())) } else { index };
        let byte = usize::try_from(position).ok().and_then(|position| bytes.get(position));
        byte.map(|&byte| i64::from(byte)).ok_or_else(|| Exception::index_error("index out of range"))
    }

    /// `bytes[start:stop:step]`.
    bytes_slice: pub fn try_bytes_slice(
        bytes: &[u8],
        start: Option<i64>,
        stop: Option<i64>,
        step: Option<i64>,
    ) -> Vec<u8> {
        let step = step.unwrap_or(1);
        if step == 0 {
            return Err(Exception::value_error("slice step cannot be zero"));
        }
        Ok(slice_positions(bytes.len(), start, stop, step).map(|position| bytes[position]).collect())
    }

    /// `text.encode(encoding, errors)`.
    encode: pub fn try_encode(text: &str, encoding: &str, errors: &str) -> Vec<u8> {
        let encoding = Encoding::named(encoding)?;
        let byte_of = |c: char| match encoding {
            Encoding::Page(page) => page.encode(c),
            Encoding::Ascii => u8::try_from(c).ok().filter(u8::is_ascii),
            _ => u8::try_from(u32::from(c)).ok(),
        };
        let (codec, reason) = match encoding {
            Encoding::Utf8 => return Ok(text.as_bytes().to_vec()),
            Encoding::Utf8Signed => return Ok([b"\xef\xbb\xbf", text.as_bytes()].concat()),
            Encoding::Wide(size, order) => return Ok(codecs::encode_wide(text, size, order)),
            Encoding::Escaped => return Ok(codecs::encode_escaped(text)),
            Encoding::RawEscaped => return Ok(codecs::encode_raw_escaped(text)),
            Encoding::Ascii => ("ascii", "ordinal not in range(128)"),
            Encoding::Latin1 => ("latin-1", "ordinal not in range(256)"),
            Encoding::Page(_) => ("charmap", "character maps to <undefined>"),
        };
        let mut out = Vec::with_capacity(text.len());
        let mut chars = text.chars().enumerate().peekable();
        while let Some((position, c)) = chars.next() {
            let code = u32::from(c);
            if let Some(byte) = byte_of(c) {
                out.push(byte);
                continue;
            }
            match errors {
                "strict" | "surrogateescape" | "surrogatepass" => {
                    let mut end = position + 1;
                    while chars.next_if(|&(_, c)| byte_of(c).is_none()).is_some() {
                        end += 1;
                    }
                    return Err(encode_error(codec, text, to_i64(position), to_i64(end), reason));
                }
                "ignore" => {}
                "replace" => out.push(b'?'),
                "xmlcharrefreplace" => out.extend(format!("&#{code};").bytes()),
                "backslashreplace" => out.extend(backslashed(code).bytes()),
                other => return Err(unknown_handler(other)),
            }
        }
        Ok(out)
    }

    /// `bytes.decode(encoding, errors)`.
    decode: pub fn try_decode(bytes: &[u8], encoding: &str, errors: &str) -> String {
        if bytes.is_empty() {
            // Python does not even look at the names then.
            return Ok(String::new());
        }
        match Encoding::named(encoding)? {
            Encoding::Utf8 => decode_utf8(bytes, errors),
            Encoding::Utf8Signed => {
                decode_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes), errors)
            }
            Encoding::Wide(size, order) => codecs::try_decode_wide(bytes, size, order, errors),
            Encoding::Escaped => codecs::try_decode_escaped(bytes, errors),
            Encoding::RawEscaped => codecs::try_decode_raw_escaped(bytes, errors),
            Encoding::Latin1 => Ok(bytes.iter().map(|&byte| char::from(byte)).collect()),
            Encoding::Page(page) => {
                let mut out = String::with_capacity(bytes.len());
                for (position, &byte) in bytes.iter().enumerate() {
                    if let Some(c) = page.decode(byte) {
                        out.push(c);
                        continue;
                    }
                    let (start, end) = (position, position + 1);
                    let place = Undecoded { encoding: "charmap", start, end };
                    place.handle(bytes, errors, "character maps to <undefined>", &mut out)?;
                }
                Ok(out)
            }
            Encoding::Ascii => {
                let mut out = String::with_capacity(bytes.len());
                for (position, &byte) in bytes.iter().enumerate() {
                    if byte.is_ascii() {
                        out.push(char::from(byte));
                    } else {
                        let place = Undecoded { encoding: "ascii", start: position, end: position + 1 };
                        place.handle(bytes, errors, "ordinal not in range(128)", &mut out)?;
                    }
                }
                Ok(out)
            }
        }
    }
}

/// `bytes.hex(separator, group)`: a separator before every so many bytes, counted from the right, or from the left for a
/// negative number.
pub fn bytes_hex(bytes: &[u8], separator: &str, group: i64) -> String {
    let size = usize::try_from(group.unsigned_abs()).unwrap_or(0);
    let mut out = String::with_capacity(bytes.len() * 2);
    for (position, byte) in bytes.iter().enumerate() {
        let counted = if group < 0 {
            position
        } else {
            bytes.len() - position
        };
        if position > 0 && size > 0 && counted.is_multiple_of(size) {
            out.push_str(separator);
        }
        write!(out, "{byte:02x}").expect("writing to a string cannot fail");
    }
    out
}

/// The encodings that the library knows.
#[derive(Clone, Copy)]
enum Encoding {
    Utf8,
    /// UTF-8 with a mark in front.
    Utf8Signed,
    Ascii,
    Latin1,
    /// Numbers of so many bytes.
    Wide(usize, Order),
    Escaped,
    RawEscaped,
    /// One byte a character, by a table.
    Page(&'static CodePage),
}

impl Encoding {
    fn named(name: &str) -> Result<Self, Exception> {
        let plain: String = name.to_ascii_lowercase().replace([' ', '-'], "_");
        match plain.as_str() {
            "utf_8" | "utf8" | "u8" | "utf" | "cp65001" => Ok(Self::Utf8),
            "ascii" | "us_ascii" | "646" | "ansi_x3.4_1968" | "iso646_us" => Ok(Self::Ascii),
            "latin_1" | "latin1" | "latin" | "l1" | "iso_8859_1" | "iso8859_1" | "iso8859"
            | "8859" | "cp819" => Ok(Self::Latin1),
            "utf_8_sig" => Ok(Self::Utf8Signed),
            "utf_16" | "u16" | "utf16" => Ok(Self::Wide(2, Order::Marked)),
            "utf_16_le" | "utf_16le" => Ok(Self::Wide(2, Order::Little)),
            "utf_16_be" | "utf_16be" => Ok(Self::Wide(2, Order::Big)),
            "utf_32" | "u32" | "utf32" => Ok(Self::Wide(4, Order::Marked)),
            "utf_32_le" | "utf_32le" => Ok(Self::Wide(4, Order::Little)),
            "utf_32_be" | "utf_32be" => Ok(Self::Wide(4, Order::Big)),
            "unicode_escape" => Ok(Self::Escaped),
            "raw_unicode_escape" => Ok(Self::RawEscaped),
            other if CodePage::named(other).is_some() => {
                Ok(Self::Page(CodePage::named(other).expect("just found")))
            }
            other if KNOWN_TO_PYTHON.iter().any(|known| other.starts_with(known)) => {
                refuse_encoding(name)
            }
            _ => Err(Exception::with_message(
                ExceptionClass::LOOKUP_ERROR,
                &format!("unknown encoding: {name}"),
            )),
        }
    }
}

/// How the names of the encodings start that Python has and this library has not.
const KNOWN_TO_PYTHON: [&str; 22] = [
    "utf", "cp", "iso", "mac", "koi8", "big5", "gb", "hz", "euc", "shift", "sjis", "s_jis",
    "johab", "kz", "ptcp", "tis", "windows", "idna", "punycode", "hex", "rot", "base64",
];

#[cold]
pub(super) fn refuse_encoding(name: &str) -> ! {
    output::decline(&format!("the encoding '{name}' is not supported"))
}

fn unknown_handler(name: &str) -> Exception {
    Exception::with_message(
        ExceptionClass::LOOKUP_ERROR,
        &format!("unknown error handler name '{name}'"),
    )
}

/// `\xe9`, `\u20ac`, `\U0001f600`.
pub(super) fn backslashed(code: u32) -> String {
    match code {
        ..0x100 => format!("\\x{code:02x}"),
        0x100..0x1_0000 => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    }
}

/// Bytes that stand for no character.
pub(super) struct Undecoded {
    pub(super) encoding: &'static str,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Undecoded {
    pub(super) fn handle(
        &self,
        bytes: &[u8],
        errors: &str,
        reason: &str,
        out: &mut String,
    ) -> Result<(), Exception> {
        match errors {
            "strict" => {
                let (start, end) = (to_i64(self.start), to_i64(self.end));
                return Err(decode_error(self.encoding, bytes, start, end, reason));
            }
            "ignore" => {}
            "replace" => out.push(char::REPLACEMENT_CHARACTER),
            "backslashreplace" => {
                for byte in &bytes[self.start..self.end] {
                    write!(out, "\\x{byte:02x}").expect("writing to a string cannot fail");
                }
            }
            "surrogateescape" => refuse_surrogate(),
            other => return Err(unknown_handler(other)),
        }
        Ok(())
    }
}

fn decode_utf8(bytes: &[u8], errors: &str) -> Result<String, Exception> {
    let mut out = String::with_capacity(bytes.len());
    let mut start = 0;
    while let Err(error) = std::str::from_utf8(&bytes[start..]) {
        let bad = start + error.valid_up_to();
        out.push_str(std::str::from_utf8(&bytes[start..bad]).expect("valid up to there"));
        let end = error.error_len().map_or(bytes.len(), |length| bad + length);
        let reason = match (error.error_len(), bytes[bad]) {
            (None, _) => "unexpected end of data",
            (Some(_), 0xc2..=0xf4) => "invalid continuation byte",
            (Some(_), _) => "invalid start byte",
        };
        Undecoded {
            encoding: "utf-8",
            start: bad,
            end,
        }
        .handle(bytes, errors, reason, &mut out)?;
        start = end;
    }
    out.push_str(std::str::from_utf8(&bytes[start..]).expect("the loop ended on valid text"));
    Ok(out)
}
