//! Lists, the palette, the help and the reasons of a turn, laid over as much of the page as they need.
//!
//! The reading row stays in sight. A list shows only the rows around the chosen one, however many it has.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::draw::{Scene, cover};
use super::margin::{BOOKMARK, HIGHLIGHT};
use super::paint::{Room, cells, clear, cut, ending, paint, tint, write, write_cut, write_right};
use crate::session::TypedPlace;
use crate::session::action::Listing;
use crate::session::mode::Reasons;
use crate::session::picker::{Choice, Picker, Target};
use crate::text::Span;
use crate::turns::Side;

/// A line of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line<'a> {
    Heading(&'a str),
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
    let named = if picker.title.is_empty() {
        "Commands"
    } else {
        &picker.title
    };
    title(scene, named, picker.order, (top, buffer));
    let chosen = lines
        .iter()
        .position(|line| *line == Line::Row(picker.chosen))
        .unwrap_or(0);
    let rows = usize::from(height - 1);
    let first = chosen.saturating_sub(rows / 2).min(lines.len().saturating_sub(rows));
    let visible = &lines[first..lines.len().min(first + rows)];
    let widths = Widths::new(scene, picker, visible);
    let over = above(picker, visible);
    for (line, y) in over.iter().chain(&visible[over.len()..]).zip(top + 1..) {
        let room = scene.inset(y);
        match line {
            Line::Heading(heading) => {
                write_cut(buffer, room, &shortened(heading, room.width), scene.theme.title);
            }
            Line::Row(at) => {
                let Some(choice) = choice(picker, *at) else { continue };
                let chosen = *at == picker.chosen;
                if matches!(picker.listing, Listing::Concordance { .. }) {
                    in_context(scene, choice, (widths, chosen), (room.after(2), buffer));
                } else {
                    row(scene, choice, (widths, chosen), (room.after(2), buffer));
                }
                if chosen {
                    tint(buffer, scene.row(y), scene.theme.chosen);
                    write(buffer, room, "›", scene.theme.chosen);
                }
            }
        }
    }
    if lines.is_empty() && height > 1 {
        let typed = picker.filter.text().trim();
        let said = match TypedPlace::read(typed) {
            Some(_) if picker.listing == Listing::Commands => format!("Enter goes to {typed}"),
            _ => "nothing fits".to_owned(),
        };
        write_cut(buffer, scene.inset(top + 1), &said, scene.theme.dim);
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
    let role = |open: &crate::session::Open| open.turns.speaker(reasons.turn).role.side();
    let there = |open: &&crate::session::Open| reasons.turn < open.turns.all().len();
    let speaks = scene.session.open().filter(there).map_or(Side::Right, role);
    let whose = scene.session.open().and_then(|open| {
        let turn = open.turns.all().get(reasons.turn)?;
        let name = &open.turns.speaker(reasons.turn).name;
        Some((
            format!("Turn {} · {name}", reasons.turn + 1),
            format!("{:.0} % sure", turn.confidence * 100.0),
        ))
    });
    let (said, sure) = whose.unwrap_or_default();
    title(scene, &said, &sure, (top, buffer));
    if reasons.evidence.is_empty() && height > 1 {
        write_cut(buffer, scene.inset(top + 1), "the file says so", scene.theme.dim);
    }
    for (evidence, y) in reasons.evidence.iter().zip(top + 1..top + height) {
        let room = scene.inset(y);
        // What weighs nothing tells only of the speaker, such as where a name comes from.
        let side = match evidence.weight {
            weight if weight > 0.0 => Side::Left,
            weight if weight < 0.0 => Side::Right,
            _ => speaks,
        };
        let word = if side == Side::Left { "interviewer" } else { "guest" };
        write(buffer, room, word, scene.theme.accent[side]);
        let weight = room.after(12);
        write_right(
            buffer,
            Room {
                width: weight.width.min(5),
                ..weight
            },
            &shown_weight(evidence.weight),
            scene.theme.dim,
        );
        write_cut(buffer, room.after(19), &evidence.says, Style::new());
    }
}

/// A weight without its sign, which the word beside it says; certainty is no number.
fn shown_weight(weight: f32) -> String {
    match weight.abs() {
        none if none <= 0.0 => String::new(),
        certain if certain >= crate::turns::CERTAIN => "∞".to_owned(),
        weight => format!("{weight:.1}"),
    }
}

/// All lines of a list; where no row has a heading there is one line a row.
fn lines(picker: &Picker) -> Vec<Line<'_>> {
    let mut lines = Vec::with_capacity(picker.shown.len());
    let mut above = "";
    for (at, row) in picker.shown.iter().enumerate() {
        let heading = picker.rows.get(*row).map_or("", |row| row.heading.as_str());
        if heading != above && !heading.is_empty() {
            lines.push(Line::Heading(heading));
        }
        above = heading;
        lines.push(Line::Row(at));
    }
    lines
}

