//! Turns for search engines, read back line by line.

use super::{TALK, Talk};
use crate::export::quotes::{Wish, form};
use crate::marks::{Colour, MarkKind};
use crate::text::SafeText;
use serde_json::{Value, json};

const BOOKMARK: MarkKind = MarkKind::Bookmark { letter: Some('k') };
const HIGHLIGHT: MarkKind = MarkKind::Highlight { colour: Colour::ALL[2] };

fn lines(talk: &Talk, bare: bool) -> Vec<Value> {
    let form = form("ndjson").expect("there is such a form");
    let wish = Wish {
        bare,
        ..Wish::default()
    };
    let bytes = (form.write)(&[talk.extract()], &wish);
    let text = String::from_utf8(bytes).expect("it is text");
    assert!(text.ends_with('\n'));
    let value = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    text.lines().map(value).collect()
}

#[test]
fn a_line_has_all_that_is_known_of_a_turn_and_of_what_touches_it() {
    let mut talk = Talk::new(
        TALK,
        &[
            (HIGHLIGHT, "feeds itself", "see #animal/cat and #pier"),
            (BOOKMARK, "It fishes.", "#pier"),
            (HIGHLIGHT, "words of another day", "#gone"),
        ],
    );
    talk.document.path = SafeText::line("talks/talk.txt");
    let lines = lines(&talk, true);
    assert_eq!(lines.len(), 4);
    let answer = &lines[1];
    for (field, value) in [
        ("key", json!("0123456789abcdef0123")),
        ("path", json!("talks/talk.txt")),
        ("format", json!("txt")),
        ("title", json!("On Cats 😀")),
        ("outlet", json!("Radio Pier")),
        ("date", json!("2025-02-09")),
        ("turn", json!(2)),
        ("speaker", json!("Ida Falk")),
        ("role", json!("guest")),
        ("side", json!("right")),
        ("origin", json!("label")),
        ("from", json!(5.0)),
        ("question", json!(1)),
        ("asked", json!("Who feeds the lighthouse cat?")),
        ("asked_by", json!("Per Ek")),
        ("asked_turn", json!(1)),
        ("words", json!("The cat feeds itself 😀. It fishes.")),
        ("word_count", json!(7)),
        ("tags", json!(["animal/cat", "pier"])),
    ] {
        assert_eq!(answer[field], value, "{field}");
    }
    let marks = answer["marks"].as_array().expect("marks");
    let told: Vec<_> = marks.iter().map(|mark| (&mark["kind"], &mark["quote"])).collect();
    assert_eq!(
        told,
        [
            (&json!("highlight"), &json!("feeds itself")),
            (&json!("bookmark"), &json!("It fishes."))
        ]
    );
    let question = &lines[0];
    assert_eq!((&question["question"], &question["asked"]), (&json!(1), &Value::Null));
    assert_eq!((&question["marks"], &question["tags"]), (&json!([]), &json!([])));
}

#[test]
fn a_turn_is_known_by_its_transcript_and_place_whatever_is_marked_in_it() {
    let (plain, marked) = (Talk::new(TALK, &[]), Talk::new(TALK, &[(HIGHLIGHT, "fishes", "")]));
    let ids = |talk: &Talk| -> Vec<Value> {
        let lines = lines(talk, false);
        assert_eq!(lines.len(), 8);
        let pairs = lines.chunks(2).map(|pair| {
            assert_eq!(pair[0], json!({"index": {"_id": pair[1]["id"]}}));
            pair[1]["id"].clone()
        });
        pairs.collect()
    };
    assert_eq!(ids(&plain), ids(&marked));
    let bare: Vec<Value> = lines(&plain, true).iter().map(|line| line["id"].clone()).collect();
    assert_eq!(bare, ids(&plain));
    let mut once = bare.clone();
    once.dedup();
    assert_eq!(once, bare, "no turn is another's");
}
