use proptest::prelude::*;

use super::{Case, Needle, is_boundary};
use crate::text::Span;

/// Hits of `query` in `text`, each as the text it covers.
fn hits<'a>(query: &str, text: &'a str) -> Vec<&'a str> {
    let Some(needle) = Needle::new(query, Case::smart(query)) else {
        return Vec::new();
    };
    let (mut hits, mut at) = (Vec::new(), 0);
    while let Some(hit) = needle.find(text, at, text.len()) {
        assert!(is_boundary(text, hit.start()) && is_boundary(text, hit.end()));
        hits.push(&text[hit.range()]);
        at = hit.end();
    }
    hits
}

#[track_caller]
fn check(text: &str, query: &str, expected: &[&str]) {
    assert_eq!(hits(query, text), expected, "{query} in {text}");
}

#[test]
fn umlauts_are_found_however_they_are_typed() {
    let text = "Börse Boerse Borse BÖRSE Bo\u{308}rse";
    check(text, "boerse", &["Börse", "Boerse", "BÖRSE", "Bo\u{308}rse"]);
    check(text, "borse", &["Börse", "Borse", "BÖRSE", "Bo\u{308}rse"]);
    check(text, "börse", &["Börse", "Boerse", "Borse", "BÖRSE", "Bo\u{308}rse"]);
    check(
        text,
        "bo\u{308}rse",
        &["Börse", "Boerse", "Borse", "BÖRSE", "Bo\u{308}rse"],
    );
    check(text, "Börse", &["Börse", "Boerse", "Borse", "Bo\u{308}rse"]);
    check("ÜBER Ueber UEBER", "Über", &["Ueber"]);
    check("ÜBER Ueber UEBER", "ÜBER", &["ÜBER", "UEBER"]);
    check(
        "Straße Strasse STRASSE STRAẞE",
        "strasse",
        &["Straße", "Strasse", "STRASSE", "STRAẞE"],
    );
    check("Straße Strasse STRASSE", "straße", &["Straße", "Strasse", "STRASSE"]);
    check("Straße STRASSE STRAẞE", "STRASSE", &["STRASSE", "STRAẞE"]);
}

#[test]
fn typing_on_never_loses_the_hit_on_the_way() {
    for word in ["strasse", "straße", "boerse", "ærø", "aerö", "oeuvre", "thorn"] {
        for text in ["Straße", "STRASSE", "Börse", "Ærø", "Œuvre", "Þorn"] {
            if hits(word, text).is_empty() {
                continue;
            }
            for (end, _) in word.char_indices().skip(1) {
                assert!(!hits(&word[..end], text).is_empty(), "{} in {text}", &word[..end]);
            }
        }
    }
}

#[test]
fn accents_and_letters_of_other_alphabets_are_folded() {
    for (text, query, expected) in [
        ("Café naïve Ångström", "cafe", &["Café"][..]),
        ("Café naïve Ångström", "NAIVE", &[]),
        ("Café naïve Ångström", "naive", &["naïve"]),
        ("Café naïve Ångström", "aangstroem", &["Ångström"]),
        ("Café naïve Ångström", "angstrom", &["Ångström"]),
        ("cafe cafe\u{301} café", "café", &["cafe", "cafe\u{301}", "café"]),
        ("Łódź Đorđe Þór ÆON ıssız", "lodz", &["Łódź"]),
        ("Łódź Đorđe Þór ÆON ıssız", "dorde", &["Đorđe"]),
        ("Łódź Đorđe Þór ÆON ıssız", "thor", &["Þór"]),
        ("Łódź Đorđe Þór ÆON ıssız", "aeon", &["ÆON"]),
        ("Łódź Đorđe Þór ÆON ıssız", "issiz", &["ıssız"]),
        (
            "İstanbul ISTANBUL istanbul",
            "istanbul",
            &["İstanbul", "ISTANBUL", "istanbul"],
        ),
        ("İstanbul istanbul", "Istanbul", &["İstanbul"]),
        ("Ελλάς ΕΛΛΑΣ ελλασ", "ελλας", &["Ελλάς", "ΕΛΛΑΣ", "ελλασ"]),
        ("Ещё еще ЕЩЁ", "ещё", &["Ещё", "еще", "ЕЩЁ"]),
        ("Việt Nam", "viet nam", &["Việt Nam"]),
        ("ﬁnden ﬂach", "finden", &["ﬁnden"]),
        ("ＡＢＣ abc", "abc", &["ＡＢＣ", "abc"]),
        ("ſtraße", "strasse", &["ſtraße"]),
    ] {
        check(text, query, expected);
    }
}

