//! The home screen: the library as a table, and beside it, where there is room, how the chosen interview begins.
//!
//! Columns come in the order in which they are needed: a narrow screen has titles and places, a wide one all of them. Only the rows
//! in sight are looked at.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::draw::Scene;
use super::paint::{Room, cells, fill, tint, write, write_cut, write_right};
use crate::layout::Arrangement;
use crate::marks::Moment;
use crate::session::home::{FINISHED, Order, Shelved};
use crate::text::SafeText;
use crate::text::width::graphemes;
use crate::transcript::Time;
use crate::turns::Side;

/// From so many cells on the beginning of the chosen interview stands beside the table.
const WITH_PREVIEW: u16 = 118;
/// Widest preview, in cells.
const PREVIEW: u16 = 60;
/// Cells between two columns.
const GAP: u16 = 2;

/// A column: by which order it goes, how many cells it takes, from which width of the table on it stands there, and what it shows.
struct Column {
    order: Order,
    width: u16,
    from: u16,
    right: bool,
    shows: fn(&Shelved, Moment) -> String,
}

/// The columns behind the title, from left to right.
const COLUMNS: &[Column] = &[
    Column {
        order: Order::Speaker,
        width: 24,
        from: 72,
        right: false,
        shows: |row, _| people(row),
    },
    Column {
        order: Order::Date,
        width: 10,
        from: 92,
        right: false,
        shows: |row, _| row.date.to_string(),
    },
    Column {
        order: Order::Length,
        width: 8,
        from: 46,
        right: true,
        shows: |row, _| length(row),
    },
    Column {
        order: Order::Marks,
        width: 5,
        from: 58,
        right: true,
        shows: |row, _| {
            if row.marks > 0 {
                row.marks.to_string()
            } else {
                String::new()
            }
        },
    },
    Column {
        order: Order::Progress,
        width: 5,
        from: 34,
        right: true,
        shows: |row, _| progress(row),
    },
    Column {
        order: Order::Read,
        width: 6,
        from: 64,
        right: true,
        shows: |row, now| row.read.map_or_else(String::new, |read| ago(read, now)),
    },
];

/// Paints everything between the head and the foot.
pub(super) fn paint(scene: &Scene<'_>, buffer: &mut Buffer) {
    let home = scene.session.home();
    let plain = scene.geometry.arrangement == Arrangement::Plain;
    let whole = inset(scene, scene.geometry.title);
    head(scene, whole, buffer);
    if let Some(y) = scene.geometry.head_rule {
        scene.line(y, buffer);
    }
    let top = scene.geometry.head_rule.map_or(1, |y| y + 1);
    let bottom = scene.geometry.foot_rule.unwrap_or(scene.geometry.notice);
    let beside = whole.width >= WITH_PREVIEW && !plain;
    let preview = if beside { (whole.width / 3).min(PREVIEW) } else { 0 };
    let table = Room {
        y: top,
        width: if beside { whole.width - preview - 3 } else { whole.width },
        ..whole
    };
    headings(scene, table, buffer);
    let height = bottom.saturating_sub(top + 1);
    let first = first_row(home.chosen_at(), home.len(), usize::from(height));
    for (at, y) in (first..home.len()).zip(top + 1..bottom) {
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
            beginning(scene, shelved, (room, bottom), buffer);
        }
    }
}

