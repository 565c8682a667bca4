//! What each character may do to a terminal or to the text around it.
//!
//! One class per character, and the length of a control sequence. Nothing here changes text.

use unicode_normalization::char::is_combining_mark;

/// What a character is to the gate.
pub(super) enum Class {
    /// Passes.
    Plain,
    /// Stands on the character before it.
    Mark,
    /// Ends a line.
    LineBreak,
    /// Shown as another character.
    Picture(char),
    /// Shown as its code in angle brackets.
    Named(String),
    /// Changes the direction of writing.
    Turning,
    /// Joins its neighbours or keeps them apart.
    Joiner,
    /// Left out.
    Dropped,
}

/// The class of a character.
pub(super) fn class(c: char) -> Class {
    match u32::from(c) {
        0x0A | 0x0D | 0x0B | 0x0C | 0x85 | 0x2028 | 0x2029 => Class::LineBreak,
        code @ 0..=0x1F if c != '\t' => Class::Picture(char::from_u32(0x2400 + code).unwrap_or('\u{FFFD}')),
        0x7F => Class::Picture('\u{2421}'),
        code @ 0x80..=0x9F => Class::Named(format!("<{code:02X}>")),
        0x200C | 0x200D => Class::Joiner,
        0x061C | 0x200E | 0x200F | 0x202A..=0x202E | 0x2066..=0x2069 => Class::Turning,
        0xE000..=0xF8FF | 0xF_0000..=0xF_FFFD | 0x10_0000..=0x10_FFFD => Class::Picture('\u{FFFD}'),
        code if is_invisible(code) => Class::Dropped,
        _ if is_combining_mark(c) => Class::Mark,
        _ => Class::Plain,
    }
}

/// Characters without width, without a work to do, or that are no characters.
const fn is_invisible(code: u32) -> bool {
    matches!(
        code,
        0xAD | 0x115F..=0x1160 | 0x180E | 0x200B | 0x2060..=0x206F | 0x3164 | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB
            | 0xFDD0..=0xFDEF | 0x1_BCA0..=0x1_BCA3 | 0x1_D173..=0x1_D17A | 0xE_0000..=0xE_00FF | 0xE_01F0..=0xE_0FFF
    ) || code & 0xFFFE == 0xFFFE
}

/// Whether a joiner beside this character does work there: a letter, a mark, an emoji.
pub(super) fn joins(c: char) -> bool {
    c.is_alphabetic() || is_combining_mark(c) || is_pictograph(c)
}

fn is_pictograph(c: char) -> bool {
    matches!(u32::from(c), 0xA9 | 0xAE | 0x203C | 0x2049 | 0x2122..=0x21FF | 0x2300..=0x23FF | 0x2460..=0x27BF
        | 0x2900..=0x297F | 0x2B00..=0x2BFF | 0x3030 | 0x303D | 0x3297 | 0x3299 | 0x1_F000..=0x1_FAFF)
}

/// The code of a direction control as people name it.
pub(super) const fn turning_name(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{202A}' => "<LRE>",
        '\u{202B}' => "<RLE>",
        '\u{202C}' => "<PDF>",
        '\u{202D}' => "<LRO>",
        '\u{202E}' => "<RLO>",
        '\u{2066}' => "<LRI>",
        '\u{2067}' => "<RLI>",
        '\u{2068}' => "<FSI>",
        '\u{2069}' => "<PDI>",
        _ => return None,
    })
}

/// Whether a letter is written from right to left.
pub(super) fn is_right_to_left(c: char) -> bool {
    matches!(u32::from(c), 0x0590..=0x061B | 0x061D..=0x08FF | 0xFB1D..=0xFDCF | 0xFDF0..=0xFDFF | 0xFE70..=0xFEFE
        | 0x1_0800..=0x1_0FFF | 0x1_E800..=0x1_EFFF)
}

/// Length in bytes of the control sequence at the beginning of `text`, in its 7-bit or 8-bit form, if one is complete there.
///
/// The scan stops at the first character that no sequence may hold, so that all scans of a text together stay linear.
pub(super) fn sequence(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    match bytes {
        [0x1B, b'[', ..] | [0xC2, 0x9B, ..] => control_sequence(bytes, 2),
        [0x1B, b']', ..] | [0xC2, 0x9D, ..] => string(bytes, 2, true),
        [0x1B, b'P' | b'X' | b'^' | b'_', ..] | [0xC2, 0x90 | 0x98 | 0x9E | 0x9F, ..] => string(bytes, 2, false),
        [0x1B, ..] => escape(bytes),
        _ => None,
    }
}

/// Longest run of parameters that is taken for a sequence; real ones are far shorter.
const PARAMETERS: usize = 256;

fn control_sequence(bytes: &[u8], from: usize) -> Option<usize> {
    let parameters = bytes[from..]
        .iter()
        .take(PARAMETERS)
        .take_while(|b| (0x30..=0x3F).contains(*b))
        .count();
    let after = from + parameters;
    let between = bytes[after..]
        .iter()
        .take(PARAMETERS)
        .take_while(|b| (0x20..=0x2F).contains(*b))
        .count();
    let last = after + between;
    matches!(bytes.get(last), Some(0x40..=0x7E)).then_some(last + 1)
}

fn string(bytes: &[u8], from: usize, bell_ends: bool) -> Option<usize> {
    let mut at = from;
    loop {
        match bytes.get(at)? {
            0x07 if bell_ends => return Some(at + 1),
            0x1B => return (bytes.get(at + 1) == Some(&b'\\')).then_some(at + 2),
            0xC2 => match bytes.get(at + 1)? {
                0x9C => return Some(at + 2),
                0x80..=0x9F => return None,
                _ => at += 2,
            },
            0..=0x1F | 0x7F => return None,
            _ => at += 1,
        }
    }
}

fn escape(bytes: &[u8]) -> Option<usize> {
    let between = bytes[1..]
        .iter()
        .take(PARAMETERS)
        .take_while(|b| (0x20..=0x2F).contains(*b))
        .count();
    matches!(bytes.get(1 + between), Some(0x30..=0x7E)).then_some(between + 2)
}
