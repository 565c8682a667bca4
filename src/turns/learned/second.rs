//! The second reading: what the first one found in this file tells how the rest of it is to be read.
//!
//! Words that one side says more than the other, how long the sides' sentences are, and how far a question can be trusted to hand
//! over are measures of the file itself; the second network reads with them, and adds to what the first weighed.

use super::super::decode::{Expectations, expectations};
use super::features::{MEASURES, Sequence};
use super::network::Network;

/// Units in which a word must stand before it says anything, as a weight towards neither side.
const DOUBT: f32 = 3.0;
/// Slots looked at for a word.
const TRIES: usize = 32;

/// What the second network sees after the first has read.
pub(in crate::turns) fn again(sequence: &Sequence, first: &Network<'_>) -> Sequence {
    let potentials = first.weigh(sequence);
    let found = expectations(&potentials, &first.passages(), true);
    let count = sequence.len();
    let share = found.units.iter().map(|unit| unit[0]).sum::<f32>() / count.max(1) as f32;
    let share = share.clamp(0.02, 0.98);
    let habits = Habits::new(sequence, &found);
    let mut words = Sides::new(sequence.heard.len(), share);
    let (mut firsts, mut lasts) = (Sides::new(count, share), Sides::new(count, share));
    let mut places = Vec::with_capacity(sequence.heard.len());
    let mut edges = Vec::with_capacity(count);
    for (at, unit) in found.units.iter().enumerate() {
        let heard = sequence.words(at);
        let hear = |sides: &mut Sides, word: u32| sides.hear(word, at as u32, unit[0]);
        places.extend(heard.iter().map(|word| hear(&mut words, *word)));
        edges.push(match heard {
            [first, .., last] => [hear(&mut firsts, *first), hear(&mut lasts, *last)],
            [only] => [hear(&mut firsts, *only), hear(&mut lasts, *only)],
            [] => [None; 2],
        });
    }
    let measures = (0..count)
        .map(|at| {
            let [p, to_asker, to_guest] = found.units[at];
            let heard = sequence.words(at);
            let from = at.checked_sub(1).map_or(0, |before| sequence.heard_ends[before]);
            let places = &places[from as usize..sequence.heard_ends[at] as usize];
            let sum: f32 = places.iter().map(|place| words.lean(*place, p)).sum();
            let mean = sum / (heard.len() as f32).max(1.0).sqrt();
            let old = &sequence.measures[at];
            let asked = at.checked_sub(1).is_some_and(|before| sequence.asks[before]);
            let mut measures = [0.0; MEASURES];
            measures.copy_from_slice(&[
                log_odds(p) / 4.0,
                to_asker * 2.0 - 1.0,
                to_guest * 2.0 - 1.0,
                mean,
                (sum / 3.0).clamp(-3.0, 3.0),
                firsts.lean(edges[at][0], p),
                lasts.lean(edges[at][1], p),
                habits.length(heard.len(), p),
                log_odds(share) / 2.0,
                habits.switches,
                habits.after_questions,
                habits.handed_over,
                habits.opens_asking,
                habits.guest_asks,
                f32::from(u8::from(sequence.asks[at])),
                f32::from(u8::from(asked)),
                old[0],
                old[4],
                old[5],
                old[2],
                old[3],
                old[9],
                old[14],
                potentials[at].role / 4.0,
            ]);
            measures
        })
        .collect();
    let base = potentials
        .iter()
        .map(|potential| [potential.role, potential.to_asker, potential.to_guest]);
    Sequence {
        rows: Vec::new(),
        ends: vec![(0, 0); count],
        seen: sequence.seen.clone(),
        measures,
        asks: sequence.asks.clone(),
        base: base.collect(),
        heard: Vec::new(),
        heard_ends: vec![0; count],
    }
}

fn log_odds(p: f32) -> f32 {
    let p = p.clamp(0.001, 0.999);
    (p / (1.0 - p)).ln()
}

/// Habits of the two sides in one file.
struct Habits {
    /// How often the speaker changes.
    switches: f32,
    /// Share of the guest's turns that begin after a question.
    after_questions: f32,
    /// Share of the questions that hand over.
    handed_over: f32,
    /// Share of the interviewer's turns that open with a question.
    opens_asking: f32,
    /// Share of the questions that are the guest's.
    guest_asks: f32,
    /// Mean and spread of the logarithm of a unit's words, for the interviewer and for the guest; with the sums behind them.
    lengths: [[f32; 3]; 2],
}

