//! The columns of the table: what they show, and which of them have room.

use crate::marks::Moment;
use crate::session::home::{FINISHED, Order, Shelved};
use crate::text::SafeText;
use crate::ui::paint::Room;

/// Cells between two columns.
pub(super) const GAP: u16 = 2;

/// Cells of the speakers at most.
const WIDEST: u16 = 32;

/// A column: by which order it goes, how many cells it takes (0: a share), from which width of the table on it stands there, and what it shows.
pub(super) struct Column {
    pub(super) order: Order,
    width: u16,
    from: u16,
    pub(super) right: bool,
    pub(super) shows: fn(&Shelved, Moment) -> String,
}

/// The columns behind the title, from left to right.
const COLUMNS: &[Column] = &[
    Column {
        order: Order::Speaker,
        width: 0,
        from: 64,
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
        order: Order::Language,
        width: 4,
        from: 100,
        right: false,
        shows: |row, _| row.language.to_string(),
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

/// The columns that have room, each with its place.
pub(super) fn columns(table: Room) -> (Room, Vec<(&'static Column, Room)>) {
    let there = || COLUMNS.iter().filter(|column| table.width >= column.from);
    let fixed: u16 = there().map(|column| column.width + GAP).sum();
    // Title and speakers share what the others leave, three to two. The sign of the chosen row stands before the title.
    let rest = table.width.saturating_sub(fixed + 2);
    let width = |column: &Column| match column.width {
        0 => (rest * 2 / 5).min(WIDEST),
        width => width,
    };
    let taken: u16 = there().map(|column| width(column) + GAP).sum();
    let title = Room {
        x: table.x + 2,
        width: table.width.saturating_sub(taken + 2),
        ..table
    };
    let mut x = title.end();
    let places = there().map(|column| {
        let room = Room {
            x: x + GAP,
            width: width(column),
            ..table
        };
        x = room.end();
        (column, room)
    });
    (title, places.collect())
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

#[cfg(test)]
mod tests {
    use super::{ago, thousands};
    use crate::marks::Moment;

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
}
