//! A table whose rows are found by the hash of a word: asked of nearly every word of a text, and mostly in vain.

/// Rows in the order of their hashes, and where those begin that share their upper bits.
pub(in crate::turns) struct ByHash<T> {
    rows: Vec<(u32, T)>,
    begins: Vec<u16>,
    /// How many lower bits of a hash say nothing of where it stands.
    lower: u32,
}

impl<T> ByHash<T> {
    /// A table of some rows, fewer than 2^16; those of one hash keep their order.
    pub(in crate::turns) fn new(rows: impl IntoIterator<Item = (u32, T)>) -> Self {
        let mut rows: Vec<_> = rows.into_iter().collect();
        rows.sort_by_key(|(hash, _)| *hash);
        // So many beginnings that nearly all other words find one that holds nothing.
        let upper = (4 * rows.len()).next_power_of_two().ilog2().max(1);
        let lower = u32::BITS - upper;
        let begins = (0..=1_u64 << upper).map(|begin| {
            let before = rows.partition_point(|(hash, _)| u64::from(*hash) < begin << lower);
            u16::try_from(before).expect("a table of words has fewer rows")
        });
        Self {
            begins: begins.collect(),
            rows,
            lower,
        }
    }

    /// The rows of a hash.
    #[inline]
    pub(in crate::turns) fn of(&self, hash: u32) -> impl Iterator<Item = &T> {
        let begin = (hash >> self.lower) as usize;
        let near = usize::from(self.begins[begin])..usize::from(self.begins[begin + 1]);
        let near = self.rows[near].iter();
        near.filter(move |(known, _)| *known == hash).map(|(_, row)| row)
    }
}

#[cfg(test)]
mod tests {
    use super::ByHash;

    #[test]
    fn all_rows_of_a_hash_are_found_in_their_order_and_no_others() {
        for count in [0, 1, 2, 3, 7, 100, 1_000] {
            let hashes = || (0..count).map(|at: u32| at.wrapping_mul(0x9E37_79B1) | 1);
            let table = ByHash::new(hashes().chain(hashes()).zip(0..));
            for (at, hash) in hashes().enumerate() {
                assert_eq!(table.of(hash).copied().collect::<Vec<_>>(), [at, at + count as usize]);
                assert_eq!(table.of(hash - 1).count(), 0);
            }
            for hash in [0, u32::MAX - 1] {
                assert_eq!(table.of(hash).count(), 0);
            }
        }
    }
}
