//! The home screen: every transcript of the library in a table that is sorted and filtered as the reader likes.
//!
//! What can be found in a row stands in one text, a line a row, in the order of the table: a filter is one search through it by the
//! folding of every other search, and what it leaves stands in order already. Nothing here knows files.

mod order;
mod shelved;

pub use order::Order;
pub use shelved::Shelved;

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::action::Choosing;
use super::field::Field;
use super::mode::SearchLine;
use crate::layout::Geometry;
use crate::text::fold::{Case, Needle};

/// What a look at the files of the library has seen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sight {
    /// Transcripts that are new, or otherwise than they were.
    pub rows: Vec<Shelved>,
    /// Files that are no longer of the library, by their numbers on the shelf.
    pub gone: BTreeSet<usize>,
    /// How many files have been looked into, of how many; none once all have.
    pub scanned: Option<(usize, usize)>,
}

/// From this share on a transcript counts as read to its end.
pub const FINISHED: f32 = 0.97;

/// What takes the keys on the home screen.
#[derive(Clone, Debug, Default)]
pub enum AtHome {
    /// The table.
    #[default]
    Table,
    /// Its filter.
    Filter,
    /// A search through all transcripts.
    Search(SearchLine),
}

/// The table.
#[derive(Clone, Debug, Default)]
pub struct Home {
    rows: Vec<Shelved>,
    lines: String,
    /// Where the line of each row begins, and where the last one ends.
    starts: Vec<usize>,
    shown: Vec<usize>,
    /// What `shown` is filtered by; empty where the rows changed since.
    filtered: String,
    chosen: usize,
    order: Order,
    filter: Field,
    scanned: Option<(usize, usize)>,
    removed: Vec<Shelved>,
}

impl Home {
    /// All rows, in the order of the table.
    #[must_use]
    pub fn rows(&self) -> &[Shelved] {
        &self.rows
    }

    /// How many rows the filter leaves.
    #[must_use]
    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// Whether the filter leaves none, or there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// A row of those that the filter leaves.
    #[must_use]
    pub fn row(&self, at: usize) -> Option<&Shelved> {
        self.rows.get(*self.shown.get(at)?)
    }

    /// The number of the chosen row among those that the filter leaves.
    #[must_use]
    pub const fn chosen_at(&self) -> usize {
        self.chosen
    }

    /// The chosen row.
    #[must_use]
    pub fn chosen(&self) -> Option<&Shelved> {
        self.row(self.chosen)
    }

    /// The first row in sight, and the lines of the screen from its own to the last one for a row: the chosen row stands in the middle
    /// as far as there are rows around it.
    #[must_use]
    pub fn in_sight(&self, geometry: &Geometry) -> (usize, Range<u16>) {
        let headings = geometry.head_rule.map_or(1, |rule| rule + 1);
        let bottom = geometry.foot_rule.unwrap_or(geometry.notice);
        let lines = headings + 1..bottom.max(headings + 1);
        (first_row(self.chosen, self.shown.len(), lines.len()), lines)
    }

    /// Chooses the row on a line of the screen; whether there is one.
    pub(super) fn choose_at(&mut self, line: u16, geometry: &Geometry) -> bool {
        let (first, lines) = self.in_sight(geometry);
        let at = first + usize::from(line.saturating_sub(lines.start));
        let there = lines.contains(&line) && at < self.shown.len();
        if there {
            self.chosen = at;
        }
        there
    }

    /// By what the table is ordered.
    #[must_use]
    pub const fn order(&self) -> Order {
        self.order
    }

    /// What is filtered by.
    #[must_use]
    pub const fn filter(&self) -> &Field {
        &self.filter
    }

    pub(super) const fn filter_mut(&mut self) -> &mut Field {
        &mut self.filter
    }

    /// How many files have been looked into, of how many, while that goes on.
    #[must_use]
    pub const fn scanned(&self) -> Option<(usize, usize)> {
        self.scanned
    }

