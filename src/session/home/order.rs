//! The orders of the table.

use super::Shelved;

/// By what the table is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Read last first; what was never read after it, by title.
    #[default]
    Read,
    /// By title.
    Title,
    /// By who says most.
    Speaker,
    /// Newest first.
    Date,
    /// By language.
    Language,
    /// Longest first.
    Length,
    /// Farthest read first.
    Progress,
    /// Most marks first.
    Marks,
}

impl Order {
    /// All of them, in the order in which a key goes through them, with the heading of the column.
    pub const ALL: [(Self, &'static str); 8] = [
        (Self::Read, "Read"),
        (Self::Title, "Title"),
        (Self::Speaker, "Speakers"),
        (Self::Date, "Date"),
        (Self::Language, "Lang"),
        (Self::Length, "Length"),
        (Self::Progress, "Place"),
        (Self::Marks, "Marks"),
    ];

    pub(super) fn next(self) -> Self {
        let at = Self::ALL.iter().position(|(order, _)| *order == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()].0
    }

    pub(super) fn sort(self, rows: &mut [Shelved]) {
        rows.sort_by_cached_key(|row| (row.refused.is_some(), self.key(row), row.title.to_lowercase(), row.file));
    }

    /// What rises down the table: a number, then words.
    fn key(self, row: &Shelved) -> (i64, String) {
        let number = |number: usize| -i64::try_from(number).unwrap_or(i64::MAX);
        // Dates that are written otherwise than year, month, day stand behind those that are.
        // A year alone is its beginning.
        let day = |date: &str| {
            let digits = date.bytes().filter(u8::is_ascii_digit);
            let digits = digits.chain(std::iter::repeat(b'0')).take(8);
            digits.fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'))
        };
        match self {
            Self::Read => (-row.read.map_or(0, |read| read.0), String::new()),
            Self::Title => (0, String::new()),
            Self::Speaker => (
                0,
                row.people
                    .first()
                    .map(|(name, _)| name.to_lowercase())
                    .unwrap_or_default(),
            ),
            Self::Date => (-day(&row.date), String::new()),
            Self::Language => (i64::from(row.language.is_empty()), row.language.to_string()),
            Self::Length => (number(row.words), String::new()),
            Self::Progress => (
                row.progress.map_or(1, |share| -(f64::from(share) * 1e6) as i64),
                String::new(),
            ),
            Self::Marks => (number(row.marks), String::new()),
        }
    }
}
