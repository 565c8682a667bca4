//! What was taken out, taken in again: into the same talk, a changed one, another; from us and from others.

use super::super::incoming::{Incoming, placed, read};
use super::{TALK, Talk, named, talk};
use crate::marks::{Colour, Mark, MarkKind, Seeker, Status};

/// The marks of a written export in another talk.
fn taken(written: &str, into: &Talk) -> Vec<(Incoming, Mark)> {
    let arrival = read(written.as_bytes()).expect("it is a file of quotes");
    assert_eq!(arrival.remarks, Vec::<String>::new());
    let extract = into.extract();
    let marks = arrival.of(&into.document.key).expect("they are of this talk");
    marks
        .into_iter()
        .map(|mark| {
            (
                mark.clone(),
                placed(mark, &extract.source, &mut Seeker::new(extract.source.transcript)),
            )
        })
        .collect()
}

#[test]
fn what_was_taken_out_comes_in_as_it_was() {
    let talk = talk();
    for form in ["json", "jsonld"] {
        let marks = taken(&talk.written(named(form), false), &talk);
        assert_eq!(marks.len(), 4, "{form}");
        for ((incoming, mark), quote) in marks.iter().zip(talk.extract().quotes) {
            assert_eq!((incoming.id, incoming.kind), (quote.id, quote.kind), "{form}");
            assert_eq!((&mark.note, &mark.tags), (&quote.note, &quote.tags));
            assert_eq!((mark.status, incoming.created), (quote.status, quote.created));
            if quote.span.is_some() {
                assert_eq!(Some(mark.span), quote.span, "{form}: {}", quote.words());
            } else {
                assert_eq!(mark.anchor.quote, quote.exact);
            }
        }
    }
}

#[test]
fn words_are_found_again_where_the_text_has_grown() {
    let talk = talk();
    let grown = TALK.replace(
        "Per Ek: [0:00:03]",
        "Per Ek: [0:00:01] Good evening.\n\nIda Falk: [0:00:02] Hello.\n\nPer Ek: [0:00:03]",
    );
    let grown = Talk::new(&grown, &[]);
    for form in ["json", "jsonld"] {
        let marks = taken(&talk.written(named(form), false), &grown);
        let words: Vec<&str> = marks
            .iter()
            .filter(|(_, mark)| mark.status == Status::Ok)
            .map(|(_, mark)| grown.reading.transcript.words(mark.span))
            .collect();
        assert!(
            words.contains(&"Nobody") && words.iter().any(|words| words.starts_with("feeds itself")),
            "{form}: {words:?}"
        );
        let turn = marks
            .iter()
            .find(|(_, mark)| mark.anchor.quote == "Nobody")
            .and_then(|(_, mark)| mark.anchor.turn);
        assert_eq!(turn, Some(6), "{form}");
    }
}

#[test]
fn annotations_of_others_come_in_once_and_safely() {
    let foreign = r#"[
        {"id": "https://example.org/1", "type": "Annotation", "created": "2025-01-02T03:04:05Z",
         "body": [{"type": "TextualBody", "value": "a \u001b[2Jnote", "purpose": "commenting"},
                  {"type": "TextualBody", "value": "two words", "purpose": "tagging"}],
         "target": {"source": "talk.txt", "selector": {"type": "FragmentSelector", "value": "p1",
            "refinedBy": {"type": "TextQuoteSelector", "exact": "as far as I know", "prefix": "Nobody, “", "suffix": "”."}}}},
        {"id": "https://example.org/2", "type": "Annotation", "body": "nothing to find", "target": "talk.txt"}
    ]"#;
    let arrival = read(foreign.as_bytes()).expect("they are annotations");
    assert_eq!((arrival.marks.len(), arrival.remarks.len()), (1, 1));
    let again = read(foreign.as_bytes()).expect("they are annotations");
    assert_eq!(arrival, again);
    let talk = talk();
    let marks = arrival.of(&talk.document.key).expect("of one document");
    let source = talk.extract().source;
    let mark = placed(marks[0], &source, &mut Seeker::new(source.transcript));
    assert_eq!(talk.reading.transcript.words(mark.span), "as far as I know");
    assert_eq!(
        (mark.status, mark.tags.as_slice()),
        (Status::Ok, &["two-words".to_owned()][..])
    );
    assert_eq!(mark.kind, MarkKind::Highlight { colour: Colour::ALL[0] });
    assert!(!mark.note.contains('\u{1b}'));
}

#[test]
fn what_is_no_file_of_quotes_is_refused_with_its_reason() {
    for (bytes, reason) in [
        (&b"\xff\xfe"[..], "is no JSON"),
        (b"{}", "holds neither quotes of visavis nor web annotations"),
        (
            b"{\"visavis\": 99, \"documents\": []}",
            "was written by a newer version",
        ),
        (b"{\"visavis\": 1, \"documents\": 3}", "is damaged"),
    ] {
        let refused = read(bytes).expect_err("it is none");
        assert!(refused.starts_with(reason), "{refused}");
    }
    let empty = read(b"{\"visavis\": 1, \"documents\": []}").expect("it is one");
    assert_eq!(empty.of("x").expect_err("nothing is in it"), "holds no quote");
    let two = r#"{"visavis": 1, "documents": [{"key": "a", "title": "A", "quotes": [{"id": "1", "exact": "x"}]},
                  {"key": "b", "title": "B", "quotes": [{"id": "2", "exact": "y"}, {"id": "", "exact": "z"}]}]}"#;
    let two = read(two.as_bytes()).expect("it is one");
    assert_eq!((two.marks.len(), two.remarks.len()), (2, 1));
    assert_eq!(
        two.of("c").expect_err("of neither"),
        "holds quotes of A, B; none is this transcript"
    );
    assert_eq!(two.of("b").map(|marks| marks.len()), Ok(1));
}
