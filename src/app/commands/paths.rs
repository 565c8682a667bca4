//! `visavis paths`: where settings, marks, places and caches lie, whether they are there yet or not.

use std::fmt::Write;

use super::{Ending, Settings, emit};
use crate::store::Directories;
use crate::text::SafeText;

/// Writes a row a place.
pub fn run(settings: &Settings) -> Ending {
    let mut directories = Directories::of_environment();
    if let Some(folder) = &settings.config_dir {
        directories.configuration = Some(folder.clone());
    }
    let mut out = String::new();
    for (name, usual) in directories.paths() {
        let named = settings.config.clone().filter(|_| name == "configuration");
        let path = named.or(usual).map_or_else(
            || SafeText::line("nowhere: no home folder is known"),
            |path| SafeText::line(&path.to_string_lossy()),
        );
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{name:<14} {path}");
    }
    emit(&out)
}
