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
use reader::Scope;
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
    // Who opens one transcript and then asks for the library means all of it.
    let one = matches!(arguments.files.as_slice(), [] | [_]) && !arguments.files.iter().any(|file| file.is_dir());
    let scope = if one {
        Scope::Library
    } else {
        Scope::Named(
            arguments
                .files
                .iter()
                .filter_map(|file| std::path::absolute(file).ok())
                .collect(),
        )
    };
    let shelf = if shelf.is_empty() && !(reads && has_library(&setup)) {
        vec![Origin::Sample]
    } else {
        shelf
    };
    if reads {
        reader::read(shelf, scope, setup)
    } else {
        commands::print_plain(&shelf)
    }
}

/// Whether there is anything to list where nothing is named: folders, or what was read before.
fn has_library(setup: &setting::Setup) -> bool {
    !setup.folders().is_empty() || !setup.shelf.files_read().is_empty()
}
