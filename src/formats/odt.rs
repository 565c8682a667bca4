//! Text documents of LibreOffice and its kin: a zip with `content.xml` in it.
//!
//! Notes, comments and what was taken away under the recording of changes are passed over. A line of the source is a
//! paragraph or a heading.

use super::document::Document;
use super::xml::{Element, Event, Events, outside};
use super::zipped::{Archive, Kind};
use super::{Parsed, Refusal, Source};

/// Whether bytes are an open document with text.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    let archive = Archive::begins(source.bytes).then(|| Archive::of(source.bytes).ok());
    let kind = archive.flatten()?.kind();
    (kind == Kind::Odt).then_some("a zip archive with an open document in it")
}

/// Reads an open document.
///
/// # Errors
///
/// A refusal where the archive is damaged, locked or a bomb, or its text no transcript.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    let text = Archive::of(source.bytes)?.member("content.xml")?.unwrap_or_default();
    let mut reader = Reader::default();
    let mut events = Events::of(&text);
    for event in events.by_ref().filter(outside(SKIPPED)) {
        reader.event(&event);
    }
    let damage = events.damage().map(|damage| super::Remark { line: None, ..damage });
    drop(text);
    let mut parsed = reader.document.read(source, reader.paragraphs)?;
    parsed.remarks.extend(damage);
    Ok(parsed)
}

/// The most spaces that one element stands for.
const SPACES: usize = 64;

/// Where reading stands.
#[derive(Default)]
struct Reader {
    document: Document,
    /// How many paragraphs have begun.
    paragraphs: usize,
}

/// Elements that are passed over with all that is in them.
const SKIPPED: &[&str] = &[
    "annotation",
    "desc",
    "note",
    "ruby-text",
    "sequence-decls",
    "table-of-content",
    "title",
    "tracked-changes",
];

impl Reader {
    fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Open(element) => self.open(element),
            Event::Close("p" | "h") => self.document.close(),
            Event::Close("table") => self.document.close_table(),
            Event::Text(text) => self.document.words(text),
            Event::Close(_) => {}
        }
    }

    fn open(&mut self, element: &Element<'_>) {
        match element.name {
            "p" | "h" => {
                self.paragraphs += 1;
                self.document.open(self.paragraphs);
                if element.name == "h" {
                    self.document.heading();
                }
            }
            "s" => {
                let count = element.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1);
                self.document.words(&" ".repeat(count.min(SPACES)));
            }
            "tab" => self.document.words("\t"),
            "line-break" => self.document.line_break(),
            "table" => self.document.open_table(),
            "table-row" => self.document.row(),
            "table-cell" | "covered-table-cell" => {
                self.document.cell();
                let columns = element.attribute("number-columns-repeated");
                self.document
                    .widen(columns.and_then(|columns| columns.parse().ok()).unwrap_or(1));
            }
            _ => {}
        }
    }
}
