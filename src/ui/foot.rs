//! The foot: a prompt while something is typed, keys that may follow, a notice, else what stands and where help is.
//!
//! It takes one line, or as many as a note or the keys that may follow need. What is not durable is said here loudly and gives
//! way to nothing but typing.

mod list;

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::draw::{Scene, cover};
use super::field::{self, Line};
use super::home;
use super::paint::{Room, cells, write, write_cut, write_right};
use crate::layout::Arrangement;
use crate::marks::Colour;
use crate::session::Ground;
use crate::session::action::{Listing, Pending};
use crate::session::command::{COMMANDS, Where};
use crate::session::field::Field;
use crate::session::mode::{Mode, SearchLine};
use crate::session::picker::Picker;
use crate::session::shortened;

/// Cells between two keys of the strip.
const GAP: u16 = 3;
/// Widest column of the strip, in cells.
const WIDEST: u16 = 44;

/// Paints the foot and gives the cell of the cursor.
pub(super) fn paint(scene: &Scene<'_>, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let geometry = scene.geometry;
    let zen = scene.session.page().zen() && scene.session.ground() == Ground::Page;
    if let Some(y) = geometry.foot_rule.filter(|_| !zen) {
        scene.line(y, buffer);
    }
    let inset = u16::from(geometry.arrangement != Arrangement::Plain);
    let row = scene.row(geometry.notice);
    let row = Room {
        x: row.x + inset,
        width: row.width.saturating_sub(2 * inset),
        ..row
    };
    match scene.session.mode() {
        Mode::Search(line) => Some(search(scene, line, row, buffer)),
        Mode::Home(at) => home::foot(scene, at, row, buffer),
        Mode::Note(note) => {
            let line = Line {
                prompt: "note ",
                field: &note.field,
            };
            Some(note_lines(scene, &line, row, buffer))
        }
        Mode::Name(naming) => {
            let prompt = format!("name of {}: ", naming.speaker);
            Some(asked(scene, &prompt, &naming.field, (row, buffer)))
        }
        Mode::Tag(tagging) => {
            let prompt = format!("tag {}: ", tagging.shown.counted());
            Some(asked(scene, &prompt, &tagging.field, (row, buffer)))
        }
        Mode::Export(exporting) => {
            let prompt = format!("export {} as: ", exporting.shown.counted());
            Some(asked(scene, &prompt, &exporting.field, (row, buffer)))
        }
        Mode::Pick(picker) => list(scene, picker, row, buffer),
        Mode::Select(selection) => {
            let text = scene.session.open().map_or("", |open| open.reading.transcript.text());
            let words = selection.span().of(text).split_whitespace().count();
            let said = format!("{words} {}", if words == 1 { "word" } else { "words" });
            if let Some(row) = told(scene, row, buffer) {
                let attaching = scene.session.attaching().is_some();
                let (head, hints) = if attaching {
                    ("ATTACH", &["attach", "escape"][..])
                } else {
                    ("SELECT", &["highlight", "note", "copy", "escape"][..])
                };
                standing(scene, Some((head, &said)), (hints, Where::Select), (row, buffer));
            }
            None
        }
        Mode::Why(_) => {
            standing(scene, None, (&["escape"], Where::List), (row, buffer));
            None
        }
        Mode::Read => {
            read(scene, row, buffer);
            None
        }
    }
}

/// The search line with what it found so far.
fn search(scene: &Scene<'_>, line: &SearchLine, row: Room, buffer: &mut Buffer) -> (u16, u16) {
    let found = match &line.mistake {
        Some(mistake) => (mistake.to_string(), scene.theme.warning),
        None if line.field.text().is_empty() => (hint(scene, "regex", Where::Search), scene.theme.dim),
        None => (tally(scene), scene.theme.dim),
    };
    let most = row.width / 2;
    let width = cells(&found.0).min(most);
    let right = row.after(row.width - width);
    write_cut(buffer, right, &found.0, found.1);
    let typed = Room {
        width: row.width.saturating_sub(width + 2),
        ..row
    };
    let prompt = if line.regex { "regex /" } else { "/" };
    field::line(
        scene,
        &Line {
            prompt,
            field: &line.field,
        },
        typed,
        buffer,
    )
}

/// `3/17 · guest 12, interviewer 5`; `17+` while the rest of the text is still searched.
fn tally(scene: &Scene<'_>) -> String {
    let search = scene.session.search();
    let all = search.hits.len();
    if all == 0 {
        let still = search.searched.is_some();
        return if still { "searching …" } else { "nothing found" }.to_owned();
    }
    let current = search.current.map_or(0, |at| at + 1);
    let tally = search.tally;
    let more = if search.searched.is_some() { "+" } else { "" };
    format!(
        "{current}/{all}{more} · guest {}, interviewer {}",
        tally.right, tally.left
    )
}

