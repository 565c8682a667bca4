//! Quotations of an article looked up in the transcripts they are taken from: exact, changed, or missing.
//!
//! Words are compared, not signs: punctuation, quotation marks, line ends, and capitals at the beginning of a sentence are the
//! writer's business. Ellipses may leave words out and brackets may put words in. Accents and numbers count. A quotation that is
//! near enough to be told is called changed, with the difference; nearer than that nothing is guessed.

mod align;
mod article;
mod pattern;
mod quotations;
mod report;
mod words;

#[cfg(test)]
mod tests;

pub use article::{Paragraph, Writing, paragraphs};
pub use quotations::{Quotation, quotations};
pub use report::{json, text};

use super::citation::Style;
use super::quote::{Quote, Source, of_span};
use crate::text::Span;
use align::{Alignment, Op, align, trace};
use pattern::Pattern;
use words::{Heard, Lexicon};

/// An ellipsis that leaves out more words than this joins what was said apart.
const FAR: usize = 300;
/// A bracket stands for so many words at most.
const BRACKETED: usize = 8;

/// How a quotation stands to the transcripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Word for word, but for what ellipses and brackets stand for.
    Exact,
    /// Found, with other words.
    Changed,
    /// Not found.
    Missing,
}

impl Verdict {
    /// `exact`, `changed` or `missing`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Changed => "changed",
            Self::Missing => "missing",
        }
    }
}

/// A stretch of a quotation beside what the transcript has there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The same words.
    Same(String),
    /// Words of the transcript that the article leaves out or replaces, and what it has instead; either may be empty.
    Other {
        /// What was said.
        said: String,
        /// What is quoted.
        quoted: String,
    },
    /// Words that an ellipsis leaves out.
    LeftOut(String),
    /// Words that a bracket stands for.
    Bracketed(String),
}

/// Where a quotation was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// In which of the transcripts.
    pub transcript: usize,
    /// What was said there, with speaker, role, turn and time.
    pub quote: Quote,
    /// The quotation beside it.
    pub steps: Vec<Step>,
    /// In how many more places the very words stand.
    pub elsewhere: usize,
    /// Whether an ellipsis joins what stands far apart.
    pub apart: bool,
}

/// What became of a quotation.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The quotation.
    pub quotation: Quotation,
    /// How it stands.
    pub verdict: Verdict,
    /// Where; none of what is missing.
    pub found: Option<Found>,
}

/// Looks every quotation of at least `least` words up in the transcripts; how many shorter ones were passed over.
#[must_use]
pub fn check(all: Vec<Quotation>, sources: &[Source<'_>], least: usize) -> (Vec<Finding>, usize) {
    let mut lexicon = Lexicon::default();
    let heard = sources.iter().map(|source| Heard::of(source, &mut lexicon)).collect();
    let library = Library {
        sources,
        heard,
        lexicon,
    };
    library.check(all, least.max(1))
}

/// The transcripts in which quotations are looked up.
struct Library<'a> {
    sources: &'a [Source<'a>],
    heard: Vec<Heard>,
    lexicon: Lexicon,
}

impl Library<'_> {
    fn check(&self, all: Vec<Quotation>, least: usize) -> (Vec<Finding>, usize) {
        let mut findings = Vec::new();
        let mut passed_over = 0;
        for quotation in all {
            let pattern = Pattern::of(&quotation.text, &self.lexicon);
            if pattern.words() < least {
                passed_over += usize::from(pattern.words() > 0);
                continue;
            }
            let finding = self.look_up(quotation, &pattern);
            // A paragraph set off may be narration around quotations: then these are what is quoted.
            let is_narration = finding.verdict == Verdict::Missing && finding.quotation.is_block;
            if is_narration && !finding.quotation.inner.is_empty() {
                let (more, short) = self.check(finding.quotation.inner, least);
                findings.extend(more);
                passed_over += short;
            } else {
                findings.push(finding);
            }
        }
        (findings, passed_over)
    }

    fn look_up(&self, quotation: Quotation, pattern: &Pattern) -> Finding {
        let (heard, sources) = (&self.heard, self.sources);
        let candidates = heard.iter().map(|heard| align(pattern, heard));
        let mut best: Option<(usize, Alignment)> = None;
        let mut places = 0;
        for (at, alignment) in candidates.enumerate() {
            let Some(alignment) = alignment else { continue };
            if alignment.cost == 0 {
                places += alignment.places;
            }
            if best.as_ref().is_none_or(|(_, known)| alignment.cost < known.cost) {
                best = Some((at, alignment));
            }
        }
        let found = best.and_then(|(at, alignment)| {
            let ops = trace(pattern, &heard[at], &alignment, &self.lexicon);
            let (verdict, apart) = judge(pattern, &ops)?;
            let first = heard[at].spans[alignment.start];
            let last = heard[at].spans[alignment.end - 1];
            let found = Found {
                transcript: at,
                quote: of_span(&sources[at], first.cover(last), &Style::Plain),
                steps: steps(pattern, &heard[at], &ops, sources[at].transcript.text()),
                elsewhere: if verdict == Verdict::Exact {
                    places.saturating_sub(1)
                } else {
                    0
                },
                apart,
            };
            Some((verdict, found))
        });
        match found {
            Some((verdict, found)) => Finding {
                quotation,
                verdict,
                found: Some(found),
            },
            None => Finding {
                quotation,
                verdict: Verdict::Missing,
                found: None,
            },
        }
    }
}

