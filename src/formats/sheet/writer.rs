//! Rows and sentences of a sheet put into the builder: labels, changes of speaker, sounds, chapters, lines that never fall.

use std::iter::Peekable;
use std::slice::Iter;

use super::sentences::sentence_starts;
use super::{Chapter, Row, Who, Word};
use crate::formats::lines::is_blank;
use crate::transcript::{Builder, Kind, Label, Piece, Time, WordTime};

/// A row of more bytes than this is told sentence by sentence: it is a whole paragraph, or the whole talk.
const LONG: usize = 600;

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
    /// The label of each speaker.
    pub labels: Vec<Label>,
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
        let kind = if row.is_heard() {
            self.apart += 1;
            Kind::Furniture
        } else {
            Kind::Speech
        };
        let words = words
            .get(row.words.0 as usize..row.words.1 as usize)
            .unwrap_or_default();
        let mut cuts: Vec<usize> = Vec::new();
        let mut who = row.who;
        for (at, word) in words.iter().enumerate() {
            if at > 0 && word.who.is_some() && word.who != who {
                cuts.push(word.start as usize);
            }
            who = word.who.or(who);
        }
        if row.text.len() > LONG {
            cuts.extend(sentence_starts(&row.text));
            cuts.sort_unstable();
            cuts.dedup();
        }
        self.parts(row, kind, words, &cuts);
    }

    /// The parts of a row between cuts, each with the time and the speaker of its first word.
    fn parts(&mut self, row: &Row<'_>, kind: Kind, words: &[Word], cuts: &[usize]) {
        let mut times: Vec<WordTime> = Vec::with_capacity(words.len());
        let (mut rest, mut who, mut change) = (words, row.who, row.change);
        let starts = std::iter::once(0).chain(cuts.iter().copied());
        let ends = cuts.iter().copied().chain(std::iter::once(row.text.len()));
        for (start, end) in starts.zip(ends) {
            let (mine, others) = rest.split_at(rest.partition_point(|word| (word.start as usize) < end));
            rest = others;
            who = mine.iter().find_map(|word| word.who).or(who);
            times.clear();
            times.extend(mine.iter().filter_map(|word| {
                let at = (word.start as usize).saturating_sub(start);
                word.time.map(|time| WordTime::new(at, time))
            }));
            let first = mine.iter().find_map(|word| word.time);
            let next = others.iter().find_map(|word| word.time);
            self.put(&Said {
                text: row.text.get(start..end).unwrap_or(""),
                kind,
                who,
                from: if start == 0 { row.from.or(first) } else { first },
                to: if end == row.text.len() { row.to } else { next },
                line: row.line as usize,
                lines: usize::from(row.lines),
                change,
                words: &times,
            });
            change = false;
        }
    }

    /// Adds an utterance.
    pub fn put(&mut self, said: &Said<'_>) {
        let label = said.who.and_then(|who| self.labels.get(usize::from(who.0)).copied());
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
}

/// Text without the `>>` that marks another speaker, and whether it stood there.
pub fn without_sign(text: &str) -> (&str, bool) {
    match text.trim_start().strip_prefix(">>") {
        Some(rest) => (rest.trim_start_matches('>'), true),
        None => (text, false),
    }
}
