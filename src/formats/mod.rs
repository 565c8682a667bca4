//! Tell a format and read it.
//!
//! A format is a row of [`FORMATS`](crate::formats::FORMATS): its name, its usual extensions, how it is recognised by
//! content, and how it is read. The table is ordered from the most to the least particular; plain text stands last and
//! takes whatever is left. Damage becomes remarks with line numbers; only what is no transcript at all is refused, with
//! a reason.

mod ass;
mod captions;
mod census;
mod chat;
mod columns;
mod csv;
mod cues;
mod dates;
mod document;
mod docx;
mod elan;
mod exmaralda;
mod facts;
mod foreign;
mod heads;
mod html;
mod json;
pub mod kinds;
mod labelled;
mod lines;
mod lrc;
mod markdown;
mod markup;
mod names;
mod noscribe;
mod odt;
mod packed;
mod plain;
mod preface;
mod prose;
mod rtf;
mod sbv;
mod sheet;
mod sounds;
mod srt;
mod srv1;
mod srv3;
mod table;
mod tei;
mod textgrid;
mod tiers;
mod times;
mod transcriber;
mod ttml;
mod webvtt;
mod whisper_console;
mod whisper_tsv;
mod xml;
mod zipped;

pub mod writing;

pub use facts::language_named;
pub use packed::extension;
pub use table::FORMATS;

use std::fmt;

use packed::Packing;
use zipped::Archive;

use crate::text::SafeText;
use crate::text::decode::{decode, decode_head};
use crate::transcript::Transcript;

/// A format: one row of the table, one file of this folder.
pub struct Format {
    /// Its name, as shown and as written in `--format`.
    pub name: &'static str,
    /// Usual extensions without the dot; only a tie-break.
    pub extensions: &'static [&'static str],
    /// Recognises it by content; the evidence is a sentence for `visavis check`.
    pub sniff: fn(&Source<'_>) -> Option<&'static str>,
    /// Reads it.
    pub read: fn(&Source<'_>) -> Result<Parsed, Refusal>,
}

/// A decoded file, or its beginning.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The text with its line ends as they were; empty where the bytes are no text but a document in a zip.
    pub text: &'a str,
    /// The bytes that the text came from, for formats that are no text.
    pub bytes: &'a [u8],
    /// Extension in lower case without the dot, or empty.
    pub extension: &'a str,
    /// Whether more follows that is not here: the last line may then be cut and what is incomplete there is no damage.
    pub part: Part,
    /// The first value of its beginning, where it is JSON: all formats of that family ask it.
    pub(crate) json: Option<json::Value<'a>>,
}

/// How much of a file a [`Source`] holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// Its beginning, for the first screen.
    Head,
}

/// What a format made of a source.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The transcript.
    pub transcript: Transcript,
    /// What was odd, skipped or repaired.
    pub remarks: Vec<Remark>,
    /// The counts for `visavis check`.
    pub account: Account,
    /// What the rules of the format took, where it has several.
    pub rules: Vec<Rule>,
}

/// How many lines a rule of a format took, such as one of the ways to write a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// What it takes, in a few words.
    pub name: &'static str,
    /// How many lines.
    pub lines: usize,
    /// The first of them, from 1.
    pub first: usize,
}

impl Rule {
    /// Counts a line for the rule of that name.
    pub(crate) fn count(rules: &mut Vec<Self>, name: &'static str, line: usize) {
        match rules.iter_mut().find(|rule| rule.name == name) {
            Some(rule) => rule.lines += 1,
            None => rules.push(Self {
                name,
                lines: 1,
                first: line,
            }),
        }
    }
}

/// How many pieces a file has as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Pieces before anything is joined, split or set apart.
    pub pieces: usize,
    /// How many of them are title, furniture, metadata, empty or no speech.
    pub set_apart: usize,
    /// Text of the first piece, whatever it is.
    pub first_piece: SafeText,
    /// Text of the last piece, whatever it is.
    pub last_piece: SafeText,
}

/// Something odd in a file that did not keep it from being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The source line, from 1.
    pub line: Option<usize>,
    /// What, in a sentence without a full stop.
    pub text: SafeText,
}