/// Exact, changed, or nothing to speak of; and whether an ellipsis joins what stands far apart.
fn judge(pattern: &Pattern, ops: &[Op]) -> Option<(Verdict, bool)> {
    let (mut same, mut edits, mut longest_gap, mut longest_bracket) = (0, 0, 0, 0);
    let (mut gap, mut bracket) = (0, 0);
    for op in ops {
        (gap, bracket) = match op {
            Op::Gap(_) => (gap + 1, 0),
            Op::Bracketed(_) => (0, bracket + 1),
            _ => (0, 0),
        };
        longest_gap = longest_gap.max(gap);
        longest_bracket = longest_bracket.max(bracket);
        match op {
            Op::Same(..) => same += 1,
            Op::Replaced(..) | Op::Added(_) | Op::Omitted(_) => edits += 1,
            Op::Gap(_) | Op::Bracketed(_) => {}
        }
    }
    let words = pattern.words();
    let apart = longest_gap > FAR;
    if edits == 0 && longest_bracket <= BRACKETED {
        return Some((if apart { Verdict::Changed } else { Verdict::Exact }, apart));
    }
    // Of two words one is too little to tell by, and of many most must be there.
    let near = words >= 3 && same * 10 >= words * 6 && edits * 10 <= words * 6;
    near.then_some((Verdict::Changed, apart))
}

/// The steps of an alignment, neighbours of one kind together.
fn steps(pattern: &Pattern, heard: &Heard, ops: &[Op], text: &str) -> Vec<Step> {
    let said = |at: usize| heard.spans[at].of(text).replace('\n', " ");
    let mut steps: Vec<Step> = Vec::new();
    let add = |words: &mut String, more: &str| {
        if !words.is_empty() && !more.is_empty() {
            words.push(' ');
        }
        words.push_str(more);
    };
    for op in ops {
        let step = match op {
            Op::Same(item, _) => Step::Same(pattern.shown(*item).to_owned()),
            Op::Replaced(item, at) => Step::Other {
                said: said(*at),
                quoted: pattern.shown(*item).to_owned(),
            },
            Op::Added(item) => Step::Other {
                said: String::new(),
                quoted: pattern.shown(*item).to_owned(),
            },
            Op::Omitted(at) => Step::Other {
                said: said(*at),
                quoted: String::new(),
            },
            Op::Gap(at) => Step::LeftOut(said(*at)),
            Op::Bracketed(at) => Step::Bracketed(said(*at)),
        };
        match (steps.last_mut(), &step) {
            (Some(Step::Same(words)), Step::Same(more))
            | (Some(Step::LeftOut(words)), Step::LeftOut(more))
            | (Some(Step::Bracketed(words)), Step::Bracketed(more)) => add(words, more),
            (
                Some(Step::Other { said, quoted }),
                Step::Other {
                    said: more,
                    quoted: also,
                },
            ) => {
                add(said, more);
                add(quoted, also);
            }
            _ => steps.push(step),
        }
    }
    steps
}

/// The place of a quotation's words, for those who show it.
impl Found {
    /// Where the words stand in the transcript's text.
    #[must_use]
    pub const fn span(&self) -> Option<Span> {
        self.quote.span
    }
}