#[test]
fn scripts_whose_marks_are_letters_keep_them() {
    for (text, query, expected) in [
        ("が か か\u{3099}", "か", &["か"][..]),
        ("が か か\u{3099}", "が", &["が", "か\u{3099}"]),
        ("ｶﾞ ガ カ", "ガ", &["ｶﾞ", "ガ"]),
        ("한국 하늘 한국", "한국", &["한국", "한국"]),
        ("한국 하늘", "하", &["하"]),
        ("\u{1112}\u{1161}\u{11AB}국", "한국", &["\u{1112}\u{1161}\u{11AB}국"]),
        ("กา ก่า กำ", "กา", &["กา"]),
        ("ก่า", "ก่า", &["ก่า"]),
        ("हिन्दी हन्दी", "हिन्दी", &["हिन्दी"]),
        ("कि क", "क", &["क"]),
        ("東京都 京都", "京都", &["京都", "京都"]),
        ("שלום", "שלום", &["שלום"]),
    ] {
        check(text, query, expected);
    }
}

#[test]
fn signs_and_white_space_are_as_the_reader_types_them() {
    for (text, query, expected) in [
        ("it’s it's itʼs it`s", "it's", &["it’s", "it's", "itʼs", "it`s"][..]),
        ("it’s", "it’s", &["it’s"]),
        (
            "E-Bike E–Bike E‑Bike E—Bike",
            "e-bike",
            &["E-Bike", "E–Bike", "E‑Bike", "E—Bike"],
        ),
        (
            "two\nwords two  words two\u{A0}words two \n words",
            "two words",
            &["two\nwords", "two  words", "two\u{A0}words", "two \n words"],
        ),
        ("two words", "two\n\n words", &["two words"]),
        ("twowords", "two words", &[]),
        (
            "pass\u{200B}word pass\u{AD}word",
            "password",
            &["pass\u{200B}word", "pass\u{AD}word"],
        ),
        ("password", "pass\u{200B}word", &["password"]),
        ("„ja“ «ja»", "\"ja\"", &["„ja“", "«ja»"]),
        ("wait… no", "wait... no", &["wait… no"]),
        ("¨ a b", "a b", &["a b"]),
    ] {
        check(text, query, expected);
    }
}

#[test]
fn no_hit_ends_inside_what_a_reader_sees_as_one_sign() {
    check("👨‍👩‍👧 👨", "👨", &["👨"]);
    check("👨‍👩‍👧 👩", "👩", &["👩"]);
    check("🇩🇪🇫🇷", "🇩🇪", &["🇩🇪"]);
    check("🇩🇪🇫🇷", "🇪🇫", &[]);
    check("word\u{200B} word", "word", &["word", "word"]);
    check("", "a", &[]);
    check("a", "", &[]);
    check("a", "\u{200B}", &[]);
}

#[test]
fn a_long_row_of_letters_that_may_be_missing_is_searched_in_time() {
    let text = "å".repeat(600);
    assert!(!hits(&"å".repeat(100), &text).is_empty());
    assert!(!hits(&"a".repeat(100), &text).is_empty());
    assert!(hits(&format!("{}b", "å".repeat(100)), &text).is_empty());
}

#[test]
fn a_letter_with_its_accent_is_the_same_in_one_character_and_in_two() {
    use unicode_normalization::UnicodeNormalization;
    for c in ('\u{C0}'..='\u{24F}')
        .chain('\u{370}'..='\u{52F}')
        .chain('\u{1E00}'..='\u{1FFF}')
        .chain('가'..='깋')
    {
        let apart: String = c.nfd().collect();
        let together = c.to_string();
        for case in [Case::Fold, Case::Keep] {
            let Some(needle) = Needle::new(&together, case) else {
                continue;
            };
            let text = format!("1{apart}1");
            if is_boundary(&text, 1) && is_boundary(&text, 1 + apart.len()) {
                assert_eq!(
                    needle.find(&text, 0, text.len()),
                    Some(Span::new(1, 1 + apart.len())),
                    "{c} {case:?}"
                );
            }
        }
    }
}

#[test]
fn every_character_is_found_by_what_it_folds_to() {
    let mut found = 0;
    for c in ('\u{80}'..='\u{33FF}')
        .chain('\u{F900}'..='\u{FFEF}')
        .chain('\u{1D400}'..='\u{1D7FF}')
    {
        let text = format!("1 some words before it, {c} and after");
        let at = 24;
        if !(is_boundary(&text, at) && is_boundary(&text, at + c.len_utf8())) || c.is_whitespace() {
            continue;
        }
        for case in [Case::Fold, Case::Keep] {
            let mut letters = String::new();
            super::letter::Folder::new(case).push(c, |element| letters.push(element.letter));
            let Some(needle) = Needle::new(&letters, case).filter(|_| c.is_alphabetic()) else {
                continue;
            };
            found += 1;
            let hit = needle.find(&text, at, text.len());
            assert_eq!(hit, Some(Span::new(at, at + c.len_utf8())), "{c} as {letters} {case:?}");
        }
    }
    assert!(found > 15_000);
}

