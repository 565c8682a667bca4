//! Pieces that are hardly more than a word, joined into sentences.
//!
//! A sentence ends at its mark, where another speaks, and at a long silence. A recogniser that writes no marks leaves the
//! silences alone, so shorter ones count then.

use super::joined::Joined;
use super::writer::{Said, Writer, without_sign};
use super::{Joint, Row, Who};
use crate::formats::facts::{Script, script_of};
use crate::formats::lines::is_blank;
use crate::formats::sounds::is_sound;
use crate::text::words::is_abbreviation;
use crate::transcript::{Kind, Time, WordTime};

/// Below this many pieces nothing is told from their length.
const FEW: usize = 4;
/// One sentence mark on so many words: the recogniser writes marks.
const WORDS_PER_MARK: usize = 50;
/// A silence that ends a sentence without its mark, in milliseconds.
const SILENCE: u32 = 4000;
/// The same where no marks are written.
const PAUSE: u32 = 700;
/// What a word without an end is taken to last, in milliseconds.
const WORD: u32 = 500;
/// A sentence of so many bytes is ended at the next breath, and one of twice as many at the next word.
const LONG: usize = 240;
/// A breath between words, in milliseconds.
const BREATH: u32 = 150;

/// Whether the pieces are mostly words: two of them on average or fewer, and none with times for its own words.
pub fn are_words(rows: &[Row<'_>]) -> bool {
    if rows.len() < FEW || rows.iter().any(|row| row.words.0 < row.words.1) {
        return false;
    }
    let count: usize = rows.iter().map(|row| words_in(&row.text)).sum();
    count * 2 <= rows.len() * 5
}

/// How many words a text has, two characters counted as one where the script writes no spaces.
fn words_in(text: &str) -> usize {
    let wide = text
        .chars()
        .filter(|c| script_of(*c) == Some(Script::EastAsian))
        .count();
    text.split_whitespace().count() + wide / 2
}

/// Joins rows into sentences.
pub fn join(rows: &[Row<'_>], writer: &mut Writer<'_>) {
    let marks = rows.iter().filter(|row| closes(&row.text)).count();
    let mut sentence = Sentence {
        silence: if marks * WORDS_PER_MARK >= rows.len() {
            SILENCE
        } else {
            PAUSE
        },
        ..Sentence::default()
    };
    for row in rows {
        if is_sound(&row.text) {
            sentence.end(writer);
            writer.row(row, &[]);
            continue;
        }
        let (text, change) = if writer.named {
            (&*row.text, false)
        } else {
            without_sign(&row.text)
        };
        let change = (change || row.change) && !writer.named;
        if sentence.begun && (change || sentence.is_over(row)) {
            sentence.end(writer);
        }
        sentence.take(row, text, change, writer);
    }
    sentence.end(writer);
}

/// A sentence while it is put together.
#[derive(Default)]
struct Sentence {
    joined: Joined,
    words: Vec<WordTime>,
    begun: bool,
    who: Option<Who>,
    from: Option<Time>,
    to: Option<Time>,
    /// When the last word ended, or is taken to have ended, in milliseconds.
    ended: Option<u32>,
    line: usize,
    last_line: usize,
    change: bool,
    silence: u32,
}

impl Sentence {
    /// Whether the sentence is over before a row.
    fn is_over(&self, row: &Row<'_>) -> bool {
        let other = row.who.is_some() && row.who != self.who;
        let gap = match (self.ended, row.from) {
            (Some(ended), Some(from)) => from.millis().saturating_sub(ended),
            _ => 0,
        };
        let length = self.joined.text().len();
        let long = length > LONG && self.silence == PAUSE && (gap >= BREATH || length > 2 * LONG);
        if other || gap >= self.silence || long {
            return true;
        }
        closes(self.joined.text()) && !belongs_before(row)
    }

    fn take(&mut self, row: &Row<'_>, text: &str, change: bool, writer: &mut Writer<'_>) {
        if !self.begun && !is_blank(text) {
            writer.chapters(row.from);
            self.begun = true;
            self.who = row.who;
            self.from = row.from;
            self.line = row.line as usize;
            self.change = change;
        }
        let Some(start) = self.joined.add(text, row.joint) else {
            return;
        };
        if let Some(from) = row.from {
            self.words.push(WordTime::new(start, from));
        }
        self.from = self.from.or(row.from);
        self.to = row.to.or(self.to);
        self.ended = row
            .to
            .map(Time::millis)
            .or_else(|| row.from.map(|from| from.millis().saturating_add(WORD)))
            .or(self.ended);
        self.last_line = row.line as usize + usize::from(row.lines) - 1;
    }

    fn end(&mut self, writer: &mut Writer<'_>) {
        if self.begun {
            writer.put(&Said {
                text: self.joined.text(),
                kind: Kind::Speech,
                who: self.who,
                from: self.from,
                to: self.to,
                line: self.line,
                lines: (self.last_line + 1).saturating_sub(self.line),
                change: self.change,
                words: &self.words,
            });
        }
        self.joined.clear();
        self.words.clear();
        self.begun = false;
        self.to = None;
    }
}

/// Where the sentences of a text begin, but for the first.
pub fn sentence_starts(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let (mut gap, mut before) = (0, ' ');
    for (at, c) in text.char_indices() {
        let wide = matches!(before, '。' | '！' | '？') && !matches!(c, '」' | '』' | '”' | '。' | '！' | '？');
        if c.is_whitespace() {
            gap = if before.is_whitespace() { gap } else { at };
        } else if wide || (before.is_whitespace() && closes(text.get(..gap).unwrap_or(""))) {
            starts.push(at);
        }
        before = c;
    }
    starts
}

/// Whether a row is a mark that belongs to what stands before it.
fn belongs_before(row: &Row<'_>) -> bool {
    matches!(row.joint, Joint::Left | Joint::Both)
        || (!is_blank(&row.text) && !row.text.contains(char::is_alphanumeric))
}

/// Whether a sentence ends with a text.
fn closes(text: &str) -> bool {
    let text = text.trim_end();
    let bare = text.trim_end_matches(['"', '\'', '”', '“', '’', '»', '«', ')', ']', '」', '』']);
    if bare.ends_with(['!', '?', '…', '。', '！', '？', '؟', '।']) {
        return true;
    }
    let Some(before) = bare.strip_suffix('.') else {
        return false;
    };
    let word = before.rsplit(char::is_whitespace).next().unwrap_or("");
    let last = word.rsplit(['.', '-', '–', '(', '"', '„', '“']).next().unwrap_or(word);
    !last.is_empty() && !is_abbreviation(last) || before.ends_with('.')
}
