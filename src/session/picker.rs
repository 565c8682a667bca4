//! Lists: rows that lead somewhere, a filter, an order, and the row that is chosen.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::action::{Choosing, Listing};
use super::command::{COMMANDS, Run};
use super::field::Field;
use crate::marks::{Colour, Id};
use crate::text::SafeText;

/// Where a row leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// To an offset of the text.
    Offset(usize),
    /// To a mark; none of its own place where it is lost.
    Mark(Id),
    /// To a command, by its place in the table.
    Command(usize),
    /// To a speaker.
    Speaker(u16),
    /// To a hit in some transcript, by its number among those found.
    Elsewhere(usize),
    /// To a mark in some transcript, by its number among those listed.
    Gathered(usize),
    /// To the marks with the tag that the row names.
    Tag,
}

/// One row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Short text in the margin: a number, a time, a key, a letter.
    pub margin: String,
    /// What it is about.
    pub text: SafeText,
    /// More, shown dim: the question a hit belongs to, a note, a path.
    pub more: SafeText,
    /// Colour of a highlight.
    pub colour: Option<Colour>,
    /// Bytes of `text` to be set off, such as a hit.
    pub emphasis: Option<(usize, usize)>,
    /// Heading under which it stands, if the list has headings.
    pub heading: SafeText,
    /// Where it leads.
    pub target: Target,
}

/// A list.
#[derive(Clone, Debug)]
pub struct Picker {
    /// Which list.
    pub listing: Listing,
    /// Its title.
    pub title: String,
    /// All rows.
    pub rows: Vec<Choice>,
    /// Those that pass the filter, best or first first.
    pub shown: Vec<usize>,
    /// Index of the chosen one in `shown`.
    pub chosen: usize,
    /// The filter.
    pub filter: Field,
    /// Whether keys go to the filter.
    pub filtering: bool,
    /// How it is ordered, in a word; empty where there is only one order.
    pub order: &'static str,
    /// For each row what a filter word with a sign must be the beginning of: `#tag`, `name:`. Empty in lists without such.
    pub facets: Vec<Vec<String>>,
}

impl Picker {
    /// A list with its first row chosen.
    #[must_use]
    pub fn new(listing: Listing, title: String, rows: Vec<Choice>) -> Self {
        let shown = (0..rows.len()).collect();
        let filtering = matches!(listing, Listing::Commands | Listing::Outline);
        Self {
            listing,
            title,
            rows,
            shown,
            chosen: 0,
            filter: Field::default(),
            filtering,
            order: "",
            facets: Vec::new(),
        }
    }

    /// More rows of a list that is filled while it is shown; the chosen row stays chosen.
    pub fn grow(&mut self, title: String, rows: Vec<Choice>) {
        self.title = title;
        if !rows.is_empty() {
            self.rows.extend(rows);
            self.refilter();
        }
    }

    /// Whether what is typed filters from the first key on.
    #[must_use]
    pub const fn filters_at_once(&self) -> bool {
        matches!(self.listing, Listing::Commands | Listing::Outline)
    }

    /// The chosen row.
    #[must_use]
    pub fn choice(&self) -> Option<&Choice> {
        self.rows.get(*self.shown.get(self.chosen)?)
    }

    /// Chooses the row that leads there, if it is shown.
    pub fn choose_target(&mut self, target: Target) {
        if let Some(at) = self.shown.iter().position(|&row| self.rows[row].target == target) {
            self.chosen = at;
        }
    }

    /// Moves the choice; a page is `height` rows.
    pub fn choose(&mut self, how: Choosing, count: usize, height: usize) {
        if how == Choosing::Complete && self.complete() {
            return;
        }
        if how == Choosing::Complete && self.filtering && !self.filters_at_once() {
            // The filter stays, and letters are commands again.
            self.filtering = false;
            return;
        }
        let last = self.shown.len().saturating_sub(1);
        self.chosen = match how {
            Choosing::Next | Choosing::Complete => self.chosen.saturating_add(count).min(last),
            Choosing::Previous => self.chosen.saturating_sub(count),
            Choosing::PageDown => self.chosen.saturating_add(height * count).min(last),
            Choosing::PageUp => self.chosen.saturating_sub(height * count),
            Choosing::First => 0,
            Choosing::Last => last,
        };
    }

    /// Writes the name of the chosen command into the palette's line. Says whether that was any news.
    fn complete(&mut self) -> bool {
        let chosen = self.choice().map(|choice| (choice.margin.clone(), choice.target));
        let Some((name, Target::Command(command))) = chosen.filter(|_| self.listing == Listing::Commands) else {
            return false;
        };
        if self.filter.text().split(' ').next() == Some(name.as_str()) {
            return false;
        }
        let takes_more = matches!(COMMANDS.get(command).map(|command| command.run), Some(Run::With(_)));
        self.filter.set(&if takes_more { name + " " } else { name });
        self.refilter();
        true
    }

    /// Shows the rows that fit the filter: in the palette the best first, elsewhere in their order.
    pub fn refilter(&mut self) {
        let kept = self.shown.get(self.chosen).copied();
        let written = self.filter.text();
        // A command may have a letter or digit behind its name.
        let written = match (self.listing, written.split_once(' ')) {
            (Listing::Commands, Some((name, _))) if self.rows.iter().any(|row| row.margin == name) => name,
            _ => written,
        };
        let (facets, written) = self.signed_words(written);
        if written.is_empty() && facets.is_empty() {
            self.shown = (0..self.rows.len()).collect();
        } else {
            let pattern = Pattern::parse(&written, CaseMatching::Smart, Normalization::Smart);
            let mut matcher = Matcher::new(Config::DEFAULT);
            let mut buffer = Vec::new();
            let mut found: Vec<(u32, usize)> = Vec::new();
            for (at, row) in self.rows.iter().enumerate() {
                if !self.has_facets(at, &facets) {
                    continue;
                }
                let line = format!("{} {} {} {}", row.margin, row.text, row.more, row.heading);
                if let Some(score) = pattern.score(Utf32Str::new(&line, &mut buffer), &mut matcher) {
                    found.push((score, at));
                }
            }
            if self.listing == Listing::Commands {
                found.sort_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
            }
            self.shown = found.into_iter().map(|(_, at)| at).collect();
        }
        self.chosen = if self.listing == Listing::Commands {
            0
        } else {
            kept.and_then(|row| self.shown.iter().position(|&s| s == row))
                .unwrap_or(0)
        };
    }

    /// The words of a filter that stand for tags and speakers, in lower case, and the rest of it.
    fn signed_words(&self, written: &str) -> (Vec<String>, String) {
        if self.facets.is_empty() {
            return (Vec::new(), written.to_owned());
        }
        let is_signed = |word: &&str| word.len() > 1 && (word.starts_with('#') || word.ends_with(':'));
        let (signed, plain): (Vec<&str>, Vec<&str>) = written.split_whitespace().partition(is_signed);
        let signed = signed.into_iter().map(str::to_lowercase);
        (signed.collect(), plain.join(" "))
    }

    /// Whether a row has all of them. A tag is one that begins so, as tags below another do; a name is a whole one.
    fn has_facets(&self, row: usize, wanted: &[String]) -> bool {
        let facets = self.facets.get(row).map_or(&[][..], Vec::as_slice);
        let fits = |facet: &String, word: &String| {
            if word.starts_with('#') {
                facet.starts_with(word.as_str())
            } else {
                facet == word
            }
        };
        wanted.iter().all(|word| facets.iter().any(|facet| fits(facet, word)))
    }
}
