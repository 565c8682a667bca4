//! `visavis formats`: the table of formats, most particular first, and what is written.

use std::fmt::Write;

use super::{Ending, emit};
use crate::export::convert::TARGETS;
use crate::export::quotes::FORMS;
use crate::formats::FORMATS;

/// Writes the formats with their usual extensions.
pub fn run() -> Ending {
    let mut out = String::new();
    for format in FORMATS {
        let extensions: Vec<String> = format.extensions.iter().map(|e| format!(".{e}")).collect();
        let row = format!("{:<16} {}", format.name, extensions.join(" "));
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}", row.trim_end());
    }
    let targets: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
    // Writing to a string cannot fail.
    let _ = writeln!(out, "\nwritten by convert: {}", targets.join(" "));
    out.push_str("\nwritten by export:\n");
    for form in FORMS {
        let _ = writeln!(out, "{:<16} {}", form.name, form.about);
    }
    emit(&out)
}