/// Why a file is not opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The source line, from 1, where there is one.
    pub line: Option<usize>,
    /// What it seems to be, and what to do.
    pub reason: SafeText,
}

impl Refusal {
    fn because(reason: &str) -> Self {
        Self {
            line: None,
            reason: SafeText::line(reason),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.reason),
            None => write!(f, "{}", self.reason),
        }
    }
}

impl std::error::Error for Refusal {}

/// A file read: the transcript and how it came to be.
#[derive(Debug)]
pub struct Reading {
    /// What was said.
    pub transcript: Transcript,
    /// Name of the row of [`FORMATS`] that read it.
    pub format: &'static str,
    /// Its encoding.
    pub encoding: &'static str,
    /// Why it was taken for that format.
    pub evidence: &'static str,
    /// What was odd.
    pub remarks: Vec<Remark>,
    /// The counts.
    pub account: Account,
    /// What the rules of the format took.
    pub rules: Vec<Rule>,
}

/// How many bytes of a packed file hold its first screen, told by how it begins, if `usual` bytes of text do: all of them where it
/// is a zip, whose table stands at its end. None where a file is not packed.
#[must_use]
pub fn packed_head(start: &[u8], usual: usize) -> Option<usize> {
    if Archive::begins(start) {
        return Some(usize::MAX);
    }
    Packing::of(start).map(|packing| packing.head_bytes(usual))
}

/// Formats that take any text by its layout; what is another format by its signs is none of theirs.
const TEXT: [&str; 3] = ["markdown", "labelled", "plain"];

/// Reads bytes of unknown format and encoding, packed with gzip or zstd or not. `name` is the file's name, for its extension.
///
/// # Errors
///
/// A [`Refusal`] where the bytes are no transcript.
pub fn read(bytes: &[u8], name: &str, part: Part) -> Result<Reading, Refusal> {
    let extension = extension(name);
    let Some(packing) = Packing::of(bytes) else {
        return read_unpacked(bytes, &extension, part);
    };
    let unpacked = packing.unpack(bytes, part)?;
    let mut reading = read_unpacked(&unpacked.bytes, &extension, part)?;
    reading.remarks.extend(unpacked.damage.map(|text| Remark {
        line: None,
        text: SafeText::line(text),
    }));
    Ok(reading)
}

fn read_unpacked(bytes: &[u8], extension: &str, part: Part) -> Result<Reading, Refusal> {
    if let Some(reason) = foreign::by_bytes(bytes) {
        return Err(Refusal::because(reason));
    }
    let decoded = if Archive::begins(bytes) {
        zipped::known(bytes)?;
        decode(b"")
    } else if part == Part::Whole {
        decode(bytes)
    } else {
        decode_head(bytes)
    };
    if let Some(reason) = foreign::noise(&decoded.text) {
        return Err(Refusal::because(reason));
    }
    let source = Source {
        text: &decoded.text,
        bytes,
        extension,
        part,
        json: json::first(&decoded.text),
    };
    for format in FORMATS {
        let Some(evidence) = (format.sniff)(&source) else {
            continue;
        };
        if TEXT.contains(&format.name)
            && let Some(reason) = foreign::by_text(source.text)
        {
            return Err(Refusal::because(&reason));
        }
        if format.name == "plain"
            && let Some(reason) = prose::refusal(source.text)
        {
            return Err(Refusal::because(&reason));
        }
        let mut parsed = (format.read)(&source)?;
        if decoded.replaced > 0 {
            let text = format!(
                "{} byte sequences were not {} and are shown as \u{FFFD}",
                decoded.replaced, decoded.encoding
            );
            parsed.remarks.push(Remark {
                line: None,
                text: SafeText::line(&text),
            });
        }
        return Ok(Reading {
            transcript: parsed.transcript,
            format: format.name,
            encoding: decoded.encoding,
            evidence,
            remarks: parsed.remarks,
            account: parsed.account,
            rules: parsed.rules,
        });
    }
    Err(Refusal::because("no format reads this"))
}

#[cfg(test)]
mod tests;
