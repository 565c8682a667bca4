//! `visavis paths`: where settings, marks, places and caches lie, whether they are there yet or not.

use std::fmt::Write;

use super::{Ending, Settings, emit};
use crate::app::setting::Setup;
use crate::text::SafeText;

/// Writes a row a place.
pub fn run(settings: &Settings, setup: &Setup) -> Ending {
    let mut out = String::new();
    for (name, usual) in setup.shelf.directories().paths() {
        let named = settings.config.clone().filter(|_| name == "configuration");
        let path = named.or(usual).map_or_else(
            || SafeText::line("nowhere: no home folder is known"),
            |path| SafeText::line(&path.to_string_lossy()),
        );
        // Writing to a string cannot fail.
        let _ = if name == "marks" && setup.shelf.writes_beside() {
            let beside = "beside each transcript, in FILE.visavis.DEVICE.jsonl";
            writeln!(out, "{name:<14} {beside}\n{:<14} {path}", "or else")
        } else {
            writeln!(out, "{name:<14} {path}")
        };
    }
    emit(&out)
}