    /// Takes what was seen: rows, new ones or in the place of those of the same file. The chosen one stays chosen.
    pub(super) fn see(&mut self, sight: Sight) {
        let Sight { rows, gone, scanned } = sight;
        self.scanned = scanned;
        if rows.is_empty() && gone.is_empty() {
            return;
        }
        self.rows.retain(|row| !gone.contains(&row.file));
        let mut places: HashMap<usize, usize> = self.rows.iter().enumerate().map(|(at, row)| (row.file, at)).collect();
        for row in rows {
            if self.removed.iter().any(|removed| removed.file == row.file) {
                continue;
            }
            match places.get(&row.file) {
                Some(&at) => self.rows[at] = row,
                None => {
                    places.insert(row.file, self.rows.len());
                    self.rows.push(row);
                }
            }
        }
        self.arrange();
    }

    /// Changes the row of a file, if there is one.
    pub(super) fn change(&mut self, file: usize, change: impl FnOnce(&mut Shelved)) {
        if let Some(row) = self.rows.iter_mut().find(|row| row.file == file) {
            change(row);
            self.arrange();
        }
    }

    /// Takes the chosen row out.
    pub(super) fn remove(&mut self) -> Option<Shelved> {
        let file = self.chosen()?.file;
        let at = self.rows.iter().position(|row| row.file == file)?;
        let row = self.rows.remove(at);
        self.removed.push(row.clone());
        self.arrange();
        Some(row)
    }

    /// Puts the row back that was taken out last, and chooses it.
    pub(super) fn restore(&mut self) -> Option<Shelved> {
        let row = self.removed.pop()?;
        self.rows.push(row.clone());
        self.arrange();
        self.choose_file(row.file);
        Some(row)
    }

    /// The next order.
    pub(super) fn sort(&mut self) {
        self.order = self.order.next();
        self.arrange();
    }

    pub(super) fn choose(&mut self, how: Choosing, count: usize, height: usize) {
        let last = self.shown.len().saturating_sub(1);
        let page = height.max(1).saturating_mul(count);
        self.chosen = match how {
            Choosing::Next | Choosing::Complete => self.chosen.saturating_add(count).min(last),
            Choosing::Previous => self.chosen.saturating_sub(count),
            Choosing::PageDown => self.chosen.saturating_add(page).min(last),
            Choosing::PageUp => self.chosen.saturating_sub(page),
            Choosing::First => 0,
            Choosing::Last => last,
        };
    }

    pub(super) fn choose_file(&mut self, file: usize) {
        if let Some(at) = self.shown.iter().position(|&row| self.rows[row].file == file) {
            self.chosen = at;
        }
    }

    /// The row that was read last.
    #[must_use]
    pub fn read_last(&self) -> Option<&Shelved> {
        let open = self
            .rows
            .iter()
            .filter(|row| row.refused.is_none() && row.read.is_some());
        open.max_by_key(|row| row.read)
    }

    /// Orders all rows anew.
    fn arrange(&mut self) {
        let chosen = self.chosen().map(|row| row.file);
        self.order.sort(&mut self.rows);
        self.lines.clear();
        self.starts.clear();
        for row in &self.rows {
            self.starts.push(self.lines.len());
            row.line(&mut self.lines);
        }
        self.starts.push(self.lines.len());
        self.filtered.clear();
        self.show();
        self.chosen = self.chosen.min(self.shown.len().saturating_sub(1));
        if let Some(file) = chosen {
            self.choose_file(file);
        }
    }

    /// Filters anew; the chosen row stays chosen where it is still shown.
    pub(super) fn refilter(&mut self) {
        let chosen = self.chosen().map(|row| row.file);
        self.show();
        self.chosen = 0;
        if let Some(file) = chosen {
            self.choose_file(file);
        }
    }

