//! What can be said of a search: what to look for, where, and how to show it.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::taking::{colour, form};
use crate::export::hits::Order;
use crate::export::quotes::Form;
use crate::marks::hits::Wanted;
use crate::marks::{Colour, tags_in};
use crate::search::Narrowing;
use crate::turns::Role;

/// What to look for, where, and how to show it.
#[derive(Clone, Debug, Args)]
pub struct Looking {
    /// What to look for, as behind `/` in the reader: words, "a phrase",
    /// guest: or a name before them, near:20 behind them; capitals count only
    /// where there are any, accents never
    #[arg(value_name = "PATTERN")]
    pub pattern: String,
    /// Transcripts and folders of them; without any, the whole library
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Only what guests say
    #[arg(long, conflicts_with = "host")]
    pub guest: bool,
    /// Only what interviewers say
    #[arg(long)]
    pub host: bool,
    /// Only what this speaker says, by name or a part of it
    #[arg(long, value_name = "NAME")]
    pub speaker: Option<String>,
    /// Only questions
    #[arg(long)]
    pub questions: bool,
    /// In notes and tags instead of in what was said
    #[arg(long)]
    pub notes: bool,
    /// In what is marked with this tag
    #[arg(long, value_name = "TAG")]
    pub tag: Option<String>,
    /// PATTERN is a regular expression
    #[arg(long, conflicts_with = "near")]
    pub regex: bool,
    /// The words of PATTERN stand at most N words from one another
    #[arg(long, value_name = "N")]
    pub near: Option<usize>,
    /// So many turns before and after each line
    #[arg(
        long,
        short = 'C',
        value_name = "N",
        default_value_t = 0,
        hide_default_value = true,
        conflicts_with_all = ["json", "kwic", "count"]
    )]
    pub context: usize,
    /// An object a line for every hit, with the question that it answers
    #[arg(long, conflicts_with_all = ["kwic", "count"])]
    pub json: bool,
    /// Every hit on a line of its own, all under one another (a concordance)
    #[arg(long, conflicts_with = "count")]
    pub kwic: bool,
    /// What the lines of a concordance are ordered by
    #[arg(long, value_name = "ORDER", requires = "kwic")]
    pub sort: Option<Sorting>,
    /// Only how many hits each transcript has
    #[arg(long)]
    pub count: bool,
    /// Highlight every hit, in a colour by name or number
    #[arg(long, value_name = "COLOUR", value_parser = colour)]
    pub highlight: Option<Colour>,
    /// Tag every hit
    #[arg(long = "add-tag", value_name = "TAG", value_parser = tag)]
    pub add_tags: Vec<String>,
    /// The hits as quotes in a form of `visavis export`, such as md or csv
    #[arg(long, value_name = "FORM", value_parser = form, conflicts_with_all = ["json", "kwic", "count", "context"])]
    pub to: Option<&'static Form>,
    /// File for them instead of standard output; what is there stays
    #[arg(long, short, value_name = "FILE", requires = "to")]
    pub output: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long, requires = "output")]
    pub force: bool,
}

/// Reads a tag, with or without its sign.
fn tag(written: &str) -> Result<String, String> {
    let tag = written.trim_start_matches('#');
    if tags_in(&format!("#{tag}")) == [tag] {
        Ok(tag.to_owned())
    } else {
        Err("a tag has letters, digits, - _ and /".to_owned())
    }
}

/// The order of a concordance, as written on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Sorting {
    /// As the hits stand.
    Place,
    /// By the words to the left.
    Left,
    /// By the words to the right.
    Right,
    /// By speaker.
    Speaker,
}

impl From<Sorting> for Order {
    fn from(sorting: Sorting) -> Self {
        match sorting {
            Sorting::Place => Self::Place,
            Sorting::Left => Self::Left,
            Sorting::Right => Self::Right,
            Sorting::Speaker => Self::Speaker,
        }
    }
}

impl Looking {
    /// Where the options say to look.
    #[must_use]
    pub fn narrowings(&self) -> Vec<Narrowing> {
        let role = |wanted: bool, role| wanted.then_some(Narrowing::Role(role));
        let options = [
            role(self.guest, Role::Guest),
            role(self.host, Role::Interviewer),
            self.speaker.clone().map(Narrowing::Speaker),
            self.questions.then_some(Narrowing::Questions),
            self.notes.then_some(Narrowing::Notes),
            self.tag.clone().map(Narrowing::Tag),
        ];
        options.into_iter().flatten().collect()
    }

    /// What the hits are to be made; nothing where they are only to be shown.
    #[must_use]
    pub fn wanted(&self) -> Option<Wanted> {
        let any = self.highlight.is_some() || !self.add_tags.is_empty();
        any.then(|| Wanted {
            colour: self.highlight,
            tags: self.add_tags.clone(),
        })
    }

    /// The query line.
    #[must_use]
    pub fn line(&self) -> String {
        match self.near {
            Some(words) => format!("{} near:{words}", self.pattern),
            None => self.pattern.clone(),
        }
    }
}
