//! Numbers that look random and are the same on every machine: Steele and others' SplitMix64 (2014).

/// A source of such numbers.
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    /// A source that a seed fixes.
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub(crate) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to below 1.
    pub(crate) const fn share(&mut self) -> f32 {
        (self.next() >> 40) as f32 / 16_777_216.0
    }

    /// From 0 to below `end`.
    pub(crate) const fn below(&mut self, end: usize) -> usize {
        (self.next() >> 11) as usize % if end == 0 { 1 } else { end }
    }

    /// About normal: the sum of twelve shares, which needs no logarithm and is the same everywhere.
    pub(crate) fn normal(&mut self) -> f32 {
        (0..12).map(|_| self.share()).sum::<f32>() - 6.0
    }

    /// Nothing for this share of the calls, and for the others so much that the mean stays one.
    pub(crate) fn keeps(&mut self, left_out: f32) -> f32 {
        if self.share() < left_out {
            0.0
        } else {
            1.0 / (1.0 - left_out)
        }
    }

    /// Mixes an order.
    pub(crate) fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            all.swap(at, self.below(at + 1));
        }
    }
}
