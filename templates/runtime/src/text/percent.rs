//! The `%` operator of text: `'%-5s|%05.1f' % (name, x)`.

use super::float::try_float_to_int;
use super::format_number::{FloatStyle, Whole, checked_precision, float_text};
use super::number::try_chr;
use super::spec::{check_size, push_fill};
use crate::{Exception, Int, Value};

raising! {
    /// `template % args`: a tuple gives its items, a mapping answers `%(key)s`, anything else is the only argument.
    ///
    /// ```text
    /// >>> '%s has %5.1f%%' % ('adder', 99.5), '%(x)+d' % {'x': 3}
    /// ('adder has  99.5%', '+3')
    /// ```
    percent: pub fn try_percent(template: &str, args: &Value) -> String {
        try_filled(template, Supply::new(args, Kind::Text))
    }
}

/// `template % args` for bytes: each character of the text on the way is one byte.
pub(crate) fn try_percent_bytes(template: &[u8], args: &Value) -> Result<Vec<u8>, Exception> {
    let template: String = template.iter().copied().map(char::from).collect();
    let filled = try_filled(&template, Supply::new(args, Kind::Bytes))?;
    let bytes = filled.chars().map(|c| u8::try_from(c).unwrap_or(b'?'));
    Ok(bytes.collect())
}

fn try_filled(template: &str, mut supply: Supply<'_>) -> Result<String, Exception> {
    let mut out = String::with_capacity(template.len());
    let chars: Vec<char> = template.chars().collect();
    let mut reader = Reader {
        chars: &chars,
        position: 0,
    };
    while let Some(c) = reader.next() {
        if c == '%' && reader.peek() == Some('%') {
            reader.position += 1;
            out.push('%');
        } else if c == '%' {
            let directive = reader.directive(&mut supply)?;
            directive.write(&mut out, &mut supply)?;
        } else {
            out.push(c);
        }
    }
    supply.finish()?;
    Ok(out)
}

/// What is formatted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Bytes,
}

/// The arguments that are still to be taken.
struct Supply<'a> {
    args: &'a Value,
    kind: Kind,
    state: Taken,
}

enum Taken {
    /// So many items of the tuple.
    Items(usize),
    /// Whether the one argument that is no tuple.
    Single(bool),
    /// The argument of the directive is what a key gave.
    Keyed(Option<Value>),
}

impl<'a> Supply<'a> {
    fn new(args: &'a Value, kind: Kind) -> Self {
        let state = if matches!(args, Value::Tuple(_)) {
            Taken::Items(0)
        } else {
            Taken::Single(false)
        };
        Self { args, kind, state }
    }

    fn next(&mut self) -> Result<Value, Exception> {
        let found = match &mut self.state {
            Taken::Items(taken) => match self.args {
                Value::Tuple(items) => {
                    *taken += 1;
                    items.get(*taken - 1).cloned()
                }
                _ => None,
            },
            Taken::Single(taken) if !*taken => {
                *taken = true;
                Some(self.args.clone())
            }
            Taken::Single(_) => None,
            Taken::Keyed(value) => value.take(),
        };
        found.ok_or_else(|| Exception::type_error("not enough arguments for format string"))
    }

    /// Whether the arguments answer to keys.
    fn is_mapping(&self) -> bool {
        match self.args {
            Value::Dict(_) | Value::List(_) | Value::Bytes(_) | Value::Range(_) => true,
            Value::Object(_) => self.args.try_getattr("__getitem__").is_ok(),
            _ => false,
        }
    }

    fn look_up(&mut self, key: &str) -> Result<(), Exception> {
        if !self.is_mapping() {
            return Err(Exception::type_error("format requires a mapping"));
        }
        let key = match self.kind {
            Kind::Text => Value::from(key),
            Kind::Bytes => Value::bytes(key),
        };
        self.state = Taken::Keyed(Some(self.args.try_getitem(&key)?));
        Ok(())
    }

    fn finish(&self) -> Result<(), Exception> {
        let left_over = match (&self.state, self.args) {
            (Taken::Items(taken), Value::Tuple(items)) => *taken < items.len(),
            (Taken::Single(taken), _) => !taken && !self.is_mapping(),
            _ => false,
        };
        if left_over {
            return Err(Exception::type_error(match self.kind {
                Kind::Text => "not all arguments converted during string formatting",
                Kind::Bytes => "not all arguments converted during bytes formatting",
            }));
        }
        Ok(())
    }
}

/// One directive, `%` to letter.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "the flags of C's printf")]
struct Directive {
    left: bool,
    plus: bool,
    blank: bool,
    alternate: bool,
    zeros: bool,
    width: usize,
    precision: Option<usize>,
    code: char,
    /// Where the letter stands, for the message about a wrong one.
    position: usize,
}

/// Which of the two numbers of a directive is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    Width,
    Precision,
}

impl Bound {
    fn name(self) -> &'static str {
        match self {
            Self::Width => "width",
            Self::Precision => "precision",
        }
    }

    fn c_type(self) -> &'static str {
        match self {
            Self::Width => "ssize_t",
            Self::Precision => "int",
        }
    }

    fn admits(self, number: i64) -> bool {
        self == Self::Width || i32::try_from(number).is_ok()
    }
}

