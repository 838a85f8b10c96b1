//! `adder serve`.

use std::path::Path;

use super::Failure;
use super::arguments::ServeArguments;
use super::compile::build_failed;
use super::input::{read_lesson, read_text};
use super::screen::Screen;
use crate::lesson::session::whole_session;
use crate::serve::{self, Example, Playground};
use crate::verify::Python;

/// `adder serve FILES…`.
pub(super) fn serve(arguments: &ServeArguments, screen: &Screen) -> Result<u8, Failure> {
    let own = arguments
        .files
        .iter()
        .map(|path| example(path, screen))
        .collect::<Result<Vec<_>, _>>()?;
    let python = Python::find(arguments.python.as_deref(), None)
        .map_err(|error| Failure::Machine(error.to_string()))?;
    let limits = serve::limits();
    let playground = Playground::new(python, limits, own).map_err(|error| build_failed(&error))?;
    let failed =
        |error: std::io::Error| Failure::Machine(format!("port {}: {error}", arguments.port));
    let listener = serve::listen(arguments.port).map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    screen.print(&format!(
        "The playground is at http://{address} (on this machine only); Ctrl-C ends it\n"
    ))?;
    serve::serve(listener, playground).map_err(failed)?;
    Err(Failure::Interrupted)
}

/// A program, or all snippets of a lesson, as an example.
fn example(path: &Path, screen: &Screen) -> Result<Example, Failure> {
    let is_program = path.extension().is_some_and(|extension| extension == "py");
    let program = if is_program {
        read_text(path)?.1
    } else {
        let lesson = read_lesson(path, screen)?;
        whole_session(&lesson).source.text().to_owned()
    };
    let name = path.file_name().unwrap_or(path.as_os_str());
    Ok(Example {
        title: name.to_string_lossy().into_owned(),
        program,
    })
}
