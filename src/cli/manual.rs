//! `adder completions` and `adder man`: what the definition of the arguments tells shells and manuals.

use clap::CommandFactory as _;

use super::Failure;
use super::arguments::{Arguments, CompletionsArguments, ManArguments};
use super::input::describe;
use super::screen::Screen;

pub(super) fn completions(
    arguments: &CompletionsArguments,
    screen: &Screen,
) -> Result<u8, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(
        arguments.shell,
        &mut Arguments::command(),
        "adder",
        &mut script,
    );
    print_bytes(&script, screen)
}

pub(super) fn man(arguments: &ManArguments, screen: &Screen) -> Result<u8, Failure> {
    let command = Arguments::command().disable_help_subcommand(true);
    if let Some(folder) = &arguments.dir {
        clap_mangen::generate_to(command, folder).map_err(|error| {
            Failure::Usage(format!("{}: {}", folder.display(), describe(&error)))
        })?;
        return Ok(0);
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(command)
        .render(&mut page)
        .expect("writing to a Vec");
    print_bytes(&page, screen)
}

fn print_bytes(bytes: &[u8], screen: &Screen) -> Result<u8, Failure> {
    screen.print(&String::from_utf8_lossy(bytes))?;
    Ok(0)
}
