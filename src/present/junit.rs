//! Results in the XML that test reports of CI systems read (`JUnit`'s).
//!
//! A lesson is a test suite; each of its snippets and claims is a test case.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::report::{ClaimReport, ClaimVerdict, LessonReport, SnippetReport, SnippetResult};
use super::words;

/// What is tested together.
#[derive(Clone, Debug)]
pub struct Suite {
    /// Its name: a lesson's.
    pub name: String,
    /// In order.
    pub cases: Vec<Case>,
    /// How long it took, if that was measured.
    pub milliseconds: Option<u64>,
}

/// One thing that is tested.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its name.
    pub name: String,
    /// 1-based line of the lesson.
    pub line: Option<u32>,
    /// How it went.
    pub verdict: CaseVerdict,
}

/// How a test case went.
#[derive(Clone, Debug)]
pub enum CaseVerdict {
    /// Well.
    Passed,
    /// It was not carried out.
    Skipped(String),
    /// It is not as it should be.
    Failed(Problem),
    /// It could not be found out.
    Broken(Problem),
}

/// What is wrong with a test case.
#[derive(Clone, Debug)]
pub struct Problem {
    /// A word for the kind.
    pub kind: &'static str,
    /// One line.
    pub message: String,
    /// Everything.
    pub details: String,
}

/// The report on lessons that were checked.
pub fn junit(lessons: &[LessonReport]) -> String {
    let suites: Vec<Suite> = lessons.iter().map(suite).collect();
    junit_of("adder check", &suites)
}

/// The report on suites of any kind.
pub fn junit_of(name: &str, suites: &[Suite]) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    write_document(&mut writer, name, suites).expect("writing to a Vec");
    let mut text = String::from_utf8(writer.into_inner()).expect("made of Strings");
    text.push('\n');
    text
}

fn suite(lesson: &LessonReport) -> Suite {
    let snippets = lesson.snippets.iter().filter_map(snippet_case);
    let claims = lesson.claims.iter().map(claim_case);
    Suite {
        name: lesson.lesson.clone(),
        cases: snippets.chain(claims).collect(),
        milliseconds: Some(lesson.milliseconds),
    }
}

fn snippet_case(snippet: &SnippetReport) -> Option<Case> {
    let problem = |kind, message: &str, details: &str| Problem {
        kind,
        message: message.to_owned(),
        details: details.to_owned(),
    };
    let verdict = match snippet.result {
        SnippetResult::NotPython => return None,
        SnippetResult::Same | SnippetResult::SyntaxError => CaseVerdict::Passed,
        SnippetResult::Different => {
            let difference = snippet.difference.as_ref()?;
            let (python, rust) = (&difference.python, &difference.rust);
            CaseVerdict::Failed(problem(
                "different",
                &format!("{} differs", difference.what),
                &format!("Python: {python}\nRust:   {rust}"),
            ))
        }
        SnippetResult::Undecided => {
            let limit = snippet.python.as_ref().and_then(|python| python.limit);
            let reached = limit.map_or("reached a limit", words::limit);
            CaseVerdict::Broken(problem("undecided", &format!("Python {reached}"), ""))
        }
        SnippetResult::Refused => {
            let told: Vec<String> = snippet.diagnostics.iter().map(words::diagnostic).collect();
            let first = snippet.diagnostics.first();
            let message = first.map_or("not translated", |first| &first.message);
            CaseVerdict::Broken(problem("refused", message, &told.join("\n")))
        }
        SnippetResult::Fault => {
            let message = snippet.fault.as_deref().unwrap_or_default();
            CaseVerdict::Broken(problem("fault", "Adder failed", message))
        }
    };
    let place = words::place(snippet.cell, snippet.first_line, snippet.last_line);
    Some(Case {
        name: format!("snippet {} ({place})", snippet.number),
        line: line_in_file(snippet.cell, snippet.first_line),
        verdict,
    })
}

fn claim_case(claim: &ClaimReport) -> Case {
    let place = words::place(claim.cell, claim.line, claim.line);
    Case {
        name: format!("claim, {place}: {}", words::shortened(&claim.claimed)),
        line: line_in_file(claim.cell, claim.line),
        verdict: match claim.verdict {
            ClaimVerdict::Exact | ClaimVerdict::Note => CaseVerdict::Passed,
            ClaimVerdict::Wrong => CaseVerdict::Failed(Problem {
                kind: "wrong claim",
                message: words::wrong_claim(claim),
                details: claim.instead.clone().unwrap_or_default(),
            }),
            ClaimVerdict::NotReached => CaseVerdict::Skipped("the line never runs".to_owned()),
        },
    }
}

/// The lines of a notebook's cells are not those of its file.
fn line_in_file(cell: Option<usize>, line: u32) -> Option<u32> {
    cell.is_none().then_some(line)
}

type XmlWriter = Writer<Vec<u8>>;

