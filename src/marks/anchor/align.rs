//! The best place of a pattern in a text where words were changed: fewest letters to exchange, put in or leave out, whatever
//! stands before and behind.
//!
//! Columns of the table of distances are held as bits, sixty-four rows to a word, after Myers (1999) and, for patterns of more
//! than one word, Hyyrö (2003). All columns are kept, so that the way back tells which letters of the text belong to which of
//! the pattern.

/// Rows in a word.
const ROWS: usize = u64::BITS as usize;

/// A pattern made ready.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    letters: Vec<u8>,
    /// How many words a column takes.
    words: usize,
    /// For each letter the rows where the pattern has it.
    rows: Vec<u64>,
}

/// Where in one column the distance grows and where it falls from row to row.
#[derive(Clone, Copy, Debug)]
struct Steps {
    up: u64,
    down: u64,
}

/// Columns of one alignment, kept for the way back; used again for the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    steps: Vec<Steps>,
    /// The errors with which the pattern ends behind each letter of the text.
    errors: Vec<usize>,
}

/// Which letters of the text stand for which of the pattern.
#[derive(Clone, Debug, Default)]
pub(super) struct Alignment {
    /// Letters exchanged, put in or left out.
    pub errors: usize,
    /// For each letter of the pattern where its part of the text begins and ends; empty where it was left out.
    pub parts: Vec<(usize, usize)>,
    /// For each letter of the pattern whether the text has the same.
    pub same: Vec<bool>,
}

impl Pattern {
    /// The pattern of these letters.
    pub fn new(letters: &[u8]) -> Self {
        let words = letters.len().div_ceil(ROWS).max(1);
        let mut rows = vec![0; 256 * words];
        for (row, letter) in letters.iter().enumerate() {
            rows[usize::from(*letter) * words + row / ROWS] |= 1 << (row % ROWS);
        }
        Self {
            letters: letters.to_vec(),
            words,
            rows,
        }
    }

    /// How many letters it has.
    pub fn len(&self) -> usize {
        self.letters.len()
    }

    /// The fewest errors with which the pattern stands in `text`, and where it then ends (the first such place).
    pub fn nearest(&self, text: &[u8], columns: &mut Columns) -> (usize, usize) {
        columns.steps.clear();
        columns.errors.clear();
        let mut column = vec![Steps { up: u64::MAX, down: 0 }; self.words];
        let last_row = 1 << (self.letters.len().wrapping_sub(1) % ROWS);
        let mut errors = self.letters.len();
        let (mut best, mut end) = (errors, 0);
        for (at, letter) in text.iter().enumerate() {
            let rows = &self.rows[usize::from(*letter) * self.words..][..self.words];
            // The first row is free: a pattern may begin anywhere.
            let mut from_above = Carry::Level;
            for (word, (steps, rows)) in column.iter_mut().zip(rows).enumerate() {
                let (up, down) = advance(steps, *rows, &mut from_above);
                if word + 1 == self.words {
                    errors += usize::from(up & last_row != 0);
                    errors -= usize::from(down & last_row != 0);
                }
                columns.steps.push(*steps);
            }
            columns.errors.push(errors);
            if errors < best {
                (best, end) = (errors, at + 1);
            }
        }
        (best, end)
    }

    /// The way back from an end that [`Pattern::nearest`] gave for this text, with the columns it left.
    pub fn trace(&self, text: &[u8], end: usize, columns: &Columns) -> Alignment {
        let mut alignment = Alignment {
            errors: 0,
            parts: vec![(end, end); self.letters.len()],
            same: vec![false; self.letters.len()],
        };
        let (mut row, mut at) = (self.letters.len(), end);
        let bit = |column: usize, row: usize| {
            let steps = columns.steps.get((column - 1) * self.words + (row - 1) / ROWS);
            let of = |bits: u64| bits & (1 << ((row - 1) % ROWS)) != 0;
            steps.map_or((true, false), |steps| (of(steps.up), of(steps.down)))
        };
        while row > 0 {
            // Before the text begins every letter of the pattern is left out.
            let left_out = at == 0 || bit(at, row).0;
            if left_out {
                row -= 1;
                alignment.parts[row] = (at, at);
                alignment.errors += 1;
            } else if at > 1 && bit(at - 1, row).1 {
                at -= 1;
                alignment.errors += 1;
            } else {
                (row, at) = (row - 1, at - 1);
                alignment.parts[row] = (at, at + 1);
                alignment.same[row] = self.letters[row] == text[at];
                alignment.errors += usize::from(!alignment.same[row]);
            }
        }
        alignment
    }
}

impl Alignment {
    /// Errors among these letters of the pattern and in what stands between them, and how many letters they and their part of the
    /// text have at most.
    pub fn wrong(&self, (from, to): (usize, usize)) -> (usize, usize) {
        if from == to {
            return (0, 0);
        }
        let (parts, same) = (&self.parts[from..to], &self.same[from..to]);
        let aligned = parts.iter().filter(|(start, end)| start < end).count();
        let there = self.parts[to - 1].1 - self.parts[from].0;
        let missed = same.iter().filter(|same| !**same).count();
        (missed + there - aligned, there.max(to - from))
    }

