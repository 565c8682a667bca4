//! Quotes for other programs: marks taken out with everything that is needed to cite them.
//!
//! A form is a row of [`FORMS`]: values in, bytes out. What the words, notes, names and tags hold is somebody else's, so every form
//! escapes it by its own rules; none lets markup, links or formulas through. A quote is known by its id in every form, so that a
//! second export says the same of the same quote.

mod annotation;
mod colours;
mod html;
pub mod incoming;
mod json;
mod markdown;
mod marked_up;
mod ndjson;
mod segments;
mod table;
mod text;
mod update;

#[cfg(test)]
pub(super) mod tests;

pub use marked_up::escaped as escaped_markdown;
pub use update::{Updated, update};

pub(super) use colours::rgb;

use super::quote::{Quote, Source};
use super::refi::{self, Newlines};
use crate::marks::Moment;

/// A transcript with the quotes that are taken from it.
#[derive(Clone, Debug)]
pub struct Extract<'a> {
    /// What they are taken from.
    pub source: Source<'a>,
    /// The quotes, by place.
    pub quotes: Vec<Quote>,
}

/// What an export is to be like.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// The whole transcript with its marks, not the quotes alone.
    pub whole: bool,
    /// Whether quotes are written by the citation alone, because it holds the words.
    pub own_lines: bool,
    /// How lines end in the texts of a project.
    pub newlines: Newlines,
    /// Turns alone, without the line before each by which a search engine knows it again.
    pub bare: bool,
    /// Who is said to have made a project; empty where nobody is named.
    pub author: String,
    /// When it is made.
    pub at: Moment,
}

/// Whether a form holds the whole transcript beside the quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// It has no room for it.
    Never,
    /// Where that is asked for.
    Asked,
    /// In any case, so that it is worth writing without a single mark.
    Always,
}

/// A form in which quotes are written: one row of the table, one function.
#[derive(Debug)]
pub struct Form {
    /// Its name on the command line.
    pub name: &'static str,
    /// The usual extension of its files.
    pub extension: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// Whether it holds the whole transcript.
    pub whole: Whole,
    /// Whether it is for programs only, and no terminal may see it.
    pub binary: bool,
    /// Writes it.
    pub write: fn(&[Extract<'_>], &Wish) -> Vec<u8>,
}

/// The forms in which quotes are written.
pub const FORMS: &[Form] = &[
    Form {
        name: "md",
        extension: "md",
        about: "Markdown with callouts and block ids, as Obsidian has them",
        whole: Whole::Asked,
        binary: false,
        write: markdown::write,
    },
    Form {
        name: "txt",
        extension: "txt",
        about: "plain text",
        whole: Whole::Never,
        binary: false,
        write: text::write,
    },
    Form {
        name: "csv",
        extension: "csv",
        about: "a table with commas, safe for spreadsheets",
        whole: Whole::Never,
        binary: false,
        write: table::csv,
    },
    Form {
        name: "tsv",
        extension: "tsv",
        about: "a table with tabs, a line a quote",
        whole: Whole::Never,
        binary: false,
        write: table::tsv,
    },
    Form {
        name: "json",
        extension: "json",
        about: "JSON with all that is known, which is read back",
        whole: Whole::Never,
        binary: false,
        write: json::write,
    },
    Form {
        name: "jsonld",
        extension: "jsonld",
        about: "W3C Web Annotations (JSON-LD), which are read back",
        whole: Whole::Never,
        binary: false,
        write: annotation::write,
    },
    Form {
        name: "html",
        extension: "html",
        about: "a page for the browser that needs nothing beside it",
        whole: Whole::Asked,
        binary: false,
        write: html::write,
    },
    Form {
        name: "qdpx",
        extension: "qdpx",
        about: "a REFI-QDA project for MAXQDA, ATLAS.ti, NVivo, QualCoder",
        whole: Whole::Always,
        binary: true,
        write: refi::qdpx,
    },
    Form {
        name: "qdc",
        extension: "qdc",
        about: "a REFI-QDA codebook: tags, colours, speakers",
        whole: Whole::Always,
        binary: false,
        write: refi::qdc,
    },
    Form {
        name: "ndjson",
        extension: "ndjson",
        about: "a line of JSON a turn, for OpenSearch, Elasticsearch, Quickwit",
        whole: Whole::Always,
        binary: false,
        write: ndjson::write,
    },
];

/// The form of that name.
#[must_use]
pub fn form(name: &str) -> Option<&'static Form> {
    FORMS.iter().find(|form| form.name == name)
}

/// RFC 3339 in UTC, with milliseconds.
fn stamp(at: Moment) -> String {
    let held = jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    held.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}
