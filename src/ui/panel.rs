//! Lists, the palette, the help and the reasons of a turn, laid over as much of the page as they need.
//!
//! The reading row stays in sight. A list shows only the rows around the chosen one, however many it has.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::draw::{Scene, cover};
use super::margin::BOOKMARK;
use super::paint::{Room, cells, clear, fill, paint, tint, write, write_cut, write_right};
use crate::layout::Arrangement;
use crate::session::mode::Reasons;
use crate::session::picker::{Choice, Picker, Target};
use crate::text::Span;
use crate::turns::Side;

/// A line of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    Heading(&'static str),
    /// Index in the rows shown.
    Row(usize),
}

/// Paints a list.
pub(super) fn list(scene: &Scene<'_>, picker: &Picker, buffer: &mut Buffer) {
    let lines = lines(picker);
    let wanted = u16::try_from(lines.len()).unwrap_or(u16::MAX).max(1).saturating_add(1);
    let (top, height) = cover(scene, wanted, buffer);
    if height == 0 {
        return;
    }
    let order = if picker.order.is_empty() {
        String::new()
    } else {
        format!(" by {} ", picker.order)
    };
    title(scene, &picker.title, &order, (top, buffer));
    let chosen = lines
        .iter()
        .position(|line| *line == Line::Row(picker.chosen))
        .unwrap_or(0);
    let rows = usize::from(height - 1);
    let first = chosen.saturating_sub(rows / 2).min(lines.len().saturating_sub(rows));
    let visible = &lines[first..lines.len().min(first + rows)];
    let margin = margin(scene, picker, visible);
    for (line, y) in visible.iter().zip(top + 1..) {
        let room = inset(scene, y);
        match line {
            Line::Heading(heading) => {
                write_cut(buffer, room, heading, scene.theme.title);
            }
            Line::Row(at) => {
                let Some(choice) = picker.shown.get(*at).and_then(|row| picker.rows.get(*row)) else {
                    continue;
                };
                if *at == picker.chosen {
                    tint(buffer, scene.row(y), scene.theme.chosen);
                    write(buffer, scene.row(y), "›", scene.theme.chosen);
                }
                row(scene, choice, (margin, *at == picker.chosen), (room.after(1), buffer));
            }
        }
    }
    if lines.is_empty() && height > 1 {
        write_cut(buffer, inset(scene, top + 1), "nothing here", scene.theme.dim);
    }
}

/// Paints why a turn is whose.
pub(super) fn why(scene: &Scene<'_>, reasons: &Reasons, buffer: &mut Buffer) {
    let wanted = u16::try_from(reasons.evidence.len())
        .unwrap_or(u16::MAX)
        .max(1)
        .saturating_add(1);
    let (top, height) = cover(scene, wanted, buffer);
    if height == 0 {
        return;
    }
    let whose = scene.session.open().and_then(|open| {
        let turn = open.turns.all().get(reasons.turn)?;
        let name = &open.turns.speaker(reasons.turn).name;
        Some((
            format!("Turn {} · {name}", reasons.turn + 1),
            format!(" {:.0} % sure ", turn.confidence * 100.0),
        ))
    });
    let (said, sure) = whose.unwrap_or_default();
    title(scene, &said, &sure, (top, buffer));
    if reasons.evidence.is_empty() && height > 1 {
        write_cut(buffer, inset(scene, top + 1), "the file says so", scene.theme.dim);
    }
    for (evidence, y) in reasons.evidence.iter().zip(top + 1..top + height) {
        let room = inset(scene, y);
        let side = if evidence.weight > 0.0 { Side::Left } else { Side::Right };
        let word = if side == Side::Left { "interviewer" } else { "guest" };
        write(buffer, room, word, scene.theme.accent[side]);
        let weight = room.after(12);
        write_right(
            buffer,
            Room {
                width: weight.width.min(5),
                ..weight
            },
            &format!("{:.1}", evidence.weight.abs()),
            scene.theme.dim,
        );
        write_cut(buffer, room.after(19), &evidence.says, Style::new());
    }
}

