//! The same transcript in another format: every piece with who says it and when, so that it reads back to the same turns.
//!
//! A format is a row of [`TARGETS`]. A time that the source does not give is left out; only captions cannot do without, and
//! reckon it from the length of the words. What one format cannot hold (a name with a colon, a section head among captions) is
//! written as near as it can be.

mod captions;
mod json;
mod prose;
mod table;
mod tei;

#[cfg(test)]
mod tests;

pub use captions::are_reckoned;

use super::script::Script;
use crate::formats::writing;

/// A format that is written: one row of the table, one function.
#[derive(Debug)]
pub struct Target {
    /// Its name on the command line, also the usual extension.
    pub name: &'static str,
    /// Writes a script.
    pub write: fn(&Script<'_>) -> String,
    /// Whether it cannot do without times.
    pub needs_times: bool,
}

/// The formats that are written.
pub const TARGETS: &[Target] = &[
    Target {
        name: "srt",
        write: captions::srt,
        needs_times: true,
    },
    Target {
        name: "vtt",
        write: captions::webvtt,
        needs_times: true,
    },
    Target {
        name: "json",
        write: json::write,
        needs_times: false,
    },
    Target {
        name: "md",
        write: prose::markdown,
        needs_times: false,
    },
    Target {
        name: "txt",
        write: prose::text,
        needs_times: false,
    },
    Target {
        name: "csv",
        write: table::write,
        needs_times: false,
    },
    Target {
        name: "tei",
        write: tei::write,
        needs_times: false,
    },
];

/// What stands before everybody's words where a format has labels: names as labels can be, another for everybody.
fn labels(script: &Script<'_>) -> Vec<String> {
    let mut labels: Vec<String> = Vec::with_capacity(script.people.len());
    for person in &script.people {
        let label = writing::label(&person.name);
        let numbered = (2..).map(|number| format!("{label} {number}"));
        let free = std::iter::once(label.clone())
            .chain(numbered)
            .find(|name| !labels.contains(name));
        labels.push(free.unwrap_or(label));
    }
    labels
}
