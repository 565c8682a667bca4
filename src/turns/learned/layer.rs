//! A layer of the network: each unit's state, and those of the units at one distance to either side, make what is added to it.
//!
//! All of a layer is one pass over the states: what the three make is added up in registers, and no sum is written before it is
//! whole. The states stand between rows of nothing, so that the first and the last units are like all others.

use std::ops::Range;

use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, f32x16};

use super::matrix::{DEEP, Matrix, WIDE, sums};
use super::network::{HIDDEN, REACHES};

/// The numbers of a unit inside the network.
pub(in crate::turns) type State = [f32; HIDDEN];

/// What one unit gives to another at a distance.
pub(in crate::turns) type Tap = Matrix<HIDDEN, HIDDEN>;

/// Rows of nothing before the first state and behind the last: as many as a layer looks to a side at most.
const BESIDE: usize = REACHES[REACHES.len() - 1];

/// What the state before, the own one, and the one behind add to a state, and from how far.
pub(super) struct Layer {
    taps: [Tap; 3],
    bias: State,
    reach: usize,
}

impl Layer {
    pub(super) fn new(taps: [Tap; 3], bias: &[f32], reach: usize) -> Self {
        let mut layer = Self {
            taps,
            bias: [0.0; HIDDEN],
            reach,
        };
        layer.bias.copy_from_slice(bias);
        layer
    }

    /// The states behind this layer, from those before it.
    #[inline(always)]
    pub(super) fn pass<S: Simd>(&self, simd: S, from: &States, to: &mut States) {
        let units = from.places();
        let deep = units.len() / DEEP * DEEP;
        for at in (units.start..units.start + deep).step_by(DEEP) {
            self.pass_rows::<S, DEEP>(simd, from, at, to);
        }
        for at in units.start + deep..units.end {
            self.pass_rows::<S, 1>(simd, from, at, to);
        }
    }

    #[inline(always)]
    fn pass_rows<S: Simd, const ROWS: usize>(&self, simd: S, from: &States, at: usize, to: &mut States) {
        for block in 0..HIDDEN / WIDE {
            let bias: f32x16<S> = part(&self.bias, block).simd_into(simd);
            let mut made = [bias; ROWS];
            for (tap, start) in self.taps.iter().zip([at - self.reach, at, at + self.reach]) {
                let sums = sums(simd, tap.block(block), from.rows::<ROWS>(start));
                for row in 0..ROWS {
                    made[row] += sums[row];
                }
            }
            for (row, made) in made.into_iter().enumerate() {
                let before: f32x16<S> = part(&from.rows[at + row], block).simd_into(simd);
                let after = before + made.max(0.0);
                after.store_slice(&mut to.rows[at + row][block * WIDE..(block + 1) * WIDE]);
            }
        }
    }
}

/// A block of a state's numbers.
#[inline(always)]
pub(super) fn part(state: &State, block: usize) -> [f32; WIDE] {
    state.as_chunks().0[block]
}

/// The states of some units, between rows of nothing.
pub(super) struct States {
    rows: Vec<State>,
}

impl States {
    /// States of nothing for so many units.
    pub(super) fn new(units: usize) -> Self {
        Self {
            rows: vec![[0.0; HIDDEN]; units + 2 * BESIDE],
        }
    }

    /// Where the states of units stand among all rows.
    const fn places(&self) -> Range<usize> {
        BESIDE..self.rows.len() - BESIDE
    }

    #[inline(always)]
    fn rows<const ROWS: usize>(&self, start: usize) -> &[State; ROWS] {
        self.rows[start..].first_chunk().expect("rows stand beside")
    }

    /// The states of the units.
    pub(super) fn all(&self) -> &[State] {
        &self.rows[self.places()]
    }

    /// The same, to be filled in.
    pub(super) fn all_mut(&mut self) -> &mut [State] {
        let places = self.places();
        &mut self.rows[places]
    }
}

/// Adds to every row of `out` what the taps make of the rows `reach` before, at, and `reach` after it.
pub(in crate::turns) fn convolve(taps: &[Tap; 3], reach: usize, from: &[f32], out: &mut [f32]) {
    let shift = reach * HIDDEN;
    let whole = from.len();
    dispatch!(Level::new(), simd => {
        taps[0].add_product_by(simd, &from[..whole - shift], &mut out[shift..]);
        taps[1].add_product_by(simd, from, out);
        taps[2].add_product_by(simd, &from[shift..], &mut out[..whole - shift]);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layer_makes_of_states_what_its_taps_add_up_to() {
        let weights = |from: usize| -> Vec<f32> {
            let all = (from..from + HIDDEN * HIDDEN).map(|n| (n % 17) as f32 * 0.01 - 0.08);
            all.collect()
        };
        let taps = [0, 5, 11].map(|from| Matrix::new(&weights(from)));
        let bias: Vec<f32> = (0..HIDDEN).map(|n| n as f32 * 0.01 - 0.1).collect();
        for (count, reach) in [(1, 8), (3, 2), (9, 8), (37, 4), (64, 1)] {
            let mut from = States::new(count);
            for (at, number) in from.all_mut().as_flattened_mut().iter_mut().enumerate() {
                *number = (at % 23) as f32 * 0.1 - 1.0;
            }
            let mut made: Vec<f32> = bias.iter().copied().cycle().take(count * HIDDEN).collect();
            convolve(&taps, reach.min(count), from.all().as_flattened(), &mut made);
            let expect = from.all().as_flattened().iter().zip(made);
            let expect: Vec<f32> = expect.map(|(before, made)| before + made.max(0.0)).collect();
            let layer = Layer::new(taps.clone(), &bias, reach);
            let mut to = States::new(count);
            dispatch!(Level::new(), simd => layer.pass(simd, &from, &mut to));
            assert_eq!(to.all().as_flattened(), expect, "{count} units, {reach} apart");
        }
    }
}
