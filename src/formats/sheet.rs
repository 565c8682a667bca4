//! Timed pieces, perhaps with speakers and with the times of their words, gathered into a transcript: the one way for all
//! formats that state such pieces, whatever they are written in.
//!
//! A piece is a segment and stays an utterance, or it is hardly more than a word; then pieces of one speaker are joined into
//! sentences. Where the speaker of the words changes inside a piece, it is cut there. A format lays its pieces on the sheet
//! in the order in which they are said and asks for the transcript.

mod align;
mod joined;
mod sentences;
mod writer;

use std::borrow::Cow;
use std::collections::HashMap;

use super::lines::{self, is_blank};
use super::preface::Preface;
use super::sounds::is_sound;
use super::{Parsed, Remark, Source, facts};
use crate::text::SafeText;
use crate::transcript::{Builder, Label, Time};
pub use align::place;
use writer::Writer;

/// What a piece is by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grain {
    /// To be told from the pieces: words where most of them are hardly more.
    #[default]
    Told,
    /// An utterance.
    Segments,
    /// A word or a sign; utterances are made by joining them.
    Words,
}

/// How a piece is joined to the one before it, where pieces are words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Joint {
    /// By a space, but for marks that close and scripts that write none.
    #[default]
    Apart,
    /// By nothing: the recogniser keeps punctuation apart that belongs to the word before.
    Left,
    /// By a space, and the next one by nothing: an opening bracket.
    Right,
    /// By nothing on either side: a hyphen between two words.
    Both,
    /// By whatever white space it brings itself.
    Written,
}

/// What recognisers and editors call a speaker whom nobody has named.
const NOBODY: [&str; 7] = [
    "uu",
    "?",
    "unknown",
    "unknown speaker",
    "unnamed speaker",
    "speaker unknown",
    "undefined",
];

/// The number of a speaker on a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Who(u16);

/// A piece as a format found it. Fields left at their default are "the file does not say".
#[derive(Clone, Debug, Default)]
pub struct Entry<'a> {
    /// Its words, raw.
    pub text: Cow<'a, str>,
    /// Who says it; without one it goes on under the last speaker.
    pub who: Option<Who>,
    /// When it begins.
    pub from: Option<Time>,
    /// When it ends.
    pub to: Option<Time>,
    /// Its first source line, from 1.
    pub line: usize,
    /// How many source lines it takes, at least 1.
    pub lines: usize,
    /// How it is joined where pieces are words.
    pub joint: Joint,
    /// Whether it marks a change of speaker without a name.
    pub change: bool,
}

/// An entry with what the sheet knows of it, kept small: a recording of a day has a hundred thousand words.
#[derive(Debug)]
struct Row<'a> {
    text: Cow<'a, str>,
    who: Option<Who>,
    from: Option<Time>,
    to: Option<Time>,
    line: u32,
    lines: u16,
    joint: Joint,
    change: bool,
    /// Its words in [`Sheet::words`]: the first, and the one after the last.
    words: (u32, u32),
}

impl Row<'_> {
    /// Whether it is a sound that nobody makes: a laugh under a name is what that speaker does.
    fn is_heard(&self) -> bool {
        self.who.is_none() && is_sound(&self.text)
    }
}

/// A word of a row: where in its text it begins, when, and who says it.
#[derive(Clone, Copy, Debug)]
struct Word {
    start: u32,
    time: Option<Time>,
    who: Option<Who>,
}

/// A word of a piece as a format found it.
#[derive(Debug)]
struct Spoken<'a> {
    text: Cow<'a, str>,
    time: Option<Time>,
    who: Option<Who>,
    joint: Joint,
}

/// A section head or chapter title, and when it begins.
#[derive(Debug)]
struct Chapter {
    title: String,
    from: Option<Time>,
}

/// Pieces of a file, in the order in which they are said.
#[derive(Debug, Default)]
pub struct Sheet<'a> {
    rows: Vec<Row<'a>>,
    words: Vec<Word>,
    loose: Vec<Spoken<'a>>,
    chapters: Vec<Chapter>,
    speakers: Vec<Cow<'a, str>>,
    numbers: HashMap<Cow<'a, str>, Who>,
    last_speaker: Option<Who>,
    names: Vec<(Who, SafeText)>,
    /// What its pieces are.
    pub grain: Grain,
    /// What the file states of itself.
    pub preface: Preface,
    /// What was odd.
    pub remarks: Vec<Remark>,
}

impl<'a> Sheet<'a> {
    /// An empty sheet for pieces of that grain.
    #[must_use]
    pub fn of(grain: Grain) -> Self {
        Self {
            grain,
            ..Self::default()
        }
    }

