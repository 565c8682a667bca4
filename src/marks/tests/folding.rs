use super::super::{Device, Event, Id, Moment, Notebook};
use super::{Dice, absorbed, any_body, any_edits, rounds, state};

/// Up to three devices that work, take back, and now and then hear of each other, with clocks that disagree.
fn any_history(dice: &mut Dice) -> Vec<Event> {
    let mut devices: Vec<(Notebook, Vec<Event>, i64)> = (0..=dice.below(3))
        .map(|n| {
            let device = Device::new(&format!("device-{n}"));
            (
                Notebook::on(device, n as u128),
                Vec::new(),
                dice.below(2000) as i64 - 1000,
            )
        })
        .collect();
    for step in 0..4 + dice.below(20) {
        let who = dice.below(devices.len());
        let from = dice.below(devices.len());
        let heard = devices[from].1.clone();
        let (notebook, events, skew) = &mut devices[who];
        let at = Moment(100_000 + step as i64 * 3 + *skew);
        match dice.below(10) {
            0..=4 => {
                let edits = any_edits(dice, notebook);
                events.extend(notebook.perform("did", edits, at));
            }
            5 | 6 => events.extend(notebook.undo(at).map(|(_, events)| events).unwrap_or_default()),
            7 => events.extend(notebook.redo(at).map(|(_, events)| events).unwrap_or_default()),
            _ => notebook.absorb(heard),
        }
    }
    let mut all: Vec<Event> = devices.into_iter().flat_map(|(_, events, _)| events).collect();
    // What no program writes but a merge of damaged copies may hold: other words under the same stamp.
    let twins: Vec<Event> = all.iter().filter(|_| dice.below(8) == 0).cloned().collect();
    all.extend(twins.into_iter().map(|event| twin(event, dice)));
    all
}

/// Another event that claims to be the same one.
fn twin(event: Event, dice: &mut Dice) -> Event {
    match event {
        Event::Put {
            id, rev, at, device, ..
        } if dice.below(2) == 0 => Event::Delete { id, rev, at, device },
        Event::Delete { id, rev, device, .. } => {
            let (id, at) = (Id(id.0 ^ 1), Moment(1));
            Event::Delete { id, rev, at, device }
        }
        mut other => {
            match &mut other {
                Event::Put { body, .. } => *body = any_body(dice),
                Event::Operation { says, .. } => says.push_str(" otherwise"),
                Event::Delete { .. } => {}
            }
            other
        }
    }
}

#[test]
fn the_same_events_in_any_order_any_number_of_times_and_in_any_parts_give_the_same_notebook() {
    for seed in 0..rounds(10_000, 100_000) {
        let dice = &mut Dice::new(seed);
        let events = any_history(dice);
        let expected = state(&absorbed(events.clone(), "device-0"));
        let mut mixed = events.clone();
        for event in &events {
            if dice.below(3) == 0 {
                mixed.push(event.clone());
            }
        }
        dice.shuffle(&mut mixed);
        let mut notebook = absorbed(Vec::new(), "device-0");
        while !mixed.is_empty() {
            let part = mixed.split_off(mixed.len() - 1 - dice.below(mixed.len()));
            notebook.absorb(part);
        }
        assert_eq!(state(&notebook), expected, "history {seed}");
        let before = notebook.version();
        notebook.absorb(events);
        assert_eq!(
            notebook.version(),
            before,
            "known events change nothing, history {seed}"
        );
    }
}

#[test]
fn a_clock_a_year_behind_does_not_let_an_older_change_win() {
    let mut here = Notebook::on(Device::new("here"), 1);
    let body = any_body(&mut Dice::new(1));
    let year = 365 * 86_400_000;
    let mut events = here.perform("marked", vec![super::Edit::Add(body)], Moment(2 * year));
    let id = match &events[0] {
        Event::Put { id, .. } => *id,
        _ => unreachable!("a new record begins with its body"),
    };
    let mut there = absorbed(events.clone(), "there");
    events.extend(there.perform("deleted", vec![super::Edit::Remove(id)], Moment(year)));
    assert!(absorbed(events, "here").entry(id).is_none());
}
