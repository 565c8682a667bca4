//! How many cells text takes on a screen.
//!
//! Widths are counted as ratatui counts them: per grapheme, control characters taking nothing. Text of plain Latin, Greek and
//! Cyrillic letters, which is most of it, is counted without looking anything up.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Width of `text` in cells, by grapheme as ratatui counts them.
#[must_use]
pub fn width(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut cells = 0;
    let mut at = 0;
    while let Some(length) = simple(bytes, at) {
        at += length;
        cells += 1;
    }
    if at == bytes.len() {
        return cells;
    }
    graphemes(text).map(|(_, _, cells)| cells).sum()
}

/// The graphemes of `text` with their byte offset and width in cells; control characters have width 0.
#[must_use]
pub const fn graphemes(text: &str) -> Graphemes<'_> {
    Graphemes { text, at: 0 }
}

/// An iterator over `(offset in bytes, grapheme, cells)`.
#[derive(Clone, Debug)]
pub struct Graphemes<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Graphemes<'a> {
    type Item = (usize, &'a str, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        // Two simple characters in a row are never one grapheme, so the first of them can be given as it is.
        if let Some(length) = simple(bytes, start) {
            let end = start + length;
            if end == bytes.len() || simple(bytes, end).is_some() {
                self.at = end;
                return self.text.get(start..end).map(|grapheme| (start, grapheme, 1));
            }
        }
        let grapheme = self.text.get(start..)?.graphemes(true).next()?;
        self.at = start + grapheme.len();
        Some((start, grapheme, cells(grapheme)))
    }
}

/// Width of one grapheme.
fn cells(grapheme: &str) -> usize {
    if grapheme.chars().any(char::is_control) {
        return 0;
    }
    // ratatui gives the halfwidth sound marks of Japanese a cell of their own, as terminals do.
    let sound_marks = grapheme
        .chars()
        .filter(|c| matches!(c, '\u{FF9E}' | '\u{FF9F}'))
        .count();
    grapheme.width() + sound_marks
}

/// Length in bytes of the character at `at`, where it is one cell wide whatever stands beside it but for marks: printable
/// ASCII, Latin, Greek and Cyrillic letters, and the usual dashes and quotes.
#[inline]
fn simple(bytes: &[u8], at: usize) -> Option<usize> {
    match *bytes.get(at)? {
        0x20..=0x7E => Some(1),
        0xC2 => matches!(bytes.get(at + 1), Some(0xA0..=0xAC | 0xAE..=0xBF)).then_some(2),
        0xC3..=0xCB | 0xCE..=0xD1 => Some(2),
        0xE2 => {
            let usual = bytes.get(at + 1) == Some(&0x80) && matches!(bytes.get(at + 2), Some(0x90..=0xA7));
            usual.then_some(3)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{graphemes, width};
    use unicode_segmentation::UnicodeSegmentation;
    use unicode_width::UnicodeWidthStr;

    fn check(text: &str, cells: usize) {
        assert_eq!(width(text), cells, "{text:?}");
        let by_grapheme: usize = graphemes(text).map(|(_, _, cells)| cells).sum();
        assert_eq!(by_grapheme, cells, "{text:?}");
        let joined: String = graphemes(text).map(|(_, grapheme, _)| grapheme).collect();
        assert_eq!(joined, text);
        assert!(graphemes(text).all(|(at, grapheme, _)| text[at..].starts_with(grapheme)));
    }

    #[test]
    fn letters_of_europe_take_one_cell_and_those_of_east_asia_two() {
        check("", 0);
        check("Straße – „Größe“ … Ωμέγα Привет", 31);
        check("東京へ", 6);
        check("e\u{301}te\u{301}", 3);
        check("👩‍👩‍👧 ja", 5);
        check("a\tb\u{7f}\r\n", 2);
        check("ע\u{5b4}ברית", 5);
    }

    #[test]
    fn every_simple_character_is_one_cell_for_ratatui_too() {
        for c in ('\u{20}'..='\u{2027}').filter(|c| !c.is_control() && *c != '\u{ad}') {
            let text = c.to_string();
            if super::simple(text.as_bytes(), 0).is_some() {
                assert_eq!(text.width(), 1, "{c:?}");
                assert_eq!(format!("{c}{c}").graphemes(true).count(), 2, "{c:?}");
            }
        }
    }
}
