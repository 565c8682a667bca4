//! Hits made into marks, and one operation taken back among others.

use super::super::hits::{Wanted, edits, mark_at};
use super::super::{Colour, Edit, Event, Id, MarkKind, Moment, Notebook, Walk};
use crate::formats::{Part, read};
use crate::text::Span;
use crate::turns::infer;

const TALK: &str = "Ada: Who built the harbour?\n\nBen: The masons of the harbour town.\n";

/// A notebook, and what makes its hits of a word what they are to be.
fn wanting<'a>(words: &'a str, wanted: &'a Wanted) -> impl Fn(&Notebook) -> Vec<Edit> + 'a {
    move |notebook| {
        let reading = read(TALK.as_bytes(), "talk.txt", Part::Whole).expect("it is a transcript");
        let turns = infer(&reading.transcript, &[]);
        edits(notebook, (&reading.transcript, &turns), &spans(words), wanted)
    }
}

fn spans(words: &str) -> Vec<Span> {
    let reading = read(TALK.as_bytes(), "talk.txt", Part::Whole).expect("it is a transcript");
    let found = reading.transcript.text().match_indices(words);
    found.map(|(at, words)| Span::new(at, at + words.len())).collect()
}

fn operation(events: &[Event]) -> Id {
    let command = events.iter().find_map(|event| match event {
        Event::Operation {
            id, walk: Walk::Did, ..
        } => Some(*id),
        _ => None,
    });
    command.expect("something was done")
}

/// Colour number, note and who says it, of every mark.
fn told(notebook: &Notebook) -> Vec<(u8, String, Option<String>)> {
    let marks = notebook.marks();
    marks
        .map(|(_, _, mark)| match mark.kind {
            MarkKind::Highlight { colour } => (colour.number(), mark.note.clone(), mark.anchor.speaker.clone()),
            MarkKind::Bookmark { .. } => (0, mark.note.clone(), mark.anchor.speaker.clone()),
        })
        .collect()
}

#[test]
fn words_are_marked_once_and_tags_come_to_the_mark_that_is_there() {
    let mut notebook = Notebook::new(1);
    let blue = Wanted {
        colour: Colour::new(3),
        tags: Vec::new(),
    };
    let tag = Wanted {
        colour: None,
        tags: vec!["port".to_owned()],
    };
    let all = wanting("harbour", &blue)(&notebook);
    notebook.perform("highlighted", all, Moment(1));
    assert_eq!(wanting("harbour", &blue)(&notebook), []);
    let tags = wanting("harbour", &tag)(&notebook);
    notebook.perform("tagged", tags, Moment(2));
    let more = wanting("masons", &tag)(&notebook);
    notebook.perform("tagged", more, Moment(3));
    let (ada, ben) = (Some("Ada".to_owned()), Some("Ben".to_owned()));
    let port = || "#port".to_owned();
    assert_eq!(
        told(&notebook),
        [(3, port(), ada), (0, port(), ben.clone()), (3, port(), ben)]
    );
    let (entry, mark) = mark_at(&notebook, spans("masons")[0]).expect("it is there");
    assert_eq!((entry.rev, mark.tags.as_slice()), (1, &["port".to_owned()][..]));
    assert!(mark_at(&notebook, spans("town")[0]).is_none());
}

#[test]
fn one_operation_is_taken_back_once_and_what_came_after_it_stays() {
    let mut notebook = Notebook::new(1);
    let [blue, pink] = [3, 4].map(|number| Wanted {
        colour: Colour::new(number),
        tags: Vec::new(),
    });
    let first = notebook.perform("blue", wanting("harbour", &blue)(&Notebook::new(2)), Moment(1));
    notebook.perform("pink", wanting("town", &pink)(&Notebook::new(3)), Moment(2));
    let first = operation(&first);
    let (says, events) = notebook.take_back(first, Moment(3)).expect("it stands");
    assert_eq!((says.as_str(), events.is_empty()), ("blue", false));
    assert_eq!(told(&notebook).len(), 1);
    assert!(notebook.take_back(first, Moment(4)).is_none(), "only once");
    assert_eq!(notebook.undoable(), Some("pink"));
    assert_eq!(notebook.redoable(), Some("blue"));
}
