//! Taking an anchor, and finding its words again.
//!
//! A wrong place is worse than a lost one, so a mark moves only to words that stand exactly once; weighing look-alikes is
//! not done here. What was stored is never overwritten: the new place stands beside it.

use memchr::memmem;

use super::{Anchor, Corrected, Mark, Status};
use crate::text::Span;
use crate::transcript::{Transcript, Utterance};
use crate::turns::Correction;

/// Characters kept on each side of a quote: with 32 every turn of the measured interviews is unique, so 64 is plenty.
const CONTEXT: usize = 64;
/// A quote of fewer characters is not trusted without some of what stood beside it.
const TELLING: usize = 24;
/// How many characters of context make a short quote trusted.
const BESIDE: usize = 12;
/// How far back a time is looked for, in utterances; a text without times must not be walked for each mark.
const LOOK_BACK: usize = 64;

impl Anchor {
    /// The anchor of a span of this transcript; speaker, role and turn are added by who knows them.
    #[must_use]
    pub fn of(transcript: &Transcript, span: Span) -> Self {
        let text = transcript.text();
        let before = text.get(..span.start()).unwrap_or("");
        let after = text.get(span.end()..).unwrap_or("");
        let first = transcript.utterance_at(span.start());
        let last = transcript.utterance_at(span.end().saturating_sub(1).max(span.start()));
        let all = transcript.utterances();
        let from = first.and_then(|at| all[..=at].iter().rev().take(LOOK_BACK).find_map(Utterance::from));
        Self {
            quote: transcript.words(span).to_owned(),
            prefix: last_characters(before, CONTEXT).to_owned(),
            suffix: first_characters(after, CONTEXT).to_owned(),
            span,
            from,
            to: last.and_then(|at| all[at].to()),
            ..Self::default()
        }
    }

    /// Where the words stand in this text: at `tried`, at the stored span, else where they stand exactly once.
    fn found(&self, text: &str, tried: Span) -> (Span, Status) {
        for span in [tried, self.span] {
            if self.stands_at(text, span) {
                return (span, Status::Ok);
            }
        }
        let pattern = format!("{}{}{}", self.prefix, self.quote, self.suffix);
        let telling = self.quote.chars().nth(TELLING).is_some();
        let start = once(text, &pattern)
            .map(|at| at + self.prefix.len())
            .or_else(|| if telling { once(text, &self.quote) } else { None });
        match start {
            Some(start) => (Span::new(start, start + self.quote.len()), Status::Moved),
            None => (tried, Status::Orphan),
        }
    }

    fn stands_at(&self, text: &str, span: Span) -> bool {
        let (Some(before), Some(after)) = (text.get(..span.start()), text.get(span.end()..)) else {
            return false;
        };
        if text.get(span.range()) != Some(self.quote.as_str()) {
            return false;
        }
        self.quote.chars().nth(TELLING).is_some()
            || before.ends_with(last_characters(&self.prefix, BESIDE))
            || after.starts_with(first_characters(&self.suffix, BESIDE))
    }
}

/// Finds a loaded mark in the present text and writes its place and status into it; the anchor stays as it was stored.
///
/// A mark whose words stand nowhere, or in several places, becomes an orphan: it is kept and listed, not shown in the text.
pub fn place(transcript: &Transcript, mark: &mut Mark) {
    let (span, status) = mark.anchor.found(transcript.text(), mark.span);
    mark.span = span;
    mark.status = status;
}

/// The same for a correction: moves its span or offset along with its anchor; one without an anchor is always in place.
pub fn place_corrected(transcript: &Transcript, corrected: &mut Corrected) -> Status {
    let Some(anchor) = &corrected.anchor else {
        return Status::Ok;
    };
    let (found, status) = anchor.found(transcript.text(), anchor.span);
    let (old, new, size) = (anchor.span.start(), found.start(), transcript.text().len());
    let shifted = |offset: usize| (offset + new).saturating_sub(old).min(size);
    match &mut corrected.correction {
        Correction::Give { span, .. } | Correction::Automatic { span } => {
            *span = Span::new(shifted(span.start()), shifted(span.end()));
        }
        Correction::Split { at } | Correction::Join { at } | Correction::SwapFrom { at } => *at = shifted(*at),
        Correction::Rename { .. }
        | Correction::Merge { .. }
        | Correction::SetRole { .. }
        | Correction::SetSide { .. } => return Status::Ok,
    }
    status
}

/// Where `needle` begins, if it stands in `text` exactly once.
fn once(text: &str, needle: &str) -> Option<usize> {
    if needle.is_empty() {
        return None;
    }
    let finder = memmem::Finder::new(needle);
    let first = finder.find(text.as_bytes())?;
    let rest = text.as_bytes().get(first + 1..)?;
    finder.find(rest).is_none().then_some(first)
}

fn last_characters(text: &str, count: usize) -> &str {
    let start = text
        .char_indices()
        .rev()
        .take(count)
        .last()
        .map_or(text.len(), |(at, _)| at);
    &text[start..]
}

fn first_characters(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    &text[..end]
}
