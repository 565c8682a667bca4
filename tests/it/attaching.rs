//! Marks whose words changed or went while the transcript was closed: shown as such, listed, agreed with, given other words.

use crate::journeys::Journey;
use visavis::marks::{Event, Mark, Status};
use visavis::session::{Action, Effect, Mode, Outcome};

const TALK: &str = "Host: You keep bees on the roof of the old printing house. Why?\n\n\
Mara: Because of my grandmother, who kept forty hives behind the chapel in the valley.\n\n\
Host: And the queen, was she as calm as people say?\n\n\
Mara: That was the angriest of them, and she never forgave the smoke.\n\n\
Host: Did you ever sell any of the honey?\n\n\
Mara: Once, to a baker, and he paid me in bread for a whole winter.\n";

/// The same talk: a word of the first highlight heard otherwise than all its neighbours let guess, and the last answer gone.
const CHANGED: &str = "Host: You keep bees on the roof of the old printing house. Why?\n\n\
Mara: Because of my grandmother, who kept 40 archives behind the chapel in the valley.\n\n\
Host: And the queen, was she as calm as people say?\n\n\
Mara: That was the angriest of them, and she never forgave the smoke.\n\n\
Host: Did you ever sell any of the honey?\n\n\
Mara: Nothing at all; we gave every jar of it away before Christmas came.\n";

/// Three highlights with notes, made in the talk.
fn marked() -> Journey {
    let mut before = Journey::of(TALK, (120, 40));
    for (words, note) in [
        ("forty hives", "first"),
        ("angriest", "second"),
        ("to a baker, and he paid me in bread", "third"),
    ] {
        before
            .keys("/")
            .types(words)
            .keys("Enter g H 2 a")
            .types(note)
            .keys("Enter Esc");
    }
    before
}

/// The changed talk with those marks.
fn changed() -> Journey {
    let mut after = Journey::of(CHANGED, (120, 40));
    after.act(Action::Told(Outcome::Kept(saved(&marked()))), None);
    after
}

/// All that was handed to the store.
fn saved(journey: &Journey) -> Vec<Event> {
    let saves = journey.effects.iter().filter_map(|effect| match effect {
        Effect::Save(events) => Some(events.clone()),
        _ => None,
    });
    saves.flatten().collect()
}

fn said(journey: &Journey) -> String {
    journey
        .session
        .notice()
        .map_or_else(String::new, |notice| notice.text.to_string())
}

/// The mark with that note.
fn noted(journey: &Journey, note: &str) -> Mark {
    let mut marks = journey.session.notebook().marks();
    let found = marks.find(|(_, _, mark)| mark.note == note);
    found.expect("a mark is never dropped").2.clone()
}

fn words(journey: &Journey, mark: &Mark) -> String {
    let open = journey.session.open().expect("a talk is open");
    open.reading.transcript.words(mark.span).to_owned()
}

/// The rows of the open list that its filter leaves: what stands dim behind the words.
fn shown(journey: &Journey) -> Vec<String> {
    let Mode::Pick(picker) = journey.session.mode() else {
        return Vec::new();
    };
    let rows = picker.shown.iter().map(|row| &picker.rows[*row]);
    rows.map(|row| row.more.to_string()).collect()
}

#[test]
fn one_line_sums_up_how_the_marks_fared() {
    let journey = changed();
    assert_eq!(said(&journey), "in the text as it is now: 1 ok, 1 changed, 1 orphan");
}

#[test]
fn lists_say_how_a_mark_was_found_and_filter_by_it() {
    let mut journey = changed();
    journey.keys("g o");
    assert_eq!(
        shown(&journey),
        ["~ changed, was “forty hives” · first", "not found in this text · third"]
    );
    for (filter, expect) in [
        ("changed:", &["~ changed, was “forty hives” · first"][..]),
        ("orphan:", &["not found in this text · third"]),
        ("orphan: mara:", &["not found in this text · third"]),
        ("ok:", &["second"]),
        ("moved:", &[]),
    ] {
        let mut journey = changed();
        journey.keys("g h /").types(filter);
        assert_eq!(shown(&journey), expect, "{filter}");
    }
    journey.keys("Esc g h");
    let Mode::Pick(picker) = journey.session.mode() else {
        panic!("a list")
    };
    assert_eq!(picker.title, "Highlights · 1 not found");
}

#[test]
fn a_lost_mark_is_given_other_words_and_keeps_the_old_ones_beside_them() {
    let mut journey = changed();
    journey.keys("g o /").types("orphan:").keys("Tab Enter");
    assert!(journey.session.attaching().is_some());
    journey.keys("/").types("gave every").keys("Enter v w Enter");
    assert_eq!(said(&journey), "attached the highlight at ¶6 · u takes it back");
    let mark = noted(&journey, "third");
    assert_eq!(
        (words(&journey, &mark).as_str(), mark.status),
        ("gave every", Status::Ok)
    );
    assert_eq!(mark.first_quote(), "to a baker, and he paid me in bread");
    // It is kept so, and found so by another start.
    let mut again = Journey::of(CHANGED, (120, 40));
    let mut events = saved(&marked());
    events.extend(saved(&journey));
    again.act(Action::Told(Outcome::Kept(events)), None);
    assert_eq!(noted(&again, "third"), mark);
    again.keys("u");
    assert_eq!(noted(&again, "third").status, Status::Orphan);
    again.keys("Ctrl-r");
    assert_eq!(noted(&again, "third"), mark);
}

#[test]
fn what_waits_for_words_can_be_left_as_it_is() {
    let mut journey = changed();
    journey.keys("g o /").types("orphan:").keys("Tab A v Esc");
    assert!(journey.session.attaching().is_some(), "Esc leaves one step");
    journey.keys("Esc");
    assert!(journey.session.attaching().is_none());
    assert_eq!(noted(&journey, "third").status, Status::Orphan);
    journey.keys("v Enter");
    assert!(
        said(&journey).contains("H highlights these words"),
        "{}",
        said(&journey)
    );
    assert!(matches!(journey.session.mode(), Mode::Select(_)));
}

#[test]
fn a_changed_mark_is_agreed_with_where_it_stands() {
    let mut journey = changed();
    journey.keys("g o y");
    assert_eq!(said(&journey), "agreed with the highlight at ¶2 · u takes it back");
    let mark = noted(&journey, "first");
    assert_eq!(
        (words(&journey, &mark).as_str(), mark.status),
        ("40 archives", Status::Ok)
    );
    assert_eq!(mark.first_quote(), "forty hives");
    assert_eq!(shown(&journey), ["not found in this text · third"]);
    journey.keys("u");
    assert_eq!(noted(&journey, "first").status, Status::Changed);
    // All that are shown at once; what is not found is left.
    journey.keys("Y");
    assert_eq!(said(&journey), "agreed with 1 mark · u takes it back");
    assert_eq!(shown(&journey), ["not found in this text · third"]);
    journey.keys("y");
    assert_eq!(said(&journey), "its words are not in this text · Enter gives it others");
}

#[test]
fn marks_to_check_are_walked_and_lost_ones_are_not_jumped_to() {
    let mut journey = changed();
    journey.keys("g g ] o");
    assert!(journey.here().contains("archives"), "{}", journey.here());
    journey.keys("] o");
    assert_eq!(said(&journey), "no mark to check after this");
}
