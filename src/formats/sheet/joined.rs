//! Words put together to a text: with a space between them where the script writes one and where no mark belongs to its word.

use super::Joint;
use crate::formats::facts::{Script, script_of};

/// Marks that belong to the word before them.
const CLOSING: &str = ",.;:!?…)]}»”’、。，！？：；」』";

/// A text made of words.
#[derive(Debug, Default)]
pub struct Joined {
    text: String,
    /// Whether the last word was an opening mark.
    open: bool,
}

impl Joined {
    /// Adds a word; where it begins in the text. Nothing but white space is no word.
    pub fn add(&mut self, word: &str, joint: Joint) -> Option<usize> {
        let bare = word.trim();
        if bare.is_empty() {
            if joint == Joint::Written {
                self.text.push_str(word);
            }
            return None;
        }
        if joint == Joint::Written {
            let start = self.text.len() + word.len() - word.trim_start().len();
            self.text.push_str(word);
            return Some(start);
        }
        let spaced = !self.text.is_empty()
            && !self.open
            && !matches!(joint, Joint::Left | Joint::Both)
            && self.takes_space(bare);
        if spaced {
            self.text.push(' ');
        }
        self.open = matches!(joint, Joint::Right | Joint::Both);
        let start = self.text.len();
        self.text.push_str(bare);
        Some(start)
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text.
    pub fn into_text(self) -> String {
        self.text
    }

    /// Begins anew.
    pub fn clear(&mut self) {
        self.text.clear();
        self.open = false;
    }

    fn takes_space(&self, word: &str) -> bool {
        let mark = word.starts_with(|c| CLOSING.contains(c)) && !word.contains(char::is_alphanumeric);
        let is_unspaced = |c: char| matches!(script_of(c), Some(Script::EastAsian | Script::Thai)) || is_wide_mark(c);
        let (before, after) = (self.text.chars().next_back(), word.chars().next());
        let unspaced = before.is_some_and(is_unspaced) && after.is_some_and(is_unspaced);
        !mark && !unspaced
    }
}

/// Whether a mark brings its own space.
fn is_wide_mark(c: char) -> bool {
    matches!(u32::from(c), 0x3000..=0x303F | 0xFF00..=0xFF65)
}
