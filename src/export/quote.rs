//! A quote as a value: the words of a mark with all that is needed to cite them. Every exporter of quotes is written from this.
//!
//! Words are shown as they stand in the present text. Of a mark whose words were not found, what was kept with it is given
//! instead, with no place. Nothing here knows where marks are kept or what a file is called on disk.

mod drawn;

pub use drawn::{flowing, kept_quotes, of_span, question_of, quote, quotes, times_of};

use super::rendition::Rendition;
use crate::marks::{Anchor, Colour, Id, MarkKind, Moment, Status};
use crate::text::{SafeText, Span};
use crate::transcript::{Time, Transcript};
use crate::turns::{Role, Turns};

/// What is known of a transcript as a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The file as the reader named it, with its folders; empty where that is not known.
    pub path: SafeText,
    /// Its file's name without folders.
    pub name: SafeText,
    /// Its title, else its file's name.
    pub title: SafeText,
    /// Who published it.
    pub outlet: Option<SafeText>,
    /// Its date, `2025-02-09` where it could be read.
    pub date: Option<SafeText>,
    /// Its language as ISO 639-1.
    pub language: Option<&'static str>,
    /// SHA-256 of the file's bytes, 64 hex digits; empty where the file is not at hand.
    pub sha256: String,
    /// What it is known by: its words, 20 hex digits.
    pub key: String,
    /// Which text: the first 20 hex digits of SHA-256 over it.
    pub text_version: String,
    /// Everyone who speaks, with their role.
    pub people: Vec<(SafeText, Role)>,
    /// The latest time that the file names.
    pub duration: Option<Time>,
    /// The recording: a file's name, where one is known or can be expected under that name.
    pub audio: Option<SafeText>,
}

impl Document {
    /// What a transcript under a name says of itself; what only its file knows is left empty.
    #[must_use]
    pub fn of(transcript: &Transcript, turns: &Turns, name: SafeText) -> Self {
        let facts = transcript.facts();
        let people = turns.speakers().iter().map(|who| (who.name.clone(), who.role));
        Self {
            title: facts.title.clone().unwrap_or_else(|| name.clone()),
            name,
            outlet: facts.outlet.clone(),
            date: facts.date.clone(),
            language: facts.language,
            people: people.collect(),
            duration: transcript.duration(),
            ..Self::default()
        }
    }
}

/// Words of one speaker.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Piece {
    /// The name; empty where it is not known.
    pub speaker: String,
    /// What they do.
    pub role: Option<Role>,
    /// Number of the turn, from 1.
    pub turn: Option<usize>,
    /// The words: lines joined, paragraphs kept.
    pub words: String,
}

/// What was asked before the quoted words.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Number of the question, from 1, where it has one.
    pub number: Option<usize>,
    /// Number of the turn, from 1.
    pub turn: usize,
    /// Who asks.
    pub speaker: SafeText,
    /// The words, on one line.
    pub words: String,
}

/// Marked words with everything that is needed to cite them.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// The mark.
    pub id: Id,
    /// Bookmark or highlight.
    pub kind: MarkKind,
    /// Who says what; several where the words go over more than one turn. At least one.
    pub pieces: Vec<Piece>,
    /// The words to the byte, as the transcript's text has them.
    pub exact: String,
    /// When the words begin.
    pub from: Option<Time>,
    /// When they end.
    pub to: Option<Time>,
    /// The question they answer; none for words of a question.
    pub question: Option<Question>,
    /// What found the words from the first marking on, oldest first, the last one still doing so; none of words that nobody marked.
    pub chain: Vec<Anchor>,
    /// What stands before, up to 64 characters.
    pub before: String,
    /// What stands after.
    pub after: String,
    /// The reader's note, of any number of lines.
    pub note: String,
    /// Tags without `#`.
    pub tags: Vec<String>,
    /// How well the words were found in this text.
    pub status: Status,
    /// When the mark was made.
    pub created: Moment,
    /// When it last changed.
    pub updated: Moment,
    /// Where the words stand in the transcript's text, in bytes; none of an orphan.
    pub span: Option<Span>,
    /// Where they stand in the plain text ([`Rendition`]), in characters, the end left out.
    pub place: Option<(usize, usize)>,
    /// The line of the file at which they begin, from 1.
    pub line: Option<usize>,
    /// As it is cited.
    pub citation: String,
}

