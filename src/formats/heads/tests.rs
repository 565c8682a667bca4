use super::{Shape, closing_time, colon, head};

fn check(line: &str, label: Option<&str>, millis: Option<u32>, rest: &str) {
    let found = head(line).unwrap_or_else(|| panic!("no head in {line:?}"));
    let time = found.time.map(|stamp| stamp.time.millis());
    assert_eq!((found.label, time, found.rest), (label, millis, rest), "{line:?}");
}

#[test]
fn every_style_of_head_is_known() {
    check("Anna Berg: Good day.", Some("Anna Berg"), None, "Good day.");
    check("**Anna Berg:** Good day.", Some("Anna Berg"), None, "Good day.");
    check("**Anna Berg**: Good day.", Some("Anna Berg"), None, "Good day.");
    check("**[01:02] SPEAKER_04:** Yes.", Some("SPEAKER_04"), Some(62_000), "Yes.");
    check("[SPEAKER_00]: Yes.", Some("SPEAKER_00"), None, "Yes.");
    check("[id2] Yes.", Some("id2"), None, "Yes.");
    check("(MARTA) Yes.", Some("MARTA"), None, "Yes.");
    check("[00:01:02] Anna: Yes.", Some("Anna"), Some(62_000), "Yes.");
    check("\\[01:02\\] Anna: Yes.", Some("Anna"), Some(62_000), "Yes.");
    check("I: [00:01:02] Yes.", Some("I"), Some(62_000), "Yes.");
    check("00:01:02 Yes, we did.", None, Some(62_000), "Yes, we did.");
    check("#00:01:02-3# Yes.", None, Some(62_300), "Yes.");
    check("Anna Berg  1:02  ", Some("Anna Berg"), Some(62_000), "");
    check("Anna Berg (00:01:02):", Some("Anna Berg"), Some(62_000), "");
    check("Anna [01:02]", Some("Anna"), Some(62_000), "");
    check("Anna: 00:01:02", Some("Anna"), Some(62_000), "");
    check("[Anna - B 2] 00:01:02", Some("Anna - B 2"), Some(62_000), "");
    check("Q. Why?", Some("Q"), None, "Why?");
    check("Stéphane :", Some("Stéphane"), None, "");
    check("田中：はい", Some("田中"), None, "はい");
    check("00:01:02\tANNA:\tYes.", Some("ANNA"), Some(62_000), "Yes.");
    check(
        "Dr. Anna B. Berg-O'Neil (Bonn): Yes.",
        Some("Dr. Anna B. Berg-O'Neil (Bonn)"),
        None,
        "Yes.",
    );
}

#[test]
fn what_only_looks_like_a_label_is_none() {
    for line in [
        "https://example.org",
        "We met at 17:30 sharp",
        "Note: this is a draft",
        "He said, quietly: no",
        "That is the question: why",
        "It was over. Then: silence",
        "[laughs] Yes",
        "...",
        "(1) first",
        "",
        "**",
        "[",
        "#",
    ] {
        let label = head(line).and_then(|head| head.label);
        let expected = match line {
            "[laughs] Yes" => Some("laughs"),
            "That is the question: why" => Some("That is the question"),
            _ => None,
        };
        assert_eq!(label, expected, "{line:?}");
    }
    assert_eq!(head("[laughs] Yes").map(|head| head.shape), Some(Shape::Bracket));
    assert_eq!(colon("B:Ja"), Some(("B", "Ja")));
    assert_eq!(colon("Jürgen:Ja"), None);
    assert_eq!(colon("Jürgen: Ja"), Some(("Jürgen", " Ja")));
    assert_eq!(colon("River map: https://example.org/map"), None);
}

#[test]
fn a_time_may_close_a_paragraph() {
    let found = closing_time("Yes. #00:01:02-3#").map(|(text, time)| (text, time.time.millis()));
    assert_eq!(found, Some(("Yes. ", 62_300)));
    assert_eq!(closing_time("Yes [sic]"), None);
}
