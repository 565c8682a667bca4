//! Every correction of who spoke, as a reader makes it: at most three keys, taken back by one, kept, and the marks stay on their
//! words.

use crate::journeys::Journey;
#[cfg(unix)]
use crate::pty::Home;
use visavis::marks::MarkKind;
use visavis::turns::{Role, Side};

/// A talk without labels.
const PLAIN: &str = "Wann haben Sie damit angefangen?\nIch habe im Frühling angefangen.\nDas war eine gute Zeit für uns.\n\
    Und wie geht es Ihnen heute damit?\nIch bin sehr zufrieden.\nWir haben viel gelernt.\n\
    Was würden Sie anders machen?\nIch würde früher um Hilfe bitten.\n";
/// The same with labels.
const LABELLED: &str = "Q: When did it begin?\n\nA: It began in spring. The roof was open. Nobody minded.\n\nQ: And what is left of it now?\n\n\
    A: A stove and two chairs. I sit there on Sundays.\n";

/// Who says what: a letter a turn and the words it begins with.
fn turns(journey: &Journey) -> Vec<String> {
    let open = journey.session.open().expect("open");
    let line = |turn: usize| {
        let side = if open.turns.side(turn) == Side::Left { 'L' } else { 'R' };
        let words = open.reading.transcript.words(open.turns.all()[turn].span);
        format!(
            "{side} {}",
            words.split_whitespace().take(2).collect::<Vec<_>>().join(" ")
        )
    };
    (0..open.turns.all().len()).map(line).collect()
}

/// Goes to words by searching them.
fn go(journey: &mut Journey, words: &str) {
    journey.keys("/").types(words).keys("Enter");
}

fn notice(journey: &Journey) -> String {
    journey
        .session
        .notice()
        .map_or(String::new(), |notice| notice.text.to_string())
}

/// Presses keys at some words, expects these turns, and the old ones after `u`, and the new ones again after `Ctrl-r`.
fn check(text: &str, (words, keys): (&str, &str), expect: &[&str]) {
    assert!(keys.split(' ').count() <= 3, "{keys}");
    let mut journey = Journey::of(text, (120, 40));
    let before = turns(&journey);
    go(&mut journey, words);
    journey.keys("B");
    let marked = |journey: &Journey| -> Vec<String> {
        let transcript = &journey.session.open().expect("open").reading.transcript;
        let marks = journey
            .session
            .notebook()
            .marks()
            .filter(|mark| matches!(mark.2.kind, MarkKind::Bookmark { .. }));
        marks.map(|mark| transcript.words(mark.2.span).to_owned()).collect()
    };
    let mark = marked(&journey);
    assert_eq!(mark.len(), 1);
    journey.keys(keys);
    assert_eq!(turns(&journey), expect, "{keys} at {words}");
    assert_eq!(marked(&journey), mark, "{keys} moves no mark");
    assert!(notice(&journey).contains("u takes it back"), "{}", notice(&journey));
    journey.keys("u");
    assert_eq!(turns(&journey), before, "u after {keys}");
    journey.keys("Ctrl-r");
    assert_eq!(turns(&journey), expect, "Ctrl-r after {keys}");
    assert_eq!(marked(&journey), mark);
}

#[test]
fn a_turn_goes_to_the_other_side() {
    for keys in ["c c", "S"] {
        check(LABELLED, ("stove", keys), &["L When did", "R It began", "L And what"]);
    }
    check(
        PLAIN,
        ("zufrieden", "c c"),
        &["L Wann haben", "R Ich habe", "L Und wie", "R Ich würde"],
    );
}

#[test]
fn a_turn_is_split_at_a_word_and_joined_again() {
    check(
        LABELLED,
        ("Nobody", "c s"),
        &["L When did", "R It began", "L Nobody minded.", "R A stove"],
    );
    check(LABELLED, ("what is left", "c j"), &["L When did", "R It began"]);
    let mut journey = Journey::of(LABELLED, (120, 40));
    go(&mut journey, "Nobody");
    journey.keys("c s");
    assert_eq!(turns(&journey)[2], "L Nobody minded.");
    // The turn that begins here now reaches over the question that followed; back to automatic, it ends where it did.
    journey.keys("c a");
    assert_eq!(turns(&journey), ["L When did", "R It began", "L And what", "R A stove"]);
}

#[test]
fn a_selection_is_split_at_its_first_word() {
    let mut journey = Journey::of(LABELLED, (120, 40));
    go(&mut journey, "roof");
    journey.keys("v i s c s");
    assert_eq!(turns(&journey), ["L When did", "R It began", "L The roof", "R A stove"]);
    assert!(matches!(journey.session.mode(), visavis::session::Mode::Read));
    journey.keys("g g c s");
    assert!(notice(&journey).contains("begins here already"));
}

#[test]
fn the_sides_change_places_from_here_on() {
    check(
        LABELLED,
        ("what is left", "c w"),
        &["L When did", "R It began", "L A stove"],
    );
    check(
        PLAIN,
        ("Und wie", "c w"),
        &["L Wann haben", "R Ich habe", "L Ich bin", "R Was würden", "L Ich würde"],
    );
}

