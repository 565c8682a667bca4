//! A transcript taken apart into plain values and put together again, for a store that keeps what was read.
//!
//! What is put together is looked over: spans that do not rise, labels that are not there or text that would have been made safe
//! on reading give no transcript at all, whoever wrote the values.

use super::{Facts, Label, TAG_NO_LABEL, Time, Transcript, Utterance, WordTime};
use crate::text::safe::{Hidden, is_clean, sanitize};
use crate::text::{SafeText, Span};

/// Everything that a transcript holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    /// All words.
    pub text: String,
    /// The utterances in order.
    pub utterances: Vec<UtteranceParts>,
    /// Where words begin whose times are known, and when.
    pub word_times: Vec<WordTime>,
    /// The labels as the file writes them.
    pub labels: Vec<SafeText>,
    /// Title, outlet, date, language.
    pub facts: Facts,
    /// How many lines the source has.
    pub source_lines: usize,
    /// What was taken away on reading.
    pub hidden: Hidden,
}

/// Everything that an utterance holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UtteranceParts {
    /// Where its words stand in the text.
    pub span: Span,
    /// When it begins.
    pub from: Option<Time>,
    /// When it ends.
    pub to: Option<Time>,
    /// Its first source line, from 1.
    pub line: u32,
    /// How many source lines it takes.
    pub lines: u16,
    /// Kind, label and marked change, as a transcript packs them.
    pub tag: u16,
}

impl Transcript {
    /// Puts a transcript together; none where the parts do not fit.
    #[must_use]
    pub fn of_parts(parts: Parts) -> Option<Self> {
        let text = &parts.text;
        let rises = |before: &mut usize, span: Span| {
            let fits =
                span.start() >= *before && text.is_char_boundary(span.start()) && text.is_char_boundary(span.end());
            *before = span.end();
            fits
        };
        let labelled = |utterance: &UtteranceParts| {
            let label = utterance.tag & TAG_NO_LABEL;
            label == TAG_NO_LABEL || usize::from(label) < parts.labels.len()
        };
        let mut end = 0;
        let utterances = parts.utterances.iter();
        let mut word = 0;
        let fits = utterances.clone().all(|u| rises(&mut end, u.span) && labelled(u))
            && parts.word_times.iter().all(|time| {
                let fits = time.start() >= word && text.is_char_boundary(time.start());
                word = time.start();
                fits
            })
            && parts
                .facts
                .labels()
                .all(|label| usize::from(label.0) < parts.labels.len())
            && is_safe(text);
        fits.then(|| Self {
            first_timed: utterances.clone().position(|utterance| utterance.from.is_some()),
            utterances: utterances.map(UtteranceParts::whole).collect(),
            text: parts.text,
            word_times: parts.word_times,
            labels: parts.labels,
            facts: parts.facts,
            source_lines: parts.source_lines,
            hidden: parts.hidden,
        })
    }
}

impl Facts {
    /// The labels of which the file says something.
    fn labels(&self) -> impl Iterator<Item = Label> {
        let roles = self.stated_roles.iter().map(|(label, _)| *label);
        roles.chain(self.full_names.iter().map(|(label, _)| *label))
    }
}

impl UtteranceParts {
    /// The parts of an utterance.
    #[must_use]
    pub const fn of(utterance: &Utterance) -> Self {
        Self {
            span: utterance.span,
            from: utterance.from,
            to: utterance.to,
            line: utterance.line,
            lines: utterance.lines,
            tag: utterance.tag,
        }
    }

    const fn whole(&self) -> Utterance {
        Utterance {
            span: self.span,
            from: self.from,
            to: self.to,
            line: self.line,
            lines: self.lines,
            tag: self.tag,
        }
    }
}

/// Whether a text is as it would have left the gate to the screen.
fn is_safe(text: &str) -> bool {
    if is_clean(text) {
        return true;
    }
    let mut safe = String::with_capacity(text.len());
    sanitize(text, &mut safe, &mut Hidden::default());
    safe == text
}
