use std::collections::BTreeMap;

use super::super::{Body, Device, Edit, Event, Id, MarkKind, Moment, Notebook, Status};
use super::{Dice, any_body, any_edits, bodies, mark, rounds};

#[test]
fn undo_and_redo_walk_like_a_stack_of_pages_through_restarts_too() {
    for seed in 0..rounds(400, 5000) {
        let dice = &mut Dice::new(seed);
        let mut notebook = Notebook::on(Device::new("here"), seed.into());
        let mut kept: Vec<Event> = Vec::new();
        let (mut past, mut future): (Vec<BTreeMap<Id, Body>>, Vec<_>) = (Vec::new(), Vec::new());
        for step in 0..30 {
            let at = Moment(1000 - step);
            let before = bodies(&notebook);
            match dice.below(6) {
                0..=2 => {
                    let edits = any_edits(dice, &notebook);
                    let events = notebook.perform("did", edits, at);
                    if !events.is_empty() {
                        past.push(before);
                        future.clear();
                    }
                    kept.extend(events);
                }
                3 => match (notebook.undo(at), past.pop()) {
                    (Some((says, events)), Some(page)) => {
                        assert_eq!((says.as_str(), &bodies(&notebook)), ("did", &page), "history {seed}");
                        kept.extend(events);
                        future.push(before);
                    }
                    (None, None) => {}
                    _ => panic!("undo is there exactly while the stack holds a page, history {seed}"),
                },
                4 => match (notebook.redo(at), future.pop()) {
                    (Some((_, events)), Some(page)) => {
                        assert_eq!(bodies(&notebook), page, "history {seed}");
                        kept.extend(events);
                        past.push(before);
                    }
                    (None, None) => {}
                    _ => panic!("redo is there exactly while something was taken back, history {seed}"),
                },
                _ => {
                    let mut events = kept.clone();
                    dice.shuffle(&mut events);
                    notebook = Notebook::on(Device::new("here"), u128::from(seed) << 64 | step as u128);
                    notebook.absorb(events);
                    assert_eq!(bodies(&notebook), before, "restart in history {seed}");
                }
            }
        }
    }
}

#[test]
fn undo_leaves_what_another_device_changed_since_and_says_so() {
    let mut here = Notebook::on(Device::new("here"), 1);
    let dice = &mut Dice::new(3);
    let two = vec![Edit::Add(any_body(dice)), Edit::Add(any_body(dice))];
    let events = here.perform("marked 2 hits", two, Moment(10));
    let ids: Vec<Id> = bodies(&here).into_keys().collect();
    let mut there = Notebook::on(Device::new("there"), 2);
    there.absorb(events);
    assert!(
        there.undo(Moment(11)).is_none(),
        "the work of another device is not ours to take back"
    );
    let theirs = Body::Mark(mark(MarkKind::Bookmark { letter: Some('q') }, 3, 9, "theirs"));
    here.absorb(there.perform("noted", vec![Edit::Set(ids[0], theirs.clone())], Moment(12)));
    let (says, _) = here.undo(Moment(13)).expect("there is something to undo");
    assert_eq!(says, "marked 2 hits (1 record changed since: left as it is)");
    assert_eq!(bodies(&here), BTreeMap::from([(ids[0], theirs)]));
    here.redo(Moment(14)).expect("it can be done again");
    assert_eq!(bodies(&here).len(), 2);
}

#[test]
fn what_was_deleted_comes_back_with_its_age_and_its_words() {
    let mut notebook = Notebook::new(1);
    notebook.perform("noted", vec![Edit::Add(any_body(&mut Dice::new(5)))], Moment(10));
    let (id, made) = (
        bodies(&notebook).into_keys().next().expect("one stands"),
        bodies(&notebook),
    );
    notebook.perform("deleted", vec![Edit::Remove(id)], Moment(20));
    assert_eq!((notebook.entry(id), notebook.undoable()), (None, Some("deleted")));
    notebook.undo(Moment(30));
    let entry = notebook.entry(id).expect("it is back");
    assert_eq!((entry.created, entry.updated, entry.rev), (Moment(10), Moment(30), 3));
    assert_eq!((bodies(&notebook), notebook.redoable()), (made, Some("deleted")));
    notebook.perform("noted", vec![Edit::Add(any_body(&mut Dice::new(6)))], Moment(40));
    assert_eq!(
        notebook.redoable(),
        None,
        "a new command drops what could be done again"
    );
    assert!(
        notebook
            .perform("nothing", vec![Edit::Remove(Id(3))], Moment(50))
            .is_empty()
    );
}

#[test]
fn a_letter_set_again_moves_and_a_noted_bookmark_stays_without_it() {
    let mut notebook = Notebook::new(1);
    let at = |start: usize, note: &str| mark(MarkKind::Bookmark { letter: None }, start, start + 5, note);
    let letters = |notebook: &Notebook| -> Vec<(usize, Option<char>)> {
        let marks = notebook.marks();
        marks
            .map(|(_, _, m)| match m.kind {
                MarkKind::Bookmark { letter } => (m.span.start(), letter),
                MarkKind::Highlight { .. } => (m.span.start(), Some('!')),
            })
            .collect()
    };
    for (start, expected) in [
        (10, vec![(10, Some('a'))]),
        (40, vec![(40, Some('a'))]),
        (40, vec![(40, Some('a'))]),
    ] {
        let edits = notebook.edits_for_letter('a', at(start, ""));
        notebook.perform("lettered", edits, Moment(1));
        assert_eq!(letters(&notebook), expected);
    }
    let id = notebook.marks().next().expect("one stands").0;
    notebook.perform(
        "noted",
        vec![Edit::Set(
            id,
            Body::Mark(mark(MarkKind::Bookmark { letter: Some('a') }, 40, 45, "why")),
        )],
        Moment(2),
    );
    notebook.perform("marked", vec![Edit::Add(Body::Mark(at(70, "host")))], Moment(3));
    let edits = notebook.edits_for_letter('a', at(70, ""));
    notebook.perform("lettered", edits, Moment(4));
    assert_eq!(letters(&notebook), [(40, None), (70, Some('a'))]);
    let notes: Vec<&str> = notebook.marks().map(|(_, _, m)| m.note.as_str()).collect();
    assert_eq!(notes, ["why", "host"]);
    notebook.undo(Moment(5));
    assert_eq!(letters(&notebook), [(40, Some('a')), (70, None)]);
    assert!(notebook.marks().all(|(_, _, m)| m.status == Status::Ok));
}
