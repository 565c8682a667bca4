//! What stands before the words of a paragraph in elements of its own: who speaks, and when.

use std::borrow::Cow;

use super::super::lines::is_blank;
use super::super::names::LABEL_BYTES;
use super::super::times::stamp;

/// What an element before a paragraph holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Who speaks, or a work that is named: told by what follows.
    Cite,
    /// Who speaks.
    Label,
    /// When.
    Time,
}

/// What an element holds by its name and class, if it may stand before a paragraph.
#[must_use]
pub fn kind_of(name: &str, class: &str) -> Option<Kind> {
    match name {
        "cite" => return Some(Kind::Cite),
        "time" => return Some(Kind::Time),
        "span" | "b" | "strong" | "em" | "i" | "a" => {}
        _ => return None,
    }
    let class = class.to_lowercase();
    if class.contains("timestamp") || class.contains("timecode") {
        Some(Kind::Time)
    } else if class.contains("speaker") {
        Some(Kind::Label)
    } else {
        None
    }
}

/// The head of the paragraph that is open, as far as it is known.
#[derive(Clone, Debug, Default)]
pub enum Head {
    /// There is none, or words have followed it.
    #[default]
    None,
    /// Its element is open.
    Open(Kind, String),
    /// Its element is closed and no words have followed.
    Known(Kind),
    /// The same, and the sign between it and the words is written.
    Written,
}

impl Head {
    /// Whether the paragraph has no words but these.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        matches!(self, Self::Known(_) | Self::Written)
    }

    /// An element begins; the sign before it is the answer.
    pub fn begin(&mut self, kind: Kind, element: &str) -> &'static str {
        let sign = self.before_more();
        *self = Self::Open(kind, element.to_owned());
        sign
    }

    /// The element ends, if it is that one.
    pub fn end(&mut self, element: &str) {
        if let Self::Open(kind, name) = self
            && name == element
        {
            *self = Self::Known(*kind);
        }
    }

    /// The sign between what is known and what comes in another element: that makes a name a label.
    pub fn before_more(&mut self) -> &'static str {
        let sign = match self {
            Self::Known(Kind::Cite | Kind::Label) => ": ",
            Self::Known(Kind::Time) => " ",
            _ => return "",
        };
        *self = Self::Written;
        sign
    }

    /// Words as they are to be written.
    pub fn words<'a>(&mut self, words: &'a str) -> Cow<'a, str> {
        match self {
            Self::Open(Kind::Time, _) => {
                let bare = words.trim().trim_matches(['[', ']', '(', ')']);
                let is_time = stamp(bare).is_some_and(|time| time.fields > 1 && time.length == bare.len());
                if is_time {
                    return Cow::Owned(format!("[{bare}]"));
                }
                if !is_blank(words) {
                    *self = Self::None;
                }
                Cow::Borrowed(words)
            }
            Self::Open(..) if words.len() > LABEL_BYTES => {
                *self = Self::None;
                Cow::Borrowed(words)
            }
            Self::Open(..) => Cow::Borrowed(words.trim_end_matches(|c: char| c == ':' || c.is_whitespace())),
            _ if is_blank(words) => Cow::Borrowed(" "),
            Self::Known(kind) => {
                let colon = *kind == Kind::Label || words.trim_start().starts_with(':');
                *self = Self::None;
                if colon {
                    let rest = words.trim_start();
                    return Cow::Owned(format!(": {}", rest.strip_prefix(':').unwrap_or(rest)));
                }
                Cow::Borrowed(words)
            }
            Self::Written | Self::None => {
                *self = Self::None;
                Cow::Borrowed(words)
            }
        }
    }
}
