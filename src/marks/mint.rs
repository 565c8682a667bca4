//! Makes ids that rise and never repeat.

use super::{Id, Moment};

/// A ULID holds 80 bits of chance below 48 bits of milliseconds.
const CHANCE_BITS: u32 = 80;
/// Beyond this (the year 6429) a time in an id is damage, and is not counted on from.
const LATEST: u128 = 1 << 47;

/// The source of ids of one notebook.
#[derive(Clone, Debug, Default)]
pub(super) struct Mint {
    entropy: u128,
    last: u128,
}

impl Mint {
    pub const fn new(entropy: u128) -> Self {
        Self { entropy, last: 0 }
    }

    /// Every further id is greater than this one.
    pub fn rise_above(&mut self, id: Id) {
        if id.0 >> CHANCE_BITS < LATEST {
            self.last = self.last.max(id.0);
        }
    }

    /// An id of that moment; where the clock has not moved on, the last one and one.
    pub fn next(&mut self, at: Moment) -> Id {
        let millis = u128::try_from(at.0).unwrap_or(0).min(LATEST - 1);
        let fresh = (millis << CHANCE_BITS) | (mixed(self.entropy ^ millis) >> (128 - CHANCE_BITS));
        self.last = if fresh > self.last { fresh } else { self.last + 1 };
        Id(self.last)
    }
}

/// Spreads every bit of `seed` over all bits (xorshift and odd multipliers, as in the finishers of common hashes).
const fn mixed(seed: u128) -> u128 {
    let mut bits = seed ^ (seed >> 67);
    bits = bits.wrapping_mul(0xda94_2042_e4dd_58b5_9fb2_1c65_1e98_df25);
    bits ^= bits >> 61;
    bits = bits.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
    bits ^ (bits >> 71)
}
