//! What was said, as the file gives it: one text, its utterances, and facts about the document.
//!
//! A transcript never changes after reading. It does not know who asks and who answers; it knows the labels that the
//! file writes. [`Builder`](crate::transcript::Builder) is the only way to make one, and everything that enters goes
//! through [`crate::text::safe`].

mod build;
mod parts;
mod passages;
mod when;

pub use build::{Builder, Piece};
pub use parts::{Parts, UtteranceParts};
pub use passages::{NOTATIONS, Notation, Passage, PassageKind, passages};
pub use when::WordTime;

use std::num::NonZeroU32;

use crate::text::safe::Hidden;
use crate::text::{SafeText, Span};

/// A moment of the recording, in milliseconds from its beginning.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Time(NonZeroU32);

impl Time {
    /// A time that many milliseconds after the beginning; what would be over 49 days is held at that.
    #[must_use]
    pub fn from_millis(millis: u64) -> Self {
        let held = u32::try_from(millis).unwrap_or(u32::MAX).saturating_add(1);
        Self(NonZeroU32::new(held).unwrap_or(NonZeroU32::MAX))
    }

    /// Milliseconds from the beginning.
    #[must_use]
    pub const fn millis(self) -> u32 {
        self.0.get() - 1
    }

    /// Seconds from the beginning.
    #[must_use]
    pub fn seconds(self) -> f64 {
        f64::from(self.millis()) / 1000.0
    }

    /// `m:ss`, from the first hour on `h:mm:ss`.
    #[must_use]
    pub fn clock(self) -> String {
        let seconds = self.millis() / 1000;
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        if hours > 0 {
            format!("{hours}:{minutes:02}:{seconds:02}")
        } else {
            format!("{minutes}:{seconds:02}")
        }
    }
}

/// What an utterance is part of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Kind {
    /// Part of the talk.
    Speech = 0,
    /// Title, outlet, date, byline.
    FrontMatter = 1,
    /// A section head or chapter title.
    Head = 2,
    /// In the file but not of the talk: adverts, links, prompts, site names.
    Furniture = 3,
}

/// The number of a label in [`Transcript::labels`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub struct Label(pub u16);

/// A piece as the file gives it: a line, a cue, a segment, a labelled paragraph. 24 bytes, because a long transcript has
/// millions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Utterance {
    span: Span,
    from: Option<Time>,
    to: Option<Time>,
    line: u32,
    lines: u16,
    tag: u16,
}

const TAG_NO_LABEL: u16 = 0x0FFF;
const TAG_CHANGE: u16 = 0x8000;

impl Utterance {
    /// Where its words stand in the text.
    #[must_use]
    pub const fn span(&self) -> Span {
        self.span
    }

    /// When it begins in the recording, if the file says so.
    #[must_use]
    pub const fn from(&self) -> Option<Time> {
        self.from
    }

    /// When it ends in the recording, if the file says so.
    #[must_use]
    pub const fn to(&self) -> Option<Time> {
        self.to
    }

    /// Number of its first source line, counted from 1 at LF, CRLF and CR.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.line as usize
    }

    /// How many source lines it takes, its label line included; at least 1.
    #[must_use]
    pub const fn lines(&self) -> usize {
        self.lines as usize
    }

    /// Whether it is speech, and if not, what.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match (self.tag >> 12) & 0b11 {
            0 => Kind::Speech,
            1 => Kind::FrontMatter,
            2 => Kind::Head,
            _ => Kind::Furniture,
        }
    }

    /// The label the file puts before it; none where it has none or where it goes on under the last one.
    #[must_use]
    pub const fn label(&self) -> Option<Label> {
        let label = self.tag & TAG_NO_LABEL;
        if label == TAG_NO_LABEL {
            None
        } else {
            Some(Label(label))
        }
    }

    /// Whether the file marks a change of speaker here without saying who (`>>`, a leading dash).
    #[must_use]
    pub const fn marks_change(&self) -> bool {
        self.tag & TAG_CHANGE != 0
    }
}

