//! Several words not far from one another.

use super::Wanted;
use crate::text::Span;
use crate::text::fold::Needle;

/// Terms that must all stand within some words of one another.
#[derive(Clone, Debug)]
pub(super) struct Near {
    terms: Vec<Needle>,
    distance: usize,
}

/// How far two of the terms may at most be apart in bytes for each word of distance: longer words are few.
const BYTES_PER_WORD: usize = 64;
/// The most words of distance; more is not near.
const FARTHEST: usize = 1000;

impl Near {
    /// One term alone is a plain search, none is nothing.
    pub fn wanted(mut terms: Vec<Needle>, distance: usize) -> Option<Wanted> {
        match terms.len() {
            0 => None,
            1 => terms.pop().map(Wanted::Words),
            _ => Some(Wanted::Near(Self {
                terms,
                distance: distance.min(FARTHEST),
            })),
        }
    }

    /// Hits that begin inside `part`: the shortest stretches that hold every term, none overlapping the one before.
    pub fn hits_in(&self, text: &str, part: Span, most: usize, hits: &mut Vec<Span>) {
        let reach = (self.distance + self.terms.len()) * BYTES_PER_WORD;
        let before = part.end().saturating_add(reach).min(text.len());
        let mut places: Vec<(Span, usize)> = Vec::new();
        for (number, term) in self.terms.iter().enumerate() {
            let mut at = part.start();
            let known = places.len();
            while let Some(hit) = term.find(text, at, before) {
                places.push((hit, number));
                at = hit.end();
            }
            if places.len() == known {
                return;
            }
        }
        places.sort_unstable();
        self.stretches(text, part, &places, most, hits);
    }

    fn stretches(&self, text: &str, part: Span, places: &[(Span, usize)], most: usize, hits: &mut Vec<Span>) {
        let wanted = hits.len().saturating_add(most);
        let mut latest: Vec<Option<Span>> = vec![None; self.terms.len()];
        for &(place, number) in places {
            if let Some(seat) = latest.get_mut(number) {
                *seat = Some(place);
            }
            let Some(stretch) = latest.iter().copied().reduce(|a, b| Some(a?.cover(b?))).flatten() else {
                continue;
            };
            if !part.contains(stretch.start()) || self.is_too_long(text, stretch, place) || overlap(&latest) {
                continue;
            }
            hits.push(stretch);
            if hits.len() == wanted {
                return;
            }
            latest.fill(None);
        }
    }

    /// Words are counted from the first term to the last one.
    fn is_too_long(&self, text: &str, stretch: Span, last: Span) -> bool {
        let between = Span::new(stretch.start(), last.start());
        between.len() > self.distance * BYTES_PER_WORD || has_more_words(between.of(text), self.distance)
    }
}

/// Whether two terms share letters, as `in` and `interview` may: one word is not two.
fn overlap(places: &[Option<Span>]) -> bool {
    places.iter().enumerate().any(|(i, a)| {
        let others = places.iter().skip(i + 1);
        a.is_some_and(|a| others.flatten().any(|b| a.overlaps(*b)))
    })
}

/// Whether the end of `text` is more than `most` words further than its beginning: by white space, and by character where a
/// script has none.
fn has_more_words(text: &str, most: usize) -> bool {
    let mut words = 0;
    let mut in_space = false;
    for c in text.chars() {
        let is_space = c.is_whitespace();
        if is_space && !in_space || matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}') {
            words += 1;
            if words > most {
                return true;
            }
        }
        in_space = is_space;
    }
    false
}
