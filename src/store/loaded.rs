//! What journals hold: their events, and counts of what is not shown.

use super::line;
use super::links::Moved;
use crate::marks::Event;

/// All that the journals of a transcript hold, or what came to them since they were read last.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The events, in no order that matters.
    pub events: Vec<Event>,
    /// How many lines were damaged and left where they are.
    pub damaged: usize,
    /// How many lines a newer version wrote; they are kept and not shown.
    pub newer: usize,
    /// How many journals there are.
    pub files: usize,
    /// Journals that could not be read, each with its cause.
    pub unread: Vec<String>,
    /// How many lines an earlier run could not save; they are in the journal now.
    pub recovered: usize,
    /// Other keys under which marks of this transcript lie.
    pub moved: Vec<Moved>,
    /// Files with what an earlier run could not save and this one cannot save either.
    pub waiting: Vec<String>,
}

impl Loaded {
    /// What the reader should be told of it, one line each; nothing where all is well.
    #[must_use]
    pub fn remarks(&self) -> Vec<String> {
        let mut remarks = self.unread.clone();
        let lines = |count: usize| {
            if count == 1 {
                "1 line".to_owned()
            } else {
                format!("{count} lines")
            }
        };
        if self.recovered > 0 {
            remarks.push(format!(
                "{} that an earlier run could not save: saved now",
                lines(self.recovered)
            ));
        }
        for path in &self.waiting {
            remarks.push(format!("what an earlier run could not save is still only in {path}"));
        }
        if self.damaged > 0 {
            remarks.push(format!(
                "{} of the marks' journal damaged: left as they are, the rest is here",
                lines(self.damaged)
            ));
        }
        if self.newer > 0 {
            remarks.push(format!(
                "{} of the marks' journal written by a newer version: kept, not shown",
                lines(self.newer)
            ));
        }
        remarks
    }

    /// Adds what was found elsewhere.
    pub(super) fn add(&mut self, other: Self) {
        self.events.extend(other.events);
        self.damaged += other.damaged;
        self.newer += other.newer;
        self.files += other.files;
        self.unread.extend(other.unread);
        self.recovered += other.recovered;
        self.moved.extend(other.moved);
        self.waiting.extend(other.waiting);
    }

    /// Takes in the lines of one journal.
    pub(super) fn take(&mut self, bytes: &[u8]) {
        for line in lines_of(bytes) {
            match line::read(line) {
                line::Read::Event(event) => self.events.push(*event),
                line::Read::Moved(moved) => self.moved.push(moved),
                line::Read::Newer => self.newer += 1,
                line::Read::Damaged => self.damaged += 1,
            }
        }
    }
}

/// The lines of a journal without their ends, empty ones left out, and without a byte-order mark that an editor put before.
pub(super) fn lines_of(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    rows_of(bytes).filter(|row| !is_empty_line(row))
}

/// The same with the empty ones, so that they can be numbered.
pub(super) fn rows_of(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    bytes
        .split(|&b| b == b'\n')
        .map(|line| line.strip_suffix(b"\r").unwrap_or(line))
}

/// Whether nothing stands in a line.
pub(super) fn is_empty_line(line: &[u8]) -> bool {
    line.iter().all(u8::is_ascii_whitespace)
}
