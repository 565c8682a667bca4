//! Lists of marks as a place to work: filtered by tag and speaker, changed all at once, taken back by one key.

use crate::journeys::Journey;
use visavis::marks::MarkKind;
use visavis::session::Mode;

const TALK: &str = "Host: You keep bees. Why?\n\n\
Mara: Because of my grandmother. She kept forty hives behind the chapel.\n\n\
Host: And the queen?\n\n\
Mara: That was the angriest of them.\n";

/// Four noted highlights, one in each turn.
fn noted() -> Journey {
    let mut journey = Journey::of(TALK, (120, 40));
    for (colour, note) in [
        ("1", "why #bees"),
        ("1", "her #family #bees"),
        ("2", "#bees"),
        ("3", "#temper"),
    ] {
        journey.keys("H").keys(colour).keys("a").types(note).keys("Enter }");
    }
    journey
}

fn shown(journey: &Journey) -> Vec<String> {
    let Mode::Pick(picker) = journey.session.mode() else {
        return Vec::new();
    };
    let rows = picker.shown.iter().map(|row| &picker.rows[*row]);
    rows.map(|row| row.more.to_string()).collect()
}

fn notes(journey: &Journey) -> Vec<String> {
    let marks = journey.session.notebook().marks();
    marks.map(|(_, _, mark)| mark.note.clone()).collect()
}

fn colours(journey: &Journey) -> Vec<u8> {
    let marks = journey.session.notebook().marks();
    marks
        .filter_map(|(_, _, mark)| match mark.kind {
            MarkKind::Highlight { colour } => Some(colour.number()),
            MarkKind::Bookmark { .. } => None,
        })
        .collect()
}

#[test]
fn a_list_is_filtered_by_tag_by_speaker_and_by_both() {
    for (filter, expect) in [
        ("#bees", &["why #bees", "her #family #bees", "#bees"][..]),
        ("mara:", &["her #family #bees", "#temper"]),
        ("#bees mara:", &["her #family #bees"]),
        ("host: #bees why", &["why #bees"]),
        ("#b guest:", &["her #family #bees"]),
        ("#none", &[]),
    ] {
        let mut journey = noted();
        journey.keys("g h /").types(filter);
        assert_eq!(shown(&journey), expect, "{filter}");
    }
}

#[test]
fn all_that_a_filter_leaves_is_deleted_and_comes_back_at_once() {
    let mut journey = noted();
    journey.keys("g h /").types("#bees").keys("Tab D");
    assert_eq!(notes(&journey), ["#temper"]);
    let said = journey.session.notice().expect("a notice").text.to_string();
    assert!(said.starts_with("deleted 3 marks"), "{said}");
    journey.keys("u");
    assert_eq!(notes(&journey).len(), 4);
    // Esc takes the filter away first, and only then the list.
    journey.keys("Esc");
    assert_eq!(shown(&journey).len(), 4);
    journey.keys("Esc");
    assert!(matches!(journey.session.mode(), Mode::Read));
}

#[test]
fn tags_are_given_to_and_taken_from_all_shown() {
    let mut journey = noted();
    journey
        .keys("g h /")
        .types("#bees")
        .keys("Tab T")
        .types("hive -bees")
        .keys("Enter");
    assert_eq!(notes(&journey), ["why #hive", "her #family #hive", "#hive", "#temper"]);
    assert!(
        journey
            .session
            .notebook()
            .marks()
            .take(3)
            .all(|(_, _, mark)| mark.tags.contains(&"hive".to_owned()) && !mark.tags.contains(&"bees".to_owned()))
    );
    journey.keys("u");
    assert_eq!(notes(&journey)[0], "why #bees");
    journey.keys("T").types("no!tag").keys("Enter");
    let said = journey.session.notice().expect("a notice").text.to_string();
    assert!(said.contains("is no tag"), "{said}");
    assert_eq!(notes(&journey)[0], "why #bees");
}

#[test]
fn highlights_shown_take_the_next_colour_together() {
    let mut journey = noted();
    journey.keys("g h /").types("host:").keys("Tab C");
    assert_eq!(colours(&journey), [2, 1, 2, 3]);
    journey.keys("u");
    assert_eq!(colours(&journey), [1, 1, 2, 3]);
}

#[test]
fn tags_are_counted_by_speaker_and_lead_to_their_marks() {
    let mut journey = noted();
    journey.keys("g #");
    assert_eq!(shown(&journey), ["Host 2 · Mara 1", "Mara 1", "Mara 1"]);
    journey.keys("Enter");
    assert_eq!(shown(&journey), ["why #bees", "her #family #bees", "#bees"]);
}

#[test]
fn a_note_written_from_a_filtered_list_comes_back_to_it() {
    let mut journey = noted();
    journey
        .keys("g h /")
        .types("mara:")
        .keys("Tab a")
        .types(" again")
        .keys("Enter");
    assert_eq!(shown(&journey), ["her #family #bees again", "#temper"]);
    journey.keys("a Esc");
    assert_eq!(shown(&journey).len(), 2);
}
