//! Second looks at text already passed: whether direction controls balance, and graphemes of unbearable length.

use unicode_segmentation::UnicodeSegmentation;

use super::Hidden;
use super::controls::{is_right_to_left, turning_name};

/// Combining marks on one base (Stream-Safe Text Format, UAX #15).
pub(super) const MARKS_PER_BASE: usize = 30;

/// Scalars in one grapheme; the longest of natural text and of emoji are far shorter.
pub(super) const GRAPHEME_SCALARS: usize = 64;

/// Keeps direction controls from `start` on only where they balance in text that has right-to-left letters; otherwise they
/// are shown by name, and the marks without a counterpart are dropped.
pub(super) fn settle_directions(out: &mut String, start: usize, hidden: &mut Hidden) {
    let passed = out.split_off(start);
    let turned = passed.chars().any(is_right_to_left);
    if turned && is_balanced(&passed) {
        out.push_str(&passed);
        return;
    }
    for c in passed.chars() {
        match (turning_name(c), c) {
            (Some(name), _) => {
                hidden.characters += 1;
                out.push_str(name);
            }
            (None, '\u{061C}' | '\u{200E}' | '\u{200F}') if !turned => hidden.characters += 1,
            _ => out.push(c),
        }
    }
}

/// Deepest nesting of direction controls (UAX #9, BD2).
const DEPTH: usize = 125;

fn is_balanced(text: &str) -> bool {
    let mut open: Vec<char> = Vec::new();
    for c in text.chars() {
        let closed = match c {
            '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' => {
                open.push('\u{202C}');
                true
            }
            '\u{2066}'..='\u{2068}' => {
                open.push('\u{2069}');
                true
            }
            '\u{202C}' | '\u{2069}' => open.pop() == Some(c),
            _ => true,
        };
        if !closed || open.len() > DEPTH {
            return false;
        }
    }
    open.is_empty()
}

/// Cuts graphemes from `start` on that are longer than [`GRAPHEME_SCALARS`]; a sign stands for what is cut.
pub(super) fn shorten_graphemes(out: &mut String, start: usize, hidden: &mut Hidden) {
    let passed = out.split_off(start);
    for grapheme in passed.graphemes(true) {
        let Some((cut, _)) = grapheme.char_indices().nth(GRAPHEME_SCALARS - 1) else {
            out.push_str(grapheme);
            continue;
        };
        if grapheme.chars().count() <= GRAPHEME_SCALARS {
            out.push_str(grapheme);
            continue;
        }
        hidden.characters += grapheme[cut..].chars().count();
        // A joiner at the cut would have nothing to join.
        out.push_str(grapheme[..cut].trim_end_matches(['\u{200C}', '\u{200D}']));
        out.push(char::REPLACEMENT_CHARACTER);
    }
}
