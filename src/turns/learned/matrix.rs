//! Products of rows and matrices in plain loops that a compiler turns into vector instructions.
//!
//! Matrices are kept in columns of eight, so that four rows and eight columns stay in registers at a time. Nothing here is
//! faster than a library's kernel for large matrices; for the small ones of this network it is, and it needs none.

/// Columns that are worked on together.
const WIDE: usize = 8;
/// Rows that are worked on together.
const DEEP: usize = 4;

/// A matrix of `inner` rows and `outer` columns, in blocks of eight columns.
#[derive(Clone, Debug, Default)]
pub(in crate::turns) struct Matrix {
    inner: usize,
    outer: usize,
    blocks: Vec<[f32; WIDE]>,
}

impl Matrix {
    /// A matrix from its rows, one after the other; columns beyond a multiple of eight are filled with nothing.
    pub(in crate::turns) fn new(rows: &[f32], inner: usize, outer: usize) -> Self {
        let mut blocks = Vec::with_capacity(inner * outer.div_ceil(WIDE));
        for from in (0..outer).step_by(WIDE) {
            for row in 0..inner {
                let mut block = [0.0; WIDE];
                let to = outer.min(from + WIDE);
                block[..to - from].copy_from_slice(&rows[row * outer + from..row * outer + to]);
                blocks.push(block);
            }
        }
        Self { inner, outer, blocks }
    }

    /// The same with rows as columns.
    pub(in crate::turns) fn transposed(rows: &[f32], inner: usize, outer: usize) -> Self {
        let mut turned = vec![0.0; rows.len()];
        for row in 0..inner {
            for column in 0..outer {
                turned[column * inner + row] = rows[row * outer + column];
            }
        }
        Self::new(&turned, outer, inner)
    }

    /// Adds to every row of `out` the product of the same row of `from` and this matrix.
    pub(in crate::turns) fn add_product(&self, from: &[f32], out: &mut [f32]) {
        let many = (from.len() / self.inner).min(out.len() / self.outer);
        let whole = many / DEEP * DEEP;
        let (from_whole, from_rest) = from[..many * self.inner].split_at(whole * self.inner);
        let (out_whole, out_rest) = out[..many * self.outer].split_at_mut(whole * self.outer);
        let fours = from_whole.chunks_exact(DEEP * self.inner);
        for (from, out) in fours.zip(out_whole.chunks_exact_mut(DEEP * self.outer)) {
            self.four(from, out);
        }
        let ones = from_rest.chunks_exact(self.inner);
        for (from, out) in ones.zip(out_rest.chunks_exact_mut(self.outer)) {
            self.one(from, out);
        }
    }

    fn four(&self, from: &[f32], out: &mut [f32]) {
        let (first, rest) = from.split_at(self.inner);
        let (second, rest) = rest.split_at(self.inner);
        let (third, fourth) = rest.split_at(self.inner);
        for (at, block) in self.blocks.chunks_exact(self.inner).enumerate() {
            let sums = sums(block, [first, second, third, fourth]);
            for (row, sums) in sums.iter().enumerate() {
                let from = row * self.outer + at * WIDE;
                let to = (from + WIDE).min((row + 1) * self.outer);
                for (out, sum) in out[from..to].iter_mut().zip(sums) {
                    *out += sum;
                }
            }
        }
    }

    fn one(&self, from: &[f32], out: &mut [f32]) {
        for (block, out) in self.blocks.chunks_exact(self.inner).zip(out.chunks_mut(WIDE)) {
            let mut sums = [0.0_f32; WIDE];
            for (weights, a) in block.iter().zip(from) {
                for column in 0..WIDE {
                    sums[column] += a * weights[column];
                }
            }
            for (out, sum) in out.iter_mut().zip(sums) {
                *out += sum;
            }
        }
    }
}

/// The sums of four rows times a block of weights. It stays a function of its own: only so is every sum kept in vector registers
/// whatever stands around it.
#[inline(never)]
fn sums(block: &[[f32; WIDE]], [first, second, third, fourth]: [&[f32]; DEEP]) -> [[f32; WIDE]; DEEP] {
    let mut sums = [[0.0_f32; WIDE]; DEEP];
    let rows = first.iter().zip(second).zip(third).zip(fourth);
    for (weights, (((a, b), c), d)) in block.iter().zip(rows) {
        for column in 0..WIDE {
            sums[0][column] += a * weights[column];
            sums[1][column] += b * weights[column];
            sums[2][column] += c * weights[column];
            sums[3][column] += d * weights[column];
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::Matrix;

    #[test]
    fn a_product_is_what_it_is_on_paper() {
        let (inner, outer) = (5, 11);
        let weights: Vec<f32> = (0..inner * outer).map(|n| n as f32 * 0.25 - 3.0).collect();
        for many in [1, 4, 7] {
            let from: Vec<f32> = (0..many * inner).map(|n| (n % 7) as f32 - 2.0).collect();
            let mut out = vec![1.0; many * outer];
            Matrix::new(&weights, inner, outer).add_product(&from, &mut out);
            let mut back = vec![0.0; many * inner];
            Matrix::transposed(&weights, inner, outer).add_product(&out, &mut back);
            for row in 0..many {
                let paper = |column: usize| {
                    let terms = (0..inner).map(|k| from[row * inner + k] * weights[k * outer + column]);
                    1.0 + terms.sum::<f32>()
                };
                let expect: Vec<f32> = (0..outer).map(paper).collect();
                assert_eq!(out[row * outer..(row + 1) * outer], expect);
                for k in 0..inner {
                    let expect: f32 = (0..outer)
                        .map(|column| expect[column] * weights[k * outer + column])
                        .sum();
                    assert!((back[row * inner + k] - expect).abs() < 0.01);
                }
            }
        }
    }
}
