//! Taking an anchor, and finding its words again.
//!
//! A wrong place is worse than a lost one, so a mark moves only where its words, or at least all that stood around them, are
//! found in one place and no other. What was stored is never overwritten: the new place stands beside it.

mod align;
mod finder;
mod folded;
mod lines;
mod neighbours;
mod places;
mod seeds;
mod window;

use super::{Anchor, Corrected, Mark, Status};
use crate::text::Span;
use crate::transcript::{Transcript, Utterance};
use crate::turns::Correction;
pub(super) use finder::is_said_twice;
use finder::{Finder, Found};

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

    /// Whether the quote stands at a span of this text: its very words, where they are few with some of what stood beside them.
    fn stands_at(&self, text: &str, span: Span) -> bool {
        let (Some(before), Some(after)) = (text.get(..span.start()), text.get(span.end()..)) else {
            return false;
        };
        if text.get(span.range()) != Some(self.quote.as_str()) {
            return false;
        }
        self.quote.chars().nth(TELLING).is_some()
            || (before.ends_with(last_characters(&self.prefix, BESIDE))
                && after.starts_with(first_characters(&self.suffix, BESIDE)))
    }

    /// Whether what is kept goes to the end of the text it was taken from: less is kept behind the quote than there is room for, and
    /// all of it before.
    fn is_last(&self) -> bool {
        let is_full = |context: &str| context.chars().nth(CONTEXT - 1).is_some();
        is_full(&self.prefix) && !is_full(&self.suffix)
    }

    /// What is said in this transcript at the seconds of the quote; none where either does not know them, and where nothing is.
    fn by_time(&self, transcript: &Transcript) -> Option<Span> {
        let from = self.from?;
        let until = self.to.unwrap_or(from);
        let spoken = |utterance: &&Utterance| {
            let begins = utterance.from();
            let ends = utterance.to().or(begins);
            begins.is_some_and(|begins| begins <= until) && ends.is_some_and(|ends| from < ends || Some(from) == begins)
        };
        let spoken = transcript.utterances().iter().filter(spoken);
        spoken.map(Utterance::span).reduce(Span::cover)
    }
}

/// A transcript in which marks are sought again, one after the other.
#[derive(Clone, Debug)]
pub struct Seeker<'t> {
    transcript: &'t Transcript,
    /// Made for the first mark that does not stand where it stood.
    finder: Option<Finder>,
}

impl<'t> Seeker<'t> {
    /// Seeks in this transcript. Nothing is done until something is sought.
    #[must_use]
    pub const fn new(transcript: &'t Transcript) -> Self {
        Self {
            transcript,
            finder: None,
        }
    }

    /// Finds a loaded mark and writes its place and status into it; the anchor stays as it was stored.
    ///
    /// A mark whose words stand nowhere becomes an orphan: it is kept and listed, not shown in the text.
    pub fn place(&mut self, mark: &mut Mark) {
        let (span, status) = self.found(&mark.anchor, mark.span);
        mark.span = span;
        mark.status = status;
    }

    /// The same for a correction: moves its span or offset along with its anchor; one without an anchor is always in place.
    pub fn place_corrected(&mut self, corrected: &mut Corrected) -> Status {
        let Some(anchor) = &corrected.anchor else {
            return Status::Ok;
        };
        let (was, size) = (anchor.span, self.transcript.text().len());
        let (is, status) = self.found(anchor, was);
        // What does not begin where its anchor does is as far from it as it was.
        let shifted = |offset: usize| (offset + is.start()).saturating_sub(was.start()).min(size);
        match &mut corrected.correction {
            Correction::Give { span, .. } | Correction::Automatic { span } if *span == was => *span = is,
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

    /// Where the words stand: at `tried`, at the stored span, where they are found, else where they were said.
    fn found(&mut self, anchor: &Anchor, tried: Span) -> (Span, Status) {
        let text = self.transcript.text();
        for span in [tried, anchor.span] {
            if anchor.stands_at(text, span) {
                return (span, Status::Ok);
            }
        }
        let finder = self.finder.get_or_insert_with(|| Finder::of(text));
        if let Some(Found { span, status }) = finder.find(text, anchor) {
            return (span, status);
        }
        match anchor.by_time(self.transcript) {
            Some(span) => (span, Status::ByTime),
            None => (tried, Status::Orphan),
        }
    }
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
