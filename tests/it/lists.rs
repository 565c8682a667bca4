//! Lists and the palette: what their rows say, and what is asked of them before they are there.

use crate::journeys::Journey;
use visavis::marks::MarkKind;
use visavis::session::{Action, Effect, Mode, Outcome};
use visavis::text::SafeText;

const TALK: &str = "Host: You keep bees. Why?\n\n\
Mara: Because of my grandmother. She kept forty hives behind the chapel and knew every queen by name.\n\n\
Host: And the queen of hearts?\n\n\
Mara: That was the angriest of them.\n";

fn talk() -> Journey {
    Journey::of(TALK, (120, 40))
}

fn rows(journey: &Journey) -> Vec<String> {
    let Mode::Pick(picker) = journey.session.mode() else {
        return Vec::new();
    };
    picker.rows.iter().map(|row| row.text.to_string()).collect()
}

#[test]
fn a_hit_is_listed_with_its_own_speakers_words_only() {
    let mut journey = talk();
    journey.keys("/").types("queen").keys("Enter g s");
    let rows = rows(&journey);
    assert_eq!(rows.len(), 2);
    assert!(
        rows[0].contains("knew every queen by name") && !rows[0].contains("hearts"),
        "{rows:?}"
    );
    assert_eq!(rows[1], "And the queen of hearts?");
}

#[test]
fn a_bookmarked_word_is_listed_with_what_stands_around_it() {
    let mut journey = talk();
    journey.keys("/").types("queen").keys("Enter g B g b");
    let rows = rows(&journey);
    assert!(rows[0].contains("every queen by name"), "{rows:?}");
}

#[test]
fn a_short_question_is_listed_with_what_leads_to_it() {
    let mut journey = talk();
    journey.keys("t");
    assert_eq!(rows(&journey)[0], "You keep bees. Why?");
}

#[test]
fn marks_asked_for_before_they_are_read_are_shown_once_they_are() {
    let mut before = talk();
    before.keys("B");
    let kept: Vec<_> = before
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Save(events) => Some(events.clone()),
            _ => None,
        })
        .flatten()
        .collect();
    let mut journey = talk();
    journey.keys("g b");
    assert!(journey.session.notice().expect("a notice").text.contains("being read"));
    journey.act(Action::Told(Outcome::Kept(kept)), None);
    assert_eq!(rows(&journey).len(), 1);
    let mut none = talk();
    none.keys("g b");
    none.act(Action::Told(Outcome::Kept(Vec::new())), None);
    assert!(
        none.session
            .notice()
            .expect("a notice")
            .text
            .contains("no bookmarks yet")
    );
}

#[test]
fn all_hits_are_highlighted_in_the_colour_named_or_the_first() {
    let colours = |journey: &Journey| -> Vec<u8> {
        let marks = journey.session.notebook().marks();
        marks
            .filter_map(|(_, _, mark)| match mark.kind {
                MarkKind::Highlight { colour } => Some(colour.number()),
                MarkKind::Bookmark { .. } => None,
            })
            .collect()
    };
    let mut journey = talk();
    journey
        .keys("/")
        .types("queen")
        .keys("Enter :")
        .types("highlight-hits 5")
        .keys("Enter");
    assert_eq!(colours(&journey), [5, 5]);
    journey.keys("u :").types("highlight-hits").keys("Enter");
    assert_eq!(colours(&journey), [1, 1]);
}

#[test]
fn the_next_transcript_is_reached_over_one_that_cannot_be_opened() {
    let mut journey = talk();
    for name in ["/talks/broken.txt", "/talks/good.txt"] {
        journey.session.add_to_shelf(SafeText::line(name));
    }
    journey.keys(":").types("next").keys("Enter");
    assert_eq!(journey.effects.pop(), Some(Effect::Open(1)));
    let why = SafeText::line("no such file or directory");
    journey.act(Action::Told(Outcome::NotOpened(1, why)), None);
    let said = journey.session.notice().expect("a notice").text.to_string();
    assert_eq!(said, "broken.txt: no such file or directory");
    journey.keys(":").types("next").keys("Enter");
    assert_eq!(journey.effects.pop(), Some(Effect::Open(2)));
    assert_eq!(journey.session.shelf().names.len(), 3);
}

#[test]
fn tab_writes_the_chosen_command_into_the_line() {
    let mut journey = talk();
    journey
        .keys(":")
        .types("highlight-hits")
        .keys("Backspace Backspace Backspace Backspace");
    journey.keys("Tab").types("3");
    let Mode::Pick(picker) = journey.session.mode() else {
        panic!("the palette")
    };
    let line = picker.filter.text().to_owned();
    assert!(line.starts_with("highlight-hit") && line.ends_with(" 3"), "{line}");
}
