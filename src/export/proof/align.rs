//! A pattern against a talk, word by word: the place where it costs least, and what has to change there.
//!
//! Each column is a word of the talk; an alignment may begin and end anywhere. Costs are thousandths of a change.

use super::pattern::{Item, Pattern};
use super::words::{Heard, Lexicon, likeness};

/// Another word, one too many, one too few.
const CHANGE: u32 = 1000;
/// Another word that looks alike, so that such words stand beside each other.
const ALIKE: u32 = 700;
/// From this likeness on, in per cent.
const LIKENESS: usize = 60;
/// A word that an ellipsis leaves out: little, so that the nearest rest is taken.
const LEFT_OUT: u32 = 4;
/// A word that a bracket stands for.
const BRACKETED: u32 = 30;
/// More than any alignment costs.
const ENDLESS: u32 = u32::MAX / 2;

/// Where a pattern stands in a talk at the least cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Alignment {
    /// What it costs.
    pub cost: u32,
    /// Its first word.
    pub start: usize,
    /// The word after its last.
    pub end: usize,
    /// In how many places the very words stand; 1 where something is left out.
    pub places: usize,
}

/// A step of an alignment: indexes of items and of words heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Op {
    /// The same word.
    Same(usize, usize),
    /// Another word.
    Replaced(usize, usize),
    /// A word that was not said.
    Added(usize),
    /// A word that is not quoted.
    Omitted(usize),
    /// A word that an ellipsis leaves out.
    Gap(usize),
    /// A word that a bracket stands for.
    Bracketed(usize),
}

/// The best place of a pattern in a talk; none where either has no words.
pub(super) fn align(pattern: &Pattern, heard: &Heard) -> Option<Alignment> {
    let items = &pattern.items;
    // Cost and first word of the best alignment of the first items that ends before this column.
    let mut column: Vec<(u32, usize)> = Vec::with_capacity(items.len() + 1);
    column.push((0, 0));
    for item in items {
        let (cost, start) = column[column.len() - 1];
        column.push((cost + added(item), start));
    }
    let mut best: Option<Alignment> = None;
    for (at, word) in heard.words.iter().enumerate() {
        let (mut diagonal, mut above) = (column[0], (0, at + 1));
        column[0] = above;
        for (row, item) in items.iter().enumerate() {
            let left = column[row + 1];
            let cell = match item {
                Item::Word { numbers, .. } => {
                    let change = if numbers.contains(word) { 0 } else { CHANGE };
                    let matched = (diagonal.0 + change, if row == 0 { at } else { diagonal.1 });
                    least(matched, (above.0 + CHANGE, above.1), (left.0 + CHANGE, left.1))
                }
                Item::Gap => least(above, (left.0 + LEFT_OUT, left.1), (ENDLESS, 0)),
                Item::Bracket => least(above, (left.0 + BRACKETED, left.1), (ENDLESS, 0)),
            };
            diagonal = left;
            above = cell;
            column[row + 1] = cell;
        }
        let (cost, start) = column[items.len()];
        let end = at + 1;
        if start >= end {
            continue;
        }
        match &mut best {
            Some(known) if cost > known.cost => {}
            Some(known) if cost == known.cost => known.places += usize::from(cost == 0),
            _ => {
                best = Some(Alignment {
                    cost,
                    start,
                    end,
                    places: 1,
                });
            }
        }
    }
    best.filter(|_| !items.is_empty())
}

/// The steps of an alignment.
pub(super) fn trace(pattern: &Pattern, heard: &Heard, alignment: &Alignment, lexicon: &Lexicon) -> Vec<Op> {
    let items = &pattern.items;
    let words = &heard.words[alignment.start..alignment.end];
    let width = words.len() + 1;
    let mut costs = vec![0_u32; (items.len() + 1) * width];
    for at in 1..width {
        costs[at] = costs[at - 1] + CHANGE;
    }
    let change = |item: &Item, at: usize| match item {
        Item::Word { numbers, .. } if numbers.contains(&words[at]) => 0,
        Item::Word { form, .. } if likeness(form, lexicon.form(words[at])) >= LIKENESS => ALIKE,
        Item::Word { .. } => CHANGE,
        Item::Gap | Item::Bracket => ENDLESS,
    };
    for (row, item) in items.iter().enumerate() {
        let (above, here) = (row * width, (row + 1) * width);
        costs[here] = costs[above] + added(item);
        for at in 1..width {
            let matched = costs[above + at - 1].saturating_add(change(item, at - 1));
            let skipped = costs[above + at] + added(item);
            costs[here + at] = matched.min(skipped).min(costs[here + at - 1] + omitted(item));
        }
    }
    let (mut row, mut at) = (items.len(), width - 1);
    let mut ops = Vec::new();
    while row > 0 || at > 0 {
        let cost = costs[row * width + at];
        let item = row.checked_sub(1).map(|row| &items[row]);
        let heard_at = (alignment.start + at).saturating_sub(1);
        if let (Some(item), true) = (item, at > 0)
            && cost == costs[(row - 1) * width + at - 1].saturating_add(change(item, at - 1))
        {
            let same = change(item, at - 1) == 0;
            ops.push(if same {
                Op::Same(row - 1, heard_at)
            } else {
                Op::Replaced(row - 1, heard_at)
            });
            (row, at) = (row - 1, at - 1);
        } else if at > 0 && cost == costs[row * width + at - 1] + item.map_or(CHANGE, omitted) {
            ops.push(match item {
                Some(Item::Gap) => Op::Gap(heard_at),
                Some(Item::Bracket) => Op::Bracketed(heard_at),
                _ => Op::Omitted(heard_at),
            });
            at -= 1;
        } else {
            if matches!(item, Some(Item::Word { .. })) {
                ops.push(Op::Added(row - 1));
            }
            row -= 1;
        }
    }
    ops.reverse();
    ops
}

/// What it costs that an item stands for nothing.
const fn added(item: &Item) -> u32 {
    match item {
        Item::Word { .. } => CHANGE,
        Item::Gap | Item::Bracket => 0,
    }
}

/// What it costs that a word heard stands behind an item and is not quoted.
const fn omitted(item: &Item) -> u32 {
    match item {
        Item::Word { .. } => CHANGE,
        Item::Gap => LEFT_OUT,
        Item::Bracket => BRACKETED,
    }
}

/// The cheapest of three, the first where they cost the same.
fn least(a: (u32, usize), b: (u32, usize), c: (u32, usize)) -> (u32, usize) {
    let ab = if b.0 < a.0 { b } else { a };
    if c.0 < ab.0 { c } else { ab }
}
