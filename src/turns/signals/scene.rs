//! A transcript as the signals see it: units with their cues, and the sentences they form.

use super::super::draft::boundary;
use super::super::tongues::{Cue, Lexicon, Reading, Topic};
use super::super::units::{Ending, Unit};
use super::whole::Whole;

/// Longest stretch of one unit that is read for cues, in bytes. A line without a sentence end may be the whole file.
pub(in crate::turns) const READ: usize = 2_000;
/// Words that join a spoken sentence to the last.
const JOINS: u64 = Cue::And.bit() | Cue::So.bit() | Cue::But.bit() | Cue::Well.bit();
/// Edited interviews open at most this share of their sentences with a joining word (5–10 % against 25–50 % in the labelled
/// interviews looked at).
const WRITTEN: f32 = 0.16;

/// What is seen of one unit alone.
#[derive(Clone, Copy, Debug)]
pub(in crate::turns) struct Sight {
    pub(in crate::turns) reading: Reading,
    pub(super) ending: Ending,
    pub(super) lower: bool,
    pub(super) quoted: bool,
    pub(super) inner_question: bool,
    /// Index of its sentence.
    pub(super) sentence: usize,
    /// Where its words end in [`Scene::heard`].
    pub(in crate::turns) heard: usize,
}

impl Sight {
    pub(super) const fn has(&self, cue: Cue) -> bool {
        self.reading.cues & cue.bit() != 0
    }

    /// Whether it asks by its words, where no question is marked.
    const fn asks_unmarked(&self, whole: &Whole<'_>) -> bool {
        !whole.marks_questions && (self.has(Cue::AsksFirst) || self.reading.asks_within)
    }
}

/// One or more units up to a sentence's end.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::turns) struct Sentence {
    pub(in crate::turns) asks: bool,
    pub(in crate::turns) cues: u64,
    pub(in crate::turns) words: usize,
    pub(in crate::turns) topic: Topic,
    /// Sentences since the last question before it; none where there is none.
    pub(in crate::turns) since: Option<usize>,
    /// Sentences to the next question after it.
    pub(in crate::turns) until: Option<usize>,
}

impl Sentence {
    pub(in crate::turns) const fn has(&self, cue: Cue) -> bool {
        self.cues & cue.bit() != 0
    }
}

/// Units that are read together, a whole file or a window of a long one, with what is seen of each.
pub(in crate::turns) struct Scene<'a> {
    pub(in crate::turns) whole: &'a Whole<'a>,
    pub(in crate::turns) units: &'a [Unit],
    pub(in crate::turns) sights: Vec<Sight>,
    /// The hashes of all words, unit after unit.
    pub(in crate::turns) heard: Vec<u32>,
    pub(in crate::turns) sentences: Vec<Sentence>,
    /// Few sentences open with a joining word: the talk was edited, not only written down.
    pub(in crate::turns) written: bool,
    /// Share of the sentences that ask.
    pub(in crate::turns) asking: f32,
}

impl<'a> Scene<'a> {
    pub(in crate::turns) fn new(whole: &'a Whole<'a>, units: &'a [Unit]) -> Self {
        let bytes = units
            .first()
            .map_or(0, |first| units[units.len() - 1].span.end() - first.span.start());
        let mut lower = String::new();
        let mut heard = Vec::with_capacity(bytes / 6);
        let mut sights: Vec<Sight> = Vec::with_capacity(units.len());
        let mut sentences: Vec<Sentence> = Vec::with_capacity(units.len());
        let mut ended = true;
        for unit in units {
            let words = whole.transcript.words(unit.span);
            // Where all is written in capitals, none of them says anything.
            let small = whole.capitals.then(|| words.to_lowercase());
            let words = small.as_deref().unwrap_or(words);
            let sight = sight(words, unit, whole.lexicon, (&mut lower, &mut heard));
            if ended || unit.paragraph || unit.apart {
                sentences.push(Sentence::default());
            }
            let number = sentences.len() - 1;
            let sentence = &mut sentences[number];
            sentence.asks |= unit.ending == Ending::Asks || sight.asks_unmarked(whole);
            sentence.cues |= sight.reading.cues;
            sentence.words += sight.reading.words;
            sentence.topic.extend(&sight.reading.topic);
            ended = !whole.punctuated || unit.ending != Ending::Open;
            sights.push(Sight {
                sentence: number,
                ..sight
            });
        }
        measure(&mut sentences);
        let joins = |sentence: &&Sentence| sentence.cues & JOINS != 0;
        let written = (sentences.iter().filter(joins).count() as f32) < WRITTEN * sentences.len() as f32;
        let asked = sentences.iter().filter(|sentence| sentence.asks).count();
        let asking = asked as f32 / sentences.len().max(1) as f32;
        Self {
            whole,
            units,
            sights,
            heard,
            sentences,
            written,
            asking,
        }
    }

    /// Whether nobody asks anything in it, and nothing marks that another speaks.
    pub(in crate::turns) fn is_told(&self) -> bool {
        self.asking == 0.0 && !self.whole.marks_changes
    }

    /// How a unit ends.
    pub(in crate::turns) fn ending(&self, at: usize) -> Ending {
        self.units[at].ending
    }

    /// How many words there are in all.
    pub(in crate::turns) const fn words(&self) -> usize {
        self.heard.len()
    }

    /// The hashes of a unit's words.
    pub(in crate::turns) fn heard(&self, at: usize) -> &[u32] {
        let from = at.checked_sub(1).map_or(0, |before| self.sights[before].heard);
        &self.heard[from..self.sights[at].heard]
    }

    /// The sentence before a unit's, if any.
    pub(super) fn sentence_before(&self, at: usize) -> Option<&Sentence> {
        self.sentences.get(self.sights[at].sentence.checked_sub(1)?)
    }

    pub(in crate::turns) fn sentence(&self, at: usize) -> &Sentence {
        &self.sentences[self.sights[at].sentence]
    }

    pub(super) fn before(&self, at: usize) -> Option<&Sight> {
        self.sights.get(at.checked_sub(1)?)
    }

    pub(in crate::turns) fn asks(&self, at: usize) -> bool {
        self.units[at].ending == Ending::Asks || self.sights[at].asks_unmarked(self.whole)
    }
}

fn sight(words: &str, unit: &Unit, lexicon: &Lexicon, (lower, heard): (&mut String, &mut Vec<u32>)) -> Sight {
    let head = &words[..boundary(words, READ)];
    let body = words.trim_end_matches(['?', '"', '»', '”', '“', ' ']);
    Sight {
        reading: lexicon.read(head, lower, heard),
        heard: heard.len(),
        ending: unit.ending,
        lower: words.starts_with(char::is_lowercase),
        quoted: words.starts_with(['"', '„', '“', '»', '«']) || words.ends_with(['"', '“', '”', '«', '»']),
        inner_question: memchr::memchr(b'?', body.as_bytes()).is_some(),
        sentence: 0,
    }
}

/// Fills in how far each sentence stands from the questions around it.
fn measure(sentences: &mut [Sentence]) {
    let mut last = None;
    for (at, sentence) in sentences.iter_mut().enumerate() {
        sentence.since = last.map(|last| at - last);
        if sentence.asks {
            last = Some(at);
        }
    }
    let mut next = None;
    for at in (0..sentences.len()).rev() {
        sentences[at].until = next.map(|next: usize| next - at);
        if sentences[at].asks {
            next = Some(at);
        }
    }
}
