use std::borrow::Cow;

use super::joined::Joined;
use super::{Entry, Grain, Joint, Sheet};
use crate::formats::{Parsed, Part, Source};
use crate::transcript::Time;

fn time(millis: u64) -> Option<Time> {
    Some(Time::from_millis(millis))
}

fn gathered(sheet: Sheet<'_>) -> Parsed {
    sheet.gather(&Source {
        text: "one\nline\nafter\nanother\n",
        bytes: &[],
        extension: "",
        part: Part::Whole,
        json: None,
    })
}

/// Every utterance as `label kind from: words`.
fn told(parsed: &Parsed) -> Vec<String> {
    let transcript = &parsed.transcript;
    let utterances = transcript.utterances().iter().map(|utterance| {
        let label = utterance
            .label()
            .map(|label| transcript.labels()[usize::from(label.0)].as_str());
        let from = utterance.from().map_or(-1, |from| i64::from(from.millis()));
        let words = transcript.words(utterance.span());
        format!("{} {:?} {from}: {words}", label.unwrap_or("–"), utterance.kind())
    });
    utterances.collect()
}

fn words(sheet: &mut Sheet<'_>, rows: &[(&'static str, &'static str, u64)]) {
    for (who, text, from) in rows {
        let who = sheet.speaker(Cow::Borrowed(who));
        sheet.lay(Entry {
            text: Cow::Borrowed(text),
            who,
            from: time(*from),
            to: time(*from + 90),
            ..Entry::default()
        });
    }
}

#[test]
fn a_piece_is_cut_where_the_speaker_of_its_words_changes() {
    let mut sheet = Sheet::of(Grain::Segments);
    let (ann, bob) = (sheet.speaker(Cow::Borrowed("Ann")), sheet.speaker(Cow::Borrowed("Bob")));
    for (text, from, who) in [
        ("Why", 100, ann),
        ("now?", 200, ann),
        ("42", 300, None),
        ("Because.", 400, bob),
    ] {
        sheet.word(Cow::Borrowed(text), time(from), who, Joint::Apart);
    }
    sheet.lay(Entry {
        text: Cow::Borrowed(" Why now? Forty-two. Because."),
        who: ann,
        from: time(100),
        to: time(900),
        ..Entry::default()
    });
    let parsed = gathered(sheet);
    assert_eq!(
        told(&parsed),
        ["Ann Speech 100: Why now? Forty-two.", "Bob Speech 400: Because."]
    );
    let times: Vec<_> = parsed
        .transcript
        .word_times()
        .iter()
        .map(|word| (word.start(), word.time().millis()))
        .collect();
    assert_eq!(times, [(0, 100), (4, 200), (9, 300), (20, 400)]);
    assert_eq!((parsed.account.pieces, parsed.account.set_apart), (1, 0));
}

#[test]
fn words_of_one_speaker_become_sentences() {
    let mut sheet = Sheet::of(Grain::Told);
    words(
        &mut sheet,
        &[
            ("A", "Good", 0),
            ("A", "day", 100),
            ("A", ",", 200),
            ("A", " ", 210),
            ("A", "Dr.", 300),
            ("A", "Hale", 400),
            ("A", "!", 500),
            ("", "So", 600),
            ("", "late", 700),
            ("B", "Yes", 800),
            ("B", "[laughs]", 900),
            ("B", "I", 1000),
            ("B", "know", 9000),
        ],
    );
    let parsed = gathered(sheet);
    let expect = [
        "A Speech 0: Good day, Dr. Hale!",
        "– Speech 600: So late",
        "B Speech 800: Yes",
        "B Speech 900: [laughs]",
        "B Speech 1000: I",
        "B Speech 9000: know",
    ];
    assert_eq!(told(&parsed), expect);
    assert_eq!(parsed.transcript.word_times().len(), 11);
}

#[test]
fn a_long_piece_is_told_sentence_by_sentence() {
    let mut sheet = Sheet::of(Grain::Segments);
    let text = format!(
        "Dr. Hale slept. {}Then she woke? Yes!",
        "On and on it went. ".repeat(40)
    );
    for (at, word) in text.split(' ').enumerate() {
        sheet.word(word.to_owned().into(), time(at as u64 * 100), None, Joint::Apart);
    }
    sheet.lay(Entry {
        text: text.into(),
        to: time(30_000),
        ..Entry::default()
    });
    let parsed = gathered(sheet);
    let told = told(&parsed);
    assert_eq!(told.len(), 43);
    assert_eq!(
        told[..2],
        ["– Speech 0: Dr. Hale slept.", "– Speech 300: On and on it went."]
    );
    assert_eq!(told[42], "– Speech 20600: Yes!");
    assert_eq!(parsed.account.pieces, 1);
    let ends: Vec<_> = parsed
        .transcript
        .utterances()
        .iter()
        .map(|u| u.to().map(Time::millis))
        .collect();
    assert_eq!((ends[0], ends[42]), (Some(300), Some(30_000)));
}

#[test]
fn chapters_stand_before_what_they_begin() {
    let mut sheet = Sheet::of(Grain::Segments);
    sheet.chapter("The storm", time(150));
    sheet.chapter("The calm", time(0));
    words(&mut sheet, &[("A", "It was quiet.", 0), ("A", "Then it blew.", 200)]);
    let expect = [
        "– Head 0: The calm",
        "A Speech 0: It was quiet.",
        "– Head 150: The storm",
        "A Speech 200: Then it blew.",
    ];
    assert_eq!(told(&gathered(sheet)), expect);
}

#[test]
fn a_change_of_speaker_is_marked_where_nobody_is_named() {
    let mut sheet = Sheet::of(Grain::Segments);
    words(&mut sheet, &[("", "One.", 0), ("", ">> Two.", 200)]);
    let parsed = gathered(sheet);
    assert_eq!(told(&parsed)[1], "– Speech 200: Two.");
    assert!(parsed.transcript.utterances()[1].marks_change());
}

#[test]
fn words_are_put_together_as_their_script_does() {
    let check = |words: &[(&str, Joint)], expect: &str| {
        let mut joined = Joined::default();
        for (word, joint) in words {
            joined.add(word, *joint);
        }
        assert_eq!(joined.text(), expect);
    };
    check(
        &[("Well", Joint::Apart), (",", Joint::Apart), ("no", Joint::Apart)],
        "Well, no",
    );
    check(&[("(", Joint::Right), ("no", Joint::Apart), (")", Joint::Left)], "(no)");
    check(
        &[("おは", Joint::Apart), ("よう", Joint::Apart), ("。", Joint::Apart)],
        "おはよう。",
    );
    check(
        &[("Hi", Joint::Written), (" ", Joint::Written), ("you", Joint::Written)],
        "Hi you",
    );
    check(&[("ab", Joint::Apart), ("sol", Joint::Left)], "absol");
}
