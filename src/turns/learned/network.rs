//! The network: rows of words, signals and measures of each unit, a few layers that look left and right, three numbers out.
//!
//! It adds to what the signals weigh by themselves, so that the structure alone still reads where the words are unknown.

use std::ops::Range;

use super::super::decode::Potential;
use super::super::signals::Seen;
use super::super::signals::weights::UNTAUGHT;
use super::features::{MEASURES, ROWS, Sequence};
use super::matrix::Matrix;

use fearless_simd::{Level, Simd, dispatch};

/// Numbers of a row of the table of words.
pub(in crate::turns) const WORDS: usize = 32;
/// Numbers of a unit inside the network.
pub(in crate::turns) const HIDDEN: usize = 32;
/// How far the layers look to either side, in units.
pub(in crate::turns) const REACHES: [usize; 4] = [1, 2, 4, 8];
/// Units whose states are worked out at a time.
const WINDOW: usize = 480;
/// What comes out: for the interviewer, for the interviewer taking over, for the guest taking over.
pub(in crate::turns) const OUT: usize = 3;
/// Signals that there may be.
pub(in crate::turns) const SIGNALS: usize = 128;

/// Where each kind of parameter begins.
pub(in crate::turns) mod place {
    use super::{HIDDEN, MEASURES, OUT, REACHES, SIGNALS, WORDS};
    pub(in crate::turns) const INTO: usize = 0;
    pub(in crate::turns) const SIGNAL: usize = INTO + WORDS * HIDDEN;
    pub(in crate::turns) const MEASURE: usize = SIGNAL + SIGNALS * HIDDEN;
    pub(in crate::turns) const BIAS: usize = MEASURE + MEASURES * HIDDEN;
    pub(in crate::turns) const LAYERS: usize = BIAS + HIDDEN;
    pub(in crate::turns) const LAYER: usize = 3 * HIDDEN * HIDDEN + HIDDEN;
    pub(in crate::turns) const LAST: usize = LAYERS + REACHES.len() * LAYER;
    pub(in crate::turns) const LINEAR: usize = LAST + HIDDEN * OUT;
    pub(in crate::turns) const OUT_BIAS: usize = LINEAR + SIGNALS * OUT;
    pub(in crate::turns) const PASSAGES: usize = OUT_BIAS + OUT;
    pub(in crate::turns) const END: usize = PASSAGES + 9;
}

/// The table of words in bytes: for each row a scale, then its numbers.
#[derive(Clone, Copy)]
pub(in crate::turns) struct Table<'a> {
    pub(in crate::turns) scales: &'a [u8],
    pub(in crate::turns) numbers: &'a [u8],
}

impl Table<'_> {
    #[inline(always)]
    fn add(&self, row: u32, times: f32, out: &mut [f32; WORDS]) {
        let row = row as usize % ROWS;
        let scale = times * f32::from(u16::from_le_bytes([self.scales[2 * row], self.scales[2 * row + 1]])) * SCALE;
        let (numbers, _) = self.numbers[row * WORDS..].as_chunks::<WORDS>();
        let numbers = &numbers[0];
        for at in 0..WORDS {
            out[at] += scale * f32::from(numbers[at] as i8);
        }
    }
}

/// What one step of a scale in the file stands for.
pub(in crate::turns) const SCALE: f32 = 1.0 / 4_194_304.0;

/// What one unit gives to another at a distance.
pub(in crate::turns) type Tap = Matrix<HIDDEN, HIDDEN>;

/// The network ready to be used.
pub(in crate::turns) struct Network<'a> {
    table: Table<'a>,
    pub(in crate::turns) parameters: Vec<f32>,
    into: Matrix<WORDS, HIDDEN>,
    layers: Vec<[Tap; 3]>,
    /// What each number of a last state, and each signal, gives to what comes out.
    last: Vec<Wide>,
    linear: Vec<Wide>,
}

/// A row of what comes out, filled up to a number of columns that machines add at once.
type Wide = [f32; 4];

fn wide(rows: &[f32]) -> Vec<Wide> {
    let rows = rows.as_chunks::<OUT>().0.iter();
    rows.map(|[role, to_asker, to_guest]| [*role, *to_asker, *to_guest, 0.0])
        .collect()
}