impl Habits {
    fn new(sequence: &Sequence, found: &Expectations) -> Self {
        let mut sums = [0.0_f32; 8];
        let mut lengths = [[0.0_f32; 3]; 2];
        for (at, [p, to_asker, to_guest]) in found.units.iter().copied().enumerate() {
            let asks = f32::from(u8::from(sequence.asks[at]));
            let asked = f32::from(u8::from(at > 0 && sequence.asks[at - 1]));
            let terms = [
                to_asker + to_guest,
                to_guest,
                to_guest * asked,
                asked,
                to_asker,
                to_asker * asks,
                asks,
                asks * (1.0 - p),
            ];
            for (sum, term) in sums.iter_mut().zip(terms) {
                *sum += term;
            }
            let length = (1.0 + sequence.words(at).len() as f32).ln();
            for (side, weight) in [p, 1.0 - p].into_iter().enumerate() {
                lengths[side][0] += weight;
                lengths[side][1] += weight * length;
                lengths[side][2] += weight * length * length;
            }
        }
        let ratio = |part: f32, whole: f32, usual: f32| (part + 2.0 * usual) / (whole + 2.0);
        Self {
            switches: (0.01 + sums[0] / sequence.len().max(1) as f32).ln() / 2.0 + 1.0,
            after_questions: ratio(sums[2], sums[1], 0.7),
            handed_over: ratio(sums[2], sums[3], 0.6),
            opens_asking: ratio(sums[5], sums[4], 0.5),
            guest_asks: ratio(sums[7], sums[6], 0.2),
            lengths,
        }
    }

    /// How much likelier a length is for the interviewer than for the guest, the unit itself left out.
    fn length(&self, words: usize, p: f32) -> f32 {
        let length = (1.0 + words as f32).ln();
        let density = |side: usize, own: f32| {
            let [weight, sum, squares] = self.lengths[side];
            let weight = (weight - own).max(0.0) + DOUBT;
            let mean = (sum - own * length + DOUBT * 2.3) / weight;
            let spread = ((squares - own * length * length + DOUBT * 6.0) / weight - mean * mean).max(0.1);
            -(length - mean) * (length - mean) / (2.0 * spread) - spread.ln() / 2.0
        };
        (density(0, p) - density(1, 1.0 - p)).clamp(-2.0, 2.0)
    }
}

/// How often each word is said, and how much of that by the interviewer.
struct Sides {
    slots: Vec<Slot>,
    /// The interviewer's share of all units, and as log-odds.
    share: f32,
    level: f32,
}

#[derive(Clone, Copy, Default)]
struct Slot {
    word: u32,
    /// The last unit in which it was counted, from 1.
    unit: u32,
    units: f32,
    asker: f32,
}

impl Sides {
    fn new(words: usize, share: f32) -> Self {
        Self {
            slots: vec![Slot::default(); (words * 2).next_power_of_two().max(16)],
            share,
            level: log_odds(share),
        }
    }

    /// Counts a word once in each unit and says where; the interviewer says it with probability `asker`. Where there is no room
    /// left, nowhere.
    fn hear(&mut self, word: u32, unit: u32, asker: f32) -> Option<u32> {
        let mask = self.slots.len() - 1;
        let first = (word.wrapping_mul(0x9E37_79B1) >> 7) as usize;
        // Half of the slots at least are free; a few steps find the word or a free one.
        let mut all = (first..first + TRIES).map(|at| at & mask);
        let at = all.find(|at| self.slots[*at].unit == 0 || self.slots[*at].word == word)?;
        let slot = &mut self.slots[at];
        if slot.unit != unit + 1 {
            slot.word = word;
            slot.unit = unit + 1;
            slot.units += 1.0;
            slot.asker += asker;
        }
        Some(at as u32)
    }

    /// How much a word leans to the interviewer in all units but one, in which it is theirs with probability `p`.
    fn lean(&self, place: Option<u32>, p: f32) -> f32 {
        let Some(slot) = place.and_then(|at| self.slots.get(at as usize)) else {
            return 0.0;
        };
        if slot.units < 2.0 {
            return 0.0;
        }
        let units = slot.units - 1.0;
        let asker = (slot.asker - p).max(0.0);
        log_odds((asker + DOUBT * self.share) / (units + DOUBT)) - self.level
    }
}
