//! [`PyStr`]: Python's string methods for static code.

use super::Bytes;
use super::bytes;
use super::case::{self, all_chars};
use super::index;
use super::letters;
use super::pad;
use super::search::{self, From};
use super::split::{self, LineEnds};
use super::strip;
use super::translate;
use super::unicode;
use crate::{Args, Exception, Str, Value, or_raise};

/// Writes the methods that can fail, each with its diverging twin.
macro_rules! raising_methods {
    ($(
        $(#[$meta:meta])*
        $name:ident: fn $try_name:ident($($arg:ident: $ty:ty),*) -> $ret:ty = |$text:ident| $body:expr;
    )*) => { $(
        $(#[$meta])*
        fn $try_name(&self, $($arg: $ty),*) -> Result<$ret, Exception> {
            let $text = self.as_text();
            $body
        }
        #[doc = concat!("[`", stringify!($try_name), "`](Self::", stringify!($try_name), ") for callers that nobody catches.")]
        fn $name(&self, $($arg: $ty),*) -> $ret {
            or_raise(self.$try_name($($arg),*))
        }
    )* };
}

/// Writes the methods that cannot fail.
macro_rules! plain_methods {
    ($(
        $(#[$meta:meta])*
        fn $name:ident($($arg:ident: $ty:ty),*) -> $ret:ty = |$text:ident| $body:expr;
    )*) => { $(
        $(#[$meta])*
        #[inline]
        fn $name(&self, $($arg: $ty),*) -> $ret {
            let $text = self.as_text();
            $body
        }
    )* };
}

/// Python's methods of `str`, positions counted in code points.
///
/// How the names are made:
/// - A method has its Python name. Where Rust's `str` has a method of that name that does something else, it is written
///   `py_find`, `py_rfind`, `py_split`, `py_len`, `py_repeat`, `py_chars`. (`replace`, `contains` are the same in both.)
/// - Optional arguments are part of the name: `_within` takes the start and end of `count(sub, start, end)`, `_max` the
///   `maxsplit` or `count`, `_on` the separator of `split`, `_chars` what `strip` takes away, `_with` the fill character,
///   `_any` the tuple of `startswith`.
/// - What can raise comes as `try_name`, and as `name` for where nobody catches it.
pub trait PyStr {
    /// The text itself.
    fn as_text(&self) -> &str;

    plain_methods! {
        /// `len(text)`.
        fn py_len() -> i64 = |text| index::length(text);
        /// `text.encode()`.
        fn encode() -> Bytes = |text| Bytes::from(text.as_bytes().to_vec());
        /// `text.count(wanted)`.
        fn count(wanted: &str) -> i64 = |text| search::count(text, wanted, None, None);
        /// `text.count(wanted, start, end)`.
        fn count_within(wanted: &str, start: Option<i64>, end: Option<i64>) -> i64 =
            |text| search::count(text, wanted, start, end);
        /// `text.find(wanted)`: -1 if it is not there.
        fn py_find(wanted: &str) -> i64 = |text| search::find(text, wanted, None, None, From::Left);
        /// `text.find(wanted, start, end)`.
        fn find_within(wanted: &str, start: Option<i64>, end: Option<i64>) -> i64 =
            |text| search::find(text, wanted, start, end, From::Left);
        /// `text.rfind(wanted)`: -1 if it is not there.
        fn py_rfind(wanted: &str) -> i64 = |text| search::find(text, wanted, None, None, From::Right);
        /// `text.rfind(wanted, start, end)`.
        fn rfind_within(wanted: &str, start: Option<i64>, end: Option<i64>) -> i64 =
            |text| search::find(text, wanted, start, end, From::Right);
        /// `text.startswith(prefix)`.
        fn startswith(prefix: &str) -> bool = |text| text.starts_with(prefix);
        /// `text.startswith(prefix, start, end)`.
        fn startswith_within(prefix: &str, start: Option<i64>, end: Option<i64>) -> bool =
            |text| search::starts_with(text, prefix, start, end);
        /// `text.startswith((…))`.
        fn startswith_any(prefixes: &[&str]) -> bool = |text| prefixes.iter().any(|prefix| text.starts_with(prefix));
        /// `text.startswith((…), start, end)`.
        fn startswith_any_within(prefixes: &[&str], start: Option<i64>, end: Option<i64>) -> bool =
            |text| prefixes.iter().any(|prefix| search::starts_with(text, prefix, start, end));
        /// `text.endswith(suffix)`.
        fn endswith(suffix: &str) -> bool = |text| text.ends_with(suffix);
        /// `text.endswith(suffix, start, end)`.
        fn endswith_within(suffix: &str, start: Option<i64>, end: Option<i64>) -> bool =
            |text| search::ends_with(text, suffix, start, end);
        /// `text.endswith((…))`.
        fn endswith_any(suffixes: &[&str]) -> bool = |text| suffixes.iter().any(|suffix| text.ends_with(suffix));
        /// `text.endswith((…), start, end)`.
        fn endswith_any_within(suffixes: &[&str], start: Option<i64>, end: Option<i64>) -> bool =
            |text| suffixes.iter().any(|suffix| search::ends_with(text, suffix, start, end));
    }

    raising_methods! {
        /// `text[index]`.
        at: fn try_at(index: i64) -> String = |text| index::at(text, index);
        /// `text[index]` as a character, for where no string is needed.
        char_at: fn try_char_at(index: i64) -> char = |text| index::try_char_at(text, index);
        /// `text[start:stop:step]`.
        slice: fn try_slice(start: Option<i64>, stop: Option<i64>, step: Option<i64>) -> String =
            |text| index::slice(text, start, stop, step);
        /// `text.encode(encoding)`.
        encode_as: fn try_encode_as(encoding: &str) -> Bytes =
            |text| bytes::try_encode(text, encoding, "strict").map(Bytes::from);
        /// `text.encode(encoding, errors)`.
        encode_with: fn try_encode_with(encoding: &str, errors: &str) -> Bytes =
            |text| bytes::try_encode(text, encoding, errors).map(Bytes::from);
        /// `text * count`.
        py_repeat: fn try_py_repeat(count: i64) -> String = |text| index::repeat(text, count);
        /// `text.index(wanted)`.
        index: fn try_index(wanted: &str) -> i64 = |text| search::index(text, wanted, None, None, From::Left);
        /// `text.index(wanted, start, end)`.
        index_within: fn try_index_within(wanted: &str, start: Option<i64>, end: Option<i64>) -> i64 =
            |text| search::index(text, wanted, start, end, From::Left);
        /// `text.rindex(wanted)`.
        rindex: fn try_rindex(wanted: &str) -> i64 = |text| search::index(text, wanted, None, None, From::Right);
        /// `text.rindex(wanted, start, end)`.
        rindex_within: fn try_rindex_within(wanted: &str, start: Option<i64>, end: Option<i64>) -> i64 =
            |text| search::index(text, wanted, start, end, From::Right);
        /// `text.partition(separator)`.
        partition: fn try_partition(separator: &str) -> (String, String, String) =
            |text| search::partition(text, separator, From::Left);
        /// `text.rpartition(separator)`.
        rpartition: fn try_rpartition(separator: &str) -> (String, String, String) =
            |text| search::partition(text, separator, From::Right);
        /// `text.split(separator)`.
        split_on: fn try_split_on(separator: &str) -> Vec<String> =
            |text| split::split(text, Some(separator), -1).map(owned);
        /// `text.split(separator, max_split)`.
        split_on_max: fn try_split_on_max(separator: &str, max_split: i64) -> Vec<String> =
            |text| split::split(text, Some(separator), max_split).map(owned);
        /// `text.rsplit(separator, max_split)`.
        rsplit_on_max: fn try_rsplit_on_max(separator: &str, max_split: i64) -> Vec<String> =
            |text| split::rsplit(text, Some(separator), max_split).map(owned);
        /// `text.ljust(width)`.
        ljust: fn try_ljust(width: i64) -> String = |text| pad::ljust(text, width, ' ');
        /// `text.ljust(width, fill)`.
        ljust_with: fn try_ljust_with(width: i64, fill: &str) -> String =
            |text| pad::ljust(text, width, pad::fill_char(fill)?);
        /// `text.rjust(width)`.
        rjust: fn try_rjust(width: i64) -> String = |text| pad::rjust(text, width, ' ');
        /// `text.rjust(width, fill)`.
        rjust_with: fn try_rjust_with(width: i64, fill: &str) -> String =
            |text| pad::rjust(text, width, pad::fill_char(fill)?);
        /// `text.center(width)`.
        center: fn try_center(width: i64) -> String = |text| pad::center(text, width, ' ');
        /// `text.center(width, fill)`.
        center_with: fn try_center_with(width: i64, fill: &str) -> String =
            |text| pad::center(text, width, pad::fill_char(fill)?);
        /// `text.translate(table)`, the table from [`maketrans`](super::maketrans) or any mapping of code points.
        translate: fn try_translate(table: &Value) -> String = |text| translate::translate(text, table);
        /// `text.format(*args, **keywords)`.
        format: fn try_format(args: &Args) -> String = |text| super::try_format_fields(text, args);
        /// `text.format_map(mapping)`.
        format_map: fn try_format_map(mapping: &Value) -> String = |text| super::try_format_map(text, mapping);
        /// `text % args`.
        percent: fn try_percent(args: &Value) -> String = |text| super::try_percent(text, args);
        /// `text.zfill(width)`.
        zfill: fn try_zfill(width: i64) -> String = |text| pad::zfill(text, width);
    }

    plain_methods! {
        /// `text.split()`: at runs of whitespace.
        fn py_split() -> Vec<String> = |text| owned(split::all_words(text));
        /// `text.split(None, max_split)`.
        fn split_max(max_split: i64) -> Vec<String> =
            |text| owned(split::split(text, None, max_split).expect("no separator"));
        /// `text.rsplit(None, max_split)`.
        fn rsplit_max(max_split: i64) -> Vec<String> =
            |text| owned(split::rsplit(text, None, max_split).expect("no separator"));
        /// `text.splitlines()`.
        fn splitlines() -> Vec<String> = |text| owned(split::split_lines(text, LineEnds::Dropped));
        /// `text.splitlines(True)`.
        fn splitlines_keepends() -> Vec<String> = |text| owned(split::split_lines(text, LineEnds::Kept));
        /// `text.strip()`.
        fn strip() -> String = |text| strip::strip(text, None).to_owned();
        /// `text.strip(chars)`.
        fn strip_chars(chars: &str) -> String = |text| strip::strip(text, Some(chars)).to_owned();
        /// `text.lstrip()`.
        fn lstrip() -> String = |text| strip::lstrip(text, None).to_owned();
        /// `text.lstrip(chars)`.
        fn lstrip_chars(chars: &str) -> String = |text| strip::lstrip(text, Some(chars)).to_owned();
        /// `text.rstrip()`.
        fn rstrip() -> String = |text| strip::rstrip(text, None).to_owned();
        /// `text.rstrip(chars)`.
        fn rstrip_chars(chars: &str) -> String = |text| strip::rstrip(text, Some(chars)).to_owned();
        /// `text.removeprefix(prefix)`.
        fn removeprefix(prefix: &str) -> String = |text| text.strip_prefix(prefix).unwrap_or(text).to_owned();
        /// `text.removesuffix(suffix)`.
        fn removesuffix(suffix: &str) -> String = |text| text.strip_suffix(suffix).unwrap_or(text).to_owned();
        /// `text.replace(old, new, count)`.
        fn replace_max(old: &str, new: &str, count: i64) -> String = |text| strip::replace(text, old, new, count);
        /// `text.expandtabs()`.
        fn expandtabs() -> String = |text| pad::expand_tabs(text, 8);
        /// `text.expandtabs(tabsize)`.
        fn expandtabs_to(tab_size: i64) -> String = |text| pad::expand_tabs(text, tab_size);
        /// `text.lower()`.
        fn lower() -> String = |text| case::lower(text);
        /// `text.upper()`.
        fn upper() -> String = |text| case::upper(text);
        /// `text.casefold()`.
        fn casefold() -> String = |text| case::casefold(text);
        /// `text.capitalize()`.
        fn capitalize() -> String = |text| case::capitalize(text);
        /// `text.title()`.
        fn title() -> String = |text| case::title(text);
        /// `text.swapcase()`.
        fn swapcase() -> String = |text| case::swapcase(text);
        /// `text.isalpha()`.
        fn isalpha() -> bool = |text| all_chars(text, unicode::is_alpha);
        /// `text.isalnum()`.
        fn isalnum() -> bool = |text| all_chars(text, case::is_alphanumeric);
        /// `text.isascii()`.
        fn isascii() -> bool = |text| text.is_ascii();
        /// `text.isdecimal()`.
        fn isdecimal() -> bool = |text| all_chars(text, unicode::is_decimal);
        /// `text.isdigit()`.
        fn isdigit() -> bool = |text| all_chars(text, unicode::is_digit);
        /// `text.isnumeric()`.
        fn isnumeric() -> bool = |text| all_chars(text, unicode::is_numeric);
        /// `text.isidentifier()`.
        fn isidentifier() -> bool = |text| case::is_identifier(text);
        /// `text.isprintable()`.
        fn isprintable() -> bool = |text| text.chars().all(unicode::is_printable);
        /// `text.isspace()`.
        fn isspace() -> bool = |text| all_chars(text, unicode::is_space);
        /// `text.islower()`.
        fn islower() -> bool = |text| case::is_all_lower(text);
        /// `text.isupper()`.
        fn isupper() -> bool = |text| case::is_all_upper(text);
        /// `text.istitle()`.
        fn istitle() -> bool = |text| case::is_titlecased(text);
    }

    /// `separator.join(parts)`.
    fn join<I>(&self, parts: I) -> String
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        let separator = self.as_text();
        let mut out = String::new();
        for (index, part) in parts.into_iter().enumerate() {
            if index > 0 {
                out.push_str(separator);
            }
            out.push_str(part.as_ref());
        }
        out
    }

    /// `text[index]`, lent.
    fn letter(&self, index: i64) -> &str {
        letters::letter(self.as_text(), index)
    }

    /// [`PyStr::letter`] for callers that catch.
    fn try_letter(&self, index: i64) -> Result<&str, Exception> {
        letters::try_letter(self.as_text(), index)
    }

    /// `text[start:stop]`, lent.
    fn part(&self, start: Option<i64>, stop: Option<i64>) -> &str {
        letters::part(self.as_text(), start, stop)
    }

    /// [`PyStr::part`] in the form of operations that may raise.
    ///
    /// # Errors
    /// Never.
    fn try_part(&self, start: Option<i64>, stop: Option<i64>) -> Result<&str, Exception> {
        Ok(self.part(start, stop))
    }

    /// `text.strip()`, lent.
    fn stripped(&self) -> &str {
        strip::strip(self.as_text(), None)
    }

    /// `text.strip(chars)`, lent.
    fn stripped_of(&self, chars: &str) -> &str {
        strip::strip(self.as_text(), Some(chars))
    }

    /// `text.lstrip()`, lent.
    fn lstripped(&self) -> &str {
        strip::lstrip(self.as_text(), None)
    }

    /// `text.lstrip(chars)`, lent.
    fn lstripped_of(&self, chars: &str) -> &str {
        strip::lstrip(self.as_text(), Some(chars))
    }

    /// `text.rstrip()`, lent.
    fn rstripped(&self) -> &str {
        strip::rstrip(self.as_text(), None)
    }

    /// `text.rstrip(chars)`, lent.
    fn rstripped_of(&self, chars: &str) -> &str {
        strip::rstrip(self.as_text(), Some(chars))
    }

    /// The items of `text.split()`, lent one by one.
    fn words(&self) -> impl Iterator<Item = &str> {
        split::all_words(self.as_text())
    }

    /// The characters, lent.
    fn letters(&self) -> impl DoubleEndedIterator<Item = &str> {
        letters::letters(self.as_text())
    }

    /// What iterating over the text gives: its characters, each a string.
    fn py_chars(&self) -> impl Iterator<Item = String> + '_ {
        self.as_text().chars().map(String::from)
    }

    /// `reversed(text)`.
    fn py_chars_reversed(&self) -> impl Iterator<Item = String> + '_ {
        self.as_text().chars().rev().map(String::from)
    }
}

fn owned<'a>(parts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    parts.into_iter().map(str::to_owned).collect()
}

