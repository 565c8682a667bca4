//! The network: rows of words, signals and measures of each unit, a few layers that look left and right, three numbers out.
//!
//! It adds to what the signals weigh by themselves, so that the structure alone still reads where the words are unknown.

use std::ops::Range;

use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, f32x4, f32x16};

use super::super::decode::{PASSAGES, Passages, Potential};
use super::super::signals::numbers;
use super::super::signals::weights::UNTAUGHT;
use super::features::{MEASURES, ROWS, Sequence};
use super::layer::{Layer, State, States, part};
use super::matrix::{DEEP, Matrix, WIDE};

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
    pub(in crate::turns) const END: usize = PASSAGES + super::PASSAGES;
}

/// The table of words in bytes: for each row a scale, then its numbers.
#[derive(Clone, Copy)]
pub(in crate::turns) struct Table<'a> {
    pub(in crate::turns) scales: &'a [u8],
    pub(in crate::turns) numbers: &'a [u8],
}

impl Table<'_> {
    /// Adds a row some times.
    #[inline(always)]
    fn add<S: Simd>(&self, simd: S, row: u32, times: f32, out: &mut [f32x16<S>; WORDS / WIDE]) {
        let row = row as usize % ROWS;
        let scale = times * f32::from(u16::from_le_bytes([self.scales[2 * row], self.scales[2 * row + 1]])) * SCALE;
        let (blocks, _) = self.numbers[row * WORDS..(row + 1) * WORDS].as_chunks::<WIDE>();
        for (sum, block) in out.iter_mut().zip(blocks) {
            let numbers: f32x16<S> = block.map(|number| f32::from(number as i8)).simd_into(simd);
            *sum += numbers * scale;
        }
    }
}

/// What one step of a scale in the file stands for.
pub(in crate::turns) const SCALE: f32 = 1.0 / 4_194_304.0;

/// A row of what comes out, filled up to a number of columns that machines add at once.
type Wide = [f32; 4];

/// What a signal gives to a unit's first state, and to what comes out past all layers.
struct Taught {
    inside: State,
    outside: Wide,
}

/// The network ready to be used.
pub(in crate::turns) struct Network<'a> {
    table: Table<'a>,
    into: Matrix<WORDS, HIDDEN>,
    /// What every unit has before anything is seen of it.
    bias: Taught,
    signals: Vec<Taught>,
    measures: Vec<State>,
    layers: Vec<Layer>,
    /// What each number of a last state gives to what comes out.
    last: Vec<Wide>,
    passages: Passages,
}

impl<'a> Network<'a> {
    pub(in crate::turns) fn new(table: Table<'a>, parameters: &[f32]) -> Self {
        let mut passages = [0.0; PASSAGES];
        passages.copy_from_slice(&parameters[place::PASSAGES..place::END]);
        let states = |from: usize, to: usize| parameters[from..to].as_chunks::<HIDDEN>().0;
        let outs = |from: usize, to: usize| parameters[from..to].as_chunks::<OUT>().0.iter().map(wide);
        let mut taught = states(place::SIGNAL, place::MEASURE)
            .iter()
            .zip(outs(place::LINEAR, place::OUT_BIAS))
            .chain(
                states(place::BIAS, place::LAYERS)
                    .iter()
                    .zip(outs(place::OUT_BIAS, place::PASSAGES)),
            )
            .map(|(inside, outside)| Taught {
                inside: *inside,
                outside,
            });
        let layers = REACHES.into_iter().enumerate().map(|(layer, reach)| {
            let from = place::LAYERS + layer * place::LAYER;
            let square = HIDDEN * HIDDEN;
            let taps = [0, 1, 2].map(|tap| Matrix::new(&parameters[from + tap * square..from + (tap + 1) * square]));
            Layer::new(taps, &parameters[from + 3 * square..from + place::LAYER], reach)
        });
        Self {
            table,
            into: Matrix::new(&parameters[place::INTO..place::SIGNAL]),
            signals: taught.by_ref().take(SIGNALS).collect(),
            bias: taught.next().expect("one row of biases stands behind the signals"),
            measures: states(place::MEASURE, place::BIAS).to_vec(),
            layers: layers.collect(),
            last: outs(place::LAST, place::LINEAR).collect(),
            passages: Passages(passages),
        }
    }

    /// What it costs to go from unit to unit.
    pub(in crate::turns) const fn passages(&self) -> Passages {
        self.passages
    }

    /// What every unit of a sequence weighs.
    ///
    /// It is worked out window by window, so that the numbers inside stay near and few however long the sequence is. As far as
    /// the layers look beyond a window its neighbours are worked out with it, and nothing changes by the cut.
    pub(in crate::turns) fn weigh(&self, sequence: &Sequence) -> Vec<Potential> {
        self.weigh_by(sequence, WINDOW)
    }

    fn weigh_by(&self, sequence: &Sequence, window: usize) -> Vec<Potential> {
        let count = sequence.len();
        let mut potentials = Vec::with_capacity(count);
        for from in (0..count).step_by(window) {
            let inner = from..count.min(from + window);
            dispatch!(Level::new(), simd => self.weigh_window(simd, sequence, inner.clone(), &mut potentials));
        }
        potentials
    }

