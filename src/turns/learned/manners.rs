//! The manners of a talk: where questions are many and the guest asks hardly any, a single question is hardly the guest's.
//!
//! The networks have seen too few such slips to learn it: in talks of shows left out, two of five single questions that they gave
//! to a guest who asks hardly any were the interviewer's (33 of 79), one of six elsewhere. It is a weight of its own, set by that.

use super::super::decode::{Passages, Potential, probabilities};

/// A talk in which fewer questions are asked has no manners yet.
const FEWEST: f32 = 8.0;
/// From this share of asking units on questions are many.
const MANY: f32 = 0.12;
/// Up to this share of the questions the guest asks hardly any.
const HARDLY: f32 = 0.1;
/// What a single question then weighs for the interviewer, and the next unit for the guest taking over.
const ASKS: f32 = 1.5;
const ANSWERS: f32 = 1.0;

/// How probable it is, unit by unit, that the interviewer speaks, with what the talk's manners weigh added to all else.
pub(in crate::turns) fn asked(potentials: &mut [Potential], passages: &Passages) -> Vec<f32> {
    let asker = probabilities(potentials, passages);
    if asks_much(potentials) && weigh(potentials, &asker) {
        probabilities(potentials, passages)
    } else {
        asker
    }
}

/// Adds what the talk's manners weigh.
pub(in crate::turns) fn add(potentials: &mut [Potential], passages: &Passages) {
    if asks_much(potentials) {
        weigh(potentials, &probabilities(potentials, passages));
    }
}

/// Whether enough is asked for there to be manners.
fn asks_much(potentials: &[Potential]) -> bool {
    let questions = potentials.iter().filter(|potential| potential.asks).count() as f32;
    questions >= FEWEST && questions >= MANY * potentials.len() as f32
}

/// Adds what they weigh, given who is likely to speak; whether they weigh anything.
fn weigh(potentials: &mut [Potential], asker: &[f32]) -> bool {
    let asking = asker.iter().zip(&*potentials).filter(|(_, potential)| potential.asks);
    let (guests, questions) = asking.fold((0.0, 0.0), |(guests, all), (asker, _)| {
        (guests + (1.0 - asker), all + 1.0)
    });
    if guests > HARDLY * questions {
        return false;
    }
    let mut any = false;
    for at in 1..potentials.len().saturating_sub(1) {
        let single = [false, true, false] == [at - 1, at, at + 1].map(|at| potentials[at].asks);
        if single && asker[at - 1..=at + 1].iter().all(|asker| *asker < 0.5) {
            potentials[at].role += ASKS;
            potentials[at + 1].to_guest += ANSWERS;
            any = true;
        }
    }
    any
}
