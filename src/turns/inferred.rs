//! Turns of a transcript without labels: units, what is seen of them, what it weighs, and one decision over all.

use super::decode::{Passages, Potential, probabilities};
use super::draft::{Draft, Part, id};
use super::learned::features::Sequence;
use super::learned::{self, Model, manners};
use super::names::{self, Name, People};
use super::signals::weights;
use super::signals::{READ, Scene, Seen, Whole, observe};
use super::units::{self, Unit};
use super::{Origin, Role, Speaker, SpeakerId};
use crate::text::{SafeText, Span};
use crate::transcript::Transcript;

use std::ops::Range;

/// The interviewer's number while the draft is made.
const ASKER: SpeakerId = SpeakerId(0);

/// Units with what they weigh; corrections change the decision, never the weights.
pub(super) struct Weighed {
    pub(super) units: Vec<Unit>,
    /// What they are called, where the text says so.
    pub(super) people: People,
    pub(super) potentials: Vec<Potential>,
    passages: Passages,
    /// How probable it is, unit by unit, that the interviewer speaks, before the reader's word.
    asked: Vec<f32>,
    /// No turn is surer than this: without a single question or mark of change there may be no interview at all.
    surest: f32,
}

/// Fewer units are too little to know a talk by.
const FEWEST: usize = 3;
/// The surest turn of a text in which nobody asks anything, and the surest unit that is not read to its end.
const UNREAD_SUREST: f32 = 0.6;

impl Weighed {
    pub(super) fn new(transcript: &Transcript, model: &Model<'_>) -> (Self, Vec<Speaker>) {
        let units = units::cut(transcript);
        let whole = Whole::new(transcript, &units);
        let (mut potentials, mut passages) = (Vec::with_capacity(units.len()), None);
        let mut talks = false;
        for (wide, inner) in windows(units.len()) {
            let scene = Scene::new(&whole, &units[wide]);
            talks |= !scene.is_told();
            let sequence = Sequence::new(&scene, Model::salt(whole.language));
            // What is seen of a window takes room that the networks can use.
            drop(scene);
            let (weighed, between) = learned::weigh(&sequence, model);
            let seen = &sequence.seen[inner.clone()];
            potentials.extend(weighed[inner].iter().zip(seen).map(|(potential, seen)| {
                let [role, to_asker, to_guest] = weights::by_hand(*seen);
                Potential {
                    role: potential.role + role,
                    to_asker: potential.to_asker + to_asker,
                    to_guest: potential.to_guest + to_guest,
                    ..*potential
                }
            }));
            passages = Some(between);
        }
        let passages = passages.unwrap_or_else(|| model.first.passages());
        let surest = if talks && units.len() >= FEWEST {
            1.0
        } else {
            UNREAD_SUREST
        };
        let asked = manners::asked(&mut potentials, &passages);
        let people = whole.mentions.people(&asked);
        let mut speakers = [Role::Interviewer, Role::Guest].map(|role| Speaker {
            key: SafeText::line(role.word()),
            name: SafeText::line(names::plain(role)),
            label: None,
            role,
            role_confidence: surest,
            side: role.side(),
        });
        if let Some(name) = &people.interviewer {
            speakers[0].name = name.shown.clone();
        }
        if let Some(name) = people.guests.first() {
            speakers[1].name = name.shown.clone();
        }
        let weighed = Self {
            units,
            people,
            potentials,
            passages,
            asked,
            surest,
        };
        (weighed, speakers.to_vec())
    }

    /// What is seen of every unit.
    pub(super) fn seen(&self, transcript: &Transcript) -> Vec<Seen> {
        let whole = Whole::new(transcript, &self.units);
        let seen = windows(self.units.len()).flat_map(|(wide, inner)| {
            observe(&Scene::new(&whole, &self.units[wide]))
                .drain(inner)
                .collect::<Vec<_>>()
        });
        seen.collect()
    }

    /// Where a shown name comes from.
    pub(super) fn named(&self, shown: &SafeText) -> Option<&Name> {
        let mut all = self.people.interviewer.iter().chain(&self.people.guests);
        all.find(|name| name.shown == *shown)
    }