/// The template behind the last `%` that was met.
struct Reader<'a> {
    chars: &'a [char],
    position: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.position).copied()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek();
        self.position += usize::from(next.is_some());
        next
    }

    fn directive(&mut self, supply: &mut Supply<'_>) -> Result<Directive, Exception> {
        let mut directive = Directive::default();
        if self.peek() == Some('(') {
            let key = self.key(supply)?;
            supply.look_up(&key)?;
        }
        while let Some(flag @ ('-' | '+' | ' ' | '#' | '0')) = self.peek() {
            match flag {
                '-' => directive.left = true,
                '+' => directive.plus = true,
                ' ' => directive.blank = true,
                '#' => directive.alternate = true,
                _ => directive.zeros = true,
            }
            self.position += 1;
        }
        let width = self.number(supply, Bound::Width)?.unwrap_or(0);
        directive.left |= width < 0;
        directive.width = usize::try_from(width.unsigned_abs()).expect("a width fits");
        if self.peek() == Some('.') {
            self.position += 1;
            let precision = self.number(supply, Bound::Precision)?.unwrap_or(0);
            directive.precision = Some(usize::try_from(precision).unwrap_or(0));
        }
        if matches!(self.peek(), Some('h' | 'l' | 'L')) {
            self.position += 1;
        }
        directive.position = self.position;
        directive.code = self
            .next()
            .ok_or_else(|| Exception::value_error("incomplete format"))?;
        Ok(directive)
    }

    /// The key between parentheses, which may hold balanced parentheses itself.
    fn key(&mut self, supply: &Supply<'_>) -> Result<String, Exception> {
        if !supply.is_mapping() {
            return Err(Exception::type_error("format requires a mapping"));
        }
        self.position += 1;
        let start = self.position;
        let mut depth = 1;
        while depth > 0 {
            match self.next() {
                Some('(') => depth += 1,
                Some(')') => depth -= 1,
                Some(_) => {}
                None => return Err(Exception::value_error("incomplete format key")),
            }
        }
        Ok(self.chars[start..self.position - 1].iter().collect())
    }

    /// A width or precision: digits, or `*` for the next argument.
    fn number(&mut self, supply: &mut Supply<'_>, bound: Bound) -> Result<Option<i64>, Exception> {
        if self.peek() == Some('*') {
            self.position += 1;
            let number = match supply.next()? {
                Value::Int(number) => number,
                Value::Bool(flag) => Int::from(i64::from(flag)),
                _ => return Err(Exception::type_error("* wants int")),
            };
            return match number.to_i64().filter(|&number| bound.admits(number)) {
                Some(number) => Ok(Some(number)),
                None => Err(Exception::overflow_error(format!(
                    "Python int too large to convert to C {}",
                    bound.c_type()
                ))),
            };
        }
        let mut number: Option<i64> = None;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            let grown = number
                .unwrap_or(0)
                .checked_mul(10)
                .and_then(|n| n.checked_add(digit.into()));
            let grown = grown.filter(|&number| bound.admits(number));
            number = Some(
                grown.ok_or_else(|| Exception::value_error(format!("{} too big", bound.name())))?,
            );
            self.position += 1;
        }
        Ok(number)
    }
}

/// A formatted argument, ready to be put into its width.
#[derive(Default)]
struct Piece {
    sign: &'static str,
    prefix: &'static str,
    body: String,
    is_number: bool,
}

/// `%s` and `%b` of bytes.
fn inserted_bytes(value: &Value) -> Result<String, Exception> {
    match value {
        Value::Bytes(bytes) => Ok(bytes.iter().copied().map(char::from).collect()),
        other => Err(Exception::type_error(format!(
            "%b requires a bytes-like object, or an object that implements __bytes__, not '{}'",
            other.type_name()
        ))),
    }
}

/// `%c` of bytes.
fn inserted_byte(value: &Value) -> Result<Piece, Exception> {
    let byte = match value {
        Value::Bytes(bytes) if bytes.len() == 1 => bytes[0],
        Value::Int(_) | Value::Bool(_) => {
            let number = value.as_int().and_then(|number| number.to_i64());
            number
                .and_then(|number| u8::try_from(number).ok())
                .ok_or_else(|| Exception::overflow_error("%c arg not in range(256)"))?
        }
        _ => {
            return Err(Exception::type_error(
                "%c requires an integer in range(256) or a single byte",
            ));
        }
    };
    Ok(Piece {
        body: char::from(byte).to_string(),
        ..Piece::default()
    })
}