    #[inline(always)]
    fn weigh_window<S: Simd>(
        &self,
        simd: S,
        sequence: &Sequence,
        inner: Range<usize>,
        potentials: &mut Vec<Potential>,
    ) {
        let beyond: usize = REACHES.iter().sum();
        let wide = inner.start.saturating_sub(beyond)..sequence.len().min(inner.end + beyond);
        let (mut states, mut next) = (States::new(wide.len()), States::new(wide.len()));
        let mut outs = vec![[0.0; 4]; wide.len()];
        self.enter(simd, sequence, wide.clone(), (states.all_mut(), &mut outs));
        for layer in &self.layers {
            layer.pass(simd, &states, &mut next);
            std::mem::swap(&mut states, &mut next);
        }
        let cut = inner.start - wide.start..inner.end - wide.start;
        let (states, outs) = (&states.all()[cut.clone()], &mut outs[cut]);
        self.leave(simd, states, outs);
        potentials.extend(inner.zip(outs).map(|(at, [role, to_asker, to_guest, _])| Potential {
            role: *role,
            to_asker: *to_asker,
            to_guest: *to_guest,
            asks: sequence.asks[at],
            pinned: None,
        }));
    }

    /// The first states of some units, and what comes out for them past all layers.
    #[inline(always)]
    fn enter<S: Simd>(
        &self,
        simd: S,
        sequence: &Sequence,
        units: Range<usize>,
        (states, outs): (&mut [State], &mut [Wide]),
    ) {
        for ((at, state), out) in units.clone().zip(states.iter_mut()).zip(outs) {
            self.observe(simd, sequence, at, (state, out));
        }
        let states = states.as_flattened_mut();
        // The second network sees no words, and neither does any in a language that none was taught.
        if !sequence.rows.is_empty() {
            let mut words = vec![[0.0; WORDS]; units.len()];
            for (words, at) in words.iter_mut().zip(units) {
                self.say(simd, sequence, at, words);
            }
            self.into.add_product_by(simd, words.as_flattened(), states);
        }
        for number in states {
            *number = number.max(0.0);
        }
    }

    /// What the signals and measures of a unit add up to, and what it weighed before.
    #[inline(always)]
    fn observe<S: Simd>(&self, simd: S, sequence: &Sequence, at: usize, (state, out): (&mut State, &mut Wide)) {
        let mut inside = blocks(simd, &self.bias.inside);
        let mut outside: f32x4<S> = self.bias.outside.simd_into(simd);
        for number in numbers(sequence.seen[at] & !UNTAUGHT) {
            let taught = &self.signals[number];
            for (sum, block) in inside.iter_mut().zip(blocks(simd, &taught.inside)) {
                *sum += block;
            }
            let given: f32x4<S> = taught.outside.simd_into(simd);
            outside += given;
        }
        // A third of the first network's measures is left free.
        let measured = sequence.measures[at].iter().zip(&self.measures);
        for (measure, weights) in measured.filter(|(measure, _)| **measure != 0.0) {
            for (sum, block) in inside.iter_mut().zip(blocks(simd, weights)) {
                *sum += block * *measure;
            }
        }
        for (sum, part) in inside.iter().zip(state.as_chunks_mut::<WIDE>().0) {
            sum.store_slice(part);
        }
        let before: f32x4<S> = wide(&sequence.base[at]).simd_into(simd);
        (outside + before).store_slice(out);
    }

    /// Adds up the rows of a unit's words.
    #[inline(always)]
    fn say<S: Simd>(&self, simd: S, sequence: &Sequence, at: usize, words: &mut [f32; WORDS]) {
        let (placed, loose) = sequence.rows(at);
        let mut sums = [f32x16::splat(simd, 0.0); WORDS / WIDE];
        for row in placed {
            self.table.add(simd, *row, 1.0, &mut sums);
        }
        let times = 1.0 / (loose.len() as f32).max(1.0).sqrt();
        for row in loose {
            self.table.add(simd, *row, times, &mut sums);
        }
        for (sum, part) in sums.iter().zip(words.as_chunks_mut::<WIDE>().0) {
            sum.store_slice(part);
        }
    }

    /// Adds to what comes out for units what their last states give, some units at a time.
    #[inline(always)]
    fn leave<S: Simd>(&self, simd: S, states: &[State], outs: &mut [Wide]) {
        let (deep, rest) = states.as_chunks::<DEEP>();
        let (deep_outs, rest_outs) = outs.as_chunks_mut::<DEEP>();
        for (states, outs) in deep.iter().zip(deep_outs) {
            self.leave_rows(simd, states, outs);
        }
        for (state, out) in rest.iter().zip(rest_outs) {
            self.leave_rows(simd, std::array::from_ref(state), std::array::from_mut(out));
        }
    }

    #[inline(always)]
    fn leave_rows<S: Simd, const ROWS: usize>(&self, simd: S, states: &[State; ROWS], outs: &mut [Wide; ROWS]) {
        let mut sums: [f32x4<S>; ROWS] = outs.map(|out| out.simd_into(simd));
        for (at, weights) in self.last.iter().enumerate() {
            let weights: f32x4<S> = (*weights).simd_into(simd);
            for row in 0..ROWS {
                sums[row] += weights * states[row][at];
            }
        }
        for (out, sum) in outs.iter_mut().zip(sums) {
            sum.store_slice(out);
        }
    }
}

/// The numbers of a state as machines add them.
#[inline(always)]
fn blocks<S: Simd>(simd: S, state: &State) -> [f32x16<S>; HIDDEN / WIDE] {
    std::array::from_fn(|block| part(state, block).simd_into(simd))
}

fn wide([role, to_asker, to_guest]: &[f32; OUT]) -> Wide {
    [*role, *to_asker, *to_guest, 0.0]
}

#[cfg(test)]
mod tests {
    use super::super::Model;
    use super::{Sequence, WINDOW};

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
        let roles = |window: usize| -> Vec<f32> {
            let potentials = network.weigh_by(&sequence, window);
            potentials.iter().map(|potential| potential.role).collect()
        };
        assert_eq!(roles(count), roles(WINDOW));
    }
}
