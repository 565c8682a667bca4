//! Rich text: the words of an RTF file, in whatever codepage each font writes them.
//!
//! What is not shown is passed over: tables of fonts and styles, notes, headers, pictures, codes of fields, hidden and deleted
//! text. Groups may stand as deep in one another as they like; no stack grows beyond a limit.

mod codepages;
mod words;

use std::collections::HashMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::document::Document;
use super::lines;
use super::{Parsed, Part, Refusal, Remark, Source};
use crate::text::SafeText;
use codepages::{by_charset, by_number};
use words::{Token, Tokens};

/// Whether a source begins as RTF does.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    source
        .text
        .trim_start()
        .starts_with("{\\rtf")
        .then_some("an {\\rtf group")
}

/// Reads RTF.
///
/// # Errors
///
/// A refusal where its text is no transcript.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    // Bytes of text are in the codepage of their font, so the file's own are read, unless a mark or wide characters hide them.
    let begins = source.bytes.trim_ascii_start().starts_with(b"{");
    let mut tokens = Tokens::of(if begins { source.bytes } else { source.text.as_bytes() });
    let mut reader = Reader::default();
    while let Some(token) = tokens.next() {
        reader.line = tokens.line();
        if let Token::Word("bin", Some(length)) = token {
            tokens.pass_over(usize::try_from(length).unwrap_or(0));
        }
        reader.token(token);
    }
    reader.flush();
    let lines = lines::count(source.text);
    let broken_off = !reader.groups.is_empty() && source.part == Part::Whole;
    let mut parsed = reader.document.read(source, lines)?;
    if broken_off {
        parsed.remarks.push(Remark {
            line: Some(lines),
            text: SafeText::line("it breaks off: groups are not closed"),
        });
    }
    Ok(parsed)
}

/// What holds inside a group.
#[derive(Clone, Copy, Debug)]
struct Group {
    /// All that is in it is passed over.
    skipped: bool,
    /// It is the table of fonts.
    fonts: bool,
    /// Its text is hidden or deleted.
    hidden: bool,
    encoding: &'static Encoding,
    /// How many signs stand after a Unicode one for programs that know none.
    substitutes: usize,
}

/// Where reading stands.
struct Reader {
    document: Document,
    group: Group,
    groups: Vec<Group>,
    /// How many groups stand deeper than any is remembered.
    deep: usize,
    encoding: &'static Encoding,
    /// Fonts and their encodings.
    fonts: HashMap<i32, &'static Encoding>,
    font: i32,
    /// Bytes of text in the encoding of the group, not yet decoded.
    pending: Vec<u8>,
    /// The first half of a sign beyond the first plane.
    surrogate: Option<u16>,
    /// How many signs are still to be passed over after a Unicode one.
    to_skip: usize,
    /// A star came: the next word names a group that may be passed over.
    optional: bool,
    /// The paragraph stands in a table.
    in_table: bool,
    row_due: bool,
    cell_due: bool,
    line: usize,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            document: Document::default(),
            group: Group {
                skipped: false,
                fonts: false,
                hidden: false,
                encoding: WINDOWS_1252,
                substitutes: 1,
            },
            groups: Vec::new(),
            deep: 0,
            encoding: WINDOWS_1252,
            fonts: HashMap::new(),
            font: 0,
            pending: Vec::new(),
            surrogate: None,
            to_skip: 0,
            optional: false,
            in_table: false,
            row_due: true,
            cell_due: true,
            line: 1,
        }
    }
}

/// How deep groups are remembered.
const DEPTH: usize = 1024;
/// Fonts beyond this many are those of the document.
const FONTS: usize = 4096;

/// Groups that are not of the text.
const SKIPPED: &[&str] = &[
    "annotation",
    "atnauthor",
    "atnid",
    "colortbl",
    "do",
    "fldinst",
    "footer",
    "footerf",
    "footerl",
    "footerr",
    "footnote",
    "header",
    "headerf",
    "headerl",
    "headerr",
    "info",
    "listtable",
    "listtext",
    "nonshppict",
    "object",
    "pict",
    "pntext",
    "revtbl",
    "rxe",
    "stylesheet",
    "tc",
    "xe",
];

/// Words that stand for a sign.
const SIGNS: &[(&str, &str)] = &[
    ("bullet", "•"),
    ("emdash", "—"),
    ("emspace", " "),
    ("endash", "–"),
    ("enspace", " "),
    ("ldblquote", "“"),
    ("lquote", "‘"),
    ("page", " "),
    ("qmspace", " "),
    ("rdblquote", "”"),
    ("rquote", "’"),
    ("tab", "\t"),
];

