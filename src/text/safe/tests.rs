use std::path::Path;

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::{Hidden, SafeText, sanitize};

fn check(raw: &str, shown: &str, sequences: usize, characters: usize) {
    let (mut out, mut hidden) = (String::from("·"), Hidden::default());
    sanitize(raw, &mut out, &mut hidden);
    assert_eq!(out.strip_prefix('·'), Some(shown), "{raw:?}");
    assert_eq!(hidden, Hidden { sequences, characters }, "{raw:?}");
}

#[test]
fn control_sequences_are_removed_whole() {
    check("a\u{1b}[31mb\u{1b}[0m", "ab", 2, 0);
    check("\u{1b}]0;title\u{7}x\u{1b}]52;c;aGk=\u{1b}\\y", "xy", 2, 0);
    check(
        "\u{1b}Pq#0\u{1b}\\a\u{1b}_G\u{1b}\\b\u{1b}c\u{1b}#8\u{1b}(B",
        "ab",
        5,
        0,
    );
    check("\u{9b}2Ja\u{9d}0;t\u{9c}b", "ab", 2, 0);
}

#[test]
fn what_is_no_whole_sequence_is_shown_by_signs() {
    check("\u{1b}[31", "\u{241b}[31", 0, 1);
    check("\u{1b}]0;open\nnext", "\u{241b}]0;open\nnext", 0, 1);
    check(
        "bell\u{7} del\u{7f} nul\0",
        "bell\u{2407} del\u{2421} nul\u{2400}",
        0,
        3,
    );
    check("\u{9b}", "<9B>", 0, 1);
    check("\u{90}\u{8d}", "<90><8D>", 0, 2);
}

#[test]
fn every_line_end_is_a_line_end() {
    check(
        "a\r\nb\rc\u{b}d\u{c}e\u{85}f\u{2028}g\u{2029}h\ti",
        "a\nb\nc\nd\ne\nf\ng\nh\ti",
        0,
        0,
    );
}

#[test]
fn direction_controls_pass_only_balanced_and_in_right_to_left_text() {
    check("\u{202e}evil\u{202c}", "<RLO>evil<PDF>", 0, 2);
    check("שלום \u{2066}abc\u{2069} עולם", "שלום \u{2066}abc\u{2069} עולם", 0, 0);
    check("שלום \u{2066}abc", "שלום <LRI>abc", 0, 1);
    check("\u{200f}שלום!\u{200f}", "\u{200f}שלום!\u{200f}", 0, 0);
    check("left\u{200e} only\u{200f}", "left only", 0, 2);
}

#[test]
fn joiners_work_between_letters_and_emoji_and_nowhere_else() {
    check("می\u{200c}خواهم", "می\u{200c}خواهم", 0, 0);
    check("👩\u{200d}👧", "👩\u{200d}👧", 0, 0);
    check("a \u{200d}b \u{200c}", "a b ", 0, 2);
    check("क\u{94d}\u{200d}ष", "क\u{94d}\u{200d}ष", 0, 0);
    check("x\u{200d}\u{200b}\u{200d}y", "x\u{200d}y", 0, 2);
}

#[test]
fn invisible_characters_are_dropped_and_private_ones_become_a_sign() {
    check(
        "pass\u{200b}word \u{feff}so\u{ad}ft\u{3164}\u{e0041}\u{180e}\u{2060}",
        "password soft",
        0,
        7,
    );
    check("\u{e000}\u{fff9}\u{fdd0}\u{ffff}", "\u{fffd}", 0, 4);
}

#[test]
fn floods_of_marks_are_cut() {
    let flood = format!("a{}b", "\u{301}".repeat(1000));
    check(&flood, &format!("a{}\u{fffd}b", "\u{301}".repeat(30)), 0, 970);
    let joined = format!("{}x", "👩\u{200d}".repeat(500));
    let shown = SafeText::lines(&joined);
    assert!(shown.graphemes(true).all(|g| g.chars().count() <= 64));
}