/// A note of as many lines as it has, at most a third of the screen.
fn note_lines(scene: &Scene<'_>, line: &Line<'_>, row: Room, buffer: &mut Buffer) -> (u16, u16) {
    let lines = u16::try_from(line.field.text().split('\n').count()).unwrap_or(u16::MAX);
    let most = (scene.geometry.height / 3).max(1);
    if lines.min(most) <= 1 {
        let row = beside(scene, row, buffer);
        return field::line(scene, line, row, buffer);
    }
    let rows = lines.min(most);
    let (top, height) = cover(scene, rows + 1, buffer);
    scene.line(top, buffer);
    if height < 2 {
        return field::line(scene, line, row, buffer);
    }
    let row = beside(scene, row, buffer);
    write_cut(buffer, row, &note_hint(scene), scene.theme.dim);
    let room = Room { y: top + 1, ..row };
    field::lines(scene, line, (room, height - 1), buffer)
}

/// A line that asks for something, and the cell of its cursor.
fn asked(scene: &Scene<'_>, prompt: &str, field: &Field, (row, buffer): (Room, &mut Buffer)) -> (u16, u16) {
    let row = beside(scene, row, buffer);
    field::line(scene, &Line { prompt, field }, row, buffer)
}

/// While something is typed: on the right keys that wait, else what must be told; gives the room that is left for the line.
fn beside(scene: &Scene<'_>, row: Room, buffer: &mut Buffer) -> Room {
    let pending = &scene.session.pending().typed;
    let (said, style) = match scene.session.notice() {
        _ if !pending.is_empty() => (pending.as_str(), scene.theme.prompt),
        Some(notice) if notice.warning => (notice.text.as_str(), scene.theme.warning),
        Some(notice) => (notice.text.as_str(), scene.theme.notice),
        None => return row,
    };
    let width = cells(said).min(row.width / 2);
    write_cut(buffer, row.after(row.width - width), said, style);
    Room {
        width: row.width.saturating_sub(width + 2),
        ..row
    }
}

fn note_hint(scene: &Scene<'_>) -> String {
    let hints = ["accept", "new-line", "edit-outside", "escape"].map(|name| hint(scene, name, Where::Note));
    hints.join("  ")
}

/// The filter of a list, or what its letters do.
fn list(scene: &Scene<'_>, picker: &Picker, row: Room, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let prompt = if picker.listing == Listing::Commands { ":" } else { "/" };
    let count = format!("{} of {}", picker.shown.len(), picker.rows.len());
    if picker.filtering {
        let used = write_right(buffer, row, &count, scene.theme.dim);
        let room = Room {
            width: row.width.saturating_sub(used + 2),
            ..row
        };
        return Some(field::line(
            scene,
            &Line {
                prompt,
                field: &picker.filter,
            },
            room,
            buffer,
        ));
    }
    let free = told(scene, row, buffer)?;
    let hints = list::hints(picker.listing);
    standing(scene, None, (hints, Where::List), (free, buffer));
    None
}

/// In the page: keys that wait, what went wrong, what was done, the search that stands, where help is.
fn read(scene: &Scene<'_>, row: Room, buffer: &mut Buffer) {
    let Some(row) = told(scene, row, buffer).filter(|_| !scene.session.page().zen()) else {
        return;
    };
    let search = scene.session.search();
    let hints = (&["help", "commands"][..], Where::Read);
    if let Some(mark) = scene.session.attaching() {
        let quote = format!("“{}”: v selects its words, then Enter", shortened(mark.first_quote()));
        return standing(
            scene,
            Some(("ATTACH", &quote)),
            (&["search", "escape"], Where::Read),
            (row, buffer),
        );
    }
    match &search.query {
        Some(query) => {
            let query = format!("/{}", query.written());
            standing(scene, Some((&query, &tally(scene))), hints, (row, buffer));
        }
        None => standing(scene, None, hints, (row, buffer)),
    }
}

/// Keys that wait, else what must be told. Gives the room left for what stands there otherwise, unless keys or a notice take it all.
pub(super) fn told(scene: &Scene<'_>, row: Room, buffer: &mut Buffer) -> Option<Room> {
    let pending = scene.session.pending();
    if pending.typed.is_empty() {
        return message(scene, row, buffer);
    }
    strip(scene, pending, row, buffer);
    None
}