    /// The number of a speaker as the file writes it; none where it writes nothing.
    pub fn speaker(&mut self, written: Cow<'a, str>) -> Option<Who> {
        if is_blank(&written) {
            return None;
        }
        // The same speaker mostly goes on.
        let is_last = |who: &Who| self.speakers.get(usize::from(who.0)) == Some(&written);
        let known = self.last_speaker.filter(is_last);
        let known = known.or_else(|| self.numbers.get(&written).copied());
        self.last_speaker = known.or_else(|| {
            let who = Who(u16::try_from(self.speakers.len()).ok()?);
            self.speakers.push(written.clone());
            self.numbers.insert(written, who);
            Some(who)
        });
        self.last_speaker
    }

    /// The readable name that the file gives for a speaker.
    pub fn name(&mut self, who: Who, name: &str) {
        self.names.push((who, SafeText::line(name)));
    }

    /// A word of the piece that is laid down next: when it begins, and who says it if another than the piece's speaker may.
    pub fn word(&mut self, text: Cow<'a, str>, time: Option<Time>, who: Option<Who>, joint: Joint) {
        self.loose.push(Spoken { text, time, who, joint });
    }

    /// Lays a piece down, with the words named before it. Without a text of its own it has that of its words.
    pub fn lay(&mut self, entry: Entry<'a>) {
        let first = self.words.len();
        let text = align::align(entry.text, &mut self.loose, &mut self.words);
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.rows.push(Row {
            text,
            who: entry.who,
            from: entry.from,
            to: entry.to,
            line: place(entry.line.max(1)),
            lines: u16::try_from(entry.lines.max(1)).unwrap_or(u16::MAX),
            joint: entry.joint,
            change: entry.change,
            words: (place(first), place(self.words.len())),
        });
    }

    /// A section head before what is said from then on.
    pub fn chapter(&mut self, title: &str, from: Option<Time>) {
        if !is_blank(title) {
            self.chapters.push(Chapter {
                title: title.to_owned(),
                from,
            });
        }
    }

    /// Whether nothing was laid down.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Puts pieces of several channels into the order in which they were said.
    pub fn sort(&mut self) {
        self.rows.sort_by_key(|row| row.from);
    }

    /// Takes the speaker off the pieces where all of them have the same and its name says that nobody knows who it is; how it
    /// was written stays among the labels.
    fn forget_nobody(&mut self, builder: &mut Builder) {
        let [only] = self.speakers.as_slice() else { return };
        let lower = only.trim().to_lowercase();
        if NOBODY.contains(&lower.as_str()) {
            builder.label(only);
            self.speakers.clear();
            self.rows.iter_mut().for_each(|row| row.who = None);
            self.words.iter_mut().for_each(|word| word.who = None);
        }
    }

    /// The transcript of the pieces.
    #[must_use]
    pub fn gather(mut self, source: &Source<'_>) -> Parsed {
        let mut parsed = Parsed::default();
        parsed.account.pieces = self.rows.len();
        let shown = |row: Option<&Row<'_>>| row.map_or_else(SafeText::default, |row| SafeText::line(&row.text));
        parsed.account.first_piece = shown(self.rows.first());
        parsed.account.last_piece = shown(self.rows.last());
        self.chapters.sort_by_key(|chapter| chapter.from);
        let size = self.rows.iter().map(|row| row.text.len() + 1).sum();
        let mut builder = Builder::with_capacity(size);
        self.forget_nobody(&mut builder);
        let labels = self.speakers.iter().map(|speaker| builder.label(speaker)).collect();
        let mut writer = Writer {
            builder,
            labels,
            chapters: self.chapters.iter().peekable(),
            named: !self.speakers.is_empty(),
            line: 1,
            apart: 0,
        };
        if self.grain == Grain::Words || self.grain == Grain::Told && sentences::are_words(&self.rows) {
            sentences::join(&self.rows, &mut writer);
        } else {
            for row in &self.rows {
                writer.row(row, &self.words);
            }
        }
        let people = |who: Who| writer.labels.get(usize::from(who.0)).copied();
        let names = self
            .names
            .into_iter()
            .filter_map(|(who, name)| Some((people(who)?, name)));
        let names: Vec<(Label, SafeText)> = names.collect();
        let mut builder = writer.builder;
        builder.facts_mut().full_names = names;
        parsed.account.set_apart = writer.apart + facts::set_links_apart(&mut builder);
        facts::take_preface(&mut builder, &self.preface);
        facts::settle_language(&mut builder);
        parsed.remarks = self.remarks;
        parsed.transcript = builder.finish(lines::count(source.text));
        parsed
    }
}

#[cfg(test)]
mod tests;