/// The first row in sight: the chosen one stands in the middle as far as there are rows around it.
pub(super) const fn first_row(chosen: usize, rows: usize, height: usize) -> usize {
    let last = rows.saturating_sub(height);
    let first = chosen.saturating_sub(height / 2);
    if first < last { first } else { last }
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

fn head(scene: &Scene<'_>, room: Room, buffer: &mut Buffer) {
    let home = scene.session.home();
    let used = write_cut(buffer, room, "Library", scene.theme.title);
    let (shown, all) = (home.len(), home.rows().len());
    let counted = match (shown == all, all) {
        (true, 1) => "1 transcript".to_owned(),
        (true, _) => format!("{all} transcripts"),
        (false, _) => format!("{shown} of {all} transcripts"),
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

/// The columns that have room, each with its place.
fn columns(table: Room) -> (Room, Vec<(&'static Column, Room)>) {
    let there = || COLUMNS.iter().filter(|column| table.width >= column.from);
    let taken: u16 = there().map(|column| column.width + GAP).sum();
    // The sign of the chosen row stands before the title.
    let title = Room {
        x: table.x + 2,
        width: table.width.saturating_sub(taken + 2),
        ..table
    };
    let mut x = title.end();
    let places = there().map(|column| {
        let room = Room {
            x: x + GAP,
            width: column.width,
            ..table
        };
        x = room.end();
        (column, room)
    });
    (title, places.collect())
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

/// How an interview begins, and what is known of it.
fn beginning(scene: &Scene<'_>, row: &Shelved, (room, bottom): (Room, u16), buffer: &mut Buffer) {
    let mut below = Below { room, bottom };
    below.words(&row.title, 3, scene.theme.title, buffer);
    let facts = [row.outlet.as_str(), &row.date, &row.language]
        .into_iter()
        .filter(|fact| !fact.is_empty());
    below.words(&facts.collect::<Vec<_>>().join(" · "), 1, scene.theme.dim, buffer);
    below.words(&measure(row), 1, scene.theme.dim, buffer);
    for (name, asks) in row.people.iter().take(4) {
        let side = if *asks { Side::Left } else { Side::Right };
        let role = if *asks { "interviewer" } else { "guest" };
        let said = if name.eq_ignore_ascii_case(role) {
            role.to_owned()
        } else {
            format!("{name} · {role}")
        };
        below.words(&said, 1, scene.theme.accent[side], buffer);
    }
    if !row.tags.is_empty() {
        let tags: Vec<String> = row.tags.iter().map(|tag| format!("#{tag}")).collect();
        below.words(&tags.join(" "), 2, scene.theme.mark, buffer);
    }
    if let Some(why) = &row.refused {
        below.words(why, 3, scene.theme.doubt, buffer);
    }
    below.gap();
    let (asked, answered) = &row.exchange;
    below.words(
        asked,
        6,
        scene.theme.accent[Side::Left].remove_modifier(ratatui::style::Modifier::BOLD),
        buffer,
    );
    if !asked.is_empty() {
        below.gap();
    }
    below.words(answered, u16::MAX, Style::new(), buffer);
}

/// Rows that are filled from above.
struct Below {
    room: Room,
    bottom: u16,
}

impl Below {
    fn gap(&mut self) {
        self.room.y += 1;
    }

    /// Words over as many rows as they need and may take, broken between words; what does not fit ends in `…`.
    fn words(&mut self, words: &str, most: u16, style: Style, buffer: &mut Buffer) {
        let mut rest = words.trim();
        let mut rows = 0;
        while !rest.is_empty() && self.room.y < self.bottom && rows < most {
            rows += 1;
            let last = rows == most || self.room.y + 1 == self.bottom;
            let end = if last {
                rest.len()
            } else {
                line_end(rest, self.room.width)
            };
            write_cut(buffer, self.room, rest[..end].trim_end(), style);
            rest = rest[end..].trim_start();
            self.room.y += 1;
        }
    }
}

/// Where a line of words ends that takes at most so many cells: after a word, or where a word is longer, in it.
fn line_end(words: &str, width: u16) -> usize {
    let (mut used, mut word) = (0, 0);
    for (at, grapheme, cells) in graphemes(words) {
        if grapheme == " " {
            word = at;
        }
        used += cells;
        if used > usize::from(width) {
            return if word > 0 { word } else { at.max(grapheme.len()) };
        }
    }
    words.len()
}

fn people(row: &Shelved) -> String {
    // A label that only says the role tells no one from another.
    let named = |name: &&SafeText| {
        !["interviewer", "guest"]
            .iter()
            .any(|role| name.eq_ignore_ascii_case(role))
    };
    let names: Vec<&str> = row
        .people
        .iter()
        .map(|(name, _)| name)
        .filter(named)
        .map(SafeText::as_str)
        .collect();
    names.join(", ")
}

fn length(row: &Shelved) -> String {
    match row.duration {
        Some(time) => time.clock(),
        None => thousands(row.words),
    }
}

/// `1:02:03 · 9,120 words · 41 % read`.
fn measure(row: &Shelved) -> String {
    let mut parts = Vec::new();
    parts.extend(row.duration.map(Time::clock));
    if row.words > 0 {
        parts.push(format!("{} words", row.words));
    }
    match row.marks {
        0 => {}
        1 => parts.push("1 mark".to_owned()),
        marks => parts.push(format!("{marks} marks")),
    }
    parts.join(" · ")
}

/// Words, in thousands where there are many: `840 w`, `9.1k w`.
fn thousands(words: usize) -> String {
    match words {
        0 => String::new(),
        1..1000 => format!("{words} w"),
        1000..100_000 => format!("{}.{}k w", words / 1000, words % 1000 / 100),
        _ => format!("{}k w", words / 1000),
    }
}

fn progress(row: &Shelved) -> String {
    match row.progress {
        None => "new".to_owned(),
        Some(share) if share >= FINISHED => "read".to_owned(),
        Some(share) => format!("{:.0} %", share * 100.0),
    }
}

/// How long ago, in the largest whole unit.
fn ago(then: Moment, now: Moment) -> String {
    let minutes = now.0.saturating_sub(then.0) / 60_000;
    match minutes {
        ..1 => "now".to_owned(),
        1..60 => format!("{minutes} min"),
        60..1440 => format!("{} h", minutes / 60),
        1440..10_080 => format!("{} d", minutes / 1440),
        10_080..524_160 => format!("{} w", minutes / 10_080),
        _ => format!("{} y", minutes / 524_160),
    }
}

/// Whether the words of a foot's left side are long enough to be cut from their beginning: a path is known by its end.
pub(super) fn path_end(path: &str, width: u16) -> String {
    if cells(path) <= width {
        return path.to_owned();
    }
    let room = usize::from(width.saturating_sub(1));
    let all: Vec<(usize, usize)> = graphemes(path).map(|(at, _, cells)| (at, cells)).collect();
    let (mut used, mut from) = (0, path.len());
    for (at, cells) in all.into_iter().rev() {
        used += cells;
        if used > room {
            break;
        }
        from = at;
    }
    format!("…{}", &path[from..])
}

#[cfg(test)]
mod tests {
    use super::{ago, first_row, line_end, path_end, thousands};
    use crate::marks::Moment;

    #[test]
    fn the_chosen_row_is_always_in_sight_and_no_row_is_wasted() {
        for rows in 0..30 {
            for height in 1..12 {
                for chosen in 0..rows {
                    let first = first_row(chosen, rows, height);
                    assert!(
                        first <= chosen && chosen < first + height,
                        "{chosen} of {rows} in {height}"
                    );
                    assert!(
                        rows <= height || first + height <= rows,
                        "{chosen} of {rows} in {height}"
                    );
                }
            }
        }
    }

    #[test]
    fn lengths_and_times_are_short() {
        let day = 86_400_000;
        let shown: Vec<String> = [0, 90_000, 3 * 3_600_000, 2 * day, 21 * day, 800 * day]
            .map(|before| ago(Moment(1_000 * day - before), Moment(1_000 * day)))
            .into();
        assert_eq!(shown, ["now", "1 min", "3 h", "2 d", "3 w", "2 y"]);
        assert_eq!(
            [0, 840, 9_120, 120_500].map(thousands),
            ["", "840 w", "9.1k w", "120k w"]
        );
    }

    #[test]
    fn lines_break_between_words_and_a_path_keeps_its_end() {
        assert_eq!(line_end("one two three", 8), 7);
        assert_eq!(line_end("one two", 20), 7);
        assert_eq!(line_end("immeasurable", 5), 5);
        assert_eq!(path_end("/a/long/path.txt", 9), "…path.txt");
        assert_eq!(path_end("/a.txt", 9), "/a.txt");
    }
}
