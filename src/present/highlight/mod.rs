//! Colours for two languages: what each part of a line is.
//!
//! These are scanners for the eye and not lexers for a compiler: any text at all is cut into [`Part`]s that together are the
//! text, and what is not known is [`Class::Plain`].

mod python;
mod rust;
mod scan;

use serde::Serialize;

pub use python::python;
pub use rust::rust;

/// What a part of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// Names, operators, spaces.
    Plain,
    /// A word of the language.
    Keyword,
    /// The name of a function or class where it is defined.
    Definition,
    /// A type, or a name that the language brings along.
    Builtin,
    /// A text, its quotes included.
    Text,
    /// A number.
    Number,
    /// A comment.
    Comment,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// What it is.
    pub class: Class,
    /// Its text, without a line end.
    pub text: String,
}

/// A line of a program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Its parts in order.
    pub parts: Vec<Part>,
    /// It goes on with what an earlier line began: inside brackets or a text, or behind a backslash.
    pub continues: bool,
}

impl Line {
    /// The text of the whole line.
    pub fn text(&self) -> String {
        self.parts.iter().map(|part| part.text.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each part that is not plain as `class:text`; lines that continue begin with `+`.
    fn shown(lines: &[Line]) -> Vec<String> {
        let lines = lines.iter().map(|line| {
            let parts = line.parts.iter().filter(|part| part.class != Class::Plain);
            let shown: Vec<String> = parts
                .map(|part| format!("{:?}:{}", part.class, part.text))
                .collect();
            let mark = if line.continues { "+" } else { "" };
            format!("{mark}{}", shown.join(" "))
        });
        lines.collect()
    }

    #[test]
    fn python_words_numbers_texts_and_comments() {
        let lines = python("def f(x, *rest):\n    return len(f'{x}') + 0x1F - 1.5e-3  # so\n");
        assert_eq!(
            shown(&lines),
            [
                "Keyword:def Definition:f",
                "Keyword:return Builtin:len Text:f'{x}' Number:0x1F Number:1.5e-3 Comment:# so"
            ]
        );
    }

    #[test]
    fn python_lines_that_go_on() {
        let lines =
            python("x = (1,\n  2)\ns = \"\"\"a\n# b\"\"\"\ny = 1 + \\\n  2\nz = '(' # (\nw\n");
        let continuing: Vec<bool> = lines.iter().map(|line| line.continues).collect();
        assert_eq!(
            continuing,
            [false, true, false, true, false, true, false, false]
        );
        assert_eq!(shown(&lines)[3], "+Text:# b\"\"\"");
    }

    #[test]
    fn soft_keywords_are_keywords_only_where_they_lead() {
        let lines = python("match = 1\nmatch x:\n    case _: pass\nprint.match\n");
        assert_eq!(
            shown(&lines),
            [
                "Number:1",
                "Keyword:match",
                "Keyword:case Keyword:pass",
                "Builtin:print"
            ]
        );
    }

    #[test]
    fn rust_lifetimes_are_no_texts() {
        let lines = rust("fn f<'a>(x: &'a str) -> char { 'x' } // c\nlet s = r#\"a\"b\"#;\n");
        assert_eq!(
            shown(&lines),
            [
                "Keyword:fn Definition:f Builtin:'a Builtin:'a Builtin:str Builtin:char Text:'x' Comment:// c",
                "Keyword:let Text:r#\"a\"b\"#"
            ]
        );
    }

    #[test]
    fn rust_ranges_and_macros() {
        let lines = rust("for i in 0..3_i64 { println!(\"{i}\"); self.0.get(); }\n");
        assert_eq!(
            shown(&lines),
            [
                "Keyword:for Keyword:in Number:0 Number:3_i64 Builtin:println! Text:\"{i}\" Keyword:self Number:0"
            ]
        );
    }

    #[test]
    fn nothing_is_lost_or_changed() {
        let odd = "x = '\\\n'''\u{1f600} \"unclosed\nr'\\'' 0b 1__2 $ ? `\n\tfoo('''\n";
        for lines in [python(odd), rust(odd)] {
            let texts: Vec<String> = lines.iter().map(Line::text).collect();
            assert_eq!(texts.join("\n") + "\n", odd);
        }
        assert_eq!(python("").len(), 0);
        assert_eq!(python("\n\n").len(), 2);
    }
}
