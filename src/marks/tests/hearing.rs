//! Two or three copies of the program at work on one transcript, on one device, each hearing what the others do.

use super::super::{Body, Device, Edit, Event, Id, Moment, Notebook};
use super::{Dice, any_body, any_edits, bodies, rounds};

fn copies(count: u128) -> Vec<Notebook> {
    (0..count).map(|n| Notebook::on(Device::new("here"), n + 1)).collect()
}

fn one(dice: &mut Dice) -> Vec<Edit> {
    vec![Edit::Add(any_body(dice))]
}

#[test]
fn what_another_copy_did_is_seen_and_is_its_own_to_take_back() {
    let dice = &mut Dice::new(1);
    let [mut here, mut there] = copies(2).try_into().expect("two");
    let ours = here.perform("bookmarked", one(dice), Moment(1));
    there.hear(ours.clone());
    assert_eq!(bodies(&here), bodies(&there));
    assert!(there.undo(Moment(2)).is_none(), "it was not done here");
    let theirs = there.perform("noted", one(dice), Moment(3));
    here.hear(theirs.clone());
    assert_eq!((here.undoable(), there.undoable()), (Some("bookmarked"), Some("noted")));
    let (_, events) = here.undo(Moment(4)).expect("ours is to be taken back");
    there.hear(events);
    assert_eq!(bodies(&here), bodies(&there));
    assert_eq!(bodies(&here).len(), 1);
    // Hearing does not drop what could be done again here.
    assert_eq!((here.redoable(), there.redoable()), (Some("bookmarked"), None));
    there.hear(here.redo(Moment(5)).expect("again").1);
    assert_eq!(bodies(&there).len(), 2);
    // After a restart both are one history.
    let mut again = Notebook::on(Device::new("here"), 9);
    again.absorb([ours, theirs].concat());
    assert_eq!(again.undoable(), Some("noted"));
}

#[test]
fn what_both_knew_is_taken_back_once() {
    let dice = &mut Dice::new(2);
    let mut before = Notebook::on(Device::new("here"), 1);
    let kept: Vec<Event> = (0..3)
        .flat_map(|n| before.perform("did", one(dice), Moment(n)))
        .collect();
    let [mut here, mut there] = copies(2).try_into().expect("two");
    here.absorb(kept.clone());
    there.absorb(kept);
    for left in [2, 1] {
        let (says, events) = here.undo(Moment(10)).expect("there is more");
        there.hear(events);
        assert_eq!((says.as_str(), bodies(&there).len()), ("did", left));
    }
    let (says, events) = there.undo(Moment(11)).expect("one is left");
    here.hear(events);
    assert_eq!((says.as_str(), bodies(&here).len()), ("did", 0));
    assert!(here.undo(Moment(12)).is_none());
    for _ in 0..3 {
        let events = there.redo(Moment(13)).expect("all can be done again").1;
        here.hear(events);
    }
    assert_eq!((bodies(&here).len(), here.redo(Moment(14)).is_none()), (3, true));
}

#[test]
fn a_note_written_on_a_mark_that_was_deleted_meanwhile_is_kept() {
    let dice = &mut Dice::new(3);
    let [mut here, mut there] = copies(2).try_into().expect("two");
    there.hear(here.perform("bookmarked", one(dice), Moment(1)));
    let id = *bodies(&here).keys().next().expect("one stands");
    here.hear(there.perform("deleted", vec![Edit::Remove(id)], Moment(2)));
    assert!(here.entry(id).is_none());
    let noted = any_body(dice);
    there.hear(here.perform("noted", vec![Edit::Set(id, noted.clone())], Moment(3)));
    assert_eq!(there.entry(id).map(|entry| &entry.body), Some(&noted));
    there.hear(here.undo(Moment(4)).expect("it can be taken back").1);
    assert!(there.entry(id).is_none() && here.entry(id).is_none());
}

/// What one copy did to which records, for looking whether another took any of it back.
fn touched(events: &[Event]) -> Vec<Id> {
    let ids = events.iter().filter_map(|event| match event {
        Event::Put { id, .. } | Event::Delete { id, .. } => Some(*id),
        Event::Operation { .. } => None,
    });
    ids.collect()
}

#[test]
fn copies_that_hear_each_other_agree_whatever_they_do() {
    for seed in 0..rounds(300, 3000) {
        let dice = &mut Dice::new(seed);
        let mut copies = copies(2 + seed as u128 % 2);
        let mut all: Vec<Event> = Vec::new();
        let mut did: Vec<Vec<Vec<Id>>> = vec![Vec::new(); copies.len()];
        for step in 0..30 {
            let who = dice.below(copies.len());
            let at = Moment(1000 + step);
            let events = match dice.below(5) {
                0 => {
                    let expected = did[who].pop();
                    let undone = copies[who].undo(at).map(|(_, events)| events);
                    assert_eq!(
                        undone.is_some(),
                        expected.is_some(),
                        "history {seed}: its own and no other's"
                    );
                    let events = undone.unwrap_or_default();
                    let own = expected.unwrap_or_default();
                    assert!(touched(&events).iter().all(|id| own.contains(id)), "history {seed}");
                    events
                }
                _ => {
                    let edits = any_edits(dice, &copies[who]);
                    let events = copies[who].perform("did", edits, at);
                    if !events.is_empty() {
                        did[who].push(touched(&events));
                    }
                    events
                }
            };
            for (other, copy) in copies.iter_mut().enumerate() {
                if other != who {
                    copy.hear(events.clone());
                }
            }
            all.extend(events);
            let here: Vec<(Id, Body)> = bodies(&copies[0]).into_iter().collect();
            for copy in &copies[1..] {
                assert_eq!(bodies(copy).into_iter().collect::<Vec<_>>(), here, "history {seed}");
            }
        }
        let mut later = Notebook::on(Device::new("here"), 99);
        later.absorb(all);
        assert_eq!(bodies(&later), bodies(&copies[0]), "after a restart, history {seed}");
    }
}
