//! Hits in a small talk whose lines, turns and neighbours are known.

use super::{Found, Ink, Order, Piece, concordance, json, lines, row_lines};
use crate::export::quote::{Document, Source};
use crate::export::rendition::Rendition;
use crate::formats::{Part, Reading, read};
use crate::search::{Query, find};
use crate::text::{SafeText, Span};
use crate::turns::{Turns, infer};

const TALK: &str = "1\n00:00:01,000 --> 00:00:03,000\nAda: Who built the harbour wall?\n\n\
2\n00:00:04,000 --> 00:00:09,000\nBen: The masons did. The wall held the harbour. It still stands.\n\n\
3\n00:00:10,000 --> 00:00:12,000\nAda: And who paid?\n\n\
4\n00:00:13,000 --> 00:00:15,000\nBen: The town, for the harbour.\n";

struct Talk {
    reading: Reading,
    turns: Turns,
    document: Document,
    rendition: Rendition,
    path: SafeText,
}

fn talk() -> Talk {
    let reading = read(TALK.as_bytes(), "talk.srt", Part::Whole).expect("it is a transcript");
    let turns = infer(&reading.transcript, &[]);
    let rendition = Rendition::new(&reading.transcript, &turns);
    Talk {
        reading,
        turns,
        rendition,
        document: Document::default(),
        path: SafeText::line("talks/talk.srt"),
    }
}

impl Talk {
    fn hits(&self, words: &str) -> Vec<Span> {
        let transcript = &self.reading.transcript;
        let query = Query::parse(words, false, &self.turns).expect("it is well formed");
        let query = query.expect("it asks for something");
        find(
            &query,
            transcript,
            &self.turns,
            &[],
            Span::new(0, transcript.text().len()),
        )
    }

    fn found<'a>(&'a self, hits: &'a [Span]) -> Found<'a> {
        Found {
            path: &self.path,
            source: Source {
                document: &self.document,
                transcript: &self.reading.transcript,
                turns: &self.turns,
                rendition: &self.rendition,
            },
            hits,
        }
    }
}

fn text(lines: &[Vec<Piece>]) -> Vec<String> {
    let joined = |line: &Vec<Piece>| line.iter().map(|(_, words)| words.as_str()).collect();
    lines.iter().map(joined).collect()
}

#[test]
fn a_line_says_file_turn_time_and_speaker_and_gives_the_sentence() {
    let talk = talk();
    let hits = talk.hits("harbour");
    let found = lines(&talk.found(&hits), 0);
    assert_eq!(
        text(&found),
        [
            "talks/talk.srt:1:0:01:Ada: Who built the harbour wall?",
            "talks/talk.srt:2:0:04:Ben: The wall held the harbour.",
            "talks/talk.srt:4:0:13:Ben: The town, for the harbour.",
        ]
    );
    let marked: Vec<&str> = found
        .iter()
        .flatten()
        .filter(|(ink, _)| *ink == Ink::Hit)
        .map(|(_, words)| words.as_str())
        .collect();
    assert_eq!(marked, ["harbour"; 3]);
}

#[test]
fn hits_of_one_sentence_share_a_line() {
    let talk = talk();
    let hits = talk.hits("the");
    let found = text(&lines(&talk.found(&hits), 0));
    assert_eq!(hits.len(), 6);
    assert_eq!(found.len(), 4);
    assert_eq!(found[2], "talks/talk.srt:2:0:04:Ben: The wall held the harbour.");
}

#[test]
fn turns_around_a_hit_are_given_once_and_gaps_are_marked() {
    let talk = talk();
    let hits = talk.hits("paid");
    assert_eq!(
        text(&lines(&talk.found(&hits), 1)),
        [
            "talks/talk.srt-2-0:04-Ben- The masons did. The wall held the harbour. It still stands.",
            "talks/talk.srt:3:0:10:Ada: And who paid?",
            "talks/talk.srt-4-0:13-Ben- The town, for the harbour.",
        ]
    );
    let hits = talk.hits("who");
    assert_eq!(
        text(&lines(&talk.found(&hits), 1)).len(),
        4,
        "the answer between two questions stands there once"
    );
}

#[test]
fn objects_carry_the_question_that_is_answered() {
    let talk = talk();
    let hits = talk.hits("town");
    let written = json(&talk.found(&hits));
    let object: serde_json::Value = serde_json::from_str(&written).expect("it is one object");
    assert_eq!(object["match"], "town");
    assert_eq!(object["turn"], 4);
    assert_eq!(object["speaker"], "Ben");
    assert_eq!(object["from"], 13.0);
    assert_eq!(object["question"]["words"], "And who paid?");
    let bytes = object["bytes"].as_array().expect("two numbers");
    let span = Span::new(
        bytes[0].as_u64().expect("a number") as usize,
        bytes[1].as_u64().expect("a number") as usize,
    );
    assert_eq!(talk.reading.transcript.words(span), "town");
}

#[test]
fn a_concordance_sets_hits_under_one_another_in_the_order_asked_for() {
    let talk = talk();
    let hits = talk.hits("harbour");
    let rows = concordance(&talk.found(&hits));
    for order in [Order::Place, Order::Left, Order::Right, Order::Speaker] {
        let lines = row_lines(rows.clone(), order, 80);
        let columns: Vec<usize> = lines
            .iter()
            .map(|line| {
                let before = line.iter().take_while(|(ink, _)| *ink != Ink::Hit);
                before.map(|(_, words)| crate::text::width::width(words)).sum()
            })
            .collect();
        assert!(columns.iter().all(|column| *column == columns[0]), "{columns:?}");
        assert!(text(&lines).iter().all(|line| crate::text::width::width(line) <= 80));
    }
    let right = text(&row_lines(rows.clone(), Order::Right, 100));
    assert!(right[2].contains("harbour wall?"), "{right:?}");
    let left = text(&row_lines(rows, Order::Left, 100));
    assert!(left[0].contains("built the harbour"), "built, for the, held: {left:?}");
}

#[test]
fn nothing_in_a_line_is_a_command_or_a_line_end() {
    let hostile = "Ada: One\u{1b}]0;x\u{7} two\n\nBen: three\r\n";
    let reading = read(hostile.as_bytes(), "talk.txt", Part::Whole).expect("it is a transcript");
    let turns = infer(&reading.transcript, &[]);
    let talk = Talk {
        rendition: Rendition::new(&reading.transcript, &turns),
        reading,
        turns,
        document: Document::default(),
        path: SafeText::line("a\u{1b}[31m\nb"),
    };
    let hits = talk.hits("two");
    let found = talk.found(&hits);
    let all = text(&lines(&found, 1)).join("\n") + &text(&row_lines(concordance(&found), Order::Place, 90)).join("\n");
    assert!(!hits.is_empty());
    assert!(all.chars().all(|c| !c.is_control() || c == '\n'), "{all:?}");
}