    /// How much of these letters stands in their part of the text: 1 where all does and nothing else.
    pub fn alike(&self, range: (usize, usize)) -> f32 {
        let (wrong, letters) = self.wrong(range);
        1.0 - wrong as f32 / letters.max(1) as f32
    }
}

impl Columns {
    /// The same for ends that lie further than `distance` from `end`, if there are such.
    pub fn apart_from(&self, end: usize, distance: usize) -> Option<(usize, usize)> {
        let ends = self.errors.iter().enumerate().map(|(at, errors)| (*errors, at + 1));
        ends.filter(|(_, at)| at.abs_diff(end) > distance).min()
    }
}

/// By how much the distance changes from one column to the next, in the row above a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Carry {
    Less,
    Level,
    More,
}

/// One word of a column moves on by one letter of the text, which stands in `rows` of the pattern; where the distance grew and
/// where it fell against the column before. The carry goes on to the word below.
fn advance(steps: &mut Steps, rows: u64, carry: &mut Carry) -> (u64, u64) {
    let less = u64::from(*carry == Carry::Less);
    let vertical = rows | steps.down;
    let rows = rows | less;
    let diagonal = ((rows & steps.up).wrapping_add(steps.up) ^ steps.up) | rows;
    let grew = steps.down | !(diagonal | steps.up);
    let fell = steps.up & diagonal;
    let below = grew << 1 | u64::from(*carry == Carry::More);
    steps.up = (fell << 1 | less) | !(vertical | below);
    steps.down = below & vertical;
    *carry = match (grew >> (ROWS - 1), fell >> (ROWS - 1)) {
        (1, _) => Carry::More,
        (_, 1) => Carry::Less,
        _ => Carry::Level,
    };
    (grew, fell)
}

#[cfg(test)]
mod tests {
    use super::{Columns, Pattern};
    use crate::marks::tests::Dice;

    /// The same by the whole table: the fewest errors at each end.
    fn plainly(pattern: &[u8], text: &[u8]) -> Vec<usize> {
        let mut column: Vec<usize> = (0..=pattern.len()).collect();
        let mut ends = vec![pattern.len()];
        for letter in text {
            let mut diagonal = 0;
            for row in 1..=pattern.len() {
                let exchanged = diagonal + usize::from(pattern[row - 1] != *letter);
                diagonal = column[row];
                column[row] = exchanged.min(column[row] + 1).min(column[row - 1] + 1);
            }
            ends.push(column[pattern.len()]);
        }
        ends
    }

    #[test]
    fn the_bits_count_as_the_table_does() {
        let mut dice = Dice::new(5);
        let mut columns = Columns::default();
        for _ in 0..400 {
            let letters = 2 + dice.below(5);
            let mut any = |length: usize| -> Vec<u8> {
                (0..length)
                    .map(|_| b'a' + u8::try_from(dice.below(letters)).unwrap_or(0))
                    .collect()
            };
            let text = any(300);
            let mut pattern = any(1 + letters * 37);
            // Half of the patterns stand in the text, changed here and there.
            if letters.is_multiple_of(2) {
                pattern = text[40..41 + pattern.len()].to_vec();
                for at in (0..pattern.len()).step_by(7) {
                    pattern[at] = b'a';
                }
            }
            let ready = Pattern::new(&pattern);
            let (errors, end) = ready.nearest(&text, &mut columns);
            let table = plainly(&pattern, &text);
            assert_eq!(Some(&errors), table.iter().min(), "{pattern:?} in {text:?}");
            assert_eq!(table[end], errors);
            let way = ready.trace(&text, end, &columns);
            assert_eq!(way.errors, errors, "the way back costs what was counted");
            let rising = way.parts.windows(2).all(|two| two[0].1 <= two[1].0);
            assert!(rising, "parts stand in order: {:?}", way.parts);
            for (row, (start, end)) in way.parts.iter().enumerate() {
                assert_eq!(way.same[row], *start < *end && text[*start] == pattern[row]);
            }
        }
    }

    #[test]
    fn a_word_that_was_put_in_is_passed_over() {
        let (text, pattern) = (b"we kept the big old house", b"kept the old house");
        let ready = Pattern::new(pattern);
        let mut columns = Columns::default();
        let (errors, end) = ready.nearest(text, &mut columns);
        assert_eq!((errors, end), (4, text.len()));
        let way = ready.trace(text, end, &columns);
        assert_eq!(way.parts[0], (3, 4));
        assert!(columns.apart_from(end, 8).is_some_and(|(other, _)| other > errors));
        let all = way.same.iter().all(|same| *same);
        assert!(all, "every letter of the pattern is there");
    }

    #[test]
    fn nothing_and_an_empty_text_give_an_answer() {
        let mut columns = Columns::default();
        assert_eq!(Pattern::new(b"").nearest(b"abc", &mut columns), (0, 0));
        let ready = Pattern::new(b"abc");
        assert_eq!(ready.nearest(b"", &mut columns), (3, 0));
        assert_eq!(ready.trace(b"", 0, &columns).errors, 3);
    }
}
