//! Tables with a turn in each row: which column holds what, told by the words at its head or by what is in it.
//!
//! Tables of values, of documents and of pages are read alike. A table is taken for a transcript only where one column holds
//! words and another says who speaks or when.

use std::borrow::Cow;

use super::names::is_name;
use super::sheet::{Entry, Sheet};
use super::times::stamp;
use crate::transcript::Time;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    Words,
    Speaker,
    From,
    To,
    Length,
}

/// Heads of columns in lower case, without punctuation.
const HEADS: &[(&str, Meaning)] = &[
    ("aussage", Meaning::Words),
    ("begin", Meaning::From),
    ("begin time", Meaning::From),
    ("beginn", Meaning::From),
    ("body", Meaning::Words),
    ("caption", Meaning::Words),
    ("content", Meaning::Words),
    ("dauer", Meaning::Length),
    ("debut", Meaning::From),
    ("dialogue", Meaning::Words),
    ("début", Meaning::From),
    ("dur", Meaning::Length),
    ("duration", Meaning::Length),
    ("durée", Meaning::Length),
    ("end", Meaning::To),
    ("end time", Meaning::To),
    ("end timestamp", Meaning::To),
    ("ende", Meaning::To),
    ("endtime", Meaning::To),
    ("endzeit", Meaning::To),
    ("fin", Meaning::To),
    ("from", Meaning::From),
    ("hablante", Meaning::Speaker),
    ("in", Meaning::From),
    ("inhalt", Meaning::Words),
    ("inicio", Meaning::From),
    ("intervenant", Meaning::Speaker),
    ("length", Meaning::Length),
    ("locuteur", Meaning::Speaker),
    ("name", Meaning::Speaker),
    ("out", Meaning::To),
    ("parlante", Meaning::Speaker),
    ("participant", Meaning::Speaker),
    ("person", Meaning::Speaker),
    ("segment", Meaning::Words),
    ("sentence", Meaning::Words),
    ("speaker", Meaning::Speaker),
    ("speaker id", Meaning::Speaker),
    ("speaker label", Meaning::Speaker),
    ("speaker name", Meaning::Speaker),
    ("speakers", Meaning::Speaker),
    ("speech", Meaning::Words),
    ("spoken text", Meaning::Words),
    ("sprecher", Meaning::Speaker),
    ("sprecher in", Meaning::Speaker),
    ("sprecherin", Meaning::Speaker),
    ("start", Meaning::From),
    ("start time", Meaning::From),
    ("start timestamp", Meaning::From),
    ("starttime", Meaning::From),
    ("startzeit", Meaning::From),
    ("stop", Meaning::To),
    ("subtitle", Meaning::Words),
    ("text", Meaning::Words),
    ("texte", Meaning::Words),
    ("testo", Meaning::Words),
    ("texto", Meaning::Words),
    ("time", Meaning::From),
    ("time code", Meaning::From),
    ("time end", Meaning::To),
    ("time in", Meaning::From),
    ("time out", Meaning::To),
    ("time start", Meaning::From),
    ("timecode", Meaning::From),
    ("timestamp", Meaning::From),
    ("timestamps", Meaning::From),
    ("to", Meaning::To),
    ("transcript", Meaning::Words),
    ("transcript text", Meaning::Words),
    ("transcription", Meaning::Words),
    ("transcripción", Meaning::Words),
    ("transkript", Meaning::Words),
    ("transkription", Meaning::Words),
    ("turn", Meaning::Words),
    ("utterance", Meaning::Words),
    ("who", Meaning::Speaker),
    ("words", Meaning::Words),
    ("wortlaut", Meaning::Words),
    ("zeit", Meaning::From),
    ("zeitmarke", Meaning::From),
    ("zeitstempel", Meaning::From),
    ("äußerung", Meaning::Words),
];

/// Whole numbers beyond this many count milliseconds: no talk goes on for so many seconds.
const MOST_SECONDS: u64 = 20_000;
/// A time without a head over it is not longer, in bytes.
const CLOCK_BYTES: usize = 16;
/// The fewest rows whose columns are told without a head.
const ROWS: usize = 4;
/// The most people who are told from other short words without a head.
const PEOPLE: usize = 12;

/// Which column of a table holds what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    words: usize,
    speaker: Option<usize>,
    from: Option<usize>,
    to: Option<usize>,
    length: Option<usize>,
    millis: bool,
}

/// A row of a table: the text of its cells, and the source lines it takes.
#[derive(Clone, Debug, Default)]
pub struct Row<'a> {
    /// The cells from left to right.
    pub cells: Vec<Cow<'a, str>>,
    /// The first source line, from 1.
    pub line: usize,
    /// How many source lines it takes, at least 1.
    pub lines: usize,
}

