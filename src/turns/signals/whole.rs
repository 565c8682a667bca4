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

/// From so many sentences for each utterance on, utterances are paragraphs.
const SENTENCES: usize = 2;
/// Of the questions in a talk that has a paragraph for each turn, at least so many end theirs; the others are asked in passing.
const ENDING: f32 = 0.4;
/// Paragraphs whose lengths spread by less than this part of their mean were cut by a rule and not where somebody took over: in
/// 616 labelled interviews turns spread by 0.44 to 1.8, paragraphs of 6 or 12 sentences or of 500 or 1,500 bytes by 0.01 to 0.51.
const EVEN: f32 = 0.5;
/// What the spread says, in logarithms of odds for each part of the mean, and at most; and how many paragraphs it takes.
const SPREAD: (f32, f32, usize) = (20.0, 6.0, 4);

/// What it tells that a sentence stands inside an utterance: how the file is cut says which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inside {
    /// Utterances are lines, which seldom hold a change.
    Line,
    /// Utterances are paragraphs, and each has one speaker.
    Paragraph,
    /// Nothing: a recogniser, a captioner or a clipboard ran together whatever was said.
    Nothing,
}

impl Inside {
    /// Which of them is likeliest for the units of a file, so many of which begin an utterance.
    fn of(transcript: &Transcript, units: &[Unit], begins: usize) -> Self {
        if units.iter().any(|unit| unit.runs_on(transcript)) {
            Self::Nothing
        } else if units.len() < SENTENCES * begins {
            Self::Line
        } else if begins > 1 && asking_at_ends(units, begins) + spreading(units, begins) >= 0.0 {
            Self::Paragraph
        } else {
            Self::Nothing
        }
    }
}

/// What questions say for paragraphs that are turns, as a logarithm of odds: where paragraphs are cut anywhere, no more questions
/// end one than other sentences do.
fn asking_at_ends(units: &[Unit], begins: usize) -> f32 {
    let by_chance = begins as f32 / units.len() as f32;
    let (ends, inside) = (ENDING / by_chance, (1.0 - ENDING) / (1.0 - by_chance));
    let pairs = units.windows(2).filter(|pair| pair[0].ending == Ending::Asks);
    pairs
        .map(|pair| if pair[1].begins { ends.ln() } else { inside.ln() })
        .sum()
}

/// What the lengths of paragraphs say for their being turns, as a logarithm of odds.
fn spreading(units: &[Unit], begins: usize) -> f32 {
    let (steep, most, enough) = SPREAD;
    if begins < enough {
        return 0.0;
    }
    let (mut sum, mut squares) = (0.0, 0.0);
    for paragraph in units.chunk_by(|_, next| !next.begins) {
        let length = (paragraph[paragraph.len() - 1].span.end() - paragraph[0].span.start()) as f64;
        sum += length;
        squares += length * length;
    }
    let mean = sum / begins as f64;
    let spread = (squares / begins as f64 - mean * mean).max(0.0).sqrt() / mean;
    (steep * (spread as f32 - EVEN)).clamp(-most, most)
}

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
    /// What it tells that a sentence stands inside an utterance.
    pub(super) inside: Inside,
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
            inside: Inside::of(transcript, units, begins),
            guest: mentions.guest(units),
            mentions,
        }
    }
}
