//! Text being typed, on one line or several, with its cursor always in sight.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::draw::Scene;
use super::paint::{Room, cells, write};
use crate::session::field::Field;
use crate::text::width::graphemes;

/// Something typed behind a prompt.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// What stands before it.
    pub prompt: &'a str,
    /// What is typed.
    pub field: &'a Field,
}

/// Paints it on one line, the part around the cursor where it is too long, and gives the cell of the cursor.
pub(super) fn line(scene: &Scene<'_>, line: &Line<'_>, room: Room, buffer: &mut Buffer) -> (u16, u16) {
    let typed = room.after(write(buffer, room, line.prompt, scene.theme.prompt));
    around(line.field.text(), line.field.cursor(), typed, buffer)
}

/// Paints it on so many lines from the room downward, those around the cursor, and gives the cell of the cursor.
pub(super) fn lines(
    scene: &Scene<'_>,
    line: &Line<'_>,
    (room, height): (Room, u16),
    buffer: &mut Buffer,
) -> (u16, u16) {
    let indent = write(buffer, room, line.prompt, scene.theme.prompt);
    let room = room.after(indent);
    let (text, cursor) = (line.field.text(), line.field.cursor());
    let before = text.get(..cursor).unwrap_or(text);
    let here = before.matches('\n').count();
    let first = here.saturating_sub(usize::from(height.saturating_sub(1)));
    let mut at = (room.x, room.y);
    let mut start = 0;
    for (number, said) in text.split('\n').enumerate() {
        if let Some(y) = number
            .checked_sub(first)
            .and_then(|y| u16::try_from(y).ok())
            .filter(|y| *y < height)
        {
            let room = Room { y: room.y + y, ..room };
            if number == here {
                at = around(said, cursor.saturating_sub(start), room, buffer);
            } else {
                write(buffer, room, said, Style::new());
            }
        }
        start += said.len() + 1;
    }
    at
}

/// Writes the part of a line that holds the cursor.
fn around(text: &str, cursor: usize, room: Room, buffer: &mut Buffer) -> (u16, u16) {
    let before = text.get(..cursor).unwrap_or(text);
    let room_before = room.width.saturating_sub(1);
    let excess = cells(before).saturating_sub(room_before);
    let mut skipped = 0;
    let mut from = 0;
    for (at, grapheme, width) in graphemes(text) {
        if skipped >= usize::from(excess) {
            break;
        }
        skipped += width;
        from = at + grapheme.len();
    }
    let shown = text.get(from..).unwrap_or("");
    write(buffer, room, shown, Style::new());
    let column = before.get(from..).map_or(0, cells).min(room_before);
    (room.x + column, room.y)
}