#[test]
fn back_to_automatic_takes_the_word_on_a_turn_back() {
    for (text, words) in [(LABELLED, "Sundays"), (PLAIN, "zufrieden")] {
        let mut journey = Journey::of(text, (120, 40));
        let before = turns(&journey);
        go(&mut journey, words);
        journey.keys("c a");
        assert!(
            notice(&journey).contains("nothing was corrected"),
            "{}",
            notice(&journey)
        );
        journey.keys("c c");
        assert_ne!(turns(&journey), before);
        journey.keys("c a");
        assert_eq!(turns(&journey), before);
        journey.keys("u");
        assert_ne!(turns(&journey), before, "that is taken back too");
    }
}

#[test]
fn speakers_are_renamed_merged_and_moved_where_they_speak() {
    let names = |journey: &Journey| -> Vec<(String, Role, Side)> {
        let speakers = journey.session.open().expect("open").turns.speakers();
        speakers.iter().map(|s| (s.name.to_string(), s.role, s.side)).collect()
    };
    let mut journey = Journey::of(PLAIN, (120, 40));
    let before = names(&journey);
    go(&mut journey, "zufrieden");
    journey.keys("c r Ctrl-u").types("Ida Horn").keys("Enter");
    assert_eq!(names(&journey)[1].0, "Ida Horn");
    journey.keys("u");
    assert_eq!(names(&journey), before);
    journey.keys("s j x");
    assert_eq!(names(&journey)[1].2, Side::Left);
    journey.keys("u o");
    assert_eq!(names(&journey)[1].1, Role::Interviewer);
    journey.keys("u Esc");
    assert_eq!(names(&journey), before);
    journey.keys("c m");
    assert_eq!(names(&journey).len(), 1, "of two there is one");
    journey.keys("u");
    assert_eq!(names(&journey), before);
}

#[test]
fn around_a_correction_the_rest_is_weighed_again() {
    let mut journey = Journey::of(PLAIN, (120, 40));
    let sure = |journey: &Journey, words: &str| {
        let open = journey.session.open().expect("open");
        let at = open.reading.transcript.text().find(words).expect("the words are there");
        let turn = open.turns.at(at).expect("a turn");
        let span = visavis::text::Span::new(at, at + words.len());
        open.turns.confidence_in(turn, span)
    };
    let answer = "Ich bin sehr zufrieden.";
    let before = sure(&journey, answer);
    go(&mut journey, "Und wie");
    journey.keys("c c");
    assert!(
        sure(&journey, "Und wie geht es Ihnen heute damit?") >= 1.0,
        "the reader said so"
    );
    let after = sure(&journey, answer);
    assert!(after < 1.0 && (after - before).abs() > 0.001, "{before} and {after}");
}

#[test]
fn doubtful_turns_are_walked_and_each_says_why() {
    let mut journey = Journey::of(crate::journeys::SAMPLE, (120, 40));
    let doubtful = {
        let open = journey.session.open().expect("open");
        (0..open.turns.all().len())
            .filter(|turn| open.turns.is_doubtful(*turn))
            .count()
    };
    assert!(doubtful > 0, "the sample has a doubtful turn");
    let here = |journey: &Journey| {
        let open = journey.session.open().expect("open");
        open.turns.at(journey.session.page().place()).expect("a turn")
    };
    let mut seen = Vec::new();
    for _ in 0..doubtful + 2 {
        journey.keys("] ?");
        let turn = here(&journey);
        if seen.last() == Some(&turn) {
            break;
        }
        assert!(journey.session.open().expect("open").turns.is_doubtful(turn));
        seen.push(turn);
        journey.keys("g ?");
        let visavis::session::Mode::Why(reasons) = journey.session.mode() else {
            panic!("the reasons are shown")
        };
        assert_eq!(reasons.turn, turn);
        assert!(!reasons.evidence.is_empty());
        journey.keys("Esc");
    }
    assert!(seen.len() + 1 >= doubtful, "{seen:?} of {doubtful}");
    let last = here(&journey);
    journey.keys("[ ?");
    assert!(here(&journey) < last || doubtful == 1);
}

/// Corrections are kept like marks: they are there when the program was killed and starts anew.
#[cfg(unix)]
#[test]
fn corrections_are_there_after_kill_9() {
    let home = Home::new();
    home.write("talk.txt", LABELLED);
    let mut terminal = home.start(&["talk.txt"], (120, 40));
    terminal.shows("It began in spring.");
    terminal.type_keys("/stove<Enter>cc");
    terminal.shows("gave");
    terminal.type_keys("/spring<Enter>cr");
    terminal.send(b"\x15");
    terminal.type_keys("Ida Horn<Enter>");
    terminal.shows("Ida Horn");
    terminal.hides("○");
    let column = terminal.place_of("A stove").expect("it is on the screen").0;
    terminal.kill9();

    let mut again = home.start(&["talk.txt"], (120, 40));
    again.shows("Ida Horn");
    assert_eq!(
        again.place_of("A stove").map(|place| place.0),
        Some(column),
        "{}",
        again.screen()
    );
    again.type_keys("u");
    again.shows("took back: renamed A to Ida Horn");
    again.type_keys("q");
    assert!(again.ends().success());
}