/// All lines of a list; where no row has a heading there is one line a row.
fn lines(picker: &Picker) -> Vec<Line> {
    let mut lines = Vec::with_capacity(picker.shown.len());
    let mut above = "";
    for (at, row) in picker.shown.iter().enumerate() {
        let heading = picker.rows.get(*row).map_or("", |row| row.heading);
        if heading != above && !heading.is_empty() {
            lines.push(Line::Heading(heading));
        }
        above = heading;
        lines.push(Line::Row(at));
    }
    lines
}

/// The line over a list: its title in a thin rule.
fn title(scene: &Scene<'_>, title: &str, more: &str, (y, buffer): (u16, &mut Buffer)) {
    let row = scene.row(y);
    fill(buffer, row, "─", scene.theme.rule);
    let right = Room {
        width: row.width.saturating_sub(2),
        ..row
    };
    let used = write_right(buffer, right, more, scene.theme.dim);
    let left = Room {
        width: row.width.saturating_sub(used + 4),
        ..row
    }
    .after(1);
    clear(
        buffer,
        Room {
            width: (cells(title) + 2).min(left.width),
            ..left
        },
    );
    write_cut(buffer, left.after(1), title, scene.theme.title);
}

fn inset(scene: &Scene<'_>, y: u16) -> Room {
    let inset = u16::from(scene.geometry.arrangement != Arrangement::Plain);
    let row = scene.row(y);
    Room {
        x: row.x + inset,
        width: row.width.saturating_sub(2 * inset),
        ..row
    }
}

/// Width of the margin of the rows in sight: as much as they need, up to a third.
fn margin(scene: &Scene<'_>, picker: &Picker, visible: &[Line]) -> u16 {
    let widest = visible.iter().filter_map(|line| match line {
        Line::Row(at) => picker
            .shown
            .get(*at)
            .and_then(|row| picker.rows.get(*row))
            .map(|row| cells(&row.margin)),
        Line::Heading(_) => None,
    });
    widest.max().unwrap_or(0).min(scene.band().width / 3)
}

/// One row: margin, colour, text with what is set off in it, and more where there is room.
fn row(scene: &Scene<'_>, choice: &Choice, (margin, chosen): (u16, bool), (room, buffer): (Room, &mut Buffer)) {
    let theme = scene.theme;
    let over = |style: Style| if chosen { style.patch(theme.chosen) } else { style };
    let left = Room {
        width: margin.min(room.width),
        ..room
    };
    if matches!(choice.target, Target::Command(_)) {
        write_cut(buffer, left, &choice.margin, over(theme.key));
    } else if cells(&choice.margin) <= left.width {
        write_right(buffer, left, &choice.margin, over(theme.dim));
    } else {
        write_cut(buffer, left, &choice.margin, over(theme.dim));
    }
    let mut room = if margin > 0 { room.after(margin + 2) } else { room };
    if let Some(colour) = choice.colour {
        let sign = if theme.digits {
            colour.number().to_string()
        } else {
            "▪".to_owned()
        };
        room = room.after(write(buffer, room, &sign, theme.sign(colour)) + 1);
    } else if matches!(choice.target, Target::Mark(_)) {
        room = room.after(write(buffer, room, BOOKMARK, theme.mark) + 1);
    }
    let text = choice.text.as_str();
    let more = cells(&choice.more);
    // The text comes first; more gets what is left, at least a third where both are long.
    let for_more = if more == 0 { 0 } else { (more + 3).min(room.width / 3) };
    let fits = cells(text).min(room.width - for_more);
    let text_room = Room { width: fits, ..room };
    let plain = over(Style::new());
    let used = match choice.emphasis {
        Some((start, end)) if cells(text) <= fits => {
            let set_off = [(Span::new(start, end.max(start)), theme.hit)];
            paint(buffer, text_room, (text, Span::new(0, text.len())), plain, &set_off)
        }
        Some((start, end)) => {
            let set_off = [(Span::new(start, end.max(start)), theme.hit)];
            let cut = super::paint::cut(text, fits.saturating_sub(1)).len();
            let used = paint(buffer, text_room, (text, Span::new(0, cut)), plain, &set_off);
            used + write(buffer, text_room.after(used), "…", plain)
        }
        None => write_cut(buffer, text_room, text, plain),
    };
    if more > 0 {
        write_cut(buffer, room.after(used + 3), &choice.more, over(theme.dim));
    }
}
