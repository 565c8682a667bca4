//! Find: a query to spans of the text.
//!
//! The query is read once and then searched in the text itself; nothing is lower-cased whole. It finds across wraps, lines
//! and cues, because those are white space in the one text.

use crate::text::{SafeText, Span};
use crate::transcript::Transcript;
use crate::turns::Turns;

/// A query, understood.
#[derive(Clone, Debug)]
pub struct Query {
    written: String,
}

/// A mark as search sees it, for the `note:` and `#tag` scopes.
#[derive(Clone, Copy, Debug)]
pub struct Noted<'a> {
    /// What it marks.
    pub span: Span,
    /// Its note.
    pub note: &'a str,
    /// Its tags, without `#`.
    pub tags: &'a [String],
}

impl Query {
    /// Reads a query line. `regex` takes the whole of it as a regular expression. Scope words that are no speaker of `turns`
    /// are text. An empty line is `None`.
    ///
    /// # Errors
    ///
    /// What is wrong with the regular expression, in a few words.
    pub fn parse(line: &str, regex: bool, _turns: &Turns) -> Result<Option<Self>, SafeText> {
        let _ = regex;
        Ok((!line.is_empty()).then(|| Self {
            written: line.to_owned(),
        }))
    }

    /// The line as it was typed.
    #[must_use]
    pub fn written(&self) -> &str {
        &self.written
    }
}

/// All hits inside `within`, in order.
#[must_use]
pub fn find(
    _query: &Query,
    _transcript: &Transcript,
    _turns: &Turns,
    _noted: &[Noted<'_>],
    _within: Span,
) -> Vec<Span> {
    Vec::new()
}
