//! Markdown: its text in paragraphs and lines, with what the front matter says of the people.
//!
//! Links, escapes and emphasis become plain words, but for stars around a label, which mark it as one. What only looks like
//! Markdown, such as `>>` before every turn, is left to the reader of labelled text.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::document::Document;
use super::lines::{self, Counter, beginning, lines};
use super::{Parsed, Part, Refusal, Source, markup, preface};

/// How much of a source is looked at for signs, in bytes.
const SNIFFED_BYTES: usize = 64 * 1024;
/// A label in stars is not longer, in bytes.
const LABEL_BYTES: usize = 160;
/// A heading that is underlined with dashes is not longer, in bytes; a longer line stands above a rule.
const HEADING_BYTES: usize = 100;

/// Whether the name or the signs of a source say that it is Markdown.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    let start = beginning(source.text, SNIFFED_BYTES);
    let begins = |sign: &'static str| lines(start).filter(move |line| line.text.trim_start().starts_with(sign));
    if begins(">>").nth(1).is_some() {
        return None;
    }
    let is_label = |text: &str| {
        let start = beginning(text, LABEL_BYTES);
        start.contains(":**") || start.contains("**:")
    };
    // Plain text may have such a block too; stars and signs in it are then no markup.
    let plain = matches!(source.extension, "txt" | "text");
    if !plain
        && preface::block(source.text).is_some_and(|preface| preface.title.is_some() || !preface.people.is_empty())
    {
        Some("front matter between dashes")
    } else if begins("**").filter(|line| is_label(line.text)).nth(1).is_some() {
        Some("labels in stars before the paragraphs")
    } else if matches!(source.extension, "md" | "markdown" | "mdown" | "mkd" | "qmd" | "rmd") {
        Some("its extension")
    } else {
        None
    }
}

/// Reads Markdown.
///
/// # Errors
///
/// A refusal where its text is no transcript.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    let front = preface::block(source.text).unwrap_or_default();
    let mut reader = Reader {
        document: Document::by_lines(),
        ..Reader::default()
    };
    for line in lines(source.text)
        .take(front.lines)
        .filter(|line| !matches!(line.text.trim_end(), "---" | "..."))
    {
        reader.document.front_line(line.text, line.number);
    }
    let mut body = source.text.get(front.end..).unwrap_or("");
    if source.part == Part::Head {
        // The last line may be cut.
        body = body.rfind('\n').and_then(|end| body.get(..=end)).unwrap_or("");
    }
    let mut counter = Counter::of(source.text);
    for (event, range) in Parser::new_ext(body, Options::ENABLE_TABLES).into_offset_iter() {
        reader.line = counter.line_at(front.end + range.start);
        let written = body.get(range).unwrap_or("");
        reader.event(event, written);
    }
    reader.document.read(source, lines::count(source.text))
}

/// Where reading stands.
#[derive(Default)]
struct Reader {
    document: Document,
    line: usize,
    /// The text of the line that is being read.
    words: String,
    /// Where emphasis began at the beginning of the line, and where it ended.
    emphasis: Option<(usize, Option<usize>)>,
    /// The numbers of open lists; none where they have bullets.
    lists: Vec<Option<u64>>,
    /// An item has begun and has no paragraph yet.
    item: bool,
    /// Inside an image: its description is not of the text.
    images: usize,
}

impl Reader {
    fn event(&mut self, event: Event<'_>, written: &str) {
        match event {
            Event::Start(tag) => self.start(&tag, written),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) if self.images == 0 => self.text(&text),
            Event::Html(text) | Event::InlineHtml(text) if !text.trim_start().starts_with("<!--") => {
                self.text(&markup::plain(&text).text);
            }
            Event::SoftBreak | Event::HardBreak => self.end_line(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, written: &str) {
        match tag {
            Tag::Paragraph if std::mem::take(&mut self.item) => {}
            Tag::Paragraph | Tag::HtmlBlock => self.open(self.line),
            Tag::Heading { level, .. } => {
                self.open(self.line);
                if written.starts_with('#') || is_underlined_heading(*level, written) {
                    self.document.heading();
                }
            }
            Tag::CodeBlock(_) => {
                // The words of a fenced block begin under its fence.
                self.open(self.line + usize::from(written.starts_with(['`', '~'])));
            }
            Tag::List(first) => self.lists.push(*first),
            Tag::Item => {
                self.open(self.line);
                self.item = true;
                match self.lists.last_mut() {
                    Some(Some(number)) => {
                        self.words = format!("{number}. ");
                        *number = number.saturating_add(1);
                    }
                    _ => self.words.push_str("- "),
                }
            }
            Tag::Emphasis | Tag::Strong if self.emphasis.is_none() && self.words.trim().is_empty() => {
                self.emphasis = Some((self.words.len(), None));
            }
            Tag::Image { .. } => self.images += 1,
            Tag::Table(_) => {
                self.close();
                self.document.open_table();
            }
            Tag::TableHead | Tag::TableRow => self.document.row(),
            Tag::TableCell => {
                self.document.cell();
                self.open(self.line);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::TableCell => {
                self.close();
            }
            TagEnd::Item => {
                self.close();
                self.item = false;
            }
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::Emphasis | TagEnd::Strong => {
                if let Some((_, end @ None)) = &mut self.emphasis {
                    *end = Some(self.words.len());
                }
            }
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::Table => self.document.close_table(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.end_line();
            }
            self.words.push_str(line);
        }
    }

    fn open(&mut self, line: usize) {
        self.close();
        self.document.open(line);
    }

    fn close(&mut self) {
        self.end_words();
        self.document.close_all();
    }

    fn end_line(&mut self) {
        self.end_words();
        self.document.line_break();
    }

    /// The words of a line go to the document, with stars around what is a label in them.
    fn end_words(&mut self) {
        if let Some((start, end)) = self.emphasis.take()
            && is_label(&self.words, start, end)
        {
            self.words.insert_str(end.unwrap_or(self.words.len()), "**");
            self.words.insert_str(start, "**");
        }
        self.document.words(&self.words);
        self.words.clear();
    }
}

/// Whether what is emphasised at the beginning of a line is a label: a colon ends it or follows it, or a time is its end.
fn is_label(words: &str, start: usize, end: Option<usize>) -> bool {
    let end = end.unwrap_or(words.len());
    let (Some(inner), Some(after)) = (words.get(start..end), words.get(end..)) else {
        return false;
    };
    let inner = inner.trim_end();
    let timed = inner.contains(':') && inner.ends_with([')', ']', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    inner.len() <= LABEL_BYTES && (inner.ends_with(':') || after.trim_start().starts_with(':') || timed)
}

/// Whether a text over a line of signs is a heading: dashes also stand as a rule under a paragraph.
fn is_underlined_heading(level: HeadingLevel, written: &str) -> bool {
    let text = written.trim_end_matches(['-', '=', '\n', '\r', ' ']);
    level == HeadingLevel::H1
        || (text.len() <= HEADING_BYTES && !text.contains('\n') && !text.ends_with(['.', '?', '!', ':', ',']))
}
