//! Documents: paragraphs and tables taken out of whatever holds them, then read as text is.
//!
//! A format of documents opens and closes paragraphs, tables, rows and cells here as it meets them. Paragraphs become lines
//! with blank lines between them and go to the readers of captions, labelled and plain text, so that a label means the same in
//! every container. A table whose columns are speaker and words is a transcript by itself; all other cells are paragraphs.

mod tables;

use super::lines::is_blank;
use super::{Parsed, Part, Refusal, Source, foreign, labelled, plain, prose, srt, webvtt};
use crate::text::Span;
use tables::Table;

/// Tables stand so deep in one another at most.
const TABLES: usize = 8;

/// A document while it is taken apart.
#[derive(Debug, Default)]
pub struct Document {
    /// The words of everything that is closed.
    text: String,
    blocks: Vec<Block>,
    /// Open paragraphs; a text box stands inside one.
    drafts: Vec<Draft>,
    /// Open tables; one may stand in a cell of another.
    tables: Vec<Table>,
    /// How many tables stand too deep in others and are not told apart from the cell they stand in.
    deep: usize,
    /// The line of the paragraph that was closed last; one around it begins before it and ends after it.
    last_line: usize,
    /// Whether an empty paragraph came last.
    blank: bool,
    /// What the document states of itself, as lines of front matter with their source lines.
    front: Vec<(String, u32)>,
    /// Line breaks inside paragraphs are line ends of the source.
    by_lines: bool,
}

/// A part of a document.
#[derive(Debug)]
enum Block {
    Paragraph(Paragraph),
    Table(Table),
}

/// A paragraph that has words.
#[derive(Clone, Copy, Debug)]
struct Paragraph {
    span: Span,
    line: u32,
    heading: bool,
    /// An empty paragraph stands before it.
    blank: bool,
}

/// A paragraph that is still open.
#[derive(Debug, Default)]
struct Draft {
    text: String,
    line: usize,
    heading: bool,
}

impl Document {
    /// A document in which line breaks inside paragraphs are line ends of the source.
    #[must_use]
    pub fn by_lines() -> Self {
        Self {
            by_lines: true,
            ..Self::default()
        }
    }

    /// Says what the document states of itself: `title`, `language` and what else front matter may hold.
    pub fn state(&mut self, key: &str, value: &str) {
        if !is_blank(value) {
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            self.front.push((format!("{key}: {value}"), 1));
        }
    }

    /// A line of front matter as it stands.
    pub fn front_line(&mut self, line: &str, number: usize) {
        self.front
            .push((line.to_owned(), u32::try_from(number).unwrap_or(u32::MAX)));
    }

    /// A paragraph begins on that line of the source, inside another one or not.
    pub fn open(&mut self, line: usize) {
        self.drafts.push(Draft {
            line,
            ..Draft::default()
        });
    }

