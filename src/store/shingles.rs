//! How much of two talks is the same, told from a few numbers of each.
//!
//! Of all runs of three words the smallest hashes are kept: of what both talks have together, they are a fair sample (Broder 1997).
//! Another transcription of one recording shares many, another talk of the same two people hardly any.

use std::collections::BTreeSet;

/// Words of a run.
const WORDS: usize = 3;
/// How many hashes are kept.
const KEPT: usize = 256;
const DIGITS: usize = 8;

/// The sample of one talk: hashes that rise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shingles(Vec<u32>);

impl Shingles {
    /// The sample of a talk given in pieces.
    #[must_use]
    pub fn of<'a>(pieces: impl Iterator<Item = &'a str>) -> Self {
        let mut smallest: BTreeSet<u32> = BTreeSet::new();
        let mut run = [0_u64; WORDS];
        let words = pieces.flat_map(|piece| piece.split(|c: char| !c.is_alphanumeric()));
        for (count, word) in words.filter(|word| !word.is_empty()).enumerate() {
            run.rotate_left(1);
            run[WORDS - 1] = hash(word);
            if count + 1 < WORDS {
                continue;
            }
            let mixed = run
                .iter()
                .fold(0_u64, |sum, word| (sum.rotate_left(21) ^ word).wrapping_mul(ODD));
            let hash = u32::try_from(mixed >> 32).unwrap_or(0);
            if smallest.len() < KEPT || smallest.last().is_some_and(|last| hash < *last) {
                smallest.insert(hash);
                if smallest.len() > KEPT {
                    smallest.pop_last();
                }
            }
        }
        Self(smallest.into_iter().collect())
    }

    /// The share of the runs of both that both have, 0 to 1, as the samples tell it.
    #[must_use]
    pub fn alike(&self, other: &Self) -> f32 {
        let mut both: Vec<u32> = self.0.iter().chain(&other.0).copied().collect();
        both.sort_unstable();
        both.dedup();
        both.truncate(KEPT);
        let has = |sample: &Self, hash: &u32| sample.0.binary_search(hash).is_ok();
        let shared = both.iter().filter(|hash| has(self, hash) && has(other, hash)).count();
        shared as f32 / both.len().max(1) as f32
    }

    /// As hexadecimal digits, eight a hash.
    #[must_use]
    pub(super) fn written(&self) -> String {
        self.0.iter().map(|hash| format!("{hash:08x}")).collect()
    }

    /// What was written; what is no hash is left out.
    #[must_use]
    pub(super) fn read(written: &str) -> Self {
        let digits = written.as_bytes().chunks(DIGITS).take(KEPT);
        let hashes = digits.filter_map(|digits| u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        let hashes: BTreeSet<u32> = hashes.collect();
        Self(hashes.into_iter().collect())
    }
}

const ODD: u64 = 0x9E37_79B9_7F4A_7C15;

/// Of a word, whatever its case.
fn hash(word: &str) -> u64 {
    let letters = word.chars().flat_map(char::to_lowercase);
    letters.fold(1, |sum, c| (sum ^ u64::from(c)).wrapping_mul(ODD).rotate_left(23))
}

#[cfg(test)]
mod tests {
    use super::Shingles;

    fn talk(words: impl Iterator<Item = usize>) -> String {
        words.map(|word| format!("word{word} ")).collect()
    }

    fn alike(one: &str, other: &str) -> f32 {
        let of = |text: &str| Shingles::of(std::iter::once(text));
        of(one).alike(&of(other))
    }

    #[test]
    fn another_hearing_of_a_talk_is_told_from_another_talk() {
        let said = talk(0..4000);
        // One word in five is another.
        let heard = talk((0..4000).map(|word| if word % 5 == 2 { word + 10_000 } else { word }));
        let other = talk(20_000..24_000);
        assert!(alike(&said, &said.to_uppercase()) > 0.99);
        assert!((0.15..0.6).contains(&alike(&said, &heard)), "{}", alike(&said, &heard));
        assert!(alike(&said, &other) < 0.02);
        assert!(alike("", "") < 0.01);
    }

    #[test]
    fn a_sample_is_read_as_it_was_written() {
        let sample = Shingles::of(std::iter::once(talk(0..900).as_str()));
        assert_eq!(Shingles::read(&sample.written()), sample);
        assert_eq!(Shingles::read("not hex at all ü"), Shingles::default());
    }
}
