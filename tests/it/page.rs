//! The page of `adder compare --html` in a real browser.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::compare::{compare, has_python};

/// The founding lesson; its fifth snippet is `counter`.
const FOUNDING: &str = "examples/closures.txt";

/// A page in a browser, and the folder it lies in.
struct Opened {
    browser: Browser,
    path: PathBuf,
    _folder: tempfile::TempDir,
}

/// Opens the page of a lesson; none without a browser or Python.
fn opened(lesson: &str, fragment: &str) -> Option<Opened> {
    if !has_python() {
        return None;
    }
    let mut browser = Browser::start()?;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("page.html");
    let output = compare(&[lesson, "--html", "-o", path.to_str().expect("UTF-8")]);
    assert!(
        path.is_file(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    browser.look(1280, 900, "light");
    browser.open(&path, fragment);
    Some(Opened {
        browser,
        path,
        _folder: folder,
    })
}

/// The element of a line: `l78` of the Python, `r12` of the Rust.
fn line(snippet: usize, line: &str) -> String {
    format!("document.getElementById('s{snippet}-{line}')")
}

/// The texts of the lines on one side that carry a mark.
fn marked(browser: &mut Browser, side: &str, mark: &str) -> Vec<String> {
    let found = browser.evaluate(&format!(
        "[...document.querySelectorAll('.panes:not([hidden]) .{side} .ln.{mark} > code')].map(one => one.textContent.trim())"
    ));
    let lines = found.as_array().expect("a list").iter();
    lines
        .map(|line| line.as_str().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn lines_that_belong_together_light_up_both_ways() {
    let Some(Opened { mut browser, .. }) = opened(FOUNDING, "") else {
        return;
    };
    browser.hover(&format!("{}.querySelector('code')", line(5, "l78")));
    assert_eq!(marked(&mut browser, "py", "lit"), ["count += 1"]);
    let rust = marked(&mut browser, "rs", "lit");
    assert!(rust[0].contains("count.set("), "{rust:?}");
    let rust_line = "[...document.querySelectorAll('#s5 .panes:not([hidden]) .rs code')].find(one => one.textContent.includes('let q ='))";
    browser.hover(rust_line);
    assert_eq!(marked(&mut browser, "py", "lit"), ["q = counter()"]);
    browser.hover("document.querySelector('h1')");
    assert_eq!(marked(&mut browser, "py", "lit"), [""; 0]);
    browser.click(rust_line);
    assert_eq!(marked(&mut browser, "py", "on"), ["q = counter()"]);
    let hash = browser.evaluate("location.hash");
    assert!(
        hash.as_str().is_some_and(|hash| hash.starts_with("#s5-r")),
        "{hash}"
    );
}

#[test]
fn the_keyboard_goes_from_line_to_line_and_asks_why() {
    let Some(Opened { mut browser, .. }) = opened(FOUNDING, "") else {
        return;
    };
    browser.evaluate("document.querySelector('#s5-l74 .no').focus()");
    browser.press("j");
    browser.press("ArrowDown");
    browser.press("k");
    assert_eq!(marked(&mut browser, "py", "lit"), ["count = 0"]);
    let told = browser.evaluate("document.getElementById('status').textContent");
    assert!(
        told.as_str().is_some_and(|told| told.contains("75")),
        "{told}"
    );
    browser.press("w");
    browser.wait_for("document.querySelectorAll('#s5 .note:not([hidden])').length === 1");
    let leads = "[...document.querySelectorAll('.note a, .result a')].every(one => document.querySelector(one.getAttribute('href')) !== null)";
    assert_eq!(browser.evaluate(leads), json!(true));
    browser.press("Escape");
    browser.wait_for("document.querySelectorAll('#s5 .note:not([hidden])').length === 0");
    browser.press("ArrowRight");
    browser.wait_for("document.activeElement.closest('.rs') !== null");
}

#[test]
fn a_link_leads_to_a_line() {
    let Some(Opened { mut browser, .. }) = opened(FOUNDING, "#s5-l78") else {
        return;
    };
    assert_eq!(marked(&mut browser, "py", "on"), ["count += 1"]);
    let place = browser.evaluate("document.getElementById('s5-l78').getBoundingClientRect().top");
    let top = place.as_f64().expect("a number");
    assert!((0.0..900.0).contains(&top), "{top}");
}

#[test]
fn the_dress_of_closures_can_be_switched() {
    let Some(Opened { mut browser, .. }) = opened(FOUNDING, "") else {
        return;
    };
    let rust = "[...document.querySelectorAll('#s5 .panes:not([hidden]) .rs code')].map(one => one.textContent).join('\\n')";
    let before = browser.evaluate(rust);
    assert!(
        before.as_str().is_some_and(|rust| rust.contains("struct ")),
        "{before}"
    );
    browser.click("document.querySelector('#s5 .dress button[aria-pressed=\"false\"]')");
    let after = browser.evaluate(rust);
    let after = after.as_str().expect("a text");
    assert!(
        after.contains("move ||") && !after.contains("struct "),
        "{after}"
    );
    browser.hover("[...document.querySelectorAll('#s5 .panes:not([hidden]) .py code')].find(one => one.textContent.includes('q = counter'))");
    assert_eq!(marked(&mut browser, "rs", "lit").len(), 1);
}

#[test]
fn claims_show_what_was_really_printed() {
    let Some(Opened { mut browser, .. }) = opened("tests/compare/counter.md", "") else {
        return;
    };
    let wrong = browser.evaluate("document.querySelector('#s1-l18 .claim').textContent");
    assert!(
        wrong.as_str().is_some_and(|text| text.contains("16")),
        "{wrong}"
    );
    let right = browser.evaluate("document.querySelector('#s1-l17 .claim').textContent");
    assert_eq!(right, json!("✓"));
    browser.click("document.querySelector('.counts a')");
    browser.wait_for("location.hash === '#s1-l18'");
    browser.wait_for("document.querySelector('.panes:not([hidden]) .py .ln.on') !== null");
    assert_eq!(marked(&mut browser, "py", "on"), ["print(tick(5))  # 15"]);
}

#[test]
fn the_cells_of_counter_are_replayed() {
    let Some(Opened { mut browser, .. }) = opened(FOUNDING, "") else {
        return;
    };
    browser.evaluate("document.querySelector('[data-language=en]').click()");
    browser.click("document.querySelector('#s5 .run summary')");
    browser.wait_for("document.querySelector('#s5 .world') !== null");
    let cells = "[...document.querySelectorAll('#s5 .world > :nth-child(3) .card')].map(card => [...card.querySelectorAll('p')].map(one => one.textContent))";
    assert_eq!(browser.evaluate(cells), json!([]));
    browser.click("document.querySelector('#s5 [data-step=last_step]')");
    let last = browser.evaluate(cells);
    let expected = |number: usize, value: &str| -> Value {
        json!([
            format!("□{number} count = {value}"),
            format!("variable of counter(), call {number}, ended"),
            format!("used by ƒ{number}"),
            format!("in Rust Rc<Cell<i64>> = {value}"),
        ])
    };
    assert_eq!(last, json!([expected(1, "3"), expected(2, "1")]));
    let made = browser.evaluate(
        "[...document.querySelectorAll('#s5 .world > :nth-child(2) .card .quiet')].map(one => one.textContent)",
    );
    assert_eq!(
        made,
        json!(["made in counter(), call 1", "made in counter(), call 2"])
    );
    browser.press("ArrowLeft");
    let step = browser.evaluate("document.querySelector('#s5 .controls .quiet').textContent");
    let step = step.as_str().expect("a text").to_owned();
    let numbers: Vec<&str> = step
        .split(' ')
        .filter(|word| word.parse::<u32>().is_ok())
        .collect();
    let number = |index: usize| numbers[index].parse::<u32>().expect("a number");
    assert_eq!(number(0) + 1, number(1), "{step}");
    assert_eq!(marked(&mut browser, "py", "now").len(), 1);
}

#[test]
fn the_page_asks_for_nothing_and_complains_about_nothing() {
    for lesson in [FOUNDING, "examples/closures-en.md"] {
        let Some(mut opened) = opened(lesson, "") else {
            return;
        };
        let browser = &mut opened.browser;
        browser.evaluate(
            "document.querySelectorAll('summary, .why, .dress button').forEach(one => one.click())",
        );
        browser.evaluate("new Promise(done => setTimeout(done, 100))");
        let asked: Vec<&String> = browser
            .requests
            .iter()
            .filter(|address| !address.starts_with("about:") && !address.ends_with("/page.html"))
            .collect();
        assert_eq!(asked, [""; 0]);
        assert_eq!(browser.complaints, [""; 0]);
        let size = fs::metadata(&opened.path).expect("it is there").len();
        assert!(size < 500_000, "{lesson}: {size} bytes");
    }
}

#[test]
fn the_interface_speaks_the_language_of_the_lesson_or_another() {
    let Some(Opened { mut browser, .. }) = opened(FOUNDING, "") else {
        return;
    };
    let heading = "document.querySelector('#h5').textContent";
    let russian = browser.evaluate(heading);
    assert!(
        russian
            .as_str()
            .is_some_and(|text| text.starts_with("Фрагмент 5")),
        "{russian}"
    );
    browser.click("document.querySelector('[data-language=en]')");
    let english = browser.evaluate(heading);
    assert!(
        english
            .as_str()
            .is_some_and(|text| text.starts_with("Snippet 5")),
        "{english}"
    );
}

/// With axe-core's `axe.min.js` named in `ADDER_AXE`.
#[test]
fn it_is_accessible_in_every_look() {
    let Some(Opened { mut browser, .. }) = opened("examples/closures-en.md", "") else {
        return;
    };
    let axe = std::env::var("ADDER_AXE");
    match &axe {
        Ok(path) => {
            browser.evaluate(&fs::read_to_string(path).expect("axe-core"));
        }
        Err(_) => eprintln!("skipped: axe-core is not named in ADDER_AXE"),
    }
    browser.evaluate("document.querySelectorAll('summary, .why').forEach(one => one.click())");
    for (width, scheme) in [
        (1280, "light"),
        (1280, "dark"),
        (390, "light"),
        (390, "dark"),
    ] {
        browser.look(width, 900, scheme);
        let wide = browser.evaluate("document.documentElement.scrollWidth - innerWidth");
        assert!(
            wide.as_f64().is_some_and(|pixels| pixels <= 0.0),
            "{width}: {wide}"
        );
        if let Ok(folder) = std::env::var("ADDER_PICTURES") {
            let path = PathBuf::from(folder).join(format!("page-{width}-{scheme}.base64"));
            fs::write(path, browser.picture()).expect("written");
        }
        if axe.is_err() {
            continue;
        }
        let found = browser.evaluate(
            "axe.run().then(result => result.violations.filter(one => ['serious', 'critical'].includes(one.impact)).map(one => one.id))",
        );
        assert_eq!(found, json!([]), "{width} {scheme}");
    }
}