/// Facts about the document, each found in the file or absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The title, if the file has one.
    pub title: Option<SafeText>,
    /// Who published it: a station, a site, a programme.
    pub outlet: Option<SafeText>,
    /// The date as `2025-02-09` where it could be read as one, else as written.
    pub date: Option<SafeText>,
    /// Language as ISO 639-1, such as `de`.
    pub language: Option<&'static str>,
    /// Roles that the file itself states: label as written and whether it is the interviewer's.
    pub stated_roles: Vec<(Label, StatedRole)>,
    /// Readable names that the file itself gives for labels: `SL` and whom it stands for.
    pub full_names: Vec<(Label, SafeText)>,
}

/// What a file's front matter says of a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatedRole {
    /// Asks: host, interviewer, moderator.
    Interviewer,
    /// Answers: guest, interviewee.
    Guest,
}

/// What was said.
#[derive(Clone, Debug, Default)]
pub struct Transcript {
    text: String,
    utterances: Vec<Utterance>,
    /// The first utterance with a time: a text without any is not searched for one at every question.
    first_timed: Option<usize>,
    word_times: Vec<WordTime>,
    labels: Vec<SafeText>,
    facts: Facts,
    source_lines: usize,
    hidden: Hidden,
}

impl Transcript {
    /// All words in the order of the file: utterances with one LF between them, two where the source leaves a blank line.
    /// Inside an utterance every run of white space is one space, or one LF where its source line ended.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The words of a span.
    #[must_use]
    pub fn words(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The utterances in order; their spans rise and do not overlap.
    #[must_use]
    pub fn utterances(&self) -> &[Utterance] {
        &self.utterances
    }

    /// The labels as the file writes them, in order of first appearance.
    #[must_use]
    pub fn labels(&self) -> &[SafeText] {
        &self.labels
    }

    /// Title, outlet, date, language.
    #[must_use]
    pub const fn facts(&self) -> &Facts {
        &self.facts
    }

    /// How many lines the source has, counted at LF, CRLF and CR.
    #[must_use]
    pub const fn source_lines(&self) -> usize {
        self.source_lines
    }

    /// What was taken away so that nothing commands the terminal.
    #[must_use]
    pub const fn hidden(&self) -> Hidden {
        self.hidden
    }

    /// Takes the language that the file's own header states.
    pub(crate) const fn state_language(&mut self, language: &'static str) {
        self.facts.language = Some(language);
    }

    /// Takes the title that the file states.
    pub(crate) fn state_title(&mut self, title: &str) {
        self.facts.title = Some(SafeText::line(title)).filter(|title| !title.is_empty());
    }

    /// Takes the readable name that the file gives for a label, if anybody speaks under it.
    pub(crate) fn state_name(&mut self, label: &str, name: &str) {
        let (label, name) = (SafeText::line(label), SafeText::line(name));
        let at = self.labels.iter().position(|known| *known == label);
        if let Some(at) = at.and_then(|at| u16::try_from(at).ok())
            && !name.is_empty()
            && name != label
        {
            self.facts.full_names.push((Label(at), name));
        }
    }

    /// Puts the lines of another source in the place of those of every utterance, where what was read had been taken out of it:
    /// `origin` gives the line there for a line here, `source_lines` how many there are.
    pub(crate) fn renumber(&mut self, origin: impl Fn(usize) -> usize, source_lines: usize) {
        self.source_lines = source_lines;
        for utterance in &mut self.utterances {
            let first = origin(utterance.line());
            let last = origin(utterance.line() + utterance.lines() - 1);
            utterance.line = u32::try_from(first).unwrap_or(u32::MAX);
            utterance.lines = u16::try_from(last.saturating_sub(first) + 1).unwrap_or(u16::MAX);
        }
    }

    /// Makes every utterance the same kind, where a header says so of the whole file.
    pub(crate) fn set_all(&mut self, kind: Kind) {
        for utterance in &mut self.utterances {
            utterance.tag = (utterance.tag & !0x3000) | ((kind as u16) << 12);
        }
    }

    /// Index of the last utterance that begins at or before `offset`.
    #[must_use]
    pub fn utterance_at(&self, offset: usize) -> Option<usize> {
        self.utterances
            .partition_point(|u| u.span.start() <= offset)
            .checked_sub(1)
    }

    /// The latest time the file names.
    #[must_use]
    pub fn duration(&self) -> Option<Time> {
        self.utterances.iter().rev().find_map(|u| u.to().or(u.from()))
    }

    /// Whether any utterance has a time.
    #[must_use]
    pub const fn is_timed(&self) -> bool {
        self.first_timed.is_some()
    }
}