impl Columns {
    /// The columns that a row of heads names.
    #[must_use]
    pub fn by_heads<'a>(heads: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let (mut found, mut words) = (Self::default(), None);
        for (at, head) in heads.into_iter().enumerate() {
            let (name, millis) = named(head);
            let Some((_, meaning)) = HEADS.iter().find(|(word, _)| *word == name) else {
                continue;
            };
            let place = match meaning {
                Meaning::Words => &mut words,
                Meaning::Speaker => &mut found.speaker,
                Meaning::From => &mut found.from,
                Meaning::To => &mut found.to,
                Meaning::Length => &mut found.length,
            };
            place.get_or_insert(at);
            found.millis |= millis;
        }
        found.words = words?;
        (found.speaker.is_some() || found.from.is_some()).then_some(found)
    }

    /// The columns by what is in them: the longest one holds the words, one with few names that recur the speakers, the first
    /// with nothing but times their beginnings.
    #[must_use]
    pub fn by_cells(rows: &[Row<'_>]) -> Option<Self> {
        if rows.len() < ROWS {
            return None;
        }
        let wide = rows.iter().map(|row| row.cells.len()).max()?;
        let column = |at: usize| {
            rows.iter()
                .filter_map(move |row| row.cells.get(at))
                .filter(|cell| !cell.trim().is_empty())
        };
        let size = |at: usize| column(at).map(|cell| cell.len()).sum::<usize>();
        let words = (0..wide).max_by_key(|at| size(*at))?;
        let is_clock =
            |cell: &Cow<'_, str>| time(cell, false).is_some() && cell.contains(':') && cell.len() <= CLOCK_BYTES;
        let from =
            (0..wide).find(|at| *at != words && column(*at).count() * 2 > rows.len() && column(*at).all(is_clock));
        let speaker =
            (0..wide).find(|at| *at != words && Some(*at) != from && are_people(column(*at).map(AsRef::as_ref)));
        speaker.is_some().then_some(Self {
            words,
            speaker,
            from,
            ..Self::default()
        })
    }

    /// Whether the last of so many columns holds the words.
    #[must_use]
    pub const fn ends_with_words(&self, columns: usize) -> bool {
        self.words + 1 == columns
    }

    /// Whether a row has words.
    #[must_use]
    pub fn has_words(&self, row: &Row<'_>) -> bool {
        row.cells.get(self.words).is_some_and(|cell| !cell.trim().is_empty())
    }

    /// The bytes of words in some rows.
    #[must_use]
    pub fn size(&self, rows: &[Row<'_>]) -> usize {
        rows.iter()
            .filter_map(|row| row.cells.get(self.words))
            .map(|cell| cell.len())
            .sum()
    }

    /// Lays rows on a sheet.
    pub fn lay<'a>(&self, rows: Vec<Row<'a>>, sheet: &mut Sheet<'a>) {
        let millis = self.millis || self.counts_millis(&rows);
        for mut row in rows {
            let cell = |at: Option<usize>| at.and_then(|at| row.cells.get(at)).map(AsRef::as_ref);
            let from = cell(self.from).and_then(|cell| time(cell, millis));
            let length = cell(self.length).and_then(|cell| time(cell, millis));
            let to = cell(self.to).and_then(|cell| time(cell, millis)).or_else(|| {
                let (from, length) = (from?, length?);
                Some(Time::from_millis(u64::from(from.millis()) + u64::from(length.millis())))
            });
            let who = self
                .speaker
                .and_then(|at| row.cells.get(at))
                .and_then(|cell| sheet.speaker(without_colon(cell)));
            let text = row.cells.get_mut(self.words).map(std::mem::take).unwrap_or_default();
            sheet.lay(Entry {
                text,
                who,
                from,
                to,
                line: row.line,
                lines: row.lines,
                ..Entry::default()
            });
        }
    }

    /// Whether times are whole numbers, and too many to be seconds.
    fn counts_millis(&self, rows: &[Row<'_>]) -> bool {
        let mut most = 0;
        for row in rows {
            for at in [self.from, self.to].into_iter().flatten() {
                let cell = row.cells.get(at).map_or("", |cell| cell.trim());
                if cell.is_empty() {
                    continue;
                }
                let Ok(number) = cell.parse::<u64>() else {
                    return false;
                };
                most = most.max(number);
            }
        }
        most > MOST_SECONDS
    }
}

/// A head in lower case without punctuation and unit, and whether that unit is milliseconds.
fn named(head: &str) -> (String, bool) {
    let plain: String = head
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let lower = plain.to_lowercase();
    let mut words: Vec<&str> = lower.split_whitespace().collect();
    let unit = words.pop_if(|word| matches!(*word, "ms" | "milliseconds" | "s" | "sec" | "secs" | "seconds" | "sek"));
    (words.join(" "), unit.is_some_and(|unit| unit.starts_with('m')))
}

/// The time that a cell holds, in brackets or not; a note may follow one with minutes.
fn time(cell: &str, millis: bool) -> Option<Time> {
    let bare = cell.trim().trim_matches(['[', ']', '(', ')', '#', ' ']);
    let found = stamp(bare)?;
    let rest = bare.get(found.length..)?.trim();
    if found.fields == 1 && !matches!(rest, "" | "s" | "sec" | "ms") {
        return None;
    }
    let counts_millis = rest == "ms" || (millis && rest.is_empty());
    Some(if found.fields == 1 && counts_millis {
        Time::from_millis(u64::from(found.time.millis()) / 1000)
    } else {
        found.time
    })
}

/// A speaker's cell without the colon of its label.
fn without_colon<'a>(cell: &Cow<'a, str>) -> Cow<'a, str> {
    match cell {
        Cow::Borrowed(cell) => Cow::Borrowed(cell.trim().trim_end_matches(':').trim_end()),
        Cow::Owned(cell) => Cow::Owned(cell.trim().trim_end_matches(':').trim_end().to_owned()),
    }
}

