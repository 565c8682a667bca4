//! Rows and sentences of a sheet put into the builder: labels, changes of speaker, sounds, chapters, lines that never fall.

use std::borrow::Cow;
use std::iter::Peekable;
use std::slice::Iter;

use super::{Chapter, Row, Who, Word};
use crate::formats::lines::is_blank;
use crate::formats::sounds::is_sound;
use crate::transcript::{Builder, Kind, Label, Piece, Time, WordTime};

/// What becomes an utterance.
#[derive(Clone, Copy)]
pub struct Said<'t> {
    pub text: &'t str,
    pub kind: Kind,
    pub who: Option<Who>,
    pub from: Option<Time>,
    pub to: Option<Time>,
    pub line: usize,
    pub lines: usize,
    pub change: bool,
    pub words: &'t [WordTime],
}

/// Puts rows and sentences into the builder.
pub struct Writer<'a> {
    pub builder: Builder,
    /// The label of each speaker who has spoken.
    pub labels: Vec<Option<Label>>,
    pub speakers: &'a [Cow<'a, str>],
    pub chapters: Peekable<Iter<'a, Chapter>>,
    /// Whether any speaker is named; then a sign of change says nothing more.
    pub named: bool,
    /// The line of what was pushed last.
    pub line: usize,
    /// How many rows were no speech.
    pub apart: usize,
}

impl Writer<'_> {
    /// A row as an utterance, or as several where its words have several speakers.
    pub fn row(&mut self, row: &Row<'_>, words: &[Word]) {
        if is_blank(&row.text) {
            self.apart += 1;
            return;
        }
        self.chapters(row.from);
        let kind = if is_sound(&row.text) {
            self.apart += 1;
            Kind::Furniture
        } else {
            Kind::Speech
        };
        let words = words
            .get(row.words.0 as usize..row.words.1 as usize)
            .unwrap_or_default();
        let mut times: Vec<WordTime> = Vec::with_capacity(words.len());
        let mut said = Said {
            text: "",
            kind,
            who: row.who,
            from: row.from,
            to: row.to,
            line: row.line as usize,
            lines: usize::from(row.lines),
            change: row.change,
            words: &[],
        };
        let mut start = 0;
        for (at, word) in words.iter().enumerate() {
            if at > 0 && word.who.is_some() && word.who != said.who {
                self.put(&Said {
                    text: row.text.get(start..word.start as usize).unwrap_or(""),
                    to: word.time,
                    words: &times,
                    ..said
                });
                times.clear();
                start = word.start as usize;
                said.from = word.time;
                said.change = false;
            }
            said.who = word.who.or(said.who);
            times.extend(word.time.map(|time| WordTime::new(word.start as usize - start, time)));
        }
        self.put(&Said {
            text: row.text.get(start..).unwrap_or(""),
            words: &times,
            ..said
        });
    }

    /// Adds an utterance.
    pub fn put(&mut self, said: &Said<'_>) {
        let label = said.who.and_then(|who| self.label(who));
        let (text, change) = if self.named {
            (said.text, false)
        } else {
            without_sign(said.text)
        };
        self.push(Piece {
            text,
            kind: said.kind,
            label,
            change: (change || said.change) && !self.named,
            from: said.from,
            to: said.to,
            lines: said.lines,
            words: if change { &[] } else { said.words },
            ..Piece::new("", said.line)
        });
    }

    /// Lines never fall, though lists of several channels are told in the order in which they were said.
    fn push(&mut self, piece: Piece<'_>) {
        self.line = self.line.max(piece.line);
        let lines = if self.line == piece.line { piece.lines } else { 1 };
        self.builder.push(Piece {
            line: self.line,
            lines,
            ..piece
        });
    }

    /// The chapters that begin before what begins at `from`.
    pub fn chapters(&mut self, from: Option<Time>) {
        while let Some(chapter) = self.chapters.next_if(|chapter| chapter.from <= from) {
            self.push(Piece {
                kind: Kind::Head,
                paragraph: true,
                from: chapter.from,
                ..Piece::new(&chapter.title, 1)
            });
        }
    }

    fn label(&mut self, who: Who) -> Option<Label> {
        let at = usize::from(who.0);
        if let Some(label) = self.labels.get(at).copied().flatten() {
            return Some(label);
        }
        let label = self.builder.label(self.speakers.get(at)?);
        *self.labels.get_mut(at)? = Some(label);
        Some(label)
    }
}

/// Text without the `>>` that marks another speaker, and whether it stood there.
pub fn without_sign(text: &str) -> (&str, bool) {
    match text.trim_start().strip_prefix(">>") {
        Some(rest) => (rest.trim_start_matches('>'), true),
        None => (text, false),
    }
}
