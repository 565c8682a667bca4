//! Every form of a small talk as it is written; that each reads back is held over all fixtures in `tests/it/read_back.rs`.

use super::super::script::Script;
use super::{TARGETS, are_reckoned};
use crate::formats::{Part, read};
use crate::turns::infer;

/// Times on some pieces only, a head, a name with a sign that XML keeps for itself.
const TALK: &str = "---\ntitle: On cats\nhost: Ada\nguest: B & C\n---\n\n## The cat\n\n\
    **Ada:** [0:01] Who feeds the \\<b>cat?\n\n**B & C:** [0:04] It feeds itself; daily.\n\n**Ada:** =And the fish?\n";

fn converted(text: &str, to: &str) -> String {
    let reading = read(text.as_bytes(), "talk.md", Part::Whole).expect("it is a transcript");
    let turns = infer(&reading.transcript, &[]);
    let target = TARGETS
        .iter()
        .find(|target| target.name == to)
        .expect("a row of the table");
    (target.write)(&Script::new(&reading.transcript, &turns))
}

#[test]
fn captions_have_a_name_before_every_cue() {
    assert_eq!(
        converted(TALK, "srt"),
        "1\n00:00:01,000 --> 00:00:04,000\nAda: Who feeds the &lt;b&gt;cat?\n\n\
         2\n00:00:04,000 --> 00:00:05,518\nB &amp; C: It feeds itself; daily.\n\n\
         3\n00:00:05,518 --> 00:00:06,442\nAda: =And the fish?\n\n"
            .replace("B &amp; C", "B & C")
    );
    let webvtt = converted(TALK, "vtt");
    assert!(webvtt.starts_with("WEBVTT\n"), "{webvtt}");
    assert!(webvtt.contains("NOTE times that the source does not give"), "{webvtt}");
    assert!(
        webvtt.contains("00:00:04.000 --> 00:00:05.518\n<v B &amp; C>It feeds itself; daily.</v>\n"),
        "{webvtt}"
    );
}

#[test]
fn text_and_markdown_say_who_is_who_before_the_talk() {
    let block = "---\ntitle: \"On cats\"\nlanguage: en\ninterviewers:\n  - Ada\nguests:\n  - B & C\n---\n";
    assert_eq!(
        converted(TALK, "txt").replace("language: en\n", ""),
        format!(
            "{}\n## The cat\n\nAda: [0:00:01] Who feeds the <b>cat?\n\nB & C: [0:00:04] It feeds itself; daily.\n\nAda: =And the fish?\n",
            block.replace("language: en\n", "")
        )
    );
    assert!(converted(TALK, "md").contains("\n**B & C:** [0:00:04] It feeds itself; daily.\n"));
}

#[test]
fn times_that_the_source_does_not_give_are_left_out_where_they_can_be() {
    let json: serde_json::Value = serde_json::from_str(&converted(TALK, "json")).expect("it is JSON");
    assert_eq!(json["segments"][1]["startTime"], 4.0);
    assert_eq!(json["segments"][1]["speaker"], "B & C");
    assert!(json["segments"][2].get("startTime").is_none());
    assert!(converted(TALK, "csv").ends_with(",,Ada,'=And the fish?\r\n"));
    let tei = converted(TALK, "tei");
    assert!(
        tei.contains("<u who=\"#s2\" start=\"#T2\">It feeds itself; daily.</u>"),
        "{tei}"
    );
    assert!(tei.contains("<u who=\"#s1\">=And the fish?</u>"), "{tei}");
}

#[test]
fn a_long_piece_becomes_cues_that_end_with_sentences() {
    let sentence = "The keeper went down to the water and looked for the boat that was not there. ";
    let talk = format!(
        "[0:00] Ada: {}\n[1:00] Ben: Well.\n[1:02] Ada: So.\n",
        sentence.repeat(6)
    );
    let srt = converted(&talk, "srt");
    assert!(srt.contains("1\n00:00:00,000 --> 00:00:20,"), "{srt}");
    assert!(srt.lines().all(|line| line.len() < 260), "{srt}");
    assert!(srt.contains("\nBen: Well.\n"), "{srt}");
}

#[test]
fn captions_say_that_they_reckon() {
    let reading = read(b"Ada: Well?\nBen: Yes.\nAda: So.\n", "talk.txt", Part::Whole).expect("it is a transcript");
    let turns = infer(&reading.transcript, &[]);
    assert!(are_reckoned(&Script::new(&reading.transcript, &turns)));
}