    /// Whether a paragraph is open.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        !self.drafts.is_empty()
    }

    /// Whether a table is open.
    #[must_use]
    pub const fn is_in_table(&self) -> bool {
        !self.tables.is_empty()
    }

    /// Whether nothing but white space is in the innermost open paragraph so far.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.drafts.last().is_none_or(|draft| is_blank(&draft.text))
    }

    /// Whether a line has just ended in the innermost open paragraph.
    #[must_use]
    pub fn ends_line(&self) -> bool {
        self.drafts
            .last()
            .is_some_and(|draft| draft.text.trim_end_matches([' ', '\t']).ends_with('\n'))
    }

    /// Words in the innermost open paragraph, any white space but a tab being one space; a line break of the source is no more.
    pub fn words(&mut self, words: &str) {
        let Some(draft) = self.drafts.last_mut() else { return };
        for c in words.chars() {
            match c {
                '\t' => draft.text.push('\t'),
                _ if !c.is_whitespace() => draft.text.push(c),
                _ if draft.text.ends_with([' ', '\t', '\n']) => {}
                _ => draft.text.push(' '),
            }
        }
    }

    /// A line ends inside the innermost open paragraph.
    pub fn line_break(&mut self) {
        if let Some(draft) = self.drafts.last_mut() {
            draft.text.push('\n');
        }
    }

    /// The innermost open paragraph is a heading.
    pub fn heading(&mut self) {
        if let Some(draft) = self.drafts.last_mut() {
            draft.heading = true;
        }
    }

    /// The innermost open paragraph ends.
    pub fn close(&mut self) {
        let Some(draft) = self.drafts.pop() else { return };
        let line = draft.line.max(self.last_line);
        self.last_line = line;
        if let Some(table) = self.tables.last_mut() {
            table.words(&draft.text, line);
            return;
        }
        if is_blank(&draft.text) {
            self.blank = true;
            return;
        }
        let start = self.text.len();
        self.text.push_str(draft.text.trim_end());
        self.blocks.push(Block::Paragraph(Paragraph {
            span: Span::new(start, self.text.len()),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            heading: draft.heading,
            blank: self.blank,
        }));
        self.blank = false;
    }

    /// All open paragraphs end.
    pub fn close_all(&mut self) {
        while self.is_open() {
            self.close();
        }
    }

    /// A table begins.
    pub fn open_table(&mut self) {
        if self.tables.len() < TABLES {
            self.tables.push(Table::default());
        } else {
            self.deep += 1;
        }
    }

    /// A row of the innermost table begins.
    pub fn row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.row();
        }
    }

    /// A cell of the innermost table begins.
    pub fn cell(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.cell();
        }
    }

    /// The cell that began last stands over so many columns.
    pub fn widen(&mut self, columns: usize) {
        if let Some(table) = self.tables.last_mut() {
            table.widen(columns);
        }
    }

    /// The innermost table ends.
    pub fn close_table(&mut self) {
        if self.deep > 0 {
            self.deep -= 1;
            return;
        }
        let Some(table) = self.tables.pop() else { return };
        match self.tables.last_mut() {
            Some(outer) => table.pour_into(outer),
            None => self.blocks.push(Block::Table(table)),
        }
    }

    /// Reads it. `lines` is how many lines the source has, whatever it counts as one.
    ///
    /// # Errors
    ///
    /// A refusal where its text is no transcript.
    pub fn read(mut self, source: &Source<'_>, lines: usize) -> Result<Parsed, Refusal> {
        if source.part == Part::Head {
            // Its end is not here, and perhaps not even the end of its label.
            self.drafts.clear();
        }
        self.close_all();
        self.deep = 0;
        while self.is_in_table() {
            self.close_table();
        }
        if let Some(parsed) = tables::read(&self.blocks, &self.text, &self.front, source) {
            return Ok(settled(parsed, |line| line, lines));
        }
        if memchr::memmem::find(self.text.as_bytes(), b"->").is_some() {
            let page = self.page(false);
            for (sniff, read) in [
                (
                    webvtt::sniff as fn(&Source<'_>) -> _,
                    webvtt::read as fn(&Source<'_>) -> _,
                ),
                (srt::sniff, srt::read),
            ] {
                if sniff(&page.source(source)).is_some() {
                    return read(&page.source(source)).map(|parsed| page.settle(parsed, lines));
                }
            }
        }
        let page = self.page(true);
        drop(self);
        page.read(source, lines)
    }

    /// The document as text: with blank lines between all paragraphs, or only where the document leaves a paragraph empty.
    fn page(&self, apart: bool) -> Page {
        let mut page = Page {
            text: String::with_capacity(self.text.len() + self.blocks.len() * 2),
            origins: Vec::with_capacity(self.blocks.len() * 2),
        };
        if apart && !self.front.is_empty() {
            page.line("---", 1);
            for (line, number) in &self.front {
                page.line(line, *number);
            }
            page.line("---", 1);
        }
        for block in &self.blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    if apart || paragraph.blank {
                        page.line("", paragraph.line);
                    }
                    let words = paragraph.span.of(&self.text);
                    if apart && paragraph.heading {
                        page.line(&format!("# {}", words.replace('\n', " ")), paragraph.line);
                        continue;
                    }
                    for (line, number) in words.split('\n').zip(0..) {
                        page.line(line, paragraph.line + if self.by_lines { number } else { 0 });
                    }
                }
                Block::Table(table) => {
                    for (line, words) in table.paragraphs() {
                        page.line("", line);
                        for words in words.split('\n') {
                            page.line(words, line);
                        }
                    }
                }
            }
        }
        page
    }
}

/// A document as lines of text, each with the line of the source that it comes from.
#[derive(Debug, Default)]
pub struct Page {
    text: String,
    origins: Vec<u32>,
}

impl Page {
    /// Adds a line.
    pub fn line(&mut self, line: &str, origin: u32) {
        self.text.push_str(line);
        self.text.push('\n');
        // What else ends a line within a line counts too.
        let more = super::lines::count(line).saturating_sub(1);
        self.origins.extend(std::iter::repeat_n(origin, more + 1));
    }

    /// Reads it as labelled or as plain text. `lines` is how many lines the source has.
    ///
    /// # Errors
    ///
    /// A refusal where its text is no transcript.
    pub fn read(&self, source: &Source<'_>, lines: usize) -> Result<Parsed, Refusal> {
        if let Some(reason) = foreign::by_text(&self.text) {
            return Err(Refusal::because(&reason));
        }
        let inner = self.source(source);
        let parsed = match labelled::sniff(&inner) {
            Some(_) => labelled::read(&inner),
            None => match prose::refusal(&self.text) {
                Some(reason) => return Err(Refusal::because(&reason)),
                None => plain::read(&inner),
            },
        };
        parsed.map(|parsed| self.settle(parsed, lines))
    }

    fn source<'a>(&'a self, outer: &Source<'_>) -> Source<'a> {
        Source {
            text: &self.text,
            bytes: self.text.as_bytes(),
            extension: "txt",
            part: outer.part,
            json: None,
        }
    }

    /// Puts the lines of the source in the place of those of the page.
    fn settle(&self, parsed: Parsed, lines: usize) -> Parsed {
        let last = self.origins.last().copied().unwrap_or(1);
        let origin = |line: usize| {
            let at = line.saturating_sub(1);
            self.origins.get(at).copied().unwrap_or(last) as usize
        };
        settled(parsed, origin, lines)
    }
}

fn settled(mut parsed: Parsed, origin: impl Fn(usize) -> usize, lines: usize) -> Parsed {
    for remark in &mut parsed.remarks {
        remark.line = remark.line.map(&origin);
    }
    for rule in &mut parsed.rules {
        rule.first = origin(rule.first);
    }
    parsed.transcript.renumber(origin, lines);
    parsed
}

#[cfg(test)]
mod tests;
