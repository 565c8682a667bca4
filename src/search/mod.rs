//! Find: a query to spans of the text.
//!
//! The query is read once and then searched in the text itself; nothing is lower-cased whole. It finds across wraps, lines
//! and cues, because those are white space in the one text. It knows no files and keeps nothing between two calls.

mod near;
mod parse;
mod scope;
#[cfg(test)]
mod tests;

use regex::Regex;

pub use self::scope::Narrowing;

use self::near::Near;
use self::scope::{Heard, Scope};
use crate::marks::{Notebook, Status};
use crate::text::fold::{Needle, is_boundary};
use crate::text::{SafeText, Span};
use crate::transcript::Transcript;
use crate::turns::{Sides, Turns};

/// A query, understood.
#[derive(Clone, Debug)]
pub struct Query {
    written: String,
    scopes: Vec<Scope>,
    wanted: Wanted,
}

/// What is looked for.
#[derive(Clone, Debug)]
enum Wanted {
    /// A word or phrase.
    Words(Needle),
    /// A regular expression.
    Pattern(Regex),
    /// Several words not far from one another.
    Near(Near),
    /// Every mark that the scope allows.
    AnyMark,
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

impl<'a> Noted<'a> {
    /// All marks that lie in the text.
    #[must_use]
    pub fn all(notebook: &'a Notebook) -> Vec<Self> {
        let lying = notebook.marks().filter(|(_, _, mark)| mark.status != Status::Orphan);
        lying
            .map(|(_, _, mark)| Self {
                span: mark.span,
                note: &mark.note,
                tags: &mark.tags,
            })
            .collect()
    }
}

impl Query {
    /// Reads a query line. `regex` takes the whole of it as a regular expression. Scope words that are no speaker of `turns`
    /// are text. A line that asks for nothing yet, such as an empty one or `guest:`, is `None`.
    ///
    /// # Errors
    ///
    /// What is wrong with the regular expression, in a few words; or that the line is too long.
    pub fn parse(line: &str, regex: bool, turns: &Turns) -> Result<Option<Self>, SafeText> {
        parse::parse(line, regex, &[], turns)
    }

    /// The same, looked for only where all of `narrowings` allow it, the scopes in the line beside them.
    ///
    /// # Errors
    ///
    /// As of [`Query::parse`].
    pub fn narrowed(
        line: &str,
        regex: bool,
        narrowings: &[Narrowing],
        turns: &Turns,
    ) -> Result<Option<Self>, SafeText> {
        parse::parse(line, regex, narrowings, turns)
    }

    /// The line as it was typed.
    #[must_use]
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Whether its hits are marks rather than words.
    #[must_use]
    pub fn is_of_marks(&self) -> bool {
        self.scopes.iter().any(Scope::is_of_marks)
    }

    /// What a line asks where it asks the same of every transcript, whoever speaks in it and whatever is noted; none where a name in it
    /// may be a speaker's in one transcript and words in another.
    #[must_use]
    pub fn of_words(line: &str, regex: bool) -> Option<Self> {
        let query = Self::parse(line, regex, &Turns::default()).ok().flatten();
        query.filter(|query| !line.contains([':', '#']) && query.is_of_words())
    }

    /// Whether its hits are words, whoever says them.
    #[must_use]
    pub fn is_of_words(&self) -> bool {
        self.scopes.is_empty()
    }

    /// Where the slice after `within` begins when a text is searched slice by slice: a hit belongs to the slice in which it
    /// begins and may end after it, and what it takes is not searched again. `hits` are those of `within`.
    #[must_use]
    pub fn resume(&self, within: Span, hits: &[Span]) -> usize {
        match hits.last() {
            Some(last) if !self.is_of_marks() => last.end().max(within.end()),
            _ => within.end(),
        }
    }
}

/// All hits that begin inside `within`, in order; they may end after it. Hits of words do not overlap.
#[must_use]
pub fn find(query: &Query, transcript: &Transcript, turns: &Turns, noted: &[Noted<'_>], within: Span) -> Vec<Span> {
    let ground = Ground {
        transcript,
        turns,
        noted,
    };
    query.hits(&ground, within, usize::MAX)
}

/// How many hits a query without scopes has in a text, whoever says them: as many as [`find`] gives.
///
/// A query with scopes has none here.
#[must_use]
pub fn count_in(query: &Query, text: &str) -> usize {
    let mut hits = Vec::new();
    if query.is_of_words() {
        query.hits_in(text, Span::new(0, text.len()), usize::MAX, &mut hits);
    }
    hits.len()
}

/// The first hit that begins at or after `from`; with `backwards`, the last one that begins before it. It looks no further
/// than it must, so that the next hit is there before all of them are counted. It does not go round the ends of the text.
#[must_use]
pub fn find_next(
    query: &Query,
    transcript: &Transcript,
    turns: &Turns,
    noted: &[Noted<'_>],
    from: usize,
    backwards: bool,
) -> Option<Span> {
    let ground = Ground {
        transcript,
        turns,
        noted,
    };
    let length = transcript.text().len();
    let mut reach = FIRST_REACH;
    if backwards {
        let mut end = from.min(length);
        while end > 0 {
            let start = end.saturating_sub(reach);
            if let Some(last) = query.hits(&ground, Span::new(start, end), usize::MAX).pop() {
                return Some(last);
            }
            (end, reach) = (start, reach.saturating_mul(2));
        }
    } else {
        let mut start = from;
        while start < length {
            let end = start.saturating_add(reach).min(length);
            if let Some(first) = query.hits(&ground, Span::new(start, end), 1).first() {
                return Some(*first);
            }
            (start, reach) = (end, reach.saturating_mul(2));
        }
    }
    None
}

/// How many of the hits each side says; hits outside every turn count for neither.
#[must_use]
pub fn tally(hits: &[Span], turns: &Turns) -> Sides<usize> {
    let mut sides = Sides::default();
    for hit in hits {
        let turn = turns.at(hit.start());
        let turn = turn.filter(|&at| turns.all().get(at).is_some_and(|t| t.span.contains(hit.start())));
        if let Some(turn) = turn {
            sides[turns.side(turn)] += 1;
        }
    }
    sides
}

/// Bytes that the search for the next hit looks at first; each further step looks at twice as many.
const FIRST_REACH: usize = 32 * 1024;

/// How far after a slice a regular expression may read on for a hit that begins in it, in bytes.
const OVERHANG: usize = 16 * 1024;

/// What is searched.
struct Ground<'a> {
    transcript: &'a Transcript,
    turns: &'a Turns,
    noted: &'a [Noted<'a>],
}

impl Query {
    fn hits(&self, ground: &Ground<'_>, within: Span, most: usize) -> Vec<Span> {
        if self.is_of_marks() {
            return self.marks(ground, within);
        }
        let text = ground.transcript.text();
        let within = Span::new(within.start().min(text.len()), within.end().min(text.len()));
        let mut hits = Vec::new();
        let Some(heard) = Heard::of(&self.scopes, ground.turns) else {
            self.hits_in(text, within, most, &mut hits);
            return hits;
        };
        for turn in heard.turns(ground.turns, within) {
            let Some(text) = text.get(..turn.end()) else { break };
            if let Some(part) = turn.intersection(within) {
                self.hits_in(text, part, most - hits.len(), &mut hits);
            }
            if hits.len() == most {
                break;
            }
        }
        hits
    }