impl<'a> Network<'a> {
    pub(in crate::turns) fn new(table: Table<'a>, parameters: Vec<f32>) -> Self {
        let into = Matrix::new(&parameters[place::INTO..place::SIGNAL]);
        let layers = (0..REACHES.len())
            .map(|layer| {
                [0, 1, 2].map(|tap| {
                    let from = place::LAYERS + layer * place::LAYER + tap * HIDDEN * HIDDEN;
                    Matrix::new(&parameters[from..from + HIDDEN * HIDDEN])
                })
            })
            .collect();
        Self {
            table,
            into,
            layers,
            last: wide(&parameters[place::LAST..place::LINEAR]),
            linear: wide(&parameters[place::LINEAR..place::OUT_BIAS]),
            parameters,
        }
    }

    /// What every unit of a sequence weighs.
    ///
    /// It is worked out window by window, so that the numbers inside stay near and few however long the sequence is. As far as
    /// the layers look beyond a window its neighbours are worked out with it, and nothing changes by the cut.
    pub(in crate::turns) fn weigh(&self, sequence: &Sequence) -> Vec<Potential> {
        let count = sequence.len();
        let beyond: usize = REACHES.iter().sum();
        let mut potentials = Vec::with_capacity(count);
        for from in (0..count).step_by(WINDOW) {
            let to = count.min(from + WINDOW);
            let wide = from.saturating_sub(beyond)..count.min(to + beyond);
            let states = self.states(sequence, wide.clone());
            let inner = &states[(from - wide.start) * HIDDEN..(to - wide.start) * HIDDEN];
            let inner = inner.chunks_exact(HIDDEN).enumerate();
            potentials.extend(inner.map(|(at, state)| self.leave(sequence, from + at, state)));
        }
        potentials
    }

    /// The states of some units after the last layer.
    fn states(&self, sequence: &Sequence, units: Range<usize>) -> Vec<f32> {
        dispatch!(Level::new(), simd => self.states_by(simd, sequence, units.clone()))
    }

    #[inline(always)]
    fn states_by<S: Simd>(&self, simd: S, sequence: &Sequence, units: Range<usize>) -> Vec<f32> {
        let count = units.len();
        let mut state = self.enter(simd, sequence, units);
        let mut next = vec![0.0; count * HIDDEN];
        for (layer, (taps, reach)) in self.layers.iter().zip(REACHES).enumerate() {
            let bias = place::LAYERS + layer * place::LAYER + 3 * HIDDEN * HIDDEN;
            for row in next.chunks_exact_mut(HIDDEN) {
                row.copy_from_slice(&self.parameters[bias..bias + HIDDEN]);
            }
            convolve_by(simd, taps, reach.min(count), &state, &mut next);
            for (state, next) in state.iter_mut().zip(&next) {
                *state += positive(*next);
            }
        }
        state
    }

    /// What a unit weighs by its last state.
    fn leave(&self, sequence: &Sequence, at: usize, state: &[f32]) -> Potential {
        let mut out = self.structure(sequence.seen[at]);
        for (out, base) in out.iter_mut().zip(sequence.base[at]) {
            *out += base;
        }
        for (number, weights) in state.iter().zip(&self.last) {
            for at in 0..out.len() {
                out[at] += number * weights[at];
            }
        }
        Potential {
            role: out[0],
            to_asker: out[1],
            to_guest: out[2],
            asks: sequence.asks[at],
            pinned: None,
        }
    }

    /// What the signals of a unit weigh by themselves.
    fn structure(&self, seen: Seen) -> Wide {
        let mut out = [0.0; 4];
        out[..OUT].copy_from_slice(&self.parameters[place::OUT_BIAS..place::OUT_BIAS + OUT]);
        let mut left = seen & !UNTAUGHT;
        while left != 0 {
            let weights = &self.linear[left.trailing_zeros() as usize];
            for at in 0..out.len() {
                out[at] += weights[at];
            }
            left &= left - 1;
        }
        out
    }