/// The heading of the first row in sight, which takes that row's place where it is out of sight itself and the row is not the chosen one.
fn above<'a>(picker: &'a Picker, visible: &[Line<'a>]) -> Vec<Line<'a>> {
    match visible.first() {
        Some(Line::Row(at)) if *at != picker.chosen => choice(picker, *at)
            .filter(|row| !row.heading.is_empty())
            .map(|row| Line::Heading(&row.heading))
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

/// A heading that fits: where it is too long, what stands behind its last dot, such as a count, stays.
fn shortened(heading: &str, width: u16) -> Cow<'_, str> {
    match heading.rsplit_once(" · ") {
        Some((named, counted)) if cells(heading) > width => {
            let room = width.saturating_sub(cells(counted) + 4);
            format!("{}… · {counted}", cut(named, room).trim_end()).into()
        }
        _ => heading.into(),
    }
}

/// The line over a list: its title in a thin rule.
fn title(scene: &Scene<'_>, title: &str, more: &str, (y, buffer): (u16, &mut Buffer)) {
    let row = scene.row(y);
    scene.line(y, buffer);
    let said = format!(" {} ", cut(title, row.width.saturating_sub(4)));
    let left = row.after(1);
    // The line leaves its colour in the cells that it is written over.
    clear(
        buffer,
        Room {
            width: cells(&said).min(left.width),
            ..left
        },
    );
    let used = write(buffer, left, &said, scene.theme.title);
    let right = left.after(used + 1);
    if !more.is_empty() && cells(more) + 3 <= right.width {
        write_right(
            buffer,
            Room {
                width: right.width.saturating_sub(1),
                ..right
            },
            &format!(" {more} "),
            scene.theme.dim,
        );
    }
}

fn choice(picker: &Picker, at: usize) -> Option<&Choice> {
    picker.rows.get(*picker.shown.get(at)?)
}

/// Widths of the columns of a list, in cells.
#[derive(Clone, Copy, Debug)]
struct Widths {
    margin: u16,
    text: u16,
}

impl Widths {
    /// As much as the rows in sight need: for the margin up to a third, for the text up to what more leaves of the rest, and
    /// that is at most a third too.
    fn new(scene: &Scene<'_>, picker: &Picker, visible: &[Line<'_>]) -> Self {
        let choices = || {
            visible.iter().filter_map(|line| match line {
                Line::Row(at) => choice(picker, *at),
                Line::Heading(_) => None,
            })
        };
        let widest = |part: fn(&Choice) -> &str| choices().map(|choice| cells(part(choice))).max().unwrap_or(0);
        let room = scene.inset(0).after(2);
        let margin = widest(|choice| &choice.margin).min(room.width / 3);
        let rest = room.after(margin + GAP).after(SIGN).width;
        let more = match widest(|choice| choice.more.as_str()) {
            0 => 0,
            more => more.min(rest / 3) + GAP,
        };
        Self {
            margin,
            text: widest(|choice| choice.text.as_str()).min(rest.saturating_sub(more)),
        }
    }
}

/// Cells between the columns of a list.
const GAP: u16 = 2;
/// The sign of a mark and a space.
const SIGN: u16 = 2;

/// One row: margin, colour, text with what is set off in it, and more where there is room.
fn row(scene: &Scene<'_>, choice: &Choice, (widths, chosen): (Widths, bool), (room, buffer): (Room, &mut Buffer)) {
    let theme = scene.theme;
    let left = Room {
        width: widths.margin.min(room.width),
        ..room
    };
    if matches!(choice.target, Target::Command(_)) {
        write_cut(buffer, left, &choice.margin, theme.key);
    } else if cells(&choice.margin) <= left.width {
        write_right(buffer, left, &choice.margin, theme.dim);
    } else {
        write_cut(buffer, left, &choice.margin, theme.dim);
    }
    let mut room = if widths.margin > 0 {
        room.after(widths.margin + GAP)
    } else {
        room
    };
    if let Target::Mark(_) = choice.target {
        match choice.colour {
            Some(colour) if theme.digits => write(buffer, room, &colour.number().to_string(), theme.sign(colour)),
            Some(colour) => write(buffer, room, HIGHLIGHT, theme.sign(colour)),
            None => write(buffer, room, BOOKMARK, theme.mark),
        };
        room = room.after(SIGN);
    }
    let text = choice.text.as_str();
    let text_room = Room {
        width: widths.text.min(room.width),
        ..room
    };
    match choice.emphasis {
        Some((start, end)) => {
            let found = Span::new(start, end.max(start));
            let from = window(text, found, text_room.width);
            let mut room = text_room;
            if from > 0 {
                room = room.after(write(buffer, room, "… ", Style::new()));
            }
            let rest = text.get(from..).unwrap_or_default();
            let whole = cells(rest) <= room.width;
            let fits = if whole {
                rest
            } else {
                cut(rest, room.width.saturating_sub(1))
            };
            let shown = Span::new(from, from + fits.len());
            // The chosen row has colours of its own.
            let set_off = [(found, if chosen { Style::new() } else { theme.hit })];
            let used = paint(buffer, room, (text, shown), Style::new(), &set_off);
            if !whole {
                write(buffer, room.after(used), "…", Style::new());
            }
        }
        _ => {
            write_cut(buffer, text_room, text, Style::new());
        }
    }
    write_cut(buffer, room.after(widths.text + GAP), &choice.more, theme.dim);
}

/// One row of a concordance: the hit in the same cell on every row, what stands before it to its left.
fn in_context(
    scene: &Scene<'_>,
    choice: &Choice,
    (widths, chosen): (Widths, bool),
    (room, buffer): (Room, &mut Buffer),
) {
    let left = Room {
        width: widths.margin.min(room.width),
        ..room
    };
    write_right(buffer, left, &choice.margin, scene.theme.dim);
    let room = room.after(widths.margin + GAP);
    let words = Room {
        width: widths.text.min(room.width),
        ..room
    };
    let (start, end) = choice.emphasis.unwrap_or_default();
    let (before, hit, after) = (&choice.text[..start], &choice.text[start..end], &choice.text[end..]);
    let middle = words.width * 2 / 5;
    write_right(
        buffer,
        Room { width: middle, ..words },
        &ending(before, middle),
        Style::new(),
    );
    let mut rest = words.after(middle);
    // The chosen row has colours of its own.
    let style = if chosen { Style::new() } else { scene.theme.hit };
    rest = rest.after(write_cut(buffer, rest, hit, style));
    write_cut(buffer, rest, after, Style::new());
    write_cut(buffer, room.after(widths.text + GAP), &choice.more, scene.theme.dim);
}

/// Where the words of a row begin to be shown so that what is set off in them is, with some words before it: 0 where all is.
fn window(text: &str, found: Span, width: u16) -> usize {
    let fits = cells(text.get(..found.end()).unwrap_or_default()).saturating_add(2) < width;
    if cells(text) <= width || fits {
        return 0;
    }
    let before = text.get(..found.start()).unwrap_or_default();
    let least = cells(found.of(text)).saturating_add(3);
    // What follows may need less than two thirds: no cell stays empty while there are words.
    let following = cells(text.get(found.start()..).unwrap_or_default()).saturating_add(3);
    let room = (width / 3).max(width.saturating_sub(following));
    let room = room.min(width.saturating_sub(least));
    let mut from = found.start();
    for (at, _) in before.rmatch_indices(' ') {
        if cells(&before[at + 1..]) > room {
            break;
        }
        from = at + 1;
    }
    from
}

#[cfg(test)]
mod tests;
