//! Hits as a concordance: each on a line of its own, all of them under one another in the middle, with what stands to the left and
//! to the right.
//!
//! It is the keyword-in-context view of corpus linguistics. Rows can be put in the order of their neighbours, which brings
//! like uses of a word together.

use super::{Found, Ink, Piece, flat};
use crate::text::Span;
use crate::text::width::width;

/// What the rows are ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As they stand in the transcripts.
    #[default]
    Place,
    /// By the words to the left, the nearest first.
    Left,
    /// By the words to the right.
    Right,
    /// By who says them.
    Speaker,
}

/// A hit with its neighbours, each on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The file.
    pub path: String,
    /// Number of the turn, from 1.
    pub turn: Option<usize>,
    /// Who says it; empty where that is not known.
    pub speaker: String,
    /// What stands before in the same turn, up to 160 bytes.
    pub left: String,
    /// The hit.
    pub hit: String,
    /// What stands after.
    pub right: String,
}

/// Bytes of context to either side that a row keeps; wide screens show half as many.
const REACH: usize = 160;

/// Cells of the column that says where a row stands.
const PLACE: usize = 26;

/// The rows of a transcript.
#[must_use]
pub fn concordance(found: &Found<'_>) -> Vec<Row> {
    found.hits.iter().map(|hit| row(found, *hit)).collect()
}

fn row(found: &Found<'_>, hit: Span) -> Row {
    let (text, turns) = (found.source.transcript.text(), found.source.turns);
    let turn = turns
        .at(hit.start())
        .filter(|turn| turns.all()[*turn].span.contains(hit.start()));
    let said = turn.map_or(Span::new(0, text.len()), |turn| turns.all()[turn].span);
    let start = said
        .start()
        .max(text.floor_char_boundary(hit.start().saturating_sub(REACH)));
    let end = said
        .end()
        .min(text.ceil_char_boundary((hit.end() + REACH).min(text.len())));
    Row {
        path: found.path.to_string(),
        turn: turn.map(|turn| turn + 1),
        speaker: turn
            .map(|turn| turns.speaker(turn).name.to_string())
            .unwrap_or_default(),
        left: flat(&text[start.min(hit.start())..hit.start()]),
        hit: flat(hit.of(text)),
        right: flat(&text[hit.end()..end.max(hit.end())]),
    }
}

/// Rows as lines of at most `cells` cells, in an order, the hits under one another.
#[must_use]
pub fn row_lines(mut rows: Vec<Row>, order: Order, cells: usize) -> Vec<Vec<Piece>> {
    arrange(&mut rows, order, |row| row);
    // Whatever the hits, so that those of several transcripts stand under one another too.
    let left = (cells.saturating_sub(PLACE + 2) * 2 / 5).max(8);
    let right = cells.saturating_sub(PLACE + 2 + left).max(8);
    rows.iter().map(|row| line(row, left, right)).collect()
}

/// Puts things in the order of the rows that they have.
pub fn arrange<T>(things: &mut [T], order: Order, row_of: impl Fn(&T) -> &Row) {
    let nearest = |row: &Row| {
        let words = row.left.split_whitespace().rev().map(folded);
        words.collect::<Vec<_>>()
    };
    let following = |row: &Row| row.right.split_whitespace().map(folded).collect::<Vec<_>>();
    match order {
        Order::Place => {}
        Order::Left => things.sort_by_cached_key(|thing| nearest(row_of(thing))),
        Order::Right => things.sort_by_cached_key(|thing| following(row_of(thing))),
        Order::Speaker => things.sort_by_cached_key(|thing| folded(&row_of(thing).speaker)),
    }
}

fn line(row: &Row, left: usize, right: usize) -> Vec<Piece> {
    let name = row.path.rsplit('/').next().unwrap_or(&row.path);
    let turn = row.turn.map(|turn| format!(":{turn}")).unwrap_or_default();
    let speaker = if row.speaker.is_empty() {
        String::new()
    } else {
        format!(" {}", row.speaker)
    };
    let name = beginning(
        name,
        PLACE.saturating_sub(width(&turn) + width(&speaker).min(PLACE / 2)),
    );
    let speaker = beginning(&speaker, PLACE.saturating_sub(width(&name) + width(&turn)));
    let gap = PLACE.saturating_sub(width(&name) + width(&turn) + width(&speaker));
    let before = ending(&row.left, left);
    let indent = left.saturating_sub(width(&before));
    let after = beginning(&row.right, right.saturating_sub(width(&row.hit)));
    vec![
        (Ink::Path, name),
        (Ink::Turn, turn),
        (Ink::Speaker, speaker),
        (Ink::Sign, " ".repeat(gap + 2 + indent)),
        (Ink::Words, before),
        (Ink::Hit, row.hit.clone()),
        (Ink::Words, after.trim_end().to_owned()),
    ]
}

/// A word as it is ordered: letters and digits in lower case.
fn folded(word: &str) -> String {
    let letters = word.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// As much of the beginning as fits.
fn beginning(words: &str, cells: usize) -> String {
    if width(words) <= cells {
        return words.to_owned();
    }
    let mut out = String::new();
    for c in words.chars() {
        out.push(c);
        if width(&out) + 1 > cells {
            out.pop();
            break;
        }
    }
    out.push('…');
    out
}

/// As much of the end as fits.
fn ending(words: &str, cells: usize) -> String {
    if width(words) <= cells {
        return words.to_owned();
    }
    let start = words
        .char_indices()
        .map(|(at, _)| at)
        .find(|at| width(&words[*at..]) < cells)
        .unwrap_or(words.len());
    format!("…{}", &words[start..])
}
