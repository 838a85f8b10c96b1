//! `adder compare --html`: one page that needs nothing but a browser.
//!
//! The templates (`templates/page`) hold what the page looks like and how it moves; here they are filled in. Style, script and
//! the words of the interface in both languages are part of the page, so that it opens from a file with the network off.

mod prose;
mod view;

use std::collections::{BTreeMap, BTreeSet};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Error, context};

use crate::explain;

use super::compared::{Comparison, Judgement, Language, Outcome};

const PAGE: &str = include_str!("../../../templates/page/page.html");
const SNIPPET: &str = include_str!("../../../templates/page/snippet.html");
const CLAIM: &str = include_str!("../../../templates/page/claim.html");
const PRINTED: &str = include_str!("../../../templates/page/printed.html");
const STYLE: &str = include_str!("../../../templates/page/style.css");
const SCRIPT: &str = include_str!("../../../templates/page/script.js");
const WORDS: &str = include_str!("../../../templates/page/words.json");

/// The words of the interface by language and key.
type Words = BTreeMap<String, BTreeMap<String, String>>;

/// Writes the page of a lesson.
///
/// # Panics
/// If the templates do not fit the data: a defect that the tests of the page rule out.
pub fn page(comparison: &Comparison) -> String {
    let words: Words = serde_json::from_str(WORDS).expect("the words are JSON");
    let language = match comparison.language {
        Language::En => "en",
        Language::Ru => "ru",
    };
    let environment = environment(words[language].clone()).expect("the templates are well formed");
    let template = environment
        .get_template("page.html")
        .expect("it was just added");
    let rendered = template.render(context! {
        python => &comparison.python,
        pieces => comparison.pieces.iter().map(view::piece).collect::<Vec<_>>(),
        title => title(comparison),
        language,
        languages => words.keys().cloned().collect::<Vec<_>>(),
        counts => counts(comparison),
        explained => explained(comparison).into_iter().map(|page| Value::from(Serde(page))).collect::<Vec<_>>(),
        style => STYLE,
        script => SCRIPT,
        words => for_script(&words),
        adder => env!("CARGO_PKG_VERSION"),
    });
    rendered.expect("the data fit the template")
}

fn environment(words: BTreeMap<String, String>) -> Result<Environment<'static>, Error> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_syntax(
        SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build()?,
    );
    environment.add_template("page.html", PAGE)?;
    environment.add_template("snippet.html", SNIPPET)?;
    environment.add_template("claim", CLAIM)?;
    environment.add_template("printed", PRINTED)?;
    environment.add_filter("code", code);
    environment.add_filter("indent", indent);
    environment.add_filter("for_script", |data: Value| for_script(&data));
    environment.add_filter("markdown", |text: &str| {
        Value::from_safe_string(prose::markdown(text))
    });
    environment.add_filter("plain", |text: &str| {
        Value::from_safe_string(prose::plain(text))
    });
    environment.add_filter("ticks", |text: &str| Value::from_safe_string(ticks(text)));
    environment.add_filter("sentence", |text: &str| {
        Value::from_safe_string(ticks(&sentence(text)))
    });
    let labels = words.clone();
    environment.add_function("say", move |key: &str| {
        let said = &words[key];
        Value::from_safe_string(format!("<span data-say=\"{key}\">{}</span>", escaped(said)))
    });
    environment.add_function("label", move |key: &str| {
        let said = escaped(&labels[key]);
        Value::from_safe_string(format!(
            "aria-label=\"{said}\" title=\"{said}\" data-label=\"{key}\""
        ))
    });
    Ok(environment)
}

/// A line in colours.
fn code(line: Value) -> Result<Value, Error> {
    let mut written = String::new();
    for part in line.get_attr("parts")?.try_iter()? {
        let (class, text) = (part.get_attr("class")?, part.get_attr("text")?);
        let text = escaped(text.as_str().unwrap_or_default());
        match class.as_str() {
            Some("plain") | None => written.push_str(&text),
            Some(class) => {
                let class = &class[..1];
                written.push_str(&format!("<i class=\"{class}\">{text}</i>"));
            }
        }
    }
    Ok(Value::from_safe_string(written))
}

/// How far in a line begins, in letters.
fn indent(line: Value) -> Result<usize, Error> {
    let first = line.get_attr("parts")?.try_iter()?.next();
    let text = first.map(|part| part.get_attr("text")).transpose()?;
    let text = text.as_ref().and_then(Value::as_str).unwrap_or_default();
    Ok(text.len() - text.trim_start().len())
}

