//! What can be done outside the screen: each command reads, asks the layers below, and writes text. Thin on purpose.

mod check;
mod completions;
mod convert;
mod doctor;
pub mod each;
mod export;
mod formats;
pub mod found;
mod import;
mod invent;
pub mod kept;
pub mod keys;
mod library;
mod man;
pub mod marked;
mod marks;
mod paths;
mod plain;
pub mod quoted;
mod quotes;
pub mod saving;
mod reanchor;
mod screenshot;
mod search;
mod stats;
mod train;
mod turns;

use super::cli::{Command, Ending, Failure, Settings, complain, emit};
use super::reading::{self, Origin};
use super::setting::Setup;
use crate::formats::Reading;
use crate::turns::{self as who, Turns};

/// Does a command and says how the run ends.
#[must_use]
pub fn run(command: &Command, settings: &Settings) -> Ending {
    match command {
        Command::Check { file, json } => check::run(&Origin::of(file), *json),
        Command::Turns { file, format, explain } => turns::run(&Origin::of(file), *format, *explain),
        Command::Convert(conversion) => convert::run(conversion),
        Command::Export(taking) => with_setup(settings, |setup| export::run(taking, setup)),
        Command::Marks(listed) => with_setup(settings, |setup| marks::run(listed, setup)),
        Command::Search(looking) => with_setup(settings, |setup| search::run(looking, setup)),
        Command::Import(importing) => with_setup(settings, |setup| import::run(importing, setup)),
        Command::Quotes(checking) => with_setup(settings, |setup| quotes::run(checking, setup)),
        Command::Doctor(doctoring) => with_setup(settings, |setup| doctor::run(doctoring, setup)),
        Command::Stats(counting) => with_setup(settings, |setup| stats::run(counting, setup)),
        Command::Keys { markdown } => keys::run(*markdown),
        Command::Formats => formats::run(),
        Command::Paths => with_setup(settings, |setup| paths::run(settings, setup)),
        Command::Train(training) => train::run(training),
        Command::Reanchor(reanchoring) => reanchor::run(reanchoring),
        Command::Invent(inventing) => invent::run(inventing),
        Command::Screenshot(shot) => screenshot::run(shot, settings),
        Command::Completions { shell } => completions::run(*shell),
        Command::Man => man::run(),
    }
}

pub use plain::run as print_plain;

/// Does what needs to know what the run is set to; a mistake in that is told instead.
fn with_setup(settings: &Settings, act: impl FnOnce(&Setup) -> Ending) -> Ending {
    match Setup::new(settings) {
        Ok(setup) => {
            let ending = act(&setup);
            setup.library.keep();
            ending
        }
        Err(mistake) => {
            complain(&mistake);
            Ending::Refused
        }
    }
}

/// Reads a transcript and writes what `write` makes of it.
fn with_transcript(origin: &Origin, write: impl FnOnce(&Reading, &Turns) -> String) -> Ending {
    match reading::read(origin) {
        Ok(reading) => {
            let turns = who::infer(&reading.transcript, &[]);
            emit(&write(&reading, &turns))
        }
        Err(failure) => refuse(&failure),
    }
}

/// Tells why a file is not used.
fn refuse(failure: &Failure) -> Ending {
    complain(&failure.to_string());
    Ending::Refused
}
