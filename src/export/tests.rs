//! Every form is checked on a small labelled talk whose lines are known.

use super::{account, plain, turns};
use crate::formats::{Part, Reading, read};
use crate::turns::{Turns, infer};

/// Two speakers, a paragraph over two lines, a blank line, a line end of another system.
const TALK: &str =
    "Ada: Who feeds the lighthouse cat?\r\nBen: The cat feeds itself.\rIt fishes.\n\nAda: And who feeds the fish?\n";

fn talk() -> (Reading, Turns) {
    let reading = read(TALK.as_bytes(), "talk.txt", Part::Whole).expect("it is a transcript");
    let turns = infer(&reading.transcript, &[]);
    (reading, turns)
}

#[test]
fn plain_text_is_a_paragraph_a_turn() {
    let (reading, turns) = talk();
    assert_eq!(
        plain::text(&reading.transcript, &turns),
        "Ada: Who feeds the lighthouse cat?\n\nBen: The cat feeds itself. It fishes.\n\nAda: And who feeds the fish?\n"
    );
}

#[test]
fn every_source_line_has_a_row_with_turn_and_role() {
    let (reading, turns) = talk();
    let table = turns::tsv(&reading.transcript, &turns);
    let rows: Vec<Vec<&str>> = table.lines().map(|row| row.split('\t').collect()).collect();
    let seen: Vec<_> = rows.iter().map(|row| (row[0], row[1], row[2])).collect();
    assert_eq!(
        seen,
        [
            ("1", "1", "interviewer"),
            ("2", "2", "guest"),
            ("3", "2", "guest"),
            ("4", "0", "meta"),
            ("5", "3", "interviewer"),
        ]
    );
    assert!(
        rows.iter()
            .all(|row| row.len() == 4 && row[3].parse::<f32>().is_ok_and(|c| (0.0..=1.0).contains(&c)))
    );
}

#[test]
fn turns_as_json_name_their_source_lines_and_reasons() {
    let (reading, turns) = talk();
    let json: serde_json::Value = serde_json::from_str(&turns::json(&reading.transcript, &turns)).expect("it is JSON");
    let second = &json["turns"][1];
    assert_eq!((&second["first_line"], &second["last_line"]), (&2.into(), &3.into()));
    assert_eq!(second["text"], "The cat feeds itself. It fishes.");
    assert_eq!(json["turns"][2]["first_line"], 5);
    assert_eq!(json["turns"][0]["question"], 1);
    assert!(
        json["turns"]
            .as_array()
            .expect("a list")
            .iter()
            .all(|turn| turn["reason"] != "")
    );
    assert_eq!(json["speakers"][1]["id"], "Ben");
}

#[test]
fn turns_as_text_have_a_heading_each() {
    let (reading, turns) = talk();
    let text = turns::text(&reading.transcript, &turns);
    assert!(
        text.starts_with("1 Ada (interviewer, ") && text.contains("lines 2-3)\nThe cat feeds itself. It fishes.\n"),
        "{text}"
    );
}

#[test]
fn the_account_holds_what_other_programs_compare() {
    let (reading, turns) = talk();
    let json: serde_json::Value = serde_json::from_str(&account::json(&reading, &turns)).expect("it is JSON");
    for (field, value) in [
        ("encoding", serde_json::json!("UTF-8")),
        ("turns", serde_json::json!(3)),
        ("first_text", serde_json::json!("Who feeds the lighthouse cat?")),
        ("last_text", serde_json::json!("And who feeds the fish?")),
        ("from", serde_json::Value::Null),
        (
            "speakers",
            serde_json::json!([{"id": "Ada", "name": "Ada"}, {"id": "Ben", "name": "Ben"}]),
        ),
    ] {
        assert_eq!(json[field], value, "{field}");
    }
    for field in [
        "format",
        "pieces",
        "set_apart",
        "utterances",
        "first_piece",
        "last_piece",
        "to",
        "language",
        "remarks",
    ] {
        assert!(json.get(field).is_some(), "{field}");
    }
}

#[test]
fn the_account_for_people_names_format_and_speakers() {
    let (reading, turns) = talk();
    let text = account::text(&reading, &turns);
    assert!(
        text.contains("speaker    Ada, interviewer") && text.contains("turns      3, "),
        "{text}"
    );
}

#[test]
fn the_account_says_how_many_lines_each_rule_took_and_what_is_not_of_the_talk() {
    let talk = "On cats\n2024-03-05\n\nAda: Who feeds the cat?\n\nBen: It feeds itself.\n\nIt fishes.\n\nAda: And who feeds the fish?\n\nBen: Nobody.\n\n© 2024 Radio\n";
    let reading = read(talk.as_bytes(), "talk.txt", Part::Whole).expect("it is a transcript");
    let turns = infer(&reading.transcript, &[]);
    let json: serde_json::Value = serde_json::from_str(&account::json(&reading, &turns)).expect("it is JSON");
    let rows: Vec<_> = json["rules"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| (row["rule"].as_str(), row["lines"].as_u64(), row["first_line"].as_u64()))
        .collect();
    assert_eq!(
        rows,
        [
            (Some("a label before a colon or a tab"), Some(4), Some(4)),
            (Some("about the document"), Some(2), Some(1)),
            (Some("speech of someone whom the file names"), Some(4), Some(4)),
            (Some("speech that goes on under the last name"), Some(1), Some(8)),
            (Some("not of the talk"), Some(1), Some(14)),
            (
                Some("blank, or numbers, labels and marks without words"),
                Some(6),
                Some(3)
            ),
        ]
    );
    let text = account::text(&reading, &turns);
    assert!(
        text.contains("apart      line 14: not of the talk: © 2024 Radio"),
        "{text}"
    );
}