    /// The decision under the reader's pins and swaps, part by part.
    pub(super) fn parts(&self, transcript: &Transcript, draft: &Draft) -> Vec<Part> {
        if draft.pins.is_empty() && draft.swaps.is_empty() {
            let parts = self.units.iter().zip(&self.asked);
            return parts
                .map(|(unit, asked)| self.part(unit.span, *asked, None, false))
                .collect();
        }
        let mut pieces = Vec::with_capacity(self.units.len());
        let mut potentials = Vec::with_capacity(self.units.len());
        for (unit, potential) in self.units.iter().zip(&self.potentials) {
            for (piece, pin) in draft.cut(transcript, unit.span) {
                let swapped = draft.is_swapped(piece.start());
                let pinned = pin.map(|pin| {
                    if (pin == ASKER) == swapped {
                        Role::Guest
                    } else {
                        Role::Interviewer
                    }
                });
                pieces.push((piece, pin, swapped));
                potentials.push(Potential { pinned, ..*potential });
            }
        }
        // Where the reader's word begins or ends, a turn may: what spoke for going on there has been overruled.
        for at in 1..potentials.len() {
            if potentials[at].pinned != potentials[at - 1].pinned {
                let potential = &mut potentials[at];
                potential.to_asker = potential.to_asker.max(0.0);
                potential.to_guest = potential.to_guest.max(0.0);
            }
        }
        let uncorrected =
            pieces.len() == self.asked.len() && potentials.iter().all(|potential| potential.pinned.is_none());
        let asked = if uncorrected {
            self.asked.clone()
        } else {
            probabilities(&potentials, &self.passages)
        };
        let pieces = pieces.into_iter().zip(asked);
        pieces
            .map(|((span, pin, swapped), asked)| self.part(span, asked, pin, swapped))
            .collect()
    }

    /// The decision where the reader has said nothing, in the place of the units; what they weigh is given back before.
    pub(super) fn into_parts(mut self) -> Vec<Part> {
        self.potentials = Vec::new();
        let (units, asked) = (std::mem::take(&mut self.units), std::mem::take(&mut self.asked));
        let units = units.into_iter().enumerate();
        units
            .map(|(at, unit)| self.part(unit.span, asked[at], None, false))
            .collect()
    }

    /// A stretch by how probable it is that the interviewer speaks, unless the reader said who does.
    fn part(&self, span: Span, asked: f32, pin: Option<SpeakerId>, swapped: bool) -> Part {
        let asks = asked >= 0.5;
        let asker = asks != swapped;
        let probability = if asks { asked } else { 1.0 - asked };
        // Behind what is read of a sentence without end anybody may speak.
        let surest = if span.len() > READ { UNREAD_SUREST } else { 1.0 };
        Part {
            span,
            speaker: pin.unwrap_or(id(usize::from(!asker))),
            confidence: if pin.is_some() {
                1.0
            } else {
                weights::calibrated(probability).min(self.surest).min(surest)
            },
            origin: if pin.is_some() {
                Origin::Corrected
            } else {
                Origin::Inferred
            },
        }
    }
}

/// So many units at most are read as one; no talk of a day has more.
const AS_ONE: usize = 20_000;
/// Units of a window of what is longer, and how far it looks beyond its ends.
const WINDOW: usize = 10_000;
const BEYOND: usize = 256;

/// The units that are read together, and which of these are told by it.
///
/// What one unit is seen as takes some hundred bytes while it is weighed. A text beyond a day's talk is therefore weighed
/// window by window: the habits of the two sides, and how much is asked, are then those of a window, and the decision is still
/// one over all units. Nothing else depends on more than a few units to either side.
fn windows(count: usize) -> impl Iterator<Item = (Range<usize>, Range<usize>)> {
    let size = if count <= AS_ONE { count.max(1) } else { WINDOW };
    (0..count).step_by(size).map(move |from| {
        let to = count.min(from + size);
        let wide = from.saturating_sub(BEYOND)..count.min(to + BEYOND);
        let inner = from - wide.start..to - wide.start;
        (wide, inner)
    })
}

/// What a network sees of a transcript that is cut into units.
pub(super) fn sequence(transcript: &Transcript, units: &[Unit]) -> Sequence {
    let whole = Whole::new(transcript, units);
    Sequence::new(&Scene::new(&whole, units), Model::salt(whole.language))
}

/// The first units of a transcript and what they weigh, whatever labels say.
pub(super) fn first_units(transcript: &Transcript, most: usize, model: &Model<'_>) -> (Vec<Unit>, Vec<Potential>) {
    let units = units::first(transcript, most);
    let (mut potentials, passages) = learned::weigh(&sequence(transcript, &units), model);
    manners::add(&mut potentials, &passages);
    (units, potentials)
}