#[test]
fn odd_paths_are_quoted_and_usual_ones_are_not() {
    assert_eq!(
        SafeText::path(Path::new("talks/Gespräch 1.srt")).as_str(),
        "talks/Gespräch 1.srt"
    );
    assert_eq!(
        SafeText::path(Path::new("a\u{1b}[31m\n.txt")).as_str(),
        "\"a\\u{1b}[31m\\n.txt\""
    );
    assert_eq!(SafeText::path(Path::new(" a")).as_str(), "\" a\"");
    assert!(!SafeText::path(Path::new("a\u{202e}txt")).contains('\u{202e}'));
}

#[test]
fn one_line_has_single_spaces() {
    assert_eq!(SafeText::line(" a\tb\r\n c ").as_str(), "a b c");
    assert_eq!(SafeText::line("a b").as_str(), "a b");
}

/// Written apart from the gate's own tables: what may stand in shown text.
fn allowed(c: char, turned: bool) -> bool {
    let code = u32::from(c);
    let forbidden = matches!(code, 0..=0x08 | 0x0B..=0x1F | 0x7F..=0x9F | 0xAD | 0x115F | 0x1160 | 0x180E | 0x200B)
        || matches!(code, 0x2028 | 0x2029 | 0x2060..=0x2065 | 0x206A..=0x206F | 0x3164 | 0xE000..=0xF8FF | 0xFEFF | 0xFFA0)
        || matches!(code, 0xFDD0..=0xFDEF | 0xFFF9..=0xFFFB | 0xFFFE | 0xFFFF | 0xE_0000..=0xE_007F | 0xF_0000..=0x10_FFFF);
    let turning = matches!(code, 0x061C | 0x200E | 0x200F | 0x202A..=0x202E | 0x2066..=0x2069);
    !forbidden && (turned || !turning)
}

fn hostile() -> impl Strategy<Value = String> {
    let parts = prop_oneof![
        Just("\u{1b}[".to_owned()),
        Just("\u{1b}]52;c;".to_owned()),
        Just("\u{1b}\\".to_owned()),
        Just("\u{7}".to_owned()),
        Just("\u{9b}1m".to_owned()),
        Just("\u{202e}".to_owned()),
        Just("\u{202c}".to_owned()),
        Just("\u{2067}".to_owned()),
        Just("\u{2069}".to_owned()),
        Just("\u{200d}".to_owned()),
        Just("\u{200e}".to_owned()),
        Just("\u{301}".repeat(20)),
        Just("👩\u{200d}".repeat(20)),
        Just("\u{1100}".repeat(20)),
        Just("שלום".to_owned()),
        Just("क\u{94d}".repeat(20)),
        Just("\r\n".to_owned()),
        any::<char>().prop_map(String::from),
        "[a-zÀ-ž ]{1,6}",
        (0x2000u32..0x2070).prop_map(|code| char::from_u32(code).map(String::from).unwrap_or_default()),
        (0u32..0xA0).prop_map(|code| char::from_u32(code).map(String::from).unwrap_or_default()),
    ];
    proptest::collection::vec(parts, 0..24).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn nothing_dangerous_comes_out_and_a_second_pass_changes_nothing(raw in hostile()) {
        let once = SafeText::lines(&raw);
        let turned = once.chars().any(super::controls::is_right_to_left);
        for c in once.chars() {
            prop_assert!(allowed(c, turned), "{:?} in {:?}", c, once);
        }
        for grapheme in once.graphemes(true) {
            prop_assert!(grapheme.chars().count() <= 64);
        }
        prop_assert_eq!(SafeText::lines(&once), once.clone());
    }

    #[test]
    fn letters_and_digits_are_never_lost(raw in "[a-zA-Z0-9äöüßа-яα-ω .,!?\n]{0,80}") {
        let safe = SafeText::lines(&raw);
        prop_assert_eq!(safe.as_str(), raw);
    }
}
