//! Numbers of small talks that can be counted by hand.

use super::{Chart, SLICES, Statistics, chart, count, json, text};
use crate::export::quotes::tests::{TALK, Talk};
use crate::turns::Role;

fn of(talk: &Talk) -> Statistics {
    Statistics::of(&talk.reading.transcript, &talk.turns)
}

#[test]
fn turns_words_seconds_and_questions_are_counted() {
    let talk = Talk::new(TALK, &[]);
    let statistics = of(&talk);
    assert_eq!((statistics.turns, statistics.questions, statistics.words), (4, 2, 22));
    // 0:03 to 0:05, 0:05 to 0:11, 0:11 to 0:14; nobody knows how long the last goes on.
    assert_eq!(statistics.seconds, Some(11.0));
    let [asks, answers] = statistics.voices.as_slice() else {
        panic!("{:?}", statistics.voices);
    };
    assert_eq!(
        (asks.name.as_str(), asks.role, asks.turns, asks.words),
        ("Per Ek", Role::Interviewer, 2, 10)
    );
    assert_eq!(
        (answers.name.as_str(), answers.turns, answers.words, answers.questions),
        ("Ida Falk", 2, 12, 0)
    );
    assert_eq!(
        (asks.seconds, answers.seconds, asks.questions),
        (Some(5.0), Some(6.0), 2)
    );
    assert_eq!((answers.longest.turn, answers.longest.words), (2, 6));
    assert!((statistics.share_of_words(asks) - 10.0 / 22.0).abs() < 1e-9);
    assert!((statistics.share_of_time(asks).expect("times") - 5.0 / 11.0).abs() < 1e-9);
}

#[test]
fn without_times_there_are_no_seconds_and_the_course_goes_by_words() {
    let talk = Talk::new(
        "Ada: One two three four?\n\nBen: One two (lacht) three four.\n\nAda: Yes?\n\nBen: No.\n",
        &[],
    );
    let statistics = of(&talk);
    assert_eq!(
        (statistics.seconds, statistics.by_time, statistics.words),
        (None, false, 10)
    );
    assert!(
        statistics
            .voices
            .iter()
            .all(|voice| voice.seconds.is_none() && statistics.share_of_time(voice).is_none())
    );
    for at in 0..SLICES {
        let sum: f32 = statistics.voices.iter().map(|voice| voice.course[at]).sum();
        assert!((sum - 1.0).abs() < 1e-4, "slice {at}: {sum}");
    }
    assert!(statistics.voices[0].course[0] > 0.99 && statistics.voices[1].course[0] < 0.01);
}

#[test]
fn a_talk_without_words_has_no_numbers_and_nobody() {
    let nothing = Statistics::of(
        &crate::transcript::Transcript::default(),
        &crate::turns::Turns::default(),
    );
    assert_eq!((nothing.turns, nothing.words, nothing.seconds), (0, 0, None));
    assert!(nothing.voices.is_empty());
}

#[test]
fn words_are_what_white_space_parts() {
    for (text, words) in [
        ("", 0),
        ("one – two, don't well-known", 4),
        ("猫が好き", 4),
        ("... ?", 0),
        ("a\nb\u{a0}c", 3),
    ] {
        assert_eq!(count(text), words, "{text}");
    }
}

#[test]
fn a_course_is_drawn_by_height() {
    let course = [0.0, 0.5, 1.0, 1.0];
    assert_eq!(chart(&course, 4, Chart::Blocks), " ▄██");
    assert_eq!(chart(&course, 4, Chart::Signs), " =##");
    assert_eq!(chart(&course, 2, Chart::Blocks), "▂█");
    assert_eq!(chart(&course, 9, Chart::Blocks).chars().count(), 4);
}

#[test]
fn the_numbers_are_told_to_people_and_programs() {
    let talk = Talk::new(TALK, &[]);
    let told = text(&talk.document, &of(&talk), Chart::Signs);
    assert!(
        told.starts_with("On Cats 😀: 4 turns, 2 questions, 22 words\n"),
        "{told}"
    );
    assert!(
        told.contains("Per Ek (interviewer)      2     10   45 %  0:05   45 %"),
        "{told}"
    );
    assert!(told.replace(['😀', '¶'], "").is_ascii(), "{told}");
    let json: serde_json::Value = serde_json::from_str(&json(&[(talk.document.clone(), of(&talk))])).expect("JSON");
    let speaker = &json["transcripts"][0]["speakers"][1];
    assert_eq!(
        (&speaker["words"], &speaker["seconds"], &speaker["longest_turn"]["turn"]),
        (&12.into(), &6.0.into(), &2.into())
    );
}
