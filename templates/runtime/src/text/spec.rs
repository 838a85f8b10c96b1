//! The format mini-language: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.
//!
//! This file reads a specification and formats text by it; numbers are in [`super::format_number`].

use super::unicode::decimal_value;
use crate::Exception;

/// A specification such as `*>+10,.2f`, read but not yet judged against the type that it is applied to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormatSpec {
    /// What fills the width, where it is given together with an alignment.
    pub fill: Option<char>,
    /// Where the value stands in the width.
    pub align: Option<Align>,
    /// What stands before a number that is not negative.
    pub sign: Option<Sign>,
    /// `z`: a number that rounds to zero has no sign.
    pub no_negative_zero: bool,
    /// `#`: prefixes for `b`, `o`, `x`; a decimal point always for floats.
    pub alternate: bool,
    /// `0` before the width: filled with zeros, numbers behind their sign.
    pub zero_padded: bool,
    /// The least number of characters.
    pub width: usize,
    /// What separates groups of digits.
    pub grouping: Option<Grouping>,
    /// Digits of a float, or the most characters of text.
    pub precision: Option<usize>,
    /// The presentation type, a letter or `%` if it is right.
    pub code: Option<char>,
}

/// Where a value stands in its width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// `<`
    Left,
    /// `>`
    Right,
    /// `^`
    Center,
    /// `=`: a number's sign left, its digits right.
    AfterSign,
}

/// What stands before a number that is not negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// `+`
    Plus,
    /// `-`: nothing.
    Minus,
    /// A blank.
    Space,
}

/// What separates groups of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// `,`
    Comma,
    /// `_`
    Underscore,
}

impl Align {
    fn from_char(c: char) -> Option<Self> {
        match c {
            '<' => Some(Self::Left),
            '>' => Some(Self::Right),
            '^' => Some(Self::Center),
            '=' => Some(Self::AfterSign),
            _ => None,
        }
    }
}

impl Grouping {
    /// The separator itself.
    pub fn separator(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Underscore => '_',
        }
    }
}

impl FormatSpec {
    /// Reads `spec`; `type_name` is the type it is meant for, which the message of an error names.
    pub fn parse(spec: &str, type_name: &str) -> Result<Self, Exception> {
        let mut rest = Rest(spec);
        let mut parsed = Self::default();
        let mut chars = spec.chars();
        let first = chars.next();
        if let (Some(fill), Some(align)) = (first, chars.next().and_then(Align::from_char)) {
            parsed.fill = Some(fill);
            parsed.align = Some(align);
            rest.skip(2);
        } else if let Some(align) = first.and_then(Align::from_char) {
            parsed.align = Some(align);
            rest.skip(1);
        }
        parsed.sign = match rest.peek() {
            Some('+') => Some(Sign::Plus),
            Some('-') => Some(Sign::Minus),
            Some(' ') => Some(Sign::Space),
            _ => None,
        };
        rest.skip(usize::from(parsed.sign.is_some()));
        parsed.no_negative_zero = rest.take('z');
        parsed.alternate = rest.take('#');
        parsed.zero_padded = parsed.fill.is_none() && rest.take('0');
        parsed.width = rest.number()?.unwrap_or(0);
        parsed.grouping = rest.grouping()?;
        if rest.take('.') {
            let precision = rest.number()?;
            parsed.precision = Some(
                precision
                    .ok_or_else(|| Exception::value_error("Format specifier missing precision"))?,
            );
        }
        parsed.code = rest.peek();
        rest.skip(1);
        if rest.peek().is_some() {
            return Err(Exception::value_error(format!(
                "Invalid format specifier '{spec}' for object of type '{type_name}'"
            )));
        }
        parsed.check_grouping()?;
        Ok(parsed)
    }

    fn check_grouping(&self) -> Result<(), Exception> {
        let (Some(grouping), Some(code)) = (self.grouping, self.code) else {
            return Ok(());
        };
        match code {
            'd' | 'e' | 'f' | 'g' | 'E' | 'F' | 'G' | '%' => Ok(()),
            'b' | 'o' | 'x' | 'X' if grouping == Grouping::Underscore => Ok(()),
            code => Err(Exception::value_error(format!(
                "Cannot specify '{}' with '{}'.",
                grouping.separator(),
                code_name(code)
            ))),
        }
    }

    /// The character that fills the width.
    pub(super) fn fill_char(&self) -> char {
        self.fill
            .unwrap_or(if self.zero_padded { '0' } else { ' ' })
    }

