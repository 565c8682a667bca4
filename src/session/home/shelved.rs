//! A row of the table, and what a filter finds in it.

use super::FINISHED;
use crate::marks::Moment;
use crate::text::SafeText;
use crate::transcript::Time;

/// A transcript as the table shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shelved {
    /// Which of the shelf.
    pub file: usize,
    /// Where it is.
    pub path: SafeText,
    /// Its title, else its file's name.
    pub title: SafeText,
    /// Everyone who speaks, those who say most first, and whether they ask.
    pub people: Vec<(SafeText, bool)>,
    /// Who published it.
    pub outlet: SafeText,
    /// Its date, as `2025-02-09` where it could be read.
    pub date: SafeText,
    /// Its language as ISO 639-1.
    pub language: SafeText,
    /// Words of the talk.
    pub words: usize,
    /// How long it takes, where the file has times.
    pub duration: Option<Time>,
    /// How far it was read, 0 to 1; none where it never was.
    pub progress: Option<f32>,
    /// When it was read last.
    pub read: Option<Moment>,
    /// Marks in it.
    pub marks: usize,
    /// Their tags, without `#`.
    pub tags: Vec<String>,
    /// Its first question, and the answer.
    pub exchange: (SafeText, SafeText),
    /// Why it cannot be opened.
    pub refused: Option<SafeText>,
}

impl Shelved {
    /// What one word of a filter with a sign may be the beginning of: `#tag`, `name:`, `de:`, `unread:`.
    pub(super) fn has_facet(&self, word: &str) -> bool {
        if let Some(tag) = word.strip_prefix('#') {
            return self.tags.iter().any(|own| own.to_lowercase().starts_with(tag));
        }
        let Some(word) = word.strip_suffix(':') else {
            return false;
        };
        match word {
            "unread" => self.progress.is_none() && self.refused.is_none(),
            "begun" => self.progress.is_some_and(|share| share < FINISHED),
            "read" => self.progress.is_some_and(|share| share >= FINISHED),
            "marked" => self.marks > 0,
            "refused" => self.refused.is_some(),
            _ => {
                let names = |name: &SafeText| {
                    name.to_lowercase()
                        .split_whitespace()
                        .any(|part| part.starts_with(word))
                };
                *self.language == *word || self.people.iter().any(|(name, _)| names(name))
            }
        }
    }

    /// One line of everything in it that a filter may name.
    pub(super) fn line(&self, into: &mut String) {
        let people = self.people.iter().map(|(name, _)| name.as_str());
        let parts = [self.title.as_str(), &self.outlet, &self.date, &self.path];
        for part in parts.into_iter().chain(people) {
            // A hit never goes from one part into the next.
            into.push_str(part);
            into.push('\u{1f}');
        }
        into.push('\n');
    }
}
