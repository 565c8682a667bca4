//! Products of rows and matrices in vector instructions, as wide as the machine has them.
//!
//! Matrices are kept in columns of sixteen, so that four rows and sixteen columns stay in registers at a time. Nothing here is
//! faster than a library's kernel for large matrices; for the small ones of this network it is. Every sum is added up in the same
//! order at every width, so that all machines read alike.

use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, f32x16};

/// Columns that are worked on together.
pub(super) const WIDE: usize = 16;
/// Rows that are worked on together.
pub(super) const DEEP: usize = 4;

/// Columns that are multiplied without counting between them.
const STEPS: usize = 4;

/// A matrix of `INNER` rows and `OUTER` columns, in blocks of sixteen columns.
#[derive(Clone, Debug, Default)]
pub(in crate::turns) struct Matrix<const INNER: usize, const OUTER: usize> {
    blocks: Vec<[[f32; WIDE]; INNER]>,
}

impl<const INNER: usize, const OUTER: usize> Matrix<INNER, OUTER> {
    /// A matrix from its rows, one after the other.
    pub(in crate::turns) fn new(rows: &[f32]) -> Self {
        const { assert!(OUTER.is_multiple_of(WIDE) && INNER.is_multiple_of(STEPS)) };
        let (rows, _) = rows.as_chunks::<OUTER>();
        let blocks = (0..OUTER / WIDE).map(|at| {
            let mut block = [[0.0; WIDE]; INNER];
            for (block, row) in block.iter_mut().zip(rows) {
                *block = row.as_chunks().0[at];
            }
            block
        });
        Self {
            blocks: blocks.collect(),
        }
    }

    /// The rows of a block of sixteen columns.
    #[inline(always)]
    pub(super) fn block(&self, at: usize) -> &[[f32; WIDE]; INNER] {
        &self.blocks[at]
    }

    /// A matrix whose columns these are, one after the other.
    pub(in crate::turns) fn transposed(columns: &[f32]) -> Self {
        let mut rows = vec![0.0; INNER * OUTER];
        for (column, numbers) in columns.as_chunks::<INNER>().0.iter().enumerate() {
            for (row, number) in numbers.iter().enumerate() {
                rows[row * OUTER + column] = *number;
            }
        }
        Self::new(&rows)
    }

    /// Adds to every row of `out` the product of the same row of `from` and this matrix.
    pub(in crate::turns) fn add_product(&self, from: &[f32], out: &mut [f32]) {
        dispatch!(Level::new(), simd => self.add_product_by(simd, from, out));
    }

    /// The same where the width of the instructions is known already.
    #[inline(always)]
    pub(in crate::turns) fn add_product_by<S: Simd>(&self, simd: S, from: &[f32], out: &mut [f32]) {
        let (deep, rest) = from.as_chunks::<INNER>().0.as_chunks::<DEEP>();
        let (deep_out, rest_out) = out.as_chunks_mut::<OUTER>().0.as_chunks_mut::<DEEP>();
        for (rows, out) in deep.iter().zip(deep_out) {
            self.add_rows(simd, rows, out);
        }
        for (row, out) in rest.iter().zip(rest_out) {
            self.add_rows(simd, std::array::from_ref(row), std::array::from_mut(out));
        }
    }

    #[inline(always)]
    fn add_rows<S: Simd, const ROWS: usize>(
        &self,
        simd: S,
        rows: &[[f32; INNER]; ROWS],
        out: &mut [[f32; OUTER]; ROWS],
    ) {
        for (at, block) in self.blocks.iter().enumerate() {
            let sums = sums(simd, block, rows);
            for (out, sums) in out.iter_mut().zip(&sums) {
                let out = &mut out.as_chunks_mut::<WIDE>().0[at];
                let before: f32x16<S> = (*out).simd_into(simd);
                (before + *sums).store_slice(out);
            }
        }
    }
}

/// Adds a row some times.
pub(in crate::turns) fn add(row: &[f32], times: f32, out: &mut [f32]) {
    for (out, number) in out.iter_mut().zip(row) {
        *out += times * number;
    }
}

/// The sums of some rows times a block of weights.
#[inline(always)]
pub(super) fn sums<S: Simd, const INNER: usize, const ROWS: usize>(
    simd: S,
    block: &[[f32; WIDE]; INNER],
    rows: &[[f32; INNER]; ROWS],
) -> [f32x16<S>; ROWS] {
    let mut sums = [f32x16::splat(simd, 0.0); ROWS];
    // Some steps in a row: to count each of them would be an eighth of the work.
    for four in 0..INNER / STEPS {
        for step in 0..STEPS {
            let at = four * STEPS + step;
            let weights: f32x16<S> = block[at].simd_into(simd);
            for row in 0..ROWS {
                sums[row] += weights * rows[row][at];
            }
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::Matrix;

    #[test]
    fn a_product_is_what_it_is_on_paper() {
        const INNER: usize = 16;
        const OUTER: usize = 32;
        let weights: Vec<f32> = (0..INNER * OUTER).map(|n| (n % 13) as f32 * 0.25 - 3.0).collect();
        for many in [1, 4, 7] {
            let from: Vec<f32> = (0..many * INNER).map(|n| (n % 7) as f32 - 2.0).collect();
            let mut out = vec![1.0; many * OUTER];
            Matrix::<INNER, OUTER>::new(&weights).add_product(&from, &mut out);
            let mut back = vec![0.0; many * INNER];
            Matrix::<OUTER, INNER>::transposed(&weights).add_product(&out, &mut back);
            for row in 0..many {
                let paper = |column: usize| {
                    let terms = (0..INNER).map(|k| from[row * INNER + k] * weights[k * OUTER + column]);
                    1.0 + terms.sum::<f32>()
                };
                let expect: Vec<f32> = (0..OUTER).map(paper).collect();
                assert_eq!(out[row * OUTER..(row + 1) * OUTER], expect);
                for k in 0..INNER {
                    let expect: f32 = (0..OUTER)
                        .map(|column| expect[column] * weights[k * OUTER + column])
                        .sum();
                    assert!((back[row * INNER + k] - expect).abs() < 0.01);
                }
            }
        }
    }
}