impl Reader {
    fn token(&mut self, token: Token<'_>) {
        let optional = std::mem::take(&mut self.optional);
        match token {
            Token::Open => {
                self.flush();
                self.to_skip = 0;
                if self.groups.len() < DEPTH {
                    self.groups.push(self.group);
                } else {
                    self.deep += 1;
                }
            }
            Token::Close => {
                self.flush();
                self.to_skip = 0;
                if self.deep > 0 {
                    self.deep -= 1;
                } else if let Some(group) = self.groups.pop() {
                    self.group = group;
                }
            }
            _ if self.group.skipped => {}
            Token::Star => self.optional = true,
            Token::Word(word, number) => self.word(word, number, optional),
            Token::Byte(_) if self.to_skip > 0 => self.to_skip -= 1,
            Token::Byte(byte) if !self.group.fonts && !self.group.hidden => self.pending.push(byte),
            Token::Byte(_) => {}
            Token::Sign(sign) => self.say(sign),
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>, optional: bool) {
        if optional || SKIPPED.contains(&word) {
            self.group.skipped = true;
            return;
        }
        let is_on = number != Some(0);
        match word {
            "u" => self.unicode(number.unwrap_or(0)),
            "fonttbl" => self.group.fonts = true,
            "f" => self.choose(number.unwrap_or(0)),
            "fcharset" if self.group.fonts => self.font_speaks(by_charset(number.unwrap_or(0), self.encoding)),
            "cpg" if self.group.fonts => self.font_speaks(by_number(number.unwrap_or(0))),
            "ansicpg" => self.speak(by_number(number.unwrap_or(0))),
            "mac" => self.speak(Some(encoding_rs::MACINTOSH)),
            "uc" => self.group.substitutes = usize::try_from(number.unwrap_or(1)).unwrap_or(0),
            "v" | "deleted" => {
                self.flush();
                self.group.hidden = is_on;
            }
            "plain" => {
                self.flush();
                self.group.hidden = false;
            }
            "par" | "sect" | "nestrow" => self.end_paragraph(),
            "line" => {
                self.begin_paragraph();
                self.document.line_break();
            }
            "pard" => {
                self.flush();
                self.in_table = false;
            }
            "intbl" => self.in_table = true,
            "outlinelevel" if number.is_some_and(|level| level < 9) => {
                self.begin_paragraph();
                self.document.heading();
            }
            "cell" if self.in_table || self.document.is_in_table() => self.end_cell(),
            "cell" | "nestcell" => self.say("\t"),
            "row" => self.row_due = true,
            _ => {
                if let Some((_, sign)) = SIGNS.iter().find(|(name, _)| *name == word) {
                    self.say(sign);
                }
            }
        }
    }

    /// A sign by its number, which is negative beyond 32,767; what stands for it elsewhere is passed over.
    fn unicode(&mut self, number: i32) {
        let unit = u16::try_from(number.rem_euclid(0x1_0000)).unwrap_or(0);
        self.to_skip = self.group.substitutes;
        let units: Vec<u16> = self.surrogate.take().into_iter().chain([unit]).collect();
        if (0xD800..0xDC00).contains(&unit) {
            self.surrogate = Some(unit);
            return;
        }
        let signs: String = char::decode_utf16(units)
            .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect();
        self.say(&signs);
    }

    fn choose(&mut self, font: i32) {
        self.flush();
        self.font = font;
        self.group.encoding = self.fonts.get(&font).copied().unwrap_or(self.encoding);
    }

    fn font_speaks(&mut self, encoding: Option<&'static Encoding>) {
        if let Some(encoding) = encoding.filter(|_| self.fonts.len() < FONTS) {
            self.fonts.insert(self.font, encoding);
        }
    }

    fn speak(&mut self, encoding: Option<&'static Encoding>) {
        self.flush();
        if let Some(encoding) = encoding {
            self.encoding = encoding;
            self.group.encoding = encoding;
        }
    }

    /// What is pending becomes words.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        let (words, _) = self.group.encoding.decode_without_bom_handling(&bytes);
        self.begin_paragraph();
        self.document.words(&words);
        self.pending = bytes;
        self.pending.clear();
    }

    fn say(&mut self, signs: &str) {
        self.flush();
        if !self.group.hidden && !self.group.fonts {
            self.begin_paragraph();
            self.document.words(signs);
        }
    }

    fn begin_paragraph(&mut self) {
        self.flush();
        if self.document.is_open() {
            return;
        }
        if self.in_table {
            self.begin_cell();
        } else if self.document.is_in_table() {
            self.document.close_table();
            (self.row_due, self.cell_due) = (true, true);
        }
        self.document.open(self.line);
    }

    fn end_paragraph(&mut self) {
        self.begin_paragraph();
        self.document.close();
    }

    fn begin_cell(&mut self) {
        if !self.document.is_in_table() {
            self.document.open_table();
        }
        if self.row_due {
            self.document.row();
            (self.row_due, self.cell_due) = (false, true);
        }
        if self.cell_due {
            self.document.cell();
            self.cell_due = false;
        }
    }

    fn end_cell(&mut self) {
        self.flush();
        self.document.close_all();
        self.begin_cell();
        self.cell_due = true;
    }
}