/// Text as it may stand in HTML, in an attribute too.
fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' => written.push_str("&quot;"),
            '\'' => written.push_str("&#39;"),
            _ => written.push(letter),
        }
    }
    written
}

/// A sentence in which code stands between backticks.
fn ticks(text: &str) -> String {
    let mut written = String::new();
    for (index, part) in text.split('`').enumerate() {
        if index % 2 == 1 {
            written.push_str(&format!("<code>{}</code>", escaped(part)));
        } else {
            written.push_str(&escaped(part));
        }
    }
    written
}

/// The words with a capital at the front, unless they begin with code.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Data as the text of a script element: nothing in it may end the element.
fn for_script(data: &impl serde::Serialize) -> Value {
    let text = serde_json::to_string(data).expect("plain data");
    Value::from_safe_string(text.replace('<', "\\u003c"))
}

/// The file's name without its folder and extension.
fn title(comparison: &Comparison) -> String {
    let path = std::path::Path::new(&comparison.name);
    path.file_stem().map_or_else(
        || comparison.name.clone(),
        |stem| stem.to_string_lossy().into_owned(),
    )
}

/// The pages on the codes that the lesson has to do with.
fn explained(comparison: &Comparison) -> Vec<explain::Page> {
    let mut codes = BTreeSet::new();
    for snippet in comparison.snippets() {
        codes.extend(snippet.diagnostics.iter().map(|problem| problem.code));
        let notes = snippet.dresses.iter().flat_map(|dress| &dress.notes);
        codes.extend(notes.map(|note| note.code));
    }
    codes.into_iter().filter_map(explain::page).collect()
}

/// What the head of the page counts.
fn counts(comparison: &Comparison) -> Value {
    let runnable = comparison
        .snippets()
        .filter(|snippet| !matches!(snippet.result, Outcome::NotPython));
    let same = comparison
        .snippets()
        .filter(|snippet| matches!(snippet.result, Outcome::Same | Outcome::SyntaxError { .. }));
    let has_failed = comparison.snippets().any(|snippet| {
        matches!(
            snippet.result,
            Outcome::Different { .. } | Outcome::Undecided { .. } | Outcome::Fault { .. }
        )
    });
    let claims = || comparison.snippets().flat_map(|snippet| &snippet.claims);
    let true_claims =
        claims().filter(|claim| matches!(claim.verdict, Judgement::Exact | Judgement::Note));
    let wrong = comparison.snippets().find_map(|snippet| {
        let is_wrong = |claim: &&super::compared::Claim| claim.verdict == Judgement::Wrong;
        let claim = snippet.claims.iter().find(is_wrong)?;
        let line = claim.at.map(|at| snippet.python[at].number);
        Some(line.map_or_else(
            || format!("s{}", snippet.number),
            |line| format!("s{}-l{line}", snippet.number),
        ))
    });
    context! {
        snippets => runnable.count(),
        same => same.count(),
        failed => has_failed,
        claims => claims().count(),
        true_claims => true_claims.count(),
        wrong,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_words() {
        let words: Words = serde_json::from_str(WORDS).expect("JSON");
        let keys = |language: &str| words[language].keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys("en"), keys("ru"));
    }

    #[test]
    fn every_word_is_used_and_known() {
        let words: Words = serde_json::from_str(WORDS).expect("JSON");
        let templates = [PAGE, SNIPPET, CLAIM, PRINTED, SCRIPT].concat();
        for key in words["en"].keys() {
            let is_style = ["language", "auto", "struct", "move"].contains(&key.as_str());
            let is_used = templates.contains(&format!("\"{key}\""))
                || templates.contains(&format!("'{key}'"));
            assert!(is_style || is_used, "{key}");
        }
    }

    #[test]
    fn code_in_a_sentence_is_code() {
        assert_eq!(ticks("a `b<c>` d"), "a <code>b&lt;c&gt;</code> d");
        assert_eq!(sentence("it `is`"), "It `is`");
        assert_eq!(sentence("`It` is"), "`It` is");
    }

    #[test]
    fn data_cannot_end_a_script() {
        assert_eq!(for_script(&"</script>").to_string(), "\"\\u003c/script>\"");
    }
}