/// Whether cells are names of a few people who come again.
fn are_people<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let mut people: Vec<&str> = Vec::new();
    let mut count = 0;
    for cell in cells {
        let name = cell.trim().trim_end_matches(':').trim_end();
        if !is_name(name) || !name.starts_with(|c: char| c.is_alphabetic()) {
            return false;
        }
        count += 1;
        if !people.contains(&name) {
            people.push(name);
        }
        if people.len() > PEOPLE {
            return false;
        }
    }
    people.len() >= 2 && count >= people.len() * 2
}

#[cfg(test)]
mod tests {
    use super::{Columns, HEADS, Row, time};

    #[test]
    fn heads_tell_columns_whatever_their_language_and_unit() {
        let columns = Columns::by_heads(["Start (ms)", "Sprecher:in", "Text"]).expect("columns");
        assert_eq!(
            (columns.from, columns.speaker, columns.words, columns.millis),
            (Some(0), Some(1), 2, true)
        );
        let columns = Columns::by_heads(["timestamp", "speaker", "words", "tags"]).expect("columns");
        assert_eq!((columns.from, columns.speaker, columns.words), (Some(0), Some(1), 2));
        for no_turns in [
            &["Name", "Role"][..],
            &["text", "tags"],
            &["speaker", "age"],
            &["a", "b"],
            &[],
        ] {
            assert_eq!(Columns::by_heads(no_turns.iter().copied()), None);
        }
    }

    #[test]
    fn columns_without_heads_are_told_by_what_they_hold() {
        let row = |cells: [&'static str; 3]| Row {
            cells: cells.map(Into::into).to_vec(),
            line: 1,
            lines: 1,
        };
        let turns = [
            row(["0:01", "Anna:", "How did it begin, back then?"]),
            row(["0:05", "Tom:", "With a boat that nobody wanted."]),
            row(["0:09", "Anna:", "And you took it?"]),
            row(["1:02:13", "Tom:", "Of course I did."]),
        ];
        let columns = Columns::by_cells(&turns).expect("columns");
        assert_eq!((columns.from, columns.speaker, columns.words), (Some(0), Some(1), 2));
        let table = [
            row(["Bread", "two", "A loaf from the corner"]),
            row(["Milk", "one", "A bottle"]),
            row(["Eggs", "six", "From the farm"]),
            row(["Salt", "one", "A pinch"]),
        ];
        assert_eq!(Columns::by_cells(&table), None);
    }

    #[test]
    fn a_cell_is_a_time_only_where_nothing_else_is_in_it() {
        let millis = |cell, unit| time(cell, unit).map(crate::transcript::Time::millis);
        assert_eq!(millis("[1:02]", false), Some(62_000));
        assert_eq!(millis("12.5", false), Some(12_500));
        assert_eq!(millis("12500", true), Some(12_500));
        assert_eq!(millis("12.5 s", true), Some(12_500));
        assert_eq!(millis("[0:03] it begins", false), Some(3000));
        assert_eq!(millis("3 boats", false), None);
        assert_eq!(millis("", false), None);
    }

    #[test]
    fn every_head_stands_once() {
        let mut heads: Vec<&str> = HEADS.iter().map(|(head, _)| *head).collect();
        heads.sort_unstable();
        heads.dedup();
        assert_eq!(heads.len(), HEADS.len());
    }
}
