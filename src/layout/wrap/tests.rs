use super::{Line, Measure, needs_line_breaking};
use crate::text::Span;
use crate::text::width::width;

fn lines(text: &str, cells: u16, language: Option<&str>) -> Vec<String> {
    let mut lines: Vec<Line> = Vec::new();
    Measure::new(text, cells, language).wrap(Span::new(0, text.len()), 0, &mut lines);
    lines
        .iter()
        .map(|line| format!("{}{}", line.span.of(text), if line.hyphen { "-" } else { "" }))
        .collect()
}

fn check(text: &str, cells: u16, expect: &[&str]) {
    assert_eq!(lines(text, cells, Some("de")), expect);
}

#[test]
fn words_fill_a_line_before_the_next_begins() {
    check("ein  rotes\nBoot", 10, &["ein  rotes", "Boot"]);
    check("ein rotes Boot", 80, &["ein rotes Boot"]);
    check("", 10, &[]);
}

#[test]
fn the_word_at_the_end_of_a_line_is_hyphenated_for_its_language() {
    check(
        "Die Donaudampfschifffahrt ruht.",
        12,
        &["Die Donau-", "dampfschiff-", "fahrt ruht."],
    );
    check("»Übermorgen«, sagte er", 8, &["»Über-", "morgen«,", "sagte er"]);
    assert_eq!(lines("so wonderful", 9, Some("en")), ["so won-", "derful"]);
    assert_eq!(lines("so wonderful", 9, None), ["so", "wonderful"]);
    assert_eq!(lines("so wonderful", 9, Some("xx")), ["so", "wonderful"]);
}

#[test]
fn what_is_no_word_is_not_hyphenated() {
    check("im Abc4wortlaut", 11, &["im", "Abc4wortlau", "t"]);
    check("das ist OffenTor", 13, &["das ist", "OffenTor"]);
    check(
        "auf www.beispielseite.example",
        20,
        &["auf", "www.beispielseite.ex", "ample"],
    );
}

#[test]
fn long_compounds_break_after_their_own_hyphens_and_slashes() {
    check("die Mutter-Kind-Kur", 13, &["die Mutter-", "Kind-Kur"]);
    check("Kundinnen/Kunden", 12, &["Kundinnen/", "Kunden"]);
    check("ja—aber nein", 8, &["ja—aber", "nein"]);
    check("der Satz—aber", 10, &["der Satz—", "aber"]);
    check("von 2019-2020 an", 9, &["von", "2019-2020", "an"]);
}

#[test]
fn scripts_without_spaces_break_where_unicode_allows() {
    check("我们明天去北京。好的", 10, &["我们明天去", "北京。好的"]);
    assert!(lines("ฉันไปตลาดทุกวันเพื่อซื้อผลไม้", 12, None).len() > 1);
    for line in lines("ฉันไปตลาดทุกวันเพื่อซื้อผลไม้", 12, None)
    {
        assert!(width(&line) <= 12, "{line}");
    }
    assert!(!needs_line_breaking(
        "„Schön“ – Привет, مرحبا, 안녕 👩‍👩‍👧 \u{fffd}".as_bytes()
    ));
    assert!(needs_line_breaking("ein 字".as_bytes()) && needs_line_breaking("ไป".as_bytes()));
    let far = format!("{}字", "a".repeat(63));
    assert!(needs_line_breaking(far.as_bytes()));
}

#[test]
fn a_family_and_an_accent_stay_whole() {
    check("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 4, &["👩‍👩‍👧👩‍👩‍👧", "👩‍👩‍👧"]);
    check("e\u{301}e\u{301}e\u{301}", 2, &["e\u{301}e\u{301}", "e\u{301}"]);
}

#[test]
fn a_character_wider_than_the_column_stands_alone() {
    check("字母a", 1, &["字", "母", "a"]);
}

#[test]
fn an_indent_shortens_only_the_first_line() {
    let text = "Also gut, dann morgen.";
    let mut found = Vec::new();
    Measure::new(text, 12, None).wrap(Span::new(0, text.len()), 6, &mut found);
    let shown: Vec<_> = found.iter().map(|line| line.span.of(text)).collect();
    assert_eq!(shown, ["Also", "gut, dann", "morgen."]);
}
