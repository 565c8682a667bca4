//! Which of the places that look like a window is the one it was taken from.

use super::window::ERRORS;

/// A second place with so few errors more, by share of the window, is as good as the first.
const AS_GOOD: f32 = 0.06;
/// A place with so few errors more than the best is still the quote's, where it alone lies where the quote was: in a clip played
/// before the talk, or in a sentence said again, chance may have left the other one in better shape.
const STILL_GOOD: f32 = 0.15;
/// A place lies where the quote was if it is off by no more letters than these and this part of the way from the text's
/// beginning: what was heard or labelled otherwise makes a text longer or shorter by a few in a hundred.
const OFF: usize = 256;
const DRIFT: usize = 20;
/// Any other place must lie so many times further from there.
const FURTHER: usize = 4;

/// Where a window may stand: with so many errors, ending there, in this stretch of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub errors: usize,
    pub end: usize,
    pub stretch: (usize, usize),
}

/// How far apart the ends of two places of a window of so many letters lie at least; nearer ones are one place.
pub(super) const fn apart(length: usize) -> usize {
    length / 2
}

/// The place with the fewest errors where no other is about as good, else the only one of the good ones that lies where the
/// window of `length` letters ended before; none where nobody can say.
pub(super) fn chosen(places: &[Place], length: usize, ended: Option<usize>) -> Option<Place> {
    let share = |share: f32| (length as f32 * share) as usize;
    let best = *places.iter().min_by_key(|place| place.errors)?;
    if best.errors > share(ERRORS) {
        return None;
    }
    let is_other = |place: &Place, of: &Place| place.end.abs_diff(of.end) > apart(length);
    let is_good = |place: &&Place, more: f32| place.errors <= best.errors + share(more);
    let good = |more: f32| places.iter().filter(move |place| is_good(place, more));
    if let Some(ended) = ended {
        let off = |place: &Place| place.end.abs_diff(ended);
        let near = good(STILL_GOOD).min_by_key(|place| (off(place), place.errors));
        let near = near.filter(|near| {
            let mut others = good(STILL_GOOD).filter(|place| is_other(place, near));
            off(near) <= OFF + ended / DRIFT && others.all(|place| off(place) >= FURTHER * off(near).max(apart(length)))
        });
        if let Some(near) = near {
            let same = places.iter().filter(|place| !is_other(place, near));
            return same.min_by_key(|place| place.errors).copied();
        }
    }
    (!good(AS_GOOD).any(|place| is_other(place, &best))).then_some(best)
}
