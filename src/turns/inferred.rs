//! Turns of a transcript without labels: units, what is seen of them, what it weighs, and one decision over all.

use super::decode::{Passages, Potential, probabilities};
use super::draft::{Draft, Part, id};
use super::learned::features::Sequence;
use super::learned::{self, Model};
use super::names::{self, Name, People};
use super::signals::weights;
use super::signals::{Scene, Seen};
use super::tongues::{Lexicon, language};
use super::units::{self, Unit};
use super::{Origin, Role, Speaker, SpeakerId};
use crate::text::SafeText;
use crate::transcript::{Transcript, Utterance};

/// The interviewer's number while the draft is made.
const ASKER: SpeakerId = SpeakerId(0);

/// Units with what they weigh; corrections change the decision, never the weights.
pub(super) struct Weighed {
    pub(super) units: Vec<Unit>,
    pub(super) seen: Vec<Seen>,
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
/// The surest turn of a text in which nobody asks anything.
const UNASKED_SUREST: f32 = 0.6;

impl Weighed {
    pub(super) fn new(transcript: &Transcript, model: &Model<'_>) -> (Self, Vec<Speaker>) {
        let units = units::cut(transcript);
        let code = language(transcript.facts().language, transcript.text());
        let lexicon = Lexicon::of(code);
        let scene = Scene::new(transcript, &units, lexicon);
        let sequence = Sequence::new(&scene, Model::salt(code));
        let (mut potentials, passages) = learned::weigh(&sequence, model);
        for (potential, seen) in potentials.iter_mut().zip(&sequence.seen) {
            let [role, to_asker, to_guest] = weights::by_hand(*seen);
            potential.role += role;
            potential.to_asker += to_asker;
            potential.to_guest += to_guest;
        }
        let seen = sequence.seen;
        let asks = potentials.iter().any(|potential| potential.asks);
        let changes = transcript.utterances().iter().any(Utterance::marks_change);
        let talks = (asks || changes) && units.len() >= FEWEST;
        let surest = if talks { 1.0 } else { UNASKED_SUREST };
        let asked = probabilities(&potentials, &passages);
        let people = scene.mentions.people(&asked);
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
            seen,
            people,
            potentials,
            passages,
            asked,
            surest,
        };
        (weighed, speakers.to_vec())
    }

    /// Where a shown name comes from.
    pub(super) fn named(&self, shown: &SafeText) -> Option<&Name> {
        let mut all = self.people.interviewer.iter().chain(&self.people.guests);
        all.find(|name| name.shown == *shown)
    }

    /// The decision under the reader's pins and swaps, part by part.
    pub(super) fn parts(&self, transcript: &Transcript, draft: &Draft) -> Vec<Part> {
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
        pieces
            .into_iter()
            .zip(asked)
            .map(|((span, pin, swapped), probability)| {
                let asks = probability >= 0.5;
                let asker = asks != swapped;
                let probability = if asks { probability } else { 1.0 - probability };
                Part {
                    span,
                    speaker: pin.unwrap_or(id(usize::from(!asker))),
                    confidence: if pin.is_some() {
                        1.0
                    } else {
                        weights::calibrated(probability).min(self.surest)
                    },
                    origin: if pin.is_some() {
                        Origin::Corrected
                    } else {
                        Origin::Inferred
                    },
                }
            })
            .collect()
    }
}

/// What a network sees of a transcript that is cut into units.
pub(super) fn sequence(transcript: &Transcript, units: &[Unit]) -> Sequence {
    let code = language(transcript.facts().language, transcript.text());
    let scene = Scene::new(transcript, units, Lexicon::of(code));
    Sequence::new(&scene, Model::salt(code))
}

/// The first units of a transcript and what they weigh, whatever labels say.
pub(super) fn first_units(transcript: &Transcript, most: usize, model: &Model<'_>) -> (Vec<Unit>, Vec<Potential>) {
    let mut units = units::cut(transcript);
    units.truncate(most);
    let sequence = sequence(transcript, &units);
    (units, learned::weigh(&sequence, model).0)
}
