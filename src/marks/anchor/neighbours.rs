//! What stood before and behind a quote, and whether it now stands side by side.

use memchr::memmem;

use super::align::{Alignment, Pattern};
use super::finder::Finder;
use super::window::Window;

/// What is left of the neighbours tells something from so many letters on.
const TELLING: usize = 48;
/// Side by side they are believed with no more than this share of errors...
const ERRORS: f32 = 0.25;
/// ...and with fewer than they have around the quote by at least this share.
const BETTER: f32 = 0.15;

impl Finder {
    /// How many errors the neighbours would have more if they stood side by side, without the quote between them. Where `No. No.`
    /// became `No.`, they have fewer: one of the two is gone, and nobody can say which.
    pub(super) fn gain(&mut self, window: &Window<'_>, way: &Alignment, (from, to): (usize, usize)) -> i64 {
        let (start, end) = window.quote;
        if start == 0 || end == window.letters.len() {
            // Nothing can stand side by side with a neighbour that is not there.
            return 0;
        }
        let letters = &self.folded.letters()[from..to];
        let (without, _) = Pattern::new(&window.neighbours()).nearest(letters, &mut self.columns);
        let beside = way.errors - way.wrong(window.quote).0;
        // A quote that is taken out takes a space along.
        without as i64 + 1 - beside as i64
    }

    /// Whether the neighbours, which have `beside` errors where the quote was found, stand side by side in the text, and better:
    /// then the quote was taken out, and what was found only looks like it.
    pub(super) fn is_closed(&mut self, window: &Window<'_>, beside: usize) -> bool {
        let (start, end) = window.quote;
        let neighbours = window.neighbours();
        if neighbours.len() < TELLING {
            return false;
        }
        let letters = self.folded.letters();
        // A text that began or ended with the quote now does with what stood beside it.
        if start == 0 {
            return window.is_first && letters.starts_with(&neighbours);
        }
        if end == window.letters.len() {
            return window.is_last && letters.ends_with(&neighbours);
        }
        if memmem::find(letters, &neighbours).is_some() {
            return true;
        }
        let better = |share: f32| (neighbours.len() as f32 * share) as usize;
        if beside <= better(BETTER) {
            return false;
        }
        let pattern = Pattern::new(&neighbours);
        let stretches = self.stretches(&neighbours);
        let letters = self.folded.letters();
        let errors = stretches
            .into_iter()
            .map(|(from, to)| pattern.nearest(&letters[from..to], &mut self.columns).0);
        let fewest = errors.min().unwrap_or(neighbours.len());
        fewest <= better(ERRORS) && fewest + better(BETTER) < beside
    }
}