/// What must be told: first that something is not saved, which leaves room for more, then the notice, which does not.
fn message(scene: &Scene<'_>, row: Room, buffer: &mut Buffer) -> Option<Room> {
    let mut room = row;
    if let Some(why) = &scene.session.saving().failed {
        // Half of the line is enough where more stands there: the reason comes first in it, a path last.
        let more = scene.session.notice().is_some() || scene.session.search().query.is_some();
        let width = if more { room.width / 2 } else { room.width };
        let said = format!(" NOT SAVED: {why} ");
        let used = write_cut(buffer, Room { width, ..room }, &said, scene.theme.alarm);
        room = room.after(used + 1);
    }
    if let Some(notice) = scene.session.notice() {
        let style = if notice.warning {
            scene.theme.warning
        } else {
            scene.theme.notice
        };
        write_cut(buffer, room, &notice.text, style);
        return None;
    }
    Some(room)
}

/// What stands on the left, and on the right the keys of some commands as far as there is room.
pub(super) fn standing(
    scene: &Scene<'_>,
    left: Option<(&str, &str)>,
    (names, place): (&[&str], Where),
    (row, buffer): (Room, &mut Buffer),
) {
    let mut room = row;
    if let Some((head, more)) = left {
        room = room.after(write_cut(buffer, room, head, scene.theme.prompt) + 2);
        room = room.after(write_cut(buffer, room, more, scene.theme.dim) + 2);
    }
    let mut hints: Vec<String> = names
        .iter()
        .map(|name| hint(scene, name, place))
        .filter(|h| !h.is_empty())
        .collect();
    while !hints.is_empty() {
        let said = hints.join("  ");
        if cells(&said) <= room.width {
            write_right(buffer, room, &said, scene.theme.dim);
            return;
        }
        hints.pop();
    }
}

/// `? help`: the first key of a command and its name in a word.
pub(super) fn hint(scene: &Scene<'_>, name: &str, place: Where) -> String {
    let Some(command) = COMMANDS.iter().position(|command| command.name == name) else {
        return String::new();
    };
    let said = match (name, place) {
        ("escape", _) => "back",
        ("accept", Where::List) => "go",
        ("accept", _) => "keep",
        ("delete-chosen", _) => "delete",
        ("confirm", _) => "right so",
        ("attach", Where::List) => "other words",
        ("attach", _) => "attach",
        ("tag-chosen", _) => "note",
        ("tag-shown", _) => "tag all",
        ("colour-shown", _) => "highlight all",
        ("edit-outside", _) => "in $EDITOR",
        ("new-line", _) => "new line",
        ("rename-speaker", _) => "rename",
        ("merge-speaker", _) => "merge",
        ("change-side", _) => "side",
        ("change-role", _) => "role",
        ("undo-in-list", _) => "undo",
        ("regex", _) => "regular expression",
        ("search", Where::Home) => "search all",
        ("go-on", _) => "go on",
        _ => name,
    };
    scene
        .keymap
        .keys(command, place)
        .next()
        .map(|keys| format!("{keys} {said}"))
        .unwrap_or_default()
}

/// The keys that may follow, over as many lines as they need, and what is typed so far.
fn strip(scene: &Scene<'_>, pending: &Pending, row: Room, buffer: &mut Buffer) {
    let used = write(buffer, row, &pending.typed, scene.theme.prompt);
    write_cut(buffer, row.after(used + 2), pending.colours, scene.theme.dim);
    if pending.follow.is_empty() {
        return;
    }
    let keys = pending.follow.iter().map(|(keys, _)| cells(keys)).max().unwrap_or(0);
    let docs = pending.follow.iter().map(|(_, doc)| cells(doc)).max().unwrap_or(0);
    let padding = u16::from(!pending.colours.is_empty());
    let width = (keys + 2 + docs + padding).min(WIDEST).min(row.width).max(1);
    let across = ((row.width + GAP) / (width + GAP)).max(1);
    let count = u16::try_from(pending.follow.len()).unwrap_or(u16::MAX);
    let lines = count.div_ceil(across);
    let (top, height) = cover(scene, lines + 1, buffer);
    scene.line(top, buffer);
    for ((follow, doc), at) in pending.follow.iter().zip(0u16..) {
        // Down a column first, as the eye reads a list.
        let (column, line) = (at / lines, at % lines);
        if line + 1 >= height {
            continue;
        }
        let room = Room {
            x: row.x + column * (width + GAP),
            y: top + 1 + line,
            width,
        };
        write_cut(buffer, room, follow, scene.theme.key);
        let colour = Colour::ALL
            .iter()
            .find(|c| !pending.colours.is_empty() && c.name() == *doc);
        match colour {
            // As it will lie behind the words.
            Some(colour) => {
                let room = room.after(keys + 1);
                let room = room.after(write(buffer, room, " ", scene.theme.behind(*colour)));
                let room = room.after(write_cut(buffer, room, doc, scene.theme.behind(*colour)));
                write(buffer, room, " ", scene.theme.behind(*colour));
            }
            None => {
                write_cut(buffer, room.after(keys + 2), doc, Style::new());
            }
        }
    }
}
