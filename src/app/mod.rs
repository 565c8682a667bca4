//! The loop, effects, threads, clipboard and subcommands.

use std::io::IsTerminal;
use std::process::ExitCode;

pub mod cli;
mod clicks;
pub mod commands;
mod library;
mod opening;
pub mod process;
mod reader;
pub mod reading;
pub mod terminal;
pub mod screenshot;
mod setting;
mod watching;

use cli::{Arguments, Ending, complain};
use reading::Origin;

/// Runs the program and gives its exit code.
#[must_use]
pub fn main() -> ExitCode {
    match cli::parse(std::env::args_os()) {
        Ok(arguments) => run(&arguments).into(),
        Err(ending) => ending.into(),
    }
}

fn run(arguments: &Arguments) -> Ending {
    if let Some(command) = &arguments.command {
        return commands::run(command, &arguments.settings);
    }
    let shelf = match reading::shelf(&arguments.files) {
        Ok(shelf) => shelf,
        Err(failure) => {
            complain(&failure.to_string());
            return Ending::Refused;
        }
    };
    let reads = std::io::stdout().is_terminal();
    let setup = match setting::Setup::new(&arguments.settings) {
        Ok(setup) => setup,
        Err(mistake) => {
            complain(&mistake);
            return Ending::Refused;
        }
    };
    let shelf = if shelf.is_empty() {
        vec![last_read(&setup, reads)]
    } else {
        shelf
    };
    if reads {
        reader::read(shelf, setup)
    } else {
        commands::print_plain(&shelf)
    }
}

/// What opens where nothing is named: the transcript read last, and the bundled interview the first time.
fn last_read(setup: &setting::Setup, reads: bool) -> Origin {
    let last = setup.shelf.last().filter(|path| reads && path.is_file());
    last.map_or(Origin::Sample, Origin::File)
}