impl PyStr for str {
    fn as_text(&self) -> &str {
        self
    }
}

/// The same methods; those about positions profit from the length that a [`Str`] remembers.
impl PyStr for Str {
    fn as_text(&self) -> &str {
        self
    }

    fn py_len(&self) -> i64 {
        index::to_i64(self.n_chars())
    }

    fn try_at(&self, index: i64) -> Result<String, Exception> {
        self.try_char_at(index).map(String::from)
    }

    fn try_slice(
        &self,
        start: Option<i64>,
        stop: Option<i64>,
        step: Option<i64>,
    ) -> Result<String, Exception> {
        if step.unwrap_or(1) == 1 && self.is_all_ascii() {
            let (start, stop) = index::adjust(self.py_len(), start, stop);
            let stretch = usize::try_from(start).ok().zip(usize::try_from(stop).ok());
            return Ok(stretch
                .and_then(|(start, stop)| self.as_str().get(start..stop))
                .map_or(String::new(), str::to_owned));
        }
        index::slice(self, start, stop, step)
    }

    fn try_char_at(&self, index: i64) -> Result<char, Exception> {
        if self.is_all_ascii() {
            let position = if index < 0 {
                index.saturating_add(self.py_len())
            } else {
                index
            };
            let byte = usize::try_from(position)
                .ok()
                .and_then(|position| self.as_bytes().get(position));
            return byte
                .map(|&byte| char::from(byte))
                .ok_or_else(index::out_of_range);
        }
        index::try_char_at(self, index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Show;

    #[test]
    fn positions_are_counted_in_code_points() {
        let text = "añb😀c";
        assert_eq!(text.py_len(), 5);
        assert_eq!(text.py_find("c"), 4);
        assert_eq!((text.at(1), text.at(-2)), ("ñ".into(), "😀".into()));
        assert_eq!(text.slice(Some(1), Some(-1), None), "ñb😀");
        assert_eq!(text.slice(None, None, Some(-2)), "cba");
        assert_eq!(Str::from(text).at(3), "😀");
        assert!(text.try_at(5).is_err() && text.try_at(-6).is_err());
    }

    #[test]
    fn empty_needles_are_everywhere() {
        assert_eq!("abc".count(""), 4);
        assert_eq!("abc".find_within("", Some(3), None), 3);
        assert_eq!("abc".find_within("", Some(4), None), -1);
        assert!(!"abc".startswith_within("", Some(3), Some(2)));
        assert_eq!("abc".replace_max("", "-", 2), "-a-bc");
    }

    #[test]
    fn split_cuts_as_python_does() {
        assert_eq!(" a  b c ".py_split().repr(), "['a', 'b', 'c']");
        assert_eq!(" a  b c ".split_max(1).repr(), "['a', 'b c ']");
        assert_eq!(" a  b c ".rsplit_max(1).repr(), "[' a  b', 'c']");
        assert_eq!("a,b,,c".split_on_max(",", 2).repr(), "['a', 'b', ',c']");
        assert_eq!(
            "a\r\nb\x0bc\n".splitlines_keepends().repr(),
            "['a\\r\\n', 'b\\x0b', 'c\\n']"
        );
    }

    #[test]
    fn case_follows_unicode() {
        assert_eq!("ΑΣ ΑΣΑ".lower(), "ας ασα");
        assert_eq!("straße".upper(), "STRASSE");
        assert_eq!("they're".title(), "They'Re");
        assert_eq!("ﬁne".capitalize(), "Fine");
        assert!("Ⅷ".isnumeric() && !"Ⅷ".isdigit() && "²".isdigit() && !"²".isdecimal());
    }
}
