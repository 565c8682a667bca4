//! How many cells text takes on a screen.

use unicode_width::UnicodeWidthStr;

/// Width of `text` in cells, by grapheme as ratatui counts them.
#[must_use]
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}