    /// Hits in `text` that begin inside `part`; none goes beyond the end of `text`.
    fn hits_in(&self, text: &str, part: Span, most: usize, hits: &mut Vec<Span>) {
        match &self.wanted {
            Wanted::Words(needle) => {
                let wanted = hits.len().saturating_add(most);
                if most > 0 {
                    needle.each(text, part.start(), part.end(), |hit| {
                        hits.push(hit);
                        (hits.len() < wanted).then(|| hit.end())
                    });
                }
            }
            Wanted::Pattern(pattern) => matches_in(pattern, text, part, most, hits),
            Wanted::Near(near) => near.hits_in(text, part, most, hits),
            Wanted::AnyMark => {}
        }
    }

    fn marks(&self, ground: &Ground<'_>, within: Span) -> Vec<Span> {
        let heard = Heard::of(&self.scopes, ground.turns);
        let allowed = |noted: &&Noted<'_>| {
            within.contains(noted.span.start())
                && heard
                    .as_ref()
                    .is_none_or(|h| h.allows_at(ground.turns, noted.span.start()))
                && self.scopes.iter().all(|scope| scope.allows_mark(noted))
                && self.is_in_mark(noted, ground.transcript)
        };
        let mut hits: Vec<Span> = ground.noted.iter().filter(allowed).map(|noted| noted.span).collect();
        hits.sort_unstable();
        hits.dedup();
        hits
    }

    /// `note:` looks in note and tags; `#tag` followed by words also in what is marked.
    fn is_in_mark(&self, noted: &Noted<'_>, transcript: &Transcript) -> bool {
        let is_in = |text: &str| {
            let mut hits = Vec::new();
            self.hits_in(text, Span::new(0, text.len()), 1, &mut hits);
            !hits.is_empty()
        };
        matches!(self.wanted, Wanted::AnyMark)
            || is_in(noted.note)
            || noted.tags.iter().any(|tag| is_in(tag))
            || !self.scopes.iter().any(|scope| matches!(scope, Scope::Notes)) && is_in(transcript.words(noted.span))
    }
}

/// Matches are widened to whole graphemes; an empty one is no hit.
fn matches_in(pattern: &Regex, text: &str, part: Span, most: usize, hits: &mut Vec<Span>) {
    let text = overhang(text, part.end());
    let mut at = next_boundary(text, part.start());
    let wanted = hits.len().saturating_add(most);
    while hits.len() < wanted && at < part.end() {
        let Some(found) = pattern.find_at(text, at) else { return };
        if found.start() >= part.end() {
            return;
        }
        if found.is_empty() {
            at = next_boundary(text, found.end() + 1);
            continue;
        }
        let start = (at..=found.start()).rev().find(|&i| is_boundary(text, i));
        let end = (found.end()..text.len())
            .find(|&i| is_boundary(text, i))
            .unwrap_or(text.len());
        hits.push(Span::new(start.unwrap_or(found.start()), end));
        at = end;
    }
}

/// `text` up to the end of a line not too far after `end`, so that one slice does not read all the rest.
fn overhang(text: &str, end: usize) -> &str {
    let far = next_boundary(text, end.saturating_add(OVERHANG));
    let rest = text.get(far..).unwrap_or_default().as_bytes();
    let rest = rest.get(..OVERHANG).unwrap_or(rest);
    let line = memchr::memchr(b'\n', rest).map_or(far, |at| far + at);
    text.get(..line).unwrap_or(text)
}

fn next_boundary(text: &str, offset: usize) -> usize {
    (offset..text.len())
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(text.len())
}
