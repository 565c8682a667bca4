//! What the network sees of each unit: hashed words, the signals, and a few measures.
//!
//! Words are hashed into a table of rows, each language into rows of its own by salt; nothing can be read back from them.

use super::super::signals::{Scene, Seen, observe};
use super::super::units::Ending;

/// Rows of the table of words; a power of two.
pub(in crate::turns) const ROWS: usize = 1 << 15;
/// Measures of a unit.
pub(in crate::turns) const MEASURES: usize = 24;
/// Rows of a unit by place: its first words, its last ones, what its last clause opens with, and what stands at the seam before it.
const PLACES: usize = 11;

/// A transcript as the network sees it.
#[derive(Clone, Debug, Default)]
pub(in crate::turns) struct Sequence {
    /// Rows of the table of words, unit after unit: first those by place, then the words in any order.
    pub(in crate::turns) rows: Vec<u32>,
    /// For each unit, where its rows by place and where all its rows end.
    pub(in crate::turns) ends: Vec<(u32, u32)>,
    pub(in crate::turns) seen: Vec<Seen>,
    pub(in crate::turns) measures: Vec<[f32; MEASURES]>,
    pub(in crate::turns) asks: Vec<bool>,
    /// What the units weighed in a reading before this one; nothing in the first.
    pub(in crate::turns) base: Vec<[f32; 3]>,
    /// The hashes of all words, and for each unit where its words end.
    pub(in crate::turns) heard: Vec<u32>,
    pub(in crate::turns) heard_ends: Vec<u32>,
}

impl Sequence {
    /// What is seen of a scene. Without a language that the network has learned its words are left out.
    pub(in crate::turns) fn new(scene: &Scene<'_>, salt: Option<u32>) -> Self {
        let seen = observe(scene);
        let count = seen.len();
        let mut sequence = Self {
            rows: Vec::with_capacity(if salt.is_some() {
                scene.words() * 2 + count * PLACES
            } else {
                0
            }),
            ends: Vec::with_capacity(count),
            seen,
            measures: scene.measures(),
            asks: (0..count).map(|at| scene.asks(at)).collect(),
            base: vec![[0.0; 3]; count],
            heard: scene.heard.clone(),
            heard_ends: scene.sights.iter().map(|sight| sight.heard as u32).collect(),
        };
        for at in 0..count {
            let placed = salt.map_or(0, |salt| sequence.push_words(scene, at, salt));
            sequence.ends.push((placed, sequence.rows.len() as u32));
        }
        sequence
    }

    /// How many units there are.
    pub(in crate::turns) const fn len(&self) -> usize {
        self.ends.len()
    }

    /// The hashes of a unit's words.
    pub(in crate::turns) fn words(&self, at: usize) -> &[u32] {
        let from = at.checked_sub(1).map_or(0, |before| self.heard_ends[before]);
        &self.heard[from as usize..self.heard_ends[at] as usize]
    }

    /// The rows by place and the rows in any order of a unit.
    pub(in crate::turns) fn rows(&self, at: usize) -> (&[u32], &[u32]) {
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before].1);
        let (placed, end) = self.ends[at];
        if placed < from {
            return (&[], &[]);
        }
        (
            &self.rows[from as usize..placed as usize],
            &self.rows[placed as usize..end as usize],
        )
    }

    fn push_words(&mut self, scene: &Scene<'_>, at: usize, salt: u32) -> u32 {
        let words = scene.heard(at);
        let ending = scene.ending(at) as u32;
        let before = at.checked_sub(1).and_then(|before| scene.heard(before).last().copied());
        let word = |at: usize| words.get(at).copied().unwrap_or(1);
        let last = words.last().copied().unwrap_or(1);
        let second_last = words.len().checked_sub(2).map_or(1, |at| words[at]);
        let mut push = |kind: u32, a: u32, b: u32| self.rows.push(row(salt.wrapping_add(kind), a, b));
        push(1, word(0), 0);
        push(2, word(0), word(1));
        push(3, row(9, word(0), word(1)), word(2));
        push(4, word(1), 0);
        push(5, last, ending);
        push(6, second_last, last);
        push(7, word(0), ending);
        push(8, before.unwrap_or(2), word(0));
        push(9, word(2), 0);
        let clause = scene.sights[at].reading.clause;
        push(10, word(clause), ending);
        push(11, word(clause), word(clause + 1));
        let placed = self.rows.len() as u32;
        for pair in words.windows(2) {
            self.rows.push(row(salt.wrapping_add(20), pair[0], 0));
            self.rows.push(row(salt.wrapping_add(21), pair[0], pair[1]));
        }
        if !words.is_empty() {
            self.rows.push(row(salt.wrapping_add(20), last, 0));
        }
        placed
    }
}

impl Scene<'_> {
    fn measures(&self) -> Vec<[f32; MEASURES]> {
        let count = self.sights.len();
        let mean = self.heard.len() as f32 / count.max(1) as f32;
        let share = |cue: &dyn Fn(usize) -> bool| (0..count).filter(|at| cue(*at)).count() as f32 / count.max(1) as f32;
        let opened = share(&|at| self.units[at].ending == Ending::Open);
        let brief = share(&|at| self.sights[at].reading.words <= 4);
        (0..count)
            .map(|at| {
                let words = self.sights[at].reading.words as f32;
                let sentence = self.sentence(at);
                let fade = |steps: Option<usize>, over: f32| steps.map_or(0.0, |steps| (-(steps as f32) / over).exp());
                [
                    (1.0 + words).ln() / 3.0,
                    (1.0 + words / mean).ln(),
                    (-(at as f32) / 8.0).exp(),
                    (-((count - 1 - at) as f32) / 8.0).exp(),
                    fade(sentence.since, 2.0),
                    fade(sentence.until, 2.0),
                    fade(sentence.since, 8.0),
                    fade(sentence.until, 8.0),
                    self.asking * 4.0,
                    f32::from(u8::from(self.written)),
                    f32::from(u8::from(self.asks(at))),
                    f32::from(u8::from(self.whole.punctuated)),
                    (1.0 + sentence.words as f32).ln() / 3.0,
                    opened,
                    brief * 3.0,
                    mean / 16.0,
                    0.0,
                    0.0,
                    0.0,
                    0.0,
                    0.0,
                    0.0,
                    0.0,
                    0.0,
                ]
            })
            .collect()
    }
}

fn row(kind: u32, a: u32, b: u32) -> u32 {
    let mixed =
        (a ^ kind.wrapping_mul(0x9E37_79B1)).wrapping_mul(0x85EB_CA6B) ^ b.rotate_left(13).wrapping_mul(0xC2B2_AE35);
    let mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0x2C1B_3C6D);
    (mixed ^ (mixed >> 13)) >> 17
}
