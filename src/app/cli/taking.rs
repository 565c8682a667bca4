//! What can be said of taking marks out: which of them, as what, where to.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::export::citation::Style;
use crate::export::filter::{Filter, Sort};
use crate::export::quotes::{FORMS, Form};
use crate::export::refi::Newlines;
use crate::marks::Colour;
use crate::turns::Role;

/// What to take out, as what and where to.
#[derive(Clone, Debug, Args)]
pub struct Taking {
    /// The transcripts; `-` is standard input
    #[arg(value_name = "FILE", required_unless_present = "library")]
    pub files: Vec<PathBuf>,
    /// Every turn of all transcripts in files and folders, or of all that were
    /// read before, for a search engine (ndjson)
    #[arg(long)]
    pub library: bool,
    /// Only the turns in an ndjson, without the line before each that OpenSearch
    /// and Elasticsearch take; for Quickwit and others
    #[arg(long)]
    pub bare: bool,
    /// md, txt, csv, tsv, json, jsonld, html, qdpx, qdc or ndjson: see
    /// `visavis formats`
    #[arg(long, value_name = "FORM", value_parser = form)]
    pub to: &'static Form,
    /// File to write instead of standard output, or a folder with a file for
    /// every transcript; what is there stays
    #[arg(long, short, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long, requires = "output")]
    pub force: bool,
    /// Bring the quotes in a Markdown file up to date and leave the rest of it
    #[arg(long, requires = "output", conflicts_with_all = ["force", "whole"])]
    pub update: bool,
    /// The whole transcript with its marks (md, html)
    #[arg(long)]
    pub whole: bool,
    /// plain, chicago, apa, german, or a template such as
    /// '{speaker}, {title}, {from}'
    #[arg(long, value_name = "STYLE", value_parser = Style::read)]
    pub citation: Option<Style>,
    /// The recording; else one beside the transcript
    #[arg(long, value_name = "FILE")]
    pub audio: Option<PathBuf>,
    /// Line ends in the texts of a qdpx; MAXQDA wants crlf
    #[arg(long, value_name = "ENDS", default_value = "lf")]
    pub refi_newlines: Ends,
    /// Who made the marks, for a qdpx
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    pub author: String,
    /// Which marks.
    #[command(flatten)]
    pub picked: Picked,
}

/// Line ends, as written on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Ends {
    /// LF.
    Lf,
    /// CRLF.
    Crlf,
}

impl From<Ends> for Newlines {
    fn from(ends: Ends) -> Self {
        match ends {
            Ends::Lf => Self::Lf,
            Ends::Crlf => Self::Crlf,
        }
    }
}

/// What to list.
#[derive(Clone, Debug, Args)]
pub struct Listed {
    /// The transcript; without one all that have marks
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// As JSON
    #[arg(long)]
    pub json: bool,
    /// Which marks.
    #[command(flatten)]
    pub picked: Picked,
}

/// Which marks; several of one thing are alternatives.
#[derive(Clone, Debug, Default, Args)]
pub struct Picked {
    /// bookmark, highlight or note
    #[arg(long = "kind", value_name = "KIND")]
    pub kinds: Vec<Kind>,
    /// A tag, with those below it
    #[arg(long = "tag", value_name = "TAG")]
    pub tags: Vec<String>,
    /// A colour by name or number
    #[arg(long = "colour", value_name = "COLOUR", value_parser = colour)]
    pub colours: Vec<Colour>,
    /// A speaker by name
    #[arg(long = "speaker", value_name = "NAME")]
    pub speakers: Vec<String>,
    /// interviewer or guest
    #[arg(long = "role", value_name = "ROLE", value_parser = role)]
    pub roles: Vec<Role>,
    /// ok, moved, changed, by-time or orphan
    #[arg(long = "status", value_name = "STATUS", value_parser = status)]
    pub statuses: Vec<String>,
}

/// A sort of mark, as written on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Bookmarks.
    Bookmark,
    /// Highlights.
    Highlight,
    /// Marks with a note.
    Note,
}

impl Picked {
    /// The same as a filter of quotes.
    #[must_use]
    pub fn filter(&self) -> Filter {
        let sort = |kind: &Kind| match kind {
            Kind::Bookmark => Sort::Bookmark,
            Kind::Highlight => Sort::Highlight,
            Kind::Note => Sort::Note,
        };
        Filter {
            sorts: self.kinds.iter().map(sort).collect(),
            tags: self.tags.clone(),
            colours: self.colours.clone(),
            speakers: self.speakers.clone(),
            roles: self.roles.clone(),
            statuses: self.statuses.clone(),
        }
    }
}

/// Finds what quotes are written as by its name.
pub(super) fn form(name: &str) -> Result<&'static Form, String> {
    let names = || FORMS.iter().map(|form| form.name).collect::<Vec<_>>().join(", ");
    crate::export::quotes::form(name).ok_or_else(|| format!("there are {}", names()))
}

pub(super) fn colour(written: &str) -> Result<Colour, String> {
    let number = written.parse().ok().and_then(Colour::new);
    let named = Colour::ALL.into_iter().find(|colour| colour.name() == written);
    number
        .or(named)
        .ok_or_else(|| format!("there are {}, or 1 to 8", Colour::NAMES.join(", ")))
}

fn role(written: &str) -> Result<Role, String> {
    let role = [Role::Interviewer, Role::Guest]
        .into_iter()
        .find(|role| role.word() == written);
    role.ok_or_else(|| "there are interviewer and guest".to_owned())
}

fn status(written: &str) -> Result<String, String> {
    let words = ["ok", "moved", "changed", "by time", "orphan"];
    let written = written.replace('-', " ");
    let known = words.contains(&written.as_str());
    known
        .then_some(written)
        .ok_or_else(|| "there are ok, moved, changed, by-time and orphan".to_owned())
}
