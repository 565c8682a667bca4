//! Web pages: their text in paragraphs, whatever the tags do.
//!
//! Pages close tags that they never opened and open them inside words, so no tree is built: the tags that make a paragraph end
//! it, all others are passed over, and labels are told from the text that is left. `cite` and `time` before a paragraph, as
//! podcasts write them, are its label and its time; a term of a list of definitions is the label of what it defines.

mod heads;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

use super::document::Document;
use super::lines::{self, beginning};
use super::{Parsed, Refusal, Source};
use heads::{Head, Kind, kind_of};

/// How much of a source is looked at for the tags of a page, in bytes.
const SNIFFED_BYTES: usize = 4096;

/// Tags that no other text begins with.
const SIGNS: &[&str] = &[
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<meta",
    "<title",
    "<cite",
    "<div",
    "<p>",
    "<article",
    "<section",
    "<main",
    "<h1",
    "<table",
    "<dl",
];

/// Whether a source begins as a page or a part of one.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    let mut start = source.text.trim_start();
    while let Some(rest) = start.strip_prefix("<!--").or_else(|| start.strip_prefix("<?xml")) {
        start = rest.split_once('>')?.1.trim_start();
    }
    if !start.starts_with('<') {
        return None;
    }
    let lower = beginning(start, SNIFFED_BYTES).to_lowercase();
    SIGNS
        .iter()
        .any(|sign| lower.starts_with(sign))
        .then_some("the tags of a web page")
}

/// Reads a page.
///
/// # Errors
///
/// A refusal where its text is no transcript.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    let mut emitter = DefaultEmitter::new_with_span();
    // Scripts and styles hold what looks like tags and is none.
    emitter.naively_switch_states(true);
    let mut reader = Reader::default();
    let mut counter = lines::Counter::of(source.text);
    for Ok(token) in Tokenizer::new_with_emitter(source.text, emitter) {
        match token {
            Token::StartTag(tag) => {
                reader.line = counter.line_at(tag.span.start);
                reader.start(&tag);
            }
            Token::EndTag(tag) => reader.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(words) => {
                reader.line = counter.line_at(words.span.start);
                reader.words(&String::from_utf8_lossy(&words));
            }
            _ => {}
        }
    }
    reader.document.read(source, lines::count(source.text))
}

/// Elements whose text is not of the page.
const SKIPPED: &[&str] = &[
    "script", "style", "template", "svg", "noscript", "select", "button", "iframe", "textarea", "nav", "object", "math",
];

/// Elements that begin and end a paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "menu",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

/// Elements in which a head stands by itself.
const ROWS: &[&str] = &["table", "tbody", "td", "th", "tr", "hr"];

/// Where reading stands.
#[derive(Default)]
struct Reader {
    document: Document,
    line: usize,
    /// The element that is passed over, and how many of its name are open in one another.
    skipped: Option<(String, usize)>,
    /// What stands before the words of a paragraph.
    head: Head,
    /// The text of the title, while it is read.
    title: Option<String>,
    preformatted: bool,
}

impl Reader {
    fn start(&mut self, tag: &StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name);
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth += usize::from(*skipped == name);
            return;
        }
        if SKIPPED.contains(&name.as_ref()) && !tag.self_closing {
            self.skipped = Some((name.into_owned(), 1));
            return;
        }
        let attribute = |wanted: &str| {
            let value = tag.attributes.get(wanted.as_bytes())?;
            Some(String::from_utf8_lossy(value).into_owned())
        };
        if BLOCKS.contains(&name.as_ref()) {
            self.block(&name);
        } else if let Some(kind) = kind_of(&name, &attribute("class").unwrap_or_default())
            && (self.document.is_empty() || self.head.is_known())
        {
            self.begin_head(kind, &name);
        }
        match name.as_ref() {
            "html" => self.document.state("language", &attribute("lang").unwrap_or_default()),
            "title" => self.title = Some(String::new()),
            "br" => self.line_break(),
            "pre" => self.preformatted = true,
            "table" => self.document.open_table(),
            "tr" => self.document.row(),
            "td" | "th" => {
                self.document.cell();
                let columns = attribute("colspan").and_then(|columns| columns.trim().parse().ok());
                self.document.widen(columns.unwrap_or(1));
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.open();
                self.document.heading();
            }
            "dt" => {
                self.finish();
                self.begin_head(Kind::Label, "dt");
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth -= usize::from(skipped == name);
            if *depth == 0 {
                self.skipped = None;
            }
            return;
        }
        self.head.end(name);
        match name {
            "title" => {
                let title = self.title.take().unwrap_or_default();
                self.document.state("title", &title);
            }
            "pre" => self.preformatted = false,
            "table" => {
                self.block(name);
                self.document.close_table();
                return;
            }
            _ => {}
        }
        if BLOCKS.contains(&name) {
            self.block(name);
        }
    }

    fn words(&mut self, words: &str) {
        if self.skipped.is_some() {
            return;
        }
        if let Some(title) = &mut self.title {
            title.push_str(words);
            return;
        }
        if !self.document.is_open() && lines::is_blank(words) {
            return;
        }
        self.open();
        if self.preformatted {
            for (at, line) in words.split('\n').enumerate() {
                if at > 0 {
                    self.line_break();
                    self.open();
                }
                self.document.words(line);
            }
            return;
        }
        let words = self.head.words(words);
        self.document.words(&words);
    }

    fn begin_head(&mut self, kind: Kind, element: &str) {
        self.open();
        let sign = self.head.begin(kind, element);
        self.document.words(sign);
    }

    /// A paragraph is open from here on.
    fn open(&mut self) {
        if !self.document.is_open() {
            self.document.open(self.line);
        }
    }

    /// A paragraph ends, unless only its label and time are known and its words come now.
    fn block(&mut self, name: &str) {
        if self.head.is_known() && !ROWS.contains(&name) {
            let sign = self.head.before_more();
            self.document.words(sign);
        } else {
            self.finish();
        }
    }

    fn finish(&mut self) {
        self.head = Head::None;
        self.document.close_all();
    }

    /// A line ends; an empty line ends the paragraph.
    fn line_break(&mut self) {
        if !self.document.is_open() {
            return;
        }
        if self.document.ends_line() {
            self.document.close();
        } else {
            self.document.line_break();
        }
    }
}
