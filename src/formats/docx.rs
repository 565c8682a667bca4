//! Word's text documents: a zip with `word/document.xml` in it.
//!
//! Runs are joined, deleted and moved-away text is passed over and inserted text kept, tabs and breaks stay, notes and codes of
//! fields go. A line of the source is a paragraph, counted as Word counts them.

use super::document::Document;
use super::xml::{Element, Event, Events, outside};
use super::zipped::{Archive, Kind};
use super::{Parsed, Refusal, Source};

/// Whether bytes are a text document of Word.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    let archive = Archive::begins(source.bytes).then(|| Archive::of(source.bytes).ok());
    let kind = archive.flatten()?.kind();
    (kind == Kind::Docx).then_some("a zip archive with a Word document in it")
}

/// Reads a document of Word.
///
/// # Errors
///
/// A refusal where the archive is damaged, locked or a bomb, or its text no transcript.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    let mut archive = Archive::of(source.bytes)?;
    let body = body(&archive).ok_or_else(|| Refusal::because("looks like a Word document without text"))?;
    let text = archive.member(&body)?.unwrap_or_default();
    let styles = archive.member("word/styles.xml").ok().flatten().unwrap_or_default();
    let mut reader = Reader {
        headings: headings(&styles),
        ..Reader::default()
    };
    drop(styles);
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

/// The name of the member that holds the text: `word/document.xml`, or with a number before its dot.
fn body(archive: &Archive<'_>) -> Option<String> {
    let is_body = |name: &&str| {
        name.strip_prefix("word/document")
            .is_some_and(|rest| rest.ends_with(".xml"))
    };
    archive.names().filter(is_body).min().map(str::to_owned)
}

/// The styles that make a heading; their identifiers are in the language of the program, their names are not.
fn headings(styles: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut style = None;
    for event in Events::of(styles) {
        let Event::Open(element) = event else { continue };
        match element.name {
            "style" => style = element.attribute("styleId").map(std::borrow::Cow::into_owned),
            "name" => {
                let name = element.attribute("val").unwrap_or_default().to_lowercase();
                if name == "title" || name.starts_with("heading ") {
                    found.extend(style.take());
                }
            }
            _ => {}
        }
    }
    found
}

/// Where reading stands.
#[derive(Default)]
struct Reader {
    document: Document,
    headings: Vec<String>,
    /// How many paragraphs have begun.
    paragraphs: usize,
    /// How many texts of runs are open.
    texts: usize,
}

/// Elements that are passed over with all that is in them: what was taken away, codes, the second writing of a drawing.
const SKIPPED: &[&str] = &[
    "del",
    "moveFrom",
    "delText",
    "instrText",
    "Fallback",
    "sdtPr",
    "tblPr",
    "rPr",
    "sectPr",
];

impl Reader {
    fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Open(element) => self.open(element),
            Event::Close(name) => self.close(name),
            Event::Text(text) if self.texts > 0 => self.document.words(text),
            Event::Text(_) => {}
        }
    }

    fn open(&mut self, element: &Element<'_>) {
        match element.name {
            "p" => {
                self.paragraphs += 1;
                self.document.open(self.paragraphs);
            }
            "pStyle" => {
                let style = element.attribute("val").unwrap_or_default();
                if self.headings.iter().any(|heading| *heading == style) {
                    self.document.heading();
                }
            }
            "t" => self.texts += 1,
            // In the properties of a paragraph it is the place of a stop, which has an alignment.
            "tab" if element.attribute("val").is_none() => self.document.words("\t"),
            "br" | "cr" => match element.attribute("type").as_deref() {
                Some("page" | "column") => self.document.words(" "),
                _ => self.document.line_break(),
            },
            "noBreakHyphen" => self.document.words("-"),
            "tbl" => self.document.open_table(),
            "tr" => self.document.row(),
            "tc" => self.document.cell(),
            "gridSpan" => {
                let columns = element.attribute("val").and_then(|columns| columns.parse().ok());
                self.document.widen(columns.unwrap_or(1));
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => self.document.close(),
            "t" => self.texts = self.texts.saturating_sub(1),
            "tbl" => self.document.close_table(),
            _ => {}
        }
    }
}
