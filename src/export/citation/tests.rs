//! Every style over one quote, with much known of it and with little.

use super::super::quote::{Document, Piece, Quote, Source, of_span};
use super::super::rendition::Rendition;
use super::{Style, cite};
use crate::formats::{Part, read};
use crate::text::{SafeText, Span};
use crate::turns::{Role, infer};

fn known() -> (Quote, Document) {
    let talk = "Per Ek: [0:02:03] Who feeds the cat?\n\nIda von Au: [0:02:09] It feeds itself, mostly.\n\nPer Ek: [0:02:20] And the fish?\n";
    let reading = read(talk.as_bytes(), "talk.txt", Part::Whole).expect("it is a transcript");
    let transcript = &reading.transcript;
    let turns = infer(transcript, &[]);
    let document = Document {
        name: SafeText::line("talk.txt"),
        title: SafeText::line("On Cats"),
        outlet: Some(SafeText::line("Radio Pier")),
        date: Some(SafeText::line("2025-02-09")),
        people: vec![
            (SafeText::line("Per Ek"), Role::Interviewer),
            (SafeText::line("Ida von Au"), Role::Guest),
        ],
        ..Document::default()
    };
    let rendition = Rendition::new(transcript, &turns);
    let source = Source {
        document: &document,
        transcript,
        turns: &turns,
        rendition: &rendition,
    };
    let at = transcript.text().find("feeds itself").expect("it is said");
    let quote = of_span(&source, Span::new(at, at + "feeds itself".len()), &Style::Plain);
    (quote, document)
}

fn check(style: &str, expected: &str) {
    let (quote, document) = known();
    let style = Style::read(style).expect("there is such a style");
    assert_eq!(cite(&style, &quote, &document), expected);
}

#[test]
fn a_quote_is_cited_in_every_style() {
    check(
        "plain",
        "Ida von Au, guest, On Cats, Radio Pier, 2025-02-09, [2:09], ¶2",
    );
    check(
        "chicago",
        "Ida von Au, interview by Per Ek, “On Cats,” Radio Pier, February 9, 2025, transcript, 2:09, para. 2.",
    );
    check(
        "apa",
        "von Au, I. (2025, February 9). On Cats (P. Ek, Interviewer) [Interview transcript]. Radio Pier, para. 2, 2:09.",
    );
    check("german", "(von Au, On Cats, Radio Pier, 09.02.2025, Abs. 2, 2:09)");
    check(
        "{{{speaker}}} {from}-{to} “{quote}” asked {question} in {year}",
        "{Ida von Au} 2:09-2:20 “feeds itself” asked Who feeds the cat? in 2025",
    );
}

#[test]
fn what_is_not_known_is_left_out() {
    let quote = Quote {
        pieces: vec![Piece {
            speaker: "Guest".to_owned(),
            role: Some(Role::Guest),
            ..Piece::default()
        }],
        from: None,
        ..known().0
    };
    let document = Document {
        title: SafeText::line("talk.txt"),
        people: vec![(SafeText::line("interviewer"), Role::Interviewer)],
        ..Document::default()
    };
    for (style, expected) in [
        ("plain", "guest, talk.txt"),
        ("chicago", "Guest, interview, “talk.txt,” transcript."),
        ("apa", "Guest (n.d.). talk.txt [Interview transcript]."),
        ("german", "(Guest, talk.txt)"),
        ("{outlet}{date}{from}", ""),
    ] {
        let style = Style::read(style).expect("there is such a style");
        assert_eq!(cite(&style, &quote, &document), expected);
    }
}

#[test]
fn a_template_with_a_mistake_is_refused_by_it() {
    for (written, part) in [
        ("{name}", "there is no {name}; there are speaker,"),
        ("{speaker", "a { stands alone"),
        ("{speaker} }", "a } stands alone"),
        ("harvard", "there are plain, chicago,"),
    ] {
        let mistake = Style::read(written).expect_err("it is wrong");
        assert!(mistake.starts_with(part), "{mistake}");
    }
    assert!(Style::read("“{quote}”").expect("it is right").holds_words());
    assert!(!Style::Chicago.holds_words());
}