impl Directive {
    fn write(&self, out: &mut String, supply: &mut Supply<'_>) -> Result<(), Exception> {
        let value = supply.next()?;
        let piece = match self.code {
            's' | 'b' if supply.kind == Kind::Bytes => self.text(&inserted_bytes(&value)?),
            'r' if supply.kind == Kind::Bytes => self.text(&value.try_ascii()?),
            'c' if supply.kind == Kind::Bytes => inserted_byte(&value)?,
            's' => self.text(&value.try_str()?),
            'r' => self.text(&value.try_repr()?),
            'a' => self.text(&value.try_ascii()?),
            'c' => character(&value)?,
            'd' | 'i' | 'u' | 'o' | 'x' | 'X' => self.integer(&value)?,
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' => self.float(&value)?,
            code => {
                let shown = if matches!(code, '\x1f'..'\x7f') {
                    code
                } else {
                    '?'
                };
                return Err(Exception::value_error(format!(
                    "unsupported format character '{shown}' (0x{:x}) at index {}",
                    u32::from(code),
                    self.position
                )));
            }
        };
        self.lay_out(out, &piece)
    }

    fn lay_out(&self, out: &mut String, piece: &Piece) -> Result<(), Exception> {
        let length = piece.sign.len() + piece.prefix.len() + piece.body.chars().count();
        let padding = self.width.saturating_sub(length);
        check_size(padding)?;
        let (outer, zeros, right) = match (self.left, self.zeros && piece.is_number) {
            (true, _) => (0, 0, padding),
            (false, true) => (0, padding, 0),
            (false, false) => (padding, 0, 0),
        };
        push_fill(out, ' ', outer);
        out.push_str(piece.sign);
        out.push_str(piece.prefix);
        push_fill(out, '0', zeros);
        out.push_str(&piece.body);
        push_fill(out, ' ', right);
        Ok(())
    }

    fn text(&self, text: &str) -> Piece {
        let cut = self
            .precision
            .and_then(|precision| text.char_indices().nth(precision));
        let body = cut.map_or(text, |(end, _)| &text[..end]).to_owned();
        Piece {
            body,
            ..Piece::default()
        }
    }

    fn sign(&self, is_negative: bool) -> &'static str {
        match (is_negative, self.plus, self.blank) {
            (true, _, _) => "-",
            (false, true, _) => "+",
            (false, false, true) => " ",
            (false, false, false) => "",
        }
    }

    fn integer(&self, value: &Value) -> Result<Piece, Exception> {
        let is_decimal = matches!(self.code, 'd' | 'i' | 'u');
        let number = match value {
            Value::Int(number) => number.clone(),
            Value::Float(number) if is_decimal => try_float_to_int(*number)?,
            other => other.try_to_index().map_err(|_| {
                let wanted = if is_decimal {
                    "a real number"
                } else {
                    "an integer"
                };
                Exception::type_error(format!(
                    "%{} format: {wanted} is required, not {}",
                    self.code,
                    other.type_name()
                ))
            })?,
        };
        let (radix, prefix) = match self.code {
            'o' => (8, "0o"),
            'x' => (16, "0x"),
            'X' => (16, "0X"),
            _ => (10, ""),
        };
        let mut body = number.digits(radix)?;
        if self.code == 'X' {
            body.make_ascii_uppercase();
        }
        let zeros = checked_precision(self.precision)?
            .unwrap_or(0)
            .saturating_sub(body.len());
        body.insert_str(0, &"0".repeat(zeros));
        let prefix = if self.alternate { prefix } else { "" };
        Ok(Piece {
            sign: self.sign(number.is_negative()),
            prefix,
            body,
            is_number: true,
        })
    }

    fn float(&self, value: &Value) -> Result<Piece, Exception> {
        let x = real(value)?;
        let style = match self.code {
            'e' | 'E' => FloatStyle::Scientific,
            'f' | 'F' => FloatStyle::Fixed,
            _ => FloatStyle::General { point_zero: false },
        };
        let precision = checked_precision(self.precision)?.unwrap_or(6);
        let mut body = float_text(x, style, precision, self.alternate);
        if self.code.is_ascii_uppercase() {
            body.make_ascii_uppercase();
        }
        let sign = self.sign(x.is_sign_negative() && !x.is_nan());
        Ok(Piece {
            sign,
            prefix: "",
            body,
            is_number: true,
        })
    }
}

/// The float that a number, or an object with `__float__`, stands for.
fn real(value: &Value) -> Result<f64, Exception> {
    match value {
        Value::Float(x) => return Ok(*x),
        Value::Object(object) => {
            if let Some(Value::Float(x)) = object.special("__float__", &[]).transpose()? {
                return Ok(x);
            }
        }
        other => {
            if let Some(number) = other.as_int() {
                return number.try_to_f64();
            }
        }
    }
    Err(Exception::type_error(format!(
        "must be real number, not {}",
        value.type_name()
    )))
}

fn character(value: &Value) -> Result<Piece, Exception> {
    let body = match value {
        Value::Str(text) if text.n_chars() == 1 => text.to_string(),
        other => match other.try_to_index() {
            Ok(code) => match code.to_i64().filter(|code| (0..0x11_0000).contains(code)) {
                Some(code) => try_chr(code)?,
                None => return Err(Exception::overflow_error("%c arg not in range(0x110000)")),
            },
            Err(_) => return Err(Exception::type_error("%c requires int or char")),
        },
    };
    Ok(Piece {
        body,
        ..Piece::default()
    })
}
