//! The home screen: the library as a table, and beside it, where there is room, how the chosen interview begins.
//!
//! Columns come in the order in which they are needed: a narrow screen has titles and places, a wide one all of them. Only the rows
//! in sight are looked at.

mod beginning;
mod columns;

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use self::columns::{GAP, columns};
use super::draw::Scene;
use super::field::{self, Line};
use super::foot::{hint, standing, told};
use super::paint::{Room, ending, fill, tint, write, write_cut, write_right};
use crate::layout::Arrangement;
use crate::session::command::Where;
use crate::session::home::{AtHome, Order, Shelved};
use crate::text::counted;

/// From so many cells on the beginning of the chosen interview stands beside the table.
const WITH_PREVIEW: u16 = 118;
/// Widest preview, in cells.
const PREVIEW: u16 = 60;
/// Paints everything between the head and the foot.
pub(super) fn paint(scene: &Scene<'_>, buffer: &mut Buffer) {
    let home = scene.session.home();
    let plain = scene.geometry.arrangement == Arrangement::Plain;
    let whole = scene.inset(scene.geometry.title);
    head(scene, whole, buffer);
    if let Some(y) = scene.geometry.head_rule {
        scene.line(y, buffer);
    }
    let top = scene.geometry.head_rule.map_or(1, |y| y + 1);
    let (first, lines) = home.in_sight(scene.geometry);
    let bottom = lines.end;
    let beside = whole.width >= WITH_PREVIEW && !plain;
    let preview = if beside { (whole.width / 3).min(PREVIEW) } else { 0 };
    let table = Room {
        y: top,
        width: if beside { whole.width - preview - 3 } else { whole.width },
        ..whole
    };
    headings(scene, table, buffer);
    let height = lines.len();
    for (at, y) in (first..home.len()).zip(lines) {
        let Some(shelved) = home.row(at) else { break };
        row(scene, shelved, (Room { y, ..table }, at == home.chosen_at()), buffer);
    }
    if home.is_empty() && height > 0 {
        let says = if !home.filter().text().is_empty() {
            "nothing fits"
        } else if home.scanned().is_some() {
            "looking for transcripts …"
        } else {
            "no transcript here yet: visavis FILE or FOLDER opens some; folders = [\"…\"] in the configuration lists them always"
        };
        write_cut(buffer, Room { y: top + 1, ..table }, says, scene.theme.dim);
    }
    if beside {
        let room = Room {
            x: table.end() + 3,
            y: top,
            width: preview,
        };
        for y in top..bottom {
            fill(
                buffer,
                Room {
                    x: table.end() + 1,
                    y,
                    width: 1,
                },
                "│",
                scene.theme.rule,
            );
        }
        if let Some(shelved) = home.chosen() {
            beginning::paint(scene, shelved, (room, bottom), buffer);
        }
    }
}

fn head(scene: &Scene<'_>, room: Room, buffer: &mut Buffer) {
    let home = scene.session.home();
    let used = write_cut(buffer, room, "Library", scene.theme.title);
    let (shown, all) = (home.len(), home.rows().len());
    let counted = match shown == all {
        true => counted(all, "transcript"),
        false => format!("{shown} of {all} transcripts"),
    };
    let scanning = home
        .scanned()
        .map(|(done, of)| format!("looked into {done} of {of} · "))
        .unwrap_or_default();
    write_right(
        buffer,
        room.after(used + 2),
        &format!("{scanning}{counted}"),
        scene.theme.dim,
    );
}

fn headings(scene: &Scene<'_>, table: Room, buffer: &mut Buffer) {
    let (title, columns) = columns(table);
    let order = scene.session.home().order();
    let mut heading = |of: Order, room: Room, right: bool| {
        let named = Order::ALL
            .iter()
            .find(|(order, _)| *order == of)
            .map_or("", |(_, name)| name);
        let style = if of == order {
            scene.theme.title
        } else {
            scene.theme.dim
        };
        let write = if right { write_right } else { write_cut };
        write(buffer, room, named, style);
    };
    heading(Order::Title, title, false);
    for (column, room) in columns {
        heading(column.order, room, column.right);
    }
}

fn row(scene: &Scene<'_>, shelved: &Shelved, (table, chosen): (Room, bool), buffer: &mut Buffer) {
    let (title, columns) = columns(table);
    let said = if shelved.refused.is_some() {
        scene.theme.dim
    } else {
        Style::new()
    };
    let used = write_cut(buffer, title, &shelved.title, said);
    if let Some(why) = &shelved.refused {
        // Why it cannot be opened takes the place of what is not known of it.
        let room = Room::new(title.x + used + GAP, table.end(), table.y);
        write_cut(buffer, room, why, scene.theme.doubt);
    } else {
        let now = scene.session.now();
        for (column, room) in columns {
            let write = if column.right { write_right } else { write_cut };
            write(buffer, room, &(column.shows)(shelved, now), scene.theme.dim);
        }
    }
    if chosen {
        tint(buffer, table, scene.theme.chosen);
        write(buffer, table, "›", scene.theme.chosen);
    }
}

/// At home: what is typed, else what must be told, else where the chosen transcript lies.
pub(super) fn foot(scene: &Scene<'_>, at: &AtHome, row: Room, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let home = scene.session.home();
    let (prompt, field, more) = match at {
        AtHome::Filter => (
            "filter: ",
            home.filter(),
            format!("{} of {}", home.len(), home.rows().len()),
        ),
        AtHome::Search(line) => {
            let prompt = if line.regex {
                "everywhere, regex /"
            } else {
                "everywhere /"
            };
            (prompt, &line.field, hint(scene, "regex", Where::Search))
        }
        AtHome::Table => {
            if let Some(row) = told(scene, row, buffer) {
                let path = home.chosen().map_or("", |row| row.path.as_str());
                let path = ending(path, row.width.saturating_sub(30));
                let filter = home.filter().text();
                let left = if filter.is_empty() {
                    ("", path.as_str())
                } else {
                    (filter, path.as_str())
                };
                let hints = ["help", "filter", "search", "sort", "go-on", "quit"];
                standing(scene, Some(left), (&hints, Where::Home), (row, buffer));
            }
            return None;
        }
    };
    let used = write_right(buffer, row, &more, scene.theme.dim);
    let room = Room {
        width: row.width.saturating_sub(used + 2),
        ..row
    };
    Some(field::line(scene, &Line { prompt, field }, room, buffer))
}
