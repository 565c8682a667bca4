//! Histories at random against a model, and marks in texts that changed.

mod finding;
mod folding;
mod hearing;
mod hits;
mod undoing;

use std::collections::BTreeMap;

use super::history::Step;
use super::{Anchor, Body, Colour, Corrected, Edit, Entry, Event, Id, Mark, MarkKind, Moment, Notebook, Status};
use crate::text::{SafeText, Span};
use crate::turns::{Correction, Role};

/// Chance that is the same in every run.
pub(crate) struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 16) % limit.max(1) as u64).unwrap_or(0)
    }

    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for at in (1..things.len()).rev() {
            things.swap(at, self.below(at + 1));
        }
    }
}

/// `few`, or `many` where `VISAVIS_LONG=1` asks for the long run.
pub(crate) fn rounds(few: u64, many: u64) -> u64 {
    if std::env::var_os("VISAVIS_LONG").is_some_and(|v| v == "1") {
        many
    } else {
        few
    }
}

fn mark(kind: MarkKind, start: usize, end: usize, note: &str) -> Mark {
    Mark {
        kind,
        span: Span::new(start, end),
        note: note.to_owned(),
        tags: super::tags_in(note),
        anchor: Anchor {
            span: Span::new(start, end),
            ..Anchor::default()
        },
        earlier: Vec::new(),
        status: Status::Ok,
    }
}

fn any_body(dice: &mut Dice) -> Body {
    let start = dice.below(500);
    let note = ["", "sieh nach #prüfen", "later"][dice.below(3)];
    match dice.below(5) {
        0 => Body::Correction(Corrected {
            correction: [
                Correction::Split { at: start },
                Correction::SetRole {
                    speaker: SafeText::line("guest"),
                    role: Role::Interviewer,
                },
            ][dice.below(2)]
            .clone(),
            anchor: None,
        }),
        1 | 2 => Body::Mark(mark(
            MarkKind::Bookmark { letter: None },
            start,
            start + dice.below(9),
            note,
        )),
        _ => {
            let colour = Colour::ALL[dice.below(8)];
            Body::Mark(mark(
                MarkKind::Highlight { colour },
                start,
                start + 1 + dice.below(60),
                note,
            ))
        }
    }
}

fn any_edits(dice: &mut Dice, notebook: &Notebook) -> Vec<Edit> {
    let standing: Vec<Id> = bodies(notebook).into_keys().collect();
    (0..=dice.below(3))
        .map(|_| {
            let which = standing.get(dice.below(standing.len()));
            match (dice.below(4), which) {
                (2, Some(&id)) => Edit::Set(id, any_body(dice)),
                (3, Some(&id)) => Edit::Remove(id),
                _ => Edit::Add(any_body(dice)),
            }
        })
        .collect()
}

/// What stands, by id.
fn bodies(notebook: &Notebook) -> BTreeMap<Id, Body> {
    let standing = notebook.records.iter().filter_map(|r| r.standing.as_ref());
    standing.map(|e| (e.id, e.body.clone())).collect()
}

/// Everything that two equal notebooks must share.
#[derive(Debug, PartialEq)]
struct State {
    marks: Vec<Id>,
    entries: BTreeMap<Id, Option<Entry>>,
    corrections: Vec<Correction>,
    undo: Vec<Step>,
    redo: Vec<Step>,
}

fn state(notebook: &Notebook) -> State {
    let (undo, redo) = notebook.stacks();
    State {
        marks: notebook.marks().map(|(id, _, _)| id).collect(),
        entries: notebook.records.iter().map(|r| (r.id, r.standing.clone())).collect(),
        corrections: notebook.corrections(),
        undo: undo.to_vec(),
        redo: redo.to_vec(),
    }
}

fn absorbed(events: Vec<Event>, device: &str) -> Notebook {
    let mut notebook = Notebook::on(super::Device::new(device), 7);
    notebook.absorb(events);
    notebook
}

#[test]
fn marks_over_a_span_are_those_that_share_a_byte_with_it() {
    let mut notebook = Notebook::new(1);
    let highlight = |start, end| {
        let colour = Colour::ALL[0];
        Edit::Add(Body::Mark(mark(MarkKind::Highlight { colour }, start, end, "")))
    };
    let edits = vec![
        highlight(90, 95),
        highlight(0, 80),
        highlight(10, 20),
        highlight(40, 40),
        highlight(30, 41),
    ];
    notebook.perform("highlighted", edits, Moment(5));
    let over = |start, end| -> Vec<(usize, usize)> {
        let marks = notebook.marks_over(Span::new(start, end));
        marks.map(|(_, _, m)| (m.span.start(), m.span.end())).collect()
    };
    assert_eq!(over(15, 16), [(0, 80), (10, 20)]);
    assert_eq!(over(20, 30), [(0, 80)]);
    assert_eq!(over(40, 41), [(0, 80), (30, 41), (40, 40)]);
    assert_eq!(over(80, 90), []);
    let starts: Vec<usize> = notebook.marks().map(|(_, _, m)| m.span.start()).collect();
    assert_eq!(starts, [0, 10, 30, 40, 90]);
}

#[test]
fn ids_rise_even_where_the_clock_goes_back() {
    let mut mint = super::mint::Mint::new(99);
    let ids: Vec<Id> = [5, 5, 4, 9, -3, i64::MAX, 9]
        .into_iter()
        .map(|at| mint.next(Moment(at)))
        .collect();
    assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
    mint.rise_above(Id(u128::MAX));
    assert!(mint.next(Moment(10)) > ids[6]);
}
