//! A line or a few lines of text being typed, with a cursor. It knows nothing of screens.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::action::Editing;
use crate::text::SafeText;

/// Typed text and where the cursor stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    text: String,
    cursor: usize,
    many_lines: bool,
}

impl Field {
    /// One line, with the cursor behind it.
    #[must_use]
    pub fn line(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            cursor: text.len(),
            many_lines: false,
        }
    }

    /// One or more lines, with the cursor behind them.
    #[must_use]
    pub fn lines(text: &str) -> Self {
        Self {
            many_lines: true,
            ..Self::line(text)
        }
    }

    /// What is typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the cursor stands, in bytes.
    #[must_use]
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// Replaces everything; the cursor goes to the end.
    pub fn set(&mut self, text: &str) {
        self.text.clear();
        self.insert(text, 0);
    }

    /// A character at the cursor.
    pub fn type_char(&mut self, c: char) {
        self.insert(c.encode_utf8(&mut [0; 4]), self.cursor);
    }

    /// Pasted text at the cursor; in one line, line breaks become spaces.
    pub fn paste(&mut self, raw: &str) {
        self.insert(raw, self.cursor);
    }

    fn insert(&mut self, raw: &str, at: usize) {
        let safe = SafeText::lines(raw);
        let safe = if self.many_lines {
            safe.to_string()
        } else {
            safe.replace(['\n', '\t'], " ")
        };
        self.text.insert_str(at, &safe);
        self.cursor = at + safe.len();
    }

    /// Does an edit.
    pub fn edit(&mut self, editing: Editing) {
        match editing {
            Editing::Backspace => self.remove(self.before()..self.cursor),
            Editing::Delete => self.remove(self.cursor..self.after()),
            Editing::DeleteWord => self.remove(self.word_before()..self.cursor),
            Editing::DeleteToStart => self.remove(self.line_start()..self.cursor),
            Editing::Left => self.cursor = self.before(),
            Editing::Right => self.cursor = self.after(),
            Editing::WordLeft => self.cursor = self.word_before(),
            Editing::WordRight => self.cursor = self.word_after(),
            Editing::Start => self.cursor = self.line_start(),
            Editing::End => self.cursor = self.line_end(),
            Editing::NewLine if self.many_lines => self.insert("\n", self.cursor),
            Editing::NewLine => {}
        }
    }

    fn remove(&mut self, range: std::ops::Range<usize>) {
        self.cursor = range.start;
        self.text.replace_range(range, "");
    }

    fn before(&self) -> usize {
        let mut cursor = GraphemeCursor::new(self.cursor, self.text.len(), true);
        cursor.prev_boundary(&self.text, 0).ok().flatten().unwrap_or(0)
    }

    fn after(&self) -> usize {
        let mut cursor = GraphemeCursor::new(self.cursor, self.text.len(), true);
        cursor
            .next_boundary(&self.text, 0)
            .ok()
            .flatten()
            .unwrap_or(self.text.len())
    }

    fn line_start(&self) -> usize {
        self.text[..self.cursor].rfind('\n').map_or(0, |n| n + 1)
    }

    fn line_end(&self) -> usize {
        let end = self.text[self.cursor..].find('\n');
        end.map_or(self.text.len(), |n| self.cursor + n)
    }

    fn word_before(&self) -> usize {
        self.text[..self.cursor]
            .unicode_word_indices()
            .next_back()
            .map_or(0, |(at, _)| at)
    }

    fn word_after(&self) -> usize {
        let words = self.text[self.cursor..].unicode_word_indices();
        words
            .map(|(at, word)| self.cursor + at + word.len())
            .next()
            .unwrap_or(self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::{Editing, Field};

    fn check(text: &str, edits: &[Editing], expect: &str) {
        let mut field = Field::line(text);
        for &editing in edits {
            field.edit(editing);
        }
        let (before, after) = field.text().split_at(field.cursor());
        assert_eq!(format!("{before}|{after}"), expect);
    }

    #[test]
    fn edits_go_by_what_the_reader_sees_as_a_character() {
        check("für e\u{301}", &[Editing::Backspace], "für |");
        check("👩\u{200d}🔬x", &[Editing::Left, Editing::Left], "|👩\u{200d}🔬x");
        check("eins zwei", &[Editing::DeleteWord], "eins |");
        check(
            "eins zwei",
            &[Editing::WordLeft, Editing::WordLeft, Editing::Delete],
            "|ins zwei",
        );
        check(
            "eins zwei",
            &[Editing::Start, Editing::WordRight, Editing::DeleteToStart],
            "| zwei",
        );
        check(
            "",
            &[Editing::Backspace, Editing::Delete, Editing::DeleteWord, Editing::Left],
            "|",
        );
    }

    #[test]
    fn a_paste_into_a_line_stays_a_line_and_harmless() {
        let mut field = Field::line("a");
        field.paste("b\nc\u{1b}[31md");
        assert!(
            !field.text().contains('\n') && !field.text().contains('\u{1b}'),
            "{:?}",
            field.text()
        );
        let mut note = Field::lines("a");
        note.edit(Editing::NewLine);
        note.type_char('b');
        assert_eq!(note.text(), "a\nb");
    }
}
