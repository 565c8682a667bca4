//! JSON: documents and their quotes with all that is known of them, in a form that is read back.
//!
//! Times are seconds; `start` and `end` count characters of the plain text, `bytes` those of the transcript's own text.

use serde::{Deserialize, Serialize};

use super::super::quote::{Document, Piece, Question, Quote};
use super::{Extract, Wish, stamp};
use crate::marks::Anchor;
use crate::transcript::Time;
use crate::turns::Role;

/// The version of this form.
pub(super) const VERSION: u32 = 1;

/// The whole file.
#[derive(Serialize, Deserialize)]
pub(super) struct FileRecord {
    /// The version; what has none is no file of ours.
    pub visavis: u32,
    pub documents: Vec<DocumentRecord>,
}

/// A document with its quotes.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct DocumentRecord {
    pub name: String,
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audio: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sha256: String,
    pub key: String,
    pub text_version: String,
    pub people: Vec<PersonRecord>,
    pub quotes: Vec<QuoteRecord>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct PersonRecord {
    pub name: String,
    pub role: String,
}

/// A quote.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct QuoteRecord {
    pub id: String,
    pub kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub letter: Option<char>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub colour: Option<String>,
    pub speaker: String,
    pub role: String,
    pub turn: Option<usize>,
    pub last_turn: Option<usize>,
    pub from: Option<f64>,
    pub to: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<QuestionRecord>,
    pub quote: String,
    /// Who says what, where more than one turn is quoted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pieces: Vec<PieceRecord>,
    pub exact: String,
    /// The words as they were first marked, where they were others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marked: Option<String>,
    /// Where they were others: all that found them, oldest first, the last one still doing so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub chain: Vec<WordingRecord>,
    pub before: String,
    pub after: String,
    pub note: String,
    pub tags: Vec<String>,
    pub status: String,
    pub start: Option<usize>,
    pub end: Option<usize>,
    pub line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<[usize; 2]>,
    pub citation: String,
    pub created: String,
    pub updated: String,
}

/// Words that a mark had, with what stood around them then.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct WordingRecord {
    pub quote: String,
    pub before: String,
    pub after: String,
    pub speaker: String,
    pub role: String,
    pub turn: Option<usize>,
    pub from: Option<f64>,
    pub to: Option<f64>,
    pub bytes: [usize; 2],
    pub text_version: String,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct QuestionRecord {
    pub number: Option<usize>,
    pub turn: usize,
    pub speaker: String,
    pub words: String,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct PieceRecord {
    pub speaker: String,
    pub role: String,
    pub turn: Option<usize>,
    pub words: String,
}

/// All documents as one object.
pub fn write(extracts: &[Extract<'_>], _: &Wish) -> Vec<u8> {
    let file = FileRecord {
        visavis: VERSION,
        documents: extracts.iter().map(document).collect(),
    };
    let mut out = serde_json::to_vec_pretty(&file).unwrap_or_default();
    out.push(b'\n');
    out
}

fn document(extract: &Extract<'_>) -> DocumentRecord {
    let Document {
        // Where a file lies is nobody else's business.
        path: _,
        name,
        title,
        outlet,
        date,
        language,
        sha256,
        key,
        text_version,
        people,
        duration,
        audio,
    } = extract.source.document;
    let person = |(name, role): &(crate::text::SafeText, Role)| PersonRecord {
        name: name.to_string(),
        role: role.word().to_owned(),
    };
    DocumentRecord {
        name: name.to_string(),
        title: title.to_string(),
        outlet: outlet.as_ref().map(ToString::to_string),
        date: date.as_ref().map(ToString::to_string),
        language: language.map(str::to_owned),
        duration: duration.map(Time::seconds),
        audio: audio.as_ref().map(ToString::to_string),
        sha256: sha256.clone(),
        key: key.clone(),
        text_version: text_version.clone(),
        people: people.iter().map(person).collect(),
        quotes: extract.quotes.iter().map(quote).collect(),
    }
}

fn quote(quote: &Quote) -> QuoteRecord {
    QuoteRecord {
        id: quote.id.to_string(),
        kind: quote.sort().to_owned(),
        letter: quote.letter(),
        colour: quote.colour().map(|colour| colour.name().to_owned()),
        speaker: quote.speaker(),
        role: quote.role(),
        turn: quote.turn(),
        last_turn: quote.last_turn(),
        from: quote.from.map(Time::seconds),
        to: quote.to.map(Time::seconds),
        question: quote.question.as_ref().map(question),
        quote: quote.words(),
        pieces: match quote.pieces.as_slice() {
            [_] => Vec::new(),
            several => several.iter().map(piece).collect(),
        },
        exact: quote.exact.clone(),
        marked: quote.wordings().into_iter().next(),
        chain: chain(quote),
        before: quote.before.clone(),
        after: quote.after.clone(),
        note: quote.note.clone(),
        tags: quote.tags.clone(),
        status: quote.status_word().to_owned(),
        start: quote.place.map(|(start, _)| start),
        end: quote.place.map(|(_, end)| end),
        line: quote.line,
        bytes: quote.span.map(|span| [span.start(), span.end()]),
        citation: quote.citation.clone(),
        created: stamp(quote.created),
        updated: stamp(quote.updated),
    }
}

/// All that found the words of a quote, where those were ever others.
pub(super) fn chain(quote: &Quote) -> Vec<WordingRecord> {
    if quote.wordings().is_empty() {
        return Vec::new();
    }
    quote.chain.iter().map(wording).collect()
}

fn wording(anchor: &Anchor) -> WordingRecord {
    WordingRecord {
        quote: anchor.quote.clone(),
        before: anchor.prefix.clone(),
        after: anchor.suffix.clone(),
        speaker: anchor.speaker.clone().unwrap_or_default(),
        role: anchor.role.map_or("", Role::word).to_owned(),
        turn: anchor.turn,
        from: anchor.from.map(Time::seconds),
        to: anchor.to.map(Time::seconds),
        bytes: [anchor.span.start(), anchor.span.end()],
        text_version: anchor.text_version.clone(),
    }
}

fn question(asked: &Question) -> QuestionRecord {
    QuestionRecord {
        number: asked.number,
        turn: asked.turn,
        speaker: asked.speaker.to_string(),
        words: asked.words.clone(),
    }
}

fn piece(piece: &Piece) -> PieceRecord {
    PieceRecord {
        speaker: piece.speaker.clone(),
        role: piece.role.map_or("", Role::word).to_owned(),
        turn: piece.turn,
        words: piece.words.clone(),
    }
}
