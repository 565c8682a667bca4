//! Corrections as a reader makes them: to turns among three speakers, and to the speakers themselves.

use crate::journeys::Journey;
use visavis::turns::{Role, Side};

/// Two who answer and one who asks.
const PANEL: &str = "Host: Welcome to both of you. How did the garden begin?\n\n\
Mara: With a heap of rubble and a broken wheelbarrow. Nobody wanted the place.\n\n\
Host: And what did you think of it?\n\n\
Jonas: I thought that she was joking. Then I came back with a spade.\n\n\
Host: Did the neighbours help?\n\n\
Mara: Some did. The others brought cake, which was better.\n";

fn panel() -> Journey {
    Journey::of(PANEL, (120, 40))
}

/// Name of who says these words.
fn says(journey: &Journey, words: &str) -> String {
    let open = journey.session.open().expect("open");
    let at = open.reading.transcript.text().find(words).expect("the words are there");
    let turn = open.turns.at(at).expect("a turn");
    open.turns.speaker(turn).name.to_string()
}

/// Goes to the words by searching them.
fn go(journey: &mut Journey, words: &str) {
    journey.keys("/").types(words).keys("Enter");
}

#[test]
fn a_turn_goes_to_the_other_side_and_from_one_to_the_next_there() {
    let mut journey = panel();
    go(&mut journey, "neighbours");
    journey.keys("c c");
    assert_eq!(
        says(&journey, "neighbours"),
        "Jonas",
        "who spoke last on the other side"
    );
    journey.keys("c c");
    assert_eq!(says(&journey, "neighbours"), "Mara");
    assert_eq!(says(&journey, "Some did"), "Mara", "its neighbour stays whose it is");
    journey.keys("c c");
    assert_eq!(says(&journey, "neighbours"), "Host");
    assert_eq!(says(&journey, "Some did"), "Mara");
    journey.keys("u u");
    assert_eq!(says(&journey, "neighbours"), "Jonas");
    journey.keys("u");
    assert_eq!(says(&journey, "neighbours"), "Host");
}

#[test]
fn the_corrected_turn_is_still_the_one_that_is_read() {
    let mut journey = panel();
    go(&mut journey, "neighbours");
    journey.keys("c c");
    assert_eq!(journey.session.page().side(), Side::Right);
    assert!(journey.here().contains("neighbours"), "{}", journey.here());
}

#[test]
fn speakers_are_renamed_moved_and_given_roles_in_their_list() {
    let mut journey = panel();
    journey.keys("s j r").types("l").keys("Enter");
    assert_eq!(says(&journey, "rubble"), "Maral");
    assert!(journey.session.listing().is_some(), "the list is still there");
    journey.keys("x");
    let side = |journey: &Journey| {
        let open = journey.session.open().expect("open");
        let speaker = open.turns.speakers().iter().find(|s| s.name.as_str() == "Maral");
        let speaker = speaker.expect("she speaks");
        (speaker.side, speaker.role)
    };
    assert_eq!(side(&journey).0, Side::Left);
    journey.keys("u o");
    assert_eq!(side(&journey).1, Role::Interviewer);
    journey.keys("u u");
    assert_eq!(says(&journey, "rubble"), "Mara");
}

#[test]
fn of_several_speakers_the_reader_chooses_who_is_the_same() {
    let mut journey = panel();
    go(&mut journey, "spade");
    journey.keys("c m");
    let listed = journey.session.listing();
    assert!(listed.is_some(), "a choice of whom");
    journey.keys("j Enter");
    assert_eq!(says(&journey, "spade"), "Mara");
    journey.keys("u");
    assert_eq!(says(&journey, "spade"), "Jonas");
}

#[test]
fn a_sentence_ends_where_another_begins_to_speak_or_the_talk_begins() {
    let text = "The Garden\nA walk\n\nHost: Where are we now\n\nMara: At the pond. It is deep.\n";
    let mut journey = Journey::of(text, (120, 40));
    let selected = |journey: &Journey| {
        let visavis::session::Mode::Select(selection) = journey.session.mode() else {
            panic!("a selection")
        };
        let open = journey.session.open().expect("open");
        open.reading.transcript.words(selection.span()).to_owned()
    };
    go(&mut journey, "are");
    journey.keys("v i s");
    assert_eq!(selected(&journey), "Where are we now");
    journey.keys(")");
    assert_eq!(
        selected(&journey),
        "Where are we now\nAt the pond.".replace('\n', &gap(&journey))
    );
    journey.keys("(");
    assert_eq!(selected(&journey), "Where are we now");
}

/// What stands between the two turns in the text.
fn gap(journey: &Journey) -> String {
    let open = journey.session.open().expect("open");
    let turns = open.turns.all();
    let text = open.reading.transcript.text();
    text[turns[0].span.end()..turns[1].span.start()].to_owned()
}

#[test]
fn each_layout_key_changes_the_page_even_where_two_columns_have_no_room() {
    let mut journey = Journey::of(PANEL, (60, 20));
    let mut before = journey.session.page().arrangement();
    for _ in 0..4 {
        journey.keys("w");
        let now = journey.session.page().arrangement();
        assert_ne!(now, before);
        before = now;
    }
}

#[test]
fn from_a_heading_between_the_turns_the_way_leads_to_the_turns_beside_it() {
    let text = "# Talk\n\n**Host:** How are you?\n\n**Mara:** Well, thank you.\n\n## Later\n\n**Host:** And now?\n\n**Mara:** Tired.\n";
    let mut journey = Journey::of(text, (120, 40));
    let to_heading = |journey: &mut Journey| {
        journey.keys("g g");
        while !journey.here().contains("Later") {
            journey.keys("j");
        }
    };
    to_heading(&mut journey);
    journey.keys("}");
    assert_eq!(journey.here(), "And now?");
    to_heading(&mut journey);
    journey.keys("{");
    assert_eq!(journey.here(), "Well, thank you.");
    journey.keys("g g ] ?");
    assert!(
        journey
            .session
            .notice()
            .expect("a notice")
            .text
            .contains("no doubtful turn")
    );
}