fn write_document(writer: &mut XmlWriter, name: &str, suites: &[Suite]) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let all: Vec<&Case> = suites.iter().flat_map(|suite| &suite.cases).collect();
    let milliseconds = suites.iter().filter_map(|suite| suite.milliseconds).sum();
    let counts = counts(&all, Some(milliseconds));
    writer
        .create_element("testsuites")
        .with_attribute(("name", name))
        .with_attributes(pairs(&counts))
        .write_inner_content(|writer| {
            suites
                .iter()
                .try_for_each(|suite| write_suite(writer, suite))
        })?;
    Ok(())
}

fn write_suite(writer: &mut XmlWriter, suite: &Suite) -> io::Result<()> {
    let all: Vec<&Case> = suite.cases.iter().collect();
    let counts = counts(&all, suite.milliseconds);
    writer
        .create_element("testsuite")
        .with_attribute(("name", &*printable(&suite.name)))
        .with_attributes(pairs(&counts))
        .write_inner_content(|writer| {
            let mut cases = suite.cases.iter();
            cases.try_for_each(|case| write_case(writer, &suite.name, case))
        })?;
    Ok(())
}

fn write_case(writer: &mut XmlWriter, suite: &str, case: &Case) -> io::Result<()> {
    let suite = printable(suite);
    let name = printable(&case.name);
    let line = case.line.map(|line| line.to_string());
    let mut element = writer
        .create_element("testcase")
        .with_attribute(("classname", &*suite))
        .with_attribute(("name", &*name))
        .with_attribute(("file", &*suite));
    if let Some(line) = &line {
        element = element.with_attribute(("line", &**line));
    }
    match &case.verdict {
        CaseVerdict::Passed => element.write_empty().map(drop),
        CaseVerdict::Skipped(why) => element
            .write_inner_content(|writer| {
                let skipped = writer.create_element("skipped");
                let why = printable(why);
                skipped.with_attribute(("message", &*why)).write_empty()?;
                Ok(())
            })
            .map(drop),
        CaseVerdict::Failed(problem) => element
            .write_inner_content(|writer| write_problem(writer, "failure", problem))
            .map(drop),
        CaseVerdict::Broken(problem) => element
            .write_inner_content(|writer| write_problem(writer, "error", problem))
            .map(drop),
    }
}

fn write_problem(writer: &mut XmlWriter, tag: &str, problem: &Problem) -> io::Result<()> {
    let message = printable(&problem.message);
    writer
        .create_element(tag)
        .with_attribute(("type", problem.kind))
        .with_attribute(("message", &*message))
        .write_text_content(BytesText::new(&printable(&problem.details)))?;
    Ok(())
}

/// Attributes that count.
type Counts = [(&'static str, String); 5];

fn counts(cases: &[&Case], milliseconds: Option<u64>) -> Counts {
    let count = |is_counted: fn(&CaseVerdict) -> bool| {
        let counted = cases.iter().filter(|case| is_counted(&case.verdict));
        counted.count().to_string()
    };
    let milliseconds = milliseconds.unwrap_or_default();
    [
        ("tests", cases.len().to_string()),
        (
            "failures",
            count(|verdict| matches!(verdict, CaseVerdict::Failed(_))),
        ),
        (
            "errors",
            count(|verdict| matches!(verdict, CaseVerdict::Broken(_))),
        ),
        (
            "skipped",
            count(|verdict| matches!(verdict, CaseVerdict::Skipped(_))),
        ),
        (
            "time",
            format!("{}.{:03}", milliseconds / 1000, milliseconds % 1000),
        ),
    ]
}

fn pairs(counts: &Counts) -> impl Iterator<Item = (&str, &str)> {
    counts.iter().map(|(name, value)| (*name, value.as_str()))
}

/// Without the characters that XML 1.0 has no way to write.
fn printable(text: &str) -> String {
    let is_allowed = |letter: char| {
        !letter.is_control() || matches!(letter, '\t' | '\n' | '\r' | '\u{80}'..='\u{9f}')
    };
    let is_allowed =
        |letter| is_allowed(letter) && !matches!(letter, '\u{fffe}' | '\u{ffff}' | '\u{7f}');
    text.chars()
        .map(|letter| {
            if is_allowed(letter) {
                letter
            } else {
                '\u{fffd}'
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_verdict_has_its_element() {
        let case = |name: &str, verdict| Case {
            name: name.to_owned(),
            line: Some(3),
            verdict,
        };
        let problem = Problem {
            kind: "different",
            message: "a < b & \"c\"".to_owned(),
            details: "x\u{1e}<y>\n".to_owned(),
        };
        let suite = Suite {
            name: "a.md".to_owned(),
            cases: vec![
                case("good", CaseVerdict::Passed),
                case("bad", CaseVerdict::Failed(problem.clone())),
                case("odd", CaseVerdict::Broken(problem)),
                case("left", CaseVerdict::Skipped("why".to_owned())),
            ],
            milliseconds: Some(1234),
        };
        insta::assert_snapshot!(junit_of("adder check", &[suite]));
    }
}