#[test]
fn the_short_way_to_a_boundary_is_the_long_one() {
    use unicode_segmentation::UnicodeSegmentation;
    let sample: Vec<char> = "a\r\n é\u{AD}\u{301}ж\u{483}„“…かが\u{3099}京한\u{200D}👨🇩ก่\u{2060}©"
        .chars()
        .collect();
    for a in &sample {
        for b in &sample {
            let text = format!("{a}{b}");
            assert_eq!(
                is_boundary(&text, a.len_utf8()),
                text.graphemes(true).count() == 2,
                "{text:?}"
            );
        }
    }
    for c in '\0'..='\u{FFFF}' {
        let text = format!("a{c}b");
        assert_eq!(
            is_boundary(&text, 1),
            text.graphemes(true).next() == Some("a"),
            "{text:?}"
        );
        let after = text.graphemes(true).next_back() == Some("b");
        assert_eq!(is_boundary(&text, 1 + c.len_utf8()), after, "{text:?}");
    }
}

/// The same by the slowest way: every spelling of both, every place, every length.
fn slow(query: &str, text: &str) -> Vec<Span> {
    let wanted = spellings(query);
    let (mut hits, mut at) = (Vec::new(), 0);
    let ends: Vec<usize> = (0..=text.len()).filter(|&i| is_boundary(text, i)).collect();
    for &start in &ends {
        let begins = text[start..]
            .chars()
            .next()
            .is_some_and(|c| !spellings(&c.to_string()).contains(&String::new()));
        if start < at || !begins {
            continue;
        }
        let is_hit = |end: &&usize| **end > start && spellings(&text[start..**end]).iter().any(|s| wanted.contains(s));
        let ends_bare = |end: &&usize| {
            let shorter = ends.iter().rev().find(|e| *e < end).copied().unwrap_or(start);
            spellings(&text[shorter..**end]) == [""]
        };
        if let Some(end) = ends.iter().rev().find(|end| is_hit(end) && !ends_bare(end)) {
            hits.push(Span::new(start, *end));
            at = *end;
        }
    }
    hits
}

/// All foldings of a small alphabet, written out independently of the table.
fn spellings(text: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    for c in text.chars() {
        let (ways, is_space): (&[&str], bool) = match c {
            'ö' | 'Ö' => (&["o", "oe"], false),
            'å' => (&["a", "aa"], false),
            'é' | 'E' => (&["e"], false),
            'ß' => (&["ss"], false),
            '’' => (&["'"], false),
            ' ' | '\n' | '\u{A0}' => (&[" "], true),
            '\u{AD}' => (&[""], false),
            'A' => (&["a"], false),
            _ => (&[], false),
        };
        let own = [c.to_string()];
        let ways: Vec<&str> = if ways.is_empty() { vec![&own[0]] } else { ways.to_vec() };
        all = all
            .iter()
            .flat_map(|head| {
                ways.iter().map(move |way| {
                    if is_space && head.ends_with(' ') {
                        head.clone()
                    } else {
                        format!("{head}{way}")
                    }
                })
            })
            .collect();
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn every_hit_is_one_by_the_slow_way_and_none_is_missed(
        text in "[aoesxöÖåéAE’' \n\u{A0}\u{AD}]{0,12}",
        query in "[aoesxöåéß' ]{1,4}",
    ) {
        // A hit may end inside a ß of the text, which the slow way does not know; there is none in it.
        prop_assume!(!query.trim().is_empty() && !query.starts_with(' ') && !query.ends_with(' '));
        let needle = Needle::new(&query, Case::Fold).expect("it has letters");
        let (mut hits, mut at) = (Vec::new(), 0);
        while let Some(hit) = needle.find(&text, at, text.len()) {
            hits.push(hit);
            at = hit.end();
        }
        prop_assert_eq!(hits, slow(&query, &text));
    }

    #[test]
    fn any_text_is_found_in_itself(text in "\\PC{1,12}", before in "[a-z ]{0,40}") {
        prop_assume!(text.trim() == text);
        if let Some(needle) = Needle::new(&text, Case::Keep) {
            prop_assert!(needle.is(&text) || !is_boundary(&text, 0) || text.chars().next().is_some_and(|c| Needle::new(&c.to_string(), Case::Keep).is_none()));
            let whole = format!("{before} {text} {before}");
            prop_assert!(needle.find(&whole, 0, whole.len()).is_some() || !is_boundary(&whole, before.len() + 1) || !is_boundary(&whole, whole.len() - before.len() - 1));
        }
    }

    #[test]
    fn a_hit_is_found_wherever_it_stands_in_the_scan(before in "[a-zä]{0,40}", after in "[a-zä]{0,40}") {
        let text = format!("{before}Qx{after}");
        let needle = Needle::new("qx", Case::Fold).expect("it has letters");
        let first = text.to_lowercase().find("qx");
        prop_assert_eq!(needle.find(&text, 0, text.len()).map(Span::start), first);
        prop_assert_eq!(needle.find(&text, 0, before.len()).map(Span::start), first.filter(|&at| at < before.len()));
    }
}
