//! An article as paragraphs of plain text, each knowing the lines of its source and whether it is set off as a quotation.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::text::SafeText;

/// How an article is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// As Markdown.
    Markdown,
    /// As plain text; lines that begin with `>` are set off.
    Plain,
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Its text; line ends of the source are LF.
    pub text: String,
    /// Whether it is set off as a quotation.
    pub is_block: bool,
    /// Offsets in the text with the lines of the source at which they stand, rising.
    lines: Vec<(usize, usize)>,
}

impl Paragraph {
    /// A paragraph that stands on one line of its source.
    #[must_use]
    pub fn on_line(text: &str, line: usize) -> Self {
        let mut paragraph = Self::default();
        paragraph.push(text, line);
        paragraph
    }

    /// The line of the source at an offset of the text, from 1.
    #[must_use]
    pub fn line_at(&self, offset: usize) -> usize {
        let at = self.lines.partition_point(|(start, _)| *start <= offset);
        let Some((start, line)) = at.checked_sub(1).and_then(|at| self.lines.get(at)) else {
            return 1;
        };
        line + self
            .text
            .get(*start..offset)
            .map_or(0, |text| text.matches('\n').count())
    }

    fn push(&mut self, text: &str, line: usize) {
        self.lines.push((self.text.len(), line));
        self.text.push_str(&SafeText::lines(text));
    }
}

/// The paragraphs of an article in order; what is no prose (code, front matter, markup) is left out.
#[must_use]
pub fn paragraphs(source: &str, writing: Writing) -> Vec<Paragraph> {
    match writing {
        Writing::Markdown => of_markdown(source),
        Writing::Plain => of_plain(source),
    }
}

fn of_plain(source: &str) -> Vec<Paragraph> {
    let mut found: Vec<Paragraph> = Vec::new();
    let mut open: Option<Paragraph> = None;
    for (at, line) in source.lines().enumerate() {
        let bare = line.trim();
        let set_off = bare.starts_with('>');
        let text = bare.trim_start_matches('>').trim_start();
        if open
            .as_ref()
            .is_some_and(|paragraph| text.is_empty() || paragraph.is_block != set_off)
        {
            found.extend(open.take());
        }
        if text.is_empty() {
            continue;
        }
        let paragraph = open.get_or_insert_with(|| Paragraph {
            is_block: set_off,
            ..Paragraph::default()
        });
        if !paragraph.text.is_empty() {
            paragraph.text.push(' ');
        }
        paragraph.push(text, at + 1);
    }
    found.extend(open);
    found
}

fn of_markdown(source: &str) -> Vec<Paragraph> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let starts: Vec<usize> = std::iter::once(0)
        .chain(memchr::memchr_iter(b'\n', source.as_bytes()).map(|at| at + 1))
        .collect();
    let line = |offset: usize| starts.partition_point(|start| *start <= offset);
    let mut reader = Reader::default();
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        reader.take(event, line(range.start));
    }
    reader.flush();
    reader.found
}

#[derive(Default)]
struct Reader {
    found: Vec<Paragraph>,
    open: Paragraph,
    /// Quotations that are open around what is read.
    set_off: usize,
    /// Code and front matter that are open.
    passed_over: usize,
}

impl Reader {
    fn take(&mut self, event: Event<'_>, line: usize) {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::MetadataBlock(_)) => self.passed_over += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::MetadataBlock(_)) => {
                self.passed_over = self.passed_over.saturating_sub(1);
            }
            Event::Start(Tag::BlockQuote(_)) => {
                self.flush();
                self.set_off += 1;
            }
            Event::End(TagEnd::BlockQuote(_)) => {
                self.flush();
                self.set_off = self.set_off.saturating_sub(1);
            }
            Event::Start(tag) if !is_inline(&tag) => self.flush(),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell) => self.flush(),
            Event::Text(text) | Event::Code(text) if self.passed_over == 0 => self.open.push(&text, line),
            Event::SoftBreak | Event::HardBreak => self.open.text.push('\n'),
            _ => {}
        }
    }

    fn flush(&mut self) {
        let mut paragraph = std::mem::take(&mut self.open);
        if !paragraph.text.trim().is_empty() {
            paragraph.is_block = self.set_off > 0;
            self.found.push(paragraph);
        }
    }
}

const fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}

#[cfg(test)]
mod tests {
    use super::{Writing, paragraphs};

    #[test]
    fn prose_is_read_in_paragraphs_with_its_lines() {
        let source = "---\ntitle: “No”\n---\n\n# Head\n\nOne *two*\nthree \\* four.\n\n> set off\n> more\n\n- item “a”\n- b\n\n```\n“code”\n```\n\nLast.\n";
        let read = paragraphs(source, Writing::Markdown);
        let seen: Vec<(&str, bool, usize)> = read
            .iter()
            .map(|paragraph| (paragraph.text.as_str(), paragraph.is_block, paragraph.line_at(0)))
            .collect();
        assert_eq!(
            seen,
            [
                ("Head", false, 5),
                ("One two\nthree * four.", false, 7),
                ("set off\nmore", true, 10),
                ("item “a”", false, 13),
                ("b", false, 14),
                ("Last.", false, 20),
            ]
        );
        assert_eq!(read[1].line_at(read[1].text.find("four").expect("it is there")), 8);
    }

    #[test]
    fn plain_text_is_parted_by_blank_lines() {
        let read = paragraphs("One\ntwo.\n\n> set off\nThree * 4\n", Writing::Plain);
        let seen: Vec<(&str, bool)> = read.iter().map(|p| (p.text.as_str(), p.is_block)).collect();
        assert_eq!(seen, [("One two.", false), ("set off", true), ("Three * 4", false)]);
        assert_eq!(read[0].line_at(5), 2);
    }
}
