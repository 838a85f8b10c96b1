//! Long texts on a terminal, through the user's pager.

use std::env;
use std::io::{self, IsTerminal as _, Write as _};
use std::process::{Command, Stdio};

/// What shows long texts if `PAGER` says nothing.
const PAGER: &str = "less";

/// Shows a text in the pager and waits until the user has seen it. False if there is no terminal or no pager, and nothing was shown.
pub(super) fn show(text: &str) -> bool {
    let named = env::var("PAGER").ok();
    let named = named.as_deref().map_or(PAGER, str::trim);
    let mut words = named.split_whitespace();
    let Some(program) = words.next().filter(|program| *program != "cat") else {
        return false;
    };
    if !io::stdout().is_terminal() {
        return false;
    }
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::piped());
    if env::var_os("LESS").is_none() {
        // Colours; no pager for what fits the screen.
        command.env("LESS", "FRX");
    }
    let Ok(mut child) = command.spawn() else {
        return false;
    };
    if let Some(mut stdin) = child.stdin.take() {
        // Whoever has seen enough leaves before the end.
        let _ = stdin.write_all(text.as_bytes());
    }
    child.wait().is_ok()
}