    fn show(&mut self) {
        let written = self.filter.text().to_owned();
        let signs = ['#', ':'];
        // More letters of the same words leave nothing that fewer did not.
        let narrows = !self.filtered.is_empty() && written.starts_with(&self.filtered) && !written.contains(signs);
        if narrows && self.shown.len() < self.rows.len() / FEW {
            let needles: Vec<Needle> = written.split_whitespace().filter_map(needle).collect();
            let (lines, starts) = (&self.lines, &self.starts);
            let has = |row: usize, needle: &Needle| needle.find(lines, starts[row], starts[row + 1]).is_some();
            self.shown.retain(|&row| needles.iter().all(|needle| has(row, needle)));
        } else {
            self.show_of_all(&written);
        }
        self.filtered = written;
    }

    fn show_of_all(&mut self, written: &str) {
        let mut fits = vec![true; self.rows.len()];
        for word in written.split_whitespace() {
            let lower = word.to_lowercase();
            let signed = lower.len() > 1 && (lower.starts_with('#') || lower.ends_with(':'));
            let having: Vec<bool> = if signed {
                self.rows.iter().map(|row| row.has_facet(&lower)).collect()
            } else {
                Vec::new()
            };
            // A word with a sign that nothing has is words.
            let having = if having.contains(&true) {
                having
            } else {
                self.rows_with(word)
            };
            for (fits, has) in fits.iter_mut().zip(having) {
                *fits &= has;
            }
        }
        self.shown = (0..self.rows.len()).filter(|&at| fits[at]).collect();
    }

    /// Which rows hold a word, as a search finds it.
    fn rows_with(&self, word: &str) -> Vec<bool> {
        let mut having = vec![false; self.rows.len()];
        let Some(needle) = needle(word) else {
            return vec![true; self.rows.len()];
        };
        let (mut row, ends) = (0, self.starts.get(1..).unwrap_or_default());
        needle.each(&self.lines, 0, self.lines.len(), |hit| {
            row += ends.get(row..)?.iter().position(|end| hit.start() < *end)?;
            having[row] = true;
            // One hit is enough of a row.
            Some(ends[row])
        });
        having
    }
}

/// A word of a filter; a capital in it is meant.
fn needle(word: &str) -> Option<Needle> {
    let case = if word.chars().any(char::is_uppercase) {
        Case::Keep
    } else {
        Case::Fold
    };
    Needle::new(word, case)
}

/// Where a filter has left less than this part of the rows, only those are looked at when it grows.
const FEW: usize = 4;

/// The first row in sight.
const fn first_row(chosen: usize, rows: usize, height: usize) -> usize {
    let last = rows.saturating_sub(height);
    let first = chosen.saturating_sub(height / 2);
    if first < last { first } else { last }
}

#[cfg(test)]
mod tests {
    use super::{Home, Shelved, Sight, first_row};
    use crate::text::SafeText;

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
    fn a_filter_typed_letter_by_letter_leaves_what_it_leaves_at_once() {
        let names = [
            "Nora Ash", "nörgler", "Norbert", "Salt", "NORA B", "norA c", "Bo Ra", "noir",
        ];
        let rows = (0..80).map(|file| Shelved {
            file,
            title: SafeText::line(&format!("{} {file}", names[file % names.len()])),
            ..Shelved::default()
        });
        let mut home = Home::default();
        home.see(Sight {
            rows: rows.collect(),
            ..Sight::default()
        });
        for written in [
            "nora 12", "nora", "norA c", "NOR 4", "norg 7", "nor 1 a", "zzz", "b 7: x",
        ] {
            let mut at_once = home.clone();
            at_once.filter_mut().set(written);
            at_once.refilter();
            let mut typed = home.clone();
            for letter in written.chars() {
                typed.filter_mut().type_char(letter);
                typed.refilter();
            }
            assert_eq!(typed.shown, at_once.shown, "{written}");
        }
    }
}
