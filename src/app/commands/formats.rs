//! `visavis formats`: the formats by their kinds, and what is written.

use std::fmt::Write;

use super::{Ending, emit};
use crate::export::convert::TARGETS;
use crate::export::quotes::FORMS;
use crate::formats::FORMATS;
use crate::formats::kinds::KINDS;

/// How many columns a line of words has.
const COLUMNS: usize = 72;

/// Writes the formats with their usual extensions, and what is read of each kind.
pub fn run() -> Ending {
    let mut out = String::new();
    for kind in KINDS {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}", spoken(kind.title));
        for line in wrapped(&spoken(kind.read)) {
            let _ = writeln!(out, "    {line}");
        }
        for format in FORMATS.iter().filter(|format| kind.formats.contains(&format.name)) {
            let extensions: Vec<String> = format.extensions.iter().map(|e| format!(".{e}")).collect();
            let row = format!("  {:<20} {}", format.name, extensions.join(" "));
            let _ = writeln!(out, "{}", row.trim_end());
        }
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

/// Words without the marks of Markdown.
fn spoken(markdown: &str) -> String {
    markdown.replace('`', "")
}

/// A sentence in lines that a narrow terminal holds.
fn wrapped(sentence: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in sentence.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.len() + 1 + word.len() <= COLUMNS => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
