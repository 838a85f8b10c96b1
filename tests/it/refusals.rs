//! Programs that Adder must decline: `tests/refusals/<code>/<name>.py`, each with the diagnostic as the user sees it.

use std::path::Path;

use adder::diagnostics::render;
use adder::translate::{Options, translate};

use crate::batch::find_cases;

#[test]
fn refusals_say_why_and_where() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut failures = Vec::new();
    for case in find_cases(&tests.join("refusals")) {
        let code = case.name.split('/').next().unwrap_or_default();
        let Err(diagnostics) = translate(&case.source, &Options::default()) else {
            failures.push(format!("{}: is translated", case.name));
            continue;
        };
        if diagnostics.iter().all(|diagnostic| diagnostic.code != code) {
            failures.push(format!("{}: refused for another reason", case.name));
        }
        let rendered = diagnostics
            .iter()
            .map(|diagnostic| render(diagnostic, &case.source, false));
        let rendered: Vec<String> = rendered.collect();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(case.path.parent().unwrap_or(&case.path));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let name = case.name.rsplit('/').next().unwrap_or_default().to_owned();
        settings.bind(|| insta::assert_snapshot!(name, rendered.join("\n")));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
