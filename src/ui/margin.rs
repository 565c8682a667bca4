//! The signs that marks leave in the margins.
//!
//! A mark shows where its words begin: a letter, a bookmark's dot (open until it is durable), a note's pen, and the digit of a
//! highlight where colours cannot tell the eight apart; a sign of doubt where its words are not those that were marked. A sign takes a cell that is free and never one of a number or a time.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::body::Stand;
use super::draw::Scene;
use super::paint::{Room, write};
use crate::layout::Column;
use crate::marks::{Entry, Mark, MarkKind, Moment, Status};

/// A bookmark.
pub(super) const BOOKMARK: &str = "●";
/// A highlight, where its colour is told by a sign.
pub(super) const HIGHLIGHT: &str = "▪";
/// A bookmark that is not durable yet.
const OPEN: &str = "○";
/// Something with a note.
const NOTE: &str = "✎";
/// Other words stand where a mark's words stood.
const CHANGED: &str = "~";
/// Only when they were said is known of a mark's words.
const BY_TIME: &str = "≈";

/// Paints the signs of all marks that begin on the screen.
pub(super) fn signs(scene: &Scene<'_>, stands: &[Stand], buffer: &mut Buffer) {
    let marks: Vec<_> = scene
        .session
        .notebook()
        .marks_over(scene.session.page().shown())
        .collect();
    let saving = scene.session.saving();
    let newest = marks
        .iter()
        .map(|(_, entry, _)| entry.updated)
        .max()
        .filter(|_| saving.done < saving.asked);
    for (_, entry, mark) in marks {
        let begins = |stand: &&Stand| stand.span.contains(mark.span.start());
        // A digit is also needed where the highlight came in from above the screen.
        let goes_on = |stand: &&Stand| scene.theme.digits && is_highlight(mark) && stand.span.overlaps(mark.span);
        let Some(stand) = stands.iter().find(begins).or_else(|| stands.iter().find(goes_on)) else {
            continue;
        };
        for (sign, style) in of_mark(scene, entry, mark, newest) {
            if let Some(room) = free(&scene.geometry.columns[stand.side], stand.y, buffer) {
                write(buffer, room, &sign, style);
            }
        }
    }
}

fn of_mark(scene: &Scene<'_>, entry: &Entry, mark: &Mark, newest: Option<Moment>) -> Vec<(String, Style)> {
    let theme = scene.theme;
    let mut signs = Vec::new();
    match mark.kind {
        MarkKind::Bookmark { letter: Some(letter) } => signs.push((letter.to_string(), theme.mark)),
        MarkKind::Bookmark { letter: None } => {
            let sign = if newest == Some(entry.updated) { OPEN } else { BOOKMARK };
            signs.push((sign.to_owned(), theme.mark));
        }
        MarkKind::Highlight { colour } if theme.digits => {
            signs.push((colour.number().to_string(), theme.sign(colour)));
        }
        MarkKind::Highlight { .. } => {}
    }
    match mark.status {
        Status::Changed => signs.push((CHANGED.to_owned(), theme.warning)),
        Status::ByTime => signs.push((BY_TIME.to_owned(), theme.warning)),
        Status::Ok | Status::Moved | Status::Orphan => {}
    }
    if !mark.note.is_empty() {
        let style = match mark.kind {
            MarkKind::Highlight { colour } => theme.sign(colour),
            MarkKind::Bookmark { .. } => theme.mark,
        };
        signs.push((NOTE.to_owned(), style));
    }
    signs
}

const fn is_highlight(mark: &Mark) -> bool {
    matches!(mark.kind, MarkKind::Highlight { .. })
}

/// A free cell of a column's margin on a row: beside the words with some air, where no number stands there; else from the left.
fn free(column: &Column, y: u16, buffer: &Buffer) -> Option<Room> {
    if column.whole.x == column.text.x {
        return None;
    }
    let is_free = |x: &u16| buffer.cell((*x, y)).is_some_and(|cell| cell.symbol() == " ");
    let last = column.text.x.saturating_sub(2);
    let numbers = column.number.x..column.text.x.saturating_sub(1);
    let empty = numbers.clone().all(|x| is_free(&x));
    let near = last.saturating_sub(1).max(column.number.x)..=last;
    let x = if empty { near.clone().find(is_free) } else { None };
    let left = || (column.sign.x..column.text.x.saturating_sub(1)).find(is_free);
    let behind = || (column.doubt.x..column.doubt.end()).find(is_free);
    let x = x.or_else(left).or_else(behind)?;
    Some(Room { x, y, width: 1 })
}
