//! The numbers of `adder translate --stats`.

use crate::translate::Statistics;

/// Three lines: a name, a colon and numbers each.
pub fn statistics(statistics: &Statistics) -> String {
    let Statistics {
        expressions,
        dynamic,
        python_lines,
        rust_lines,
    } = statistics;
    let fixed = expressions - dynamic;
    format!(
        "expressions: {expressions}\nstatic: {fixed} ({})\nlines: {python_lines} of Python, {rust_lines} of Rust ({})\n",
        ratio(fixed * 100, *expressions, " %"),
        ratio(*rust_lines, *python_lines, " times"),
    )
}

/// `part / whole` to two digits; a dash where there is no whole.
fn ratio(part: usize, whole: usize, unit: &str) -> String {
    if whole == 0 {
        return "-".to_owned();
    }
    let hundredths = (part * 100 + whole / 2) / whole;
    format!("{}.{:02}{unit}", hundredths / 100, hundredths % 100)
}