    /// The `ValueError` for a type that does not know the presentation type.
    pub(super) fn unknown_code(code: char, type_name: &str) -> Exception {
        Exception::value_error(format!(
            "Unknown format code '{}' for object of type '{type_name}'",
            code_name(code)
        ))
    }
}

fn code_name(code: char) -> String {
    if matches!(code, '!'..='\x7f') {
        code.to_string()
    } else {
        format!("\\x{:x}", u32::from(code))
    }
}

/// What of a specification is still to be read.
struct Rest<'a>(&'a str);

impl Rest<'_> {
    fn peek(&self) -> Option<char> {
        self.0.chars().next()
    }

    fn skip(&mut self, count: usize) {
        for _ in 0..count {
            self.0 = self.peek().map_or("", |c| &self.0[c.len_utf8()..]);
        }
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.skip(usize::from(found));
        found
    }

    fn number(&mut self) -> Result<Option<usize>, Exception> {
        let mut number = None;
        while let Some(digit) = self.peek().and_then(decimal_value) {
            let grown = number
                .unwrap_or(0_i64)
                .checked_mul(10)
                .and_then(|n| n.checked_add(i64::from(digit)));
            number = Some(grown.ok_or_else(|| {
                Exception::value_error("Too many decimal digits in format string")
            })?);
            self.skip(1);
        }
        Ok(number.map(|number| usize::try_from(number).expect("digits are not negative")))
    }

    fn grouping(&mut self) -> Result<Option<Grouping>, Exception> {
        let both = || Exception::value_error("Cannot specify both ',' and '_'.");
        let comma = self.take(',');
        let underscore = self.take('_');
        match (comma, underscore) {
            (true, true) => Err(both()),
            (false, true) if self.peek() == Some(',') => Err(both()),
            (true, false) => Ok(Some(Grouping::Comma)),
            (false, true) => Ok(Some(Grouping::Underscore)),
            (false, false) => Ok(None),
        }
    }
}

/// The longest result of padding or repeating that is tried: beyond it Python raises `MemoryError` too.
const MOST_PADDING: usize = 1 << 33;

/// Appends `count` fill characters.
pub(super) fn push_fill(out: &mut String, fill: char, count: usize) {
    out.extend(std::iter::repeat_n(fill, count));
}

/// Refuses widths that no memory holds.
pub(super) fn check_size(size: usize) -> Result<(), Exception> {
    if size > MOST_PADDING {
        Err(Exception::memory_error(""))
    } else {
        Ok(())
    }
}

raising! {
    /// `format(text, spec)` for text.
    ///
    /// ```text
    /// >>> format('adder', '*^9'), format('adder', '.3')
    /// ('**adder**', 'add')
    /// ```
    format_str: pub fn try_format_str(text: &str, spec: &str) -> String {
        if spec.is_empty() {
            return Ok(text.to_owned());
        }
        let mut spec = FormatSpec::parse(spec, "str")?;
        spec.code.get_or_insert('s');
        spec.check_grouping()?;
        if let Some(code) = spec.code.filter(|&code| code != 's') {
            return Err(FormatSpec::unknown_code(code, "str"));
        }
        check_for_str(&spec)?;
        check_size(spec.width)?;
        let shown = match spec.precision.and_then(|precision| text.char_indices().nth(precision)) {
            Some((end, _)) => &text[..end],
            None => text,
        };
        Ok(pad_str(shown, spec.align.unwrap_or(Align::Left), spec.fill_char(), spec.width))
    }
}

fn check_for_str(spec: &FormatSpec) -> Result<(), Exception> {
    let what = match spec.sign {
        Some(Sign::Space) => "Space not allowed in",
        Some(Sign::Plus | Sign::Minus) => "Sign not allowed in",
        None if spec.no_negative_zero => "Negative zero coercion (z) not allowed in",
        None if spec.alternate => "Alternate form (#) not allowed in",
        None if spec.align == Some(Align::AfterSign) => "'=' alignment not allowed in",
        None => return Ok(()),
    };
    Err(Exception::value_error(format!(
        "{what} string format specifier"
    )))
}

/// Puts `text` into its width.
pub(super) fn pad_str(text: &str, align: Align, fill: char, width: usize) -> String {
    let padding = width.saturating_sub(text.chars().count());
    let left = match align {
        Align::Left => 0,
        Align::Right | Align::AfterSign => padding,
        Align::Center => padding / 2,
    };
    let mut out = String::with_capacity(text.len() + padding * fill.len_utf8());
    push_fill(&mut out, fill, left);
    out.push_str(text);
    push_fill(&mut out, fill, padding - left);
    out
}
