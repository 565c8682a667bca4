//! Where in a text a hit may begin, found in vector instructions as wide as the machine has them.
//!
//! Most bytes of a text begin no hit, which their first two letters show. What is outside ASCII is left to the comparison, but for
//! what most texts are full of: western letters and typographic signs that fold to something else.

use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, u8x64};

use super::letter::{Case, Element, Folder};

/// Bytes looked at in one step.
const BLOCK: usize = 64;

/// How a hit may begin: with a byte that is `first`, after which one that is `second`; or with a character outside ASCII, of
/// which only the comparison knows what it folds to.
#[derive(Clone, Copy, Debug)]
pub(super) struct First {
    first: Bytes,
    second: Bytes,
    /// Which of the western letters, U+00C0 to U+00FF, a hit may begin with, a bit each.
    western: u64,
    /// What may follow such a letter, which stands for one letter of the pattern or for two, where that can be said.
    behind: Option<[Bytes; 2]>,
    /// A byte that begins western letters, if no hit begins with one; else 0.
    barren: u8,
    /// The byte that begins dashes and curved quotation marks when followed by 0x80, if no hit begins with those; else 0.
    barren_signs: u8,
}

/// The bytes that are `value` once the bits of `any` are set: one byte, or a letter in both cases.
#[derive(Clone, Copy, Debug)]
struct Bytes {
    any: u8,
    value: u8,
}

impl First {
    /// How hits of a pattern begin; none of an empty one.
    pub(super) fn of(pattern: &[Element], case: Case) -> Option<Self> {
        let first = *pattern.first()?;
        // A run of white space may be of any length, and what is optional may be missing.
        let second = pattern.get(1).filter(|second| !second.optional && first.letter != ' ');
        let begins = |c: char| {
            let mut letters = Vec::with_capacity(4);
            Folder::new(case).push(c, |element| letters.push(element));
            letters.first().is_some_and(|letter| letter.is(first))
        };
        let western = WESTERN
            .enumerate()
            .filter(|(_, c)| begins(*c))
            .fold(0, |bits, (at, _)| bits | 1 << at);
        let behind = match pattern {
            [_, next, other, ..]
                if ![next, other]
                    .iter()
                    .any(|letter| letter.optional || letter.letter == ' ') =>
            {
                Some([Bytes::of(*next, case), Bytes::of(*other, case)])
            }
            _ => None,
        };
        Some(Self {
            behind,
            first: Bytes::of(first, case),
            second: second.map_or(Bytes::ANY, |second| Bytes::of(*second, case)),
            western,
            barren: if western == 0 { LEAD } else { 0 },
            barren_signs: if SIGNS.into_iter().any(begins) { 0 } else { 0xE2 },
        })
    }

    /// Tells `goes_on` of every place from `at` on and before `before` where a hit may begin. It says from where on the next one is
    /// wanted, after the place; none ends it.
    pub(super) fn scan(self, bytes: &[u8], at: usize, before: usize, goes_on: impl FnMut(usize) -> Option<usize>) {
        dispatch!(Level::new(), simd => self.scan_by(simd, bytes, (at, before), goes_on));
    }

    #[inline(always)]
    fn scan_by<S: Simd>(
        self,
        simd: S,
        bytes: &[u8],
        (mut at, before): (usize, usize),
        mut goes_on: impl FnMut(usize) -> Option<usize>,
    ) {
        while at < before {
            let mut places = match bytes.get(at..).and_then(<[u8]>::first_chunk) {
                Some(here) => self.places(simd, here),
                None => {
                    // Over the end of the text stand characters outside ASCII, which nothing below `before` is.
                    let mut rest = [0xFF; BLOCK + 1];
                    for (to, from) in rest.iter_mut().zip(bytes.get(at..).unwrap_or_default()) {
                        *to = *from;
                    }
                    self.places(simd, &rest)
                }
            };
            let mut next = at + BLOCK;
            while places != 0 {
                let place = at + places.trailing_zeros() as usize;
                if place >= before {
                    return;
                }
                places &= places - 1;
                if self.may_begin(bytes, place) {
                    let Some(from) = goes_on(place) else { return };
                    if from >= next {
                        next = from;
                        break;
                    }
                    places &= u64::MAX << from.saturating_sub(at);
                }
            }
            at = next;
        }
    }

    /// A bit for every byte of the block where a hit may begin; the byte after the block is looked at too.
    #[inline(always)]
    fn places<S: Simd>(self, simd: S, here: &[u8; BLOCK + 1]) -> u64 {
        let all = |byte: u8| u8x64::splat(simd, byte);
        let (a, b) = (
            u8x64::from_slice(simd, &here[..BLOCK]),
            u8x64::from_slice(simd, &here[1..]),
        );
        // Masks of bytes are put together as numbers, which every machine does in one step.
        let is = |of: u8x64<S>, byte: u8| of.simd_eq(all(byte)).to_bitmask();
        let is_letter = is(a | all(self.first.any), self.first.value)
            & (is(b | all(self.second.any), self.second.value) | b.simd_ge(all(0x80)).to_bitmask());
        let is_barren = is(a, self.barren) | is(a, self.barren_signs) & is(b, 0x80);
        is_letter | a.simd_ge(all(0xC0)).to_bitmask() & !is_barren
    }

    /// Whether a place is none of a western letter with which no hit begins.
    #[inline(always)]
    fn may_begin(self, bytes: &[u8], place: usize) -> bool {
        match bytes.get(place..place + 3) {
            Some([LEAD, letter, next]) => {
                let follows = |behind: [Bytes; 2]| !next.is_ascii() || behind.iter().any(|bytes| bytes.is(*next));
                self.western >> (letter & 0x3F) & 1 == 1 && self.behind.is_none_or(follows)
            }
            _ => true,
        }
    }
}

/// The characters whose UTF-8 begins with [`LEAD`].
const WESTERN: std::ops::RangeInclusive<char> = '\u{C0}'..='\u{FF}';
const LEAD: u8 = 0xC3;
/// The characters whose UTF-8 begins with 0xE2 0x80.
const SIGNS: std::ops::RangeInclusive<char> = '\u{2000}'..='\u{203F}';

impl Bytes {
    const NONE: Self = Self { any: u8::MAX, value: 0 };
    const ANY: Self = Self {
        any: u8::MAX,
        value: u8::MAX,
    };

    const fn is(self, byte: u8) -> bool {
        byte | self.any == self.value
    }

    fn of(element: Element, case: Case) -> Self {
        let Some(byte) = u8::try_from(element.letter).ok().filter(u8::is_ascii) else {
            return Self::NONE;
        };
        // Apostrophe and grave accent, space and line end: the bits in which they differ are left open.
        let any = match byte {
            b'\'' => b'\'' ^ b'`',
            b' ' => 0x2F,
            _ if case == Case::Fold && byte.is_ascii_lowercase() => 0x20,
            _ => 0,
        };
        Self { any, value: byte | any }
    }
}
