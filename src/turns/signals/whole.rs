//! What is true of a whole file, whichever of its units are read: its language, its marks and capitals, its layout, its guest.

use super::super::names::{Mentions, Name};
use super::super::tongues::{Lexicon, language};
use super::super::units::{Ending, Unit};
use super::layout::overlaps_tell;
use crate::transcript::{Transcript, Utterance};

/// From this share of open line ends on, a text counts as written without punctuation.
const UNPUNCTUATED: f32 = 0.8;
/// From this share of units that begin in lower case on, a text counts as written without capitals. Lines cut inside sentences
/// reach half of it.
const UNCASED: f32 = 0.9;
/// A text of so many units without a question mark marks no questions.
const ENOUGH: usize = 12;

/// A transcript without labels, before any of its units is looked at for itself.
pub(in crate::turns) struct Whole<'a> {
    pub(in crate::turns) transcript: &'a Transcript,
    /// Its language by its code, where that has a table of phrases.
    pub(in crate::turns) language: Option<&'static str>,
    pub(super) lexicon: &'static Lexicon,
    pub(in crate::turns) punctuated: bool,
    /// Questions end in question marks.
    pub(super) marks_questions: bool,
    /// All is written in capitals.
    pub(super) capitals: bool,
    /// Sentences begin with capitals.
    pub(super) cased: bool,
    /// Blank lines stand between some utterances but not between all.
    pub(super) blanks_tell: bool,
    /// Some changes of speaker are marked.
    pub(in crate::turns) marks_changes: bool,
    /// Some utterances are timed.
    pub(super) timed: bool,
    /// Cues that overlap are rare, and so are two people.
    pub(super) overlaps_tell: bool,
    /// Several sentences stand in most utterances.
    pub(super) paragraphs: bool,
    /// Where people are named.
    pub(in crate::turns) mentions: Mentions<'a>,
    /// What the guest is called, where the text says so.
    pub(super) guest: Option<Name>,
}

impl<'a> Whole<'a> {
    /// What the units of a transcript are together; `units` are all of them, or as many as are read at all.
    pub(in crate::turns) fn new(transcript: &'a Transcript, units: &[Unit]) -> Self {
        let language = language(transcript.facts().language, transcript.text());
        let open = units.iter().filter(|unit| unit.ending == Ending::Open).count();
        let punctuated = (open as f32) < UNPUNCTUATED * units.len() as f32;
        let asks = units.iter().any(|unit| unit.ending == Ending::Asks);
        let many = |is_so: fn(&str) -> bool| {
            let so = units.iter().filter(|unit| is_so(transcript.words(unit.span)));
            so.count() as f32 >= UNCASED * units.len() as f32
        };
        let capitals = many(|words| !words.contains(char::is_lowercase));
        let begins = units.iter().filter(|unit| unit.begins).count();
        let blanks = units.iter().filter(|unit| unit.paragraph).count();
        let mentions = Mentions::new(transcript, units);
        Self {
            transcript,
            language,
            lexicon: Lexicon::of(language),
            punctuated,
            marks_questions: punctuated && (asks || units.len() < ENOUGH),
            capitals,
            cased: !capitals && !many(|words| words.starts_with(char::is_lowercase)),
            blanks_tell: blanks >= 2 && blanks * 10 < begins * 9,
            marks_changes: transcript.utterances().iter().any(Utterance::marks_change),
            timed: transcript.is_timed(),
            overlaps_tell: overlaps_tell(transcript.utterances()),
            paragraphs: begins >= 4 && units.len() >= 2 * begins,
            guest: mentions.guest(units),
            mentions,
        }
    }
}