    /// The first states of some units.
    #[inline(always)]
    fn enter<S: Simd>(&self, simd: S, sequence: &Sequence, units: Range<usize>) -> Vec<f32> {
        let mut state = Vec::with_capacity(units.len() * HIDDEN);
        for at in units.clone() {
            state.extend(self.observed(sequence, at));
        }
        // The second network sees no words, and neither does any in a language that none was taught.
        if !sequence.rows.is_empty() {
            let mut words = Vec::with_capacity(units.len() * WORDS);
            for at in units {
                words.extend(self.said(sequence, at));
            }
            self.into.add_product_by(simd, &words, &mut state);
        }
        for number in &mut state {
            *number = positive(*number);
        }
        state
    }

    /// The rows of a unit's words, added up.
    #[inline(always)]
    fn said(&self, sequence: &Sequence, at: usize) -> [f32; WORDS] {
        let mut words = [0.0; WORDS];
        let (placed, loose) = sequence.rows(at);
        for row in placed {
            self.table.add(*row, 1.0, &mut words);
        }
        let times = 1.0 / (loose.len() as f32).max(1.0).sqrt();
        for row in loose {
            self.table.add(*row, times, &mut words);
        }
        words
    }

    /// What the signals and measures of a unit add up to.
    #[inline(always)]
    fn observed(&self, sequence: &Sequence, at: usize) -> [f32; HIDDEN] {
        let mut out = [0.0; HIDDEN];
        out.copy_from_slice(&self.parameters[place::BIAS..place::BIAS + HIDDEN]);
        let (signals, _) = self.parameters[place::SIGNAL..place::MEASURE].as_chunks::<HIDDEN>();
        let mut left = sequence.seen[at] & !UNTAUGHT;
        while left != 0 {
            add(&signals[left.trailing_zeros() as usize], 1.0, &mut out);
            left &= left - 1;
        }
        let (weights, _) = self.parameters[place::MEASURE..place::BIAS].as_chunks::<HIDDEN>();
        // A third of the first network's measures is left free.
        let measured = sequence.measures[at].iter().zip(weights);
        for (measure, weights) in measured.filter(|(measure, _)| **measure != 0.0) {
            add(weights, *measure, &mut out);
        }
        out
    }
}

/// Adds to every row of `out` what the taps make of the rows `reach` before, at, and `reach` after it.
pub(in crate::turns) fn convolve(taps: &[Tap; 3], reach: usize, from: &[f32], out: &mut [f32]) {
    dispatch!(Level::new(), simd => convolve_by(simd, taps, reach, from, out));
}

#[inline(always)]
fn convolve_by<S: Simd>(simd: S, taps: &[Tap; 3], reach: usize, from: &[f32], out: &mut [f32]) {
    let shift = reach * HIDDEN;
    let whole = from.len();
    taps[0].add_product_by(simd, &from[..whole - shift], &mut out[shift..]);
    taps[1].add_product_by(simd, from, out);
    taps[2].add_product_by(simd, &from[shift..], &mut out[..whole - shift]);
}

/// A number, or nothing where it is below that; as machines compare, without a word on what is no number.
#[inline(always)]
const fn positive(number: f32) -> f32 {
    if number > 0.0 { number } else { 0.0 }
}

/// Adds a row some times.
#[inline(always)]
pub(in crate::turns) fn add(row: &[f32], times: f32, out: &mut [f32]) {
    for (out, number) in out.iter_mut().zip(row) {
        *out += times * number;
    }
}

#[cfg(test)]
mod tests {
    use super::super::Model;
    use super::{HIDDEN, Sequence, WINDOW};

    #[test]
    fn windows_change_nothing() {
        let count = 2 * WINDOW + 100;
        let mut sequence = Sequence {
            ends: vec![(0, 0); count],
            seen: (0..count as u128).map(|at| 1 << (at % 90)).collect(),
            measures: (0..count).map(|at| [(at % 7) as f32 / 7.0; 24]).collect(),
            asks: vec![false; count],
            base: vec![[0.0; 3]; count],
            ..Sequence::default()
        };
        sequence.heard_ends = vec![0; count];
        let network = &Model::shipped().first;
        let whole = network.states(&sequence, 0..count);
        let whole = whole.chunks_exact(HIDDEN).enumerate();
        let whole: Vec<f32> = whole
            .map(|(at, state)| network.leave(&sequence, at, state).role)
            .collect();
        let cut: Vec<f32> = network
            .weigh(&sequence)
            .iter()
            .map(|potential| potential.role)
            .collect();
        assert_eq!(whole, cut);
    }
}