impl Quote {
    /// The words; where several speak, a line each with their names.
    #[must_use]
    pub fn words(&self) -> String {
        match self.pieces.as_slice() {
            [piece] => piece.words.clone(),
            several => {
                let line = |piece: &Piece| format!("{}: {}", piece.speaker, piece.words);
                several.iter().map(line).collect::<Vec<_>>().join("\n")
            }
        }
    }

    /// The words as they were first marked and as they were given to the mark since, each where it was another; without those that
    /// stand there now, so that nothing is told of words that never changed.
    #[must_use]
    pub fn wordings(&self) -> Vec<String> {
        let mut wordings: Vec<String> = self.chain.iter().map(|anchor| flowing(&anchor.quote)).collect();
        wordings.dedup();
        if wordings.last() == Some(&flowing(&self.exact)) {
            wordings.pop();
        }
        wordings
    }

    /// Everyone who says them, each once.
    #[must_use]
    pub fn speaker(&self) -> String {
        distinct(self.pieces.iter().map(|piece| piece.speaker.as_str()))
    }

    /// What they do, in words.
    #[must_use]
    pub fn role(&self) -> String {
        distinct(self.pieces.iter().map(|piece| piece.role.map_or("", Role::word)))
    }

    /// Number of the turn in which they begin, from 1.
    #[must_use]
    pub fn turn(&self) -> Option<usize> {
        self.pieces.first()?.turn
    }

    /// Number of the turn in which they end.
    #[must_use]
    pub fn last_turn(&self) -> Option<usize> {
        self.pieces.last()?.turn
    }

    /// The colour of a highlight.
    #[must_use]
    pub const fn colour(&self) -> Option<Colour> {
        match self.kind {
            MarkKind::Highlight { colour } => Some(colour),
            MarkKind::Bookmark { .. } => None,
        }
    }

    /// The letter of a bookmark.
    #[must_use]
    pub const fn letter(&self) -> Option<char> {
        match self.kind {
            MarkKind::Bookmark { letter } => letter,
            MarkKind::Highlight { .. } => None,
        }
    }

    /// `bookmark` or `highlight`.
    #[must_use]
    pub const fn sort(&self) -> &'static str {
        match self.kind {
            MarkKind::Bookmark { .. } => "bookmark",
            MarkKind::Highlight { .. } => "highlight",
        }
    }

    /// How well the words were found, in a word or two.
    #[must_use]
    pub const fn status_word(&self) -> &'static str {
        self.status.word()
    }

    /// The name by which other files refer to it: the id in lower case.
    #[must_use]
    pub fn name(&self) -> String {
        self.id.to_string().to_ascii_lowercase()
    }

    /// `¶ 12`, or `¶ 12–13` where the words go over several turns; empty where the turn is not known.
    #[must_use]
    pub fn turn_sign(&self) -> String {
        match (self.turn(), self.last_turn()) {
            (Some(first), Some(last)) if last > first => format!("¶ {first}–{last}"),
            (Some(turn), _) => format!("¶ {turn}"),
            _ => String::new(),
        }
    }
}

/// What quotes are taken from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// What is known of the document.
    pub document: &'a Document,
    /// What was said.
    pub transcript: &'a Transcript,
    /// Who said it, corrections included.
    pub turns: &'a Turns,
    /// The plain text in which places are counted.
    pub rendition: &'a Rendition,
}

/// What is not empty, each once, with strokes between.
fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut seen: Vec<&str> = Vec::new();
    for name in names {
        if !name.is_empty() && !seen.contains(&name) {
            seen.push(name);
        }
    }
    seen.join(" / ")
}
