//! One decision for the whole file: how probable it is, unit by unit, that the interviewer speaks.
//!
//! A chain of four states is enough to know whether a question has been asked in the asker's turn, and whether an answer has
//! only begun. It knows potentials, not what they came from. Every unit is given to whoever is more probable there, all paths
//! weighed; the single likeliest path was measured too and reads shows it has not seen worse.

use super::Role;

/// What one unit weighs, in natural logarithms of odds.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Potential {
    /// For the interviewer.
    pub(super) role: f32,
    /// For the interviewer taking over from the guest here.
    pub(super) to_asker: f32,
    /// For the guest taking over from the interviewer here.
    pub(super) to_guest: f32,
    /// The unit asks a question.
    pub(super) asks: bool,
    /// The reader said whose it is.
    pub(super) pinned: Option<Role>,
}

/// How many ways there are to begin and to go on.
pub(super) const PASSAGES: usize = 9;

/// What it costs to begin in a state and to go from one to another, in the order of the fields of [`Factors`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Passages(pub(super) [f32; PASSAGES]);

const STATES: usize = 4;
const UNASKED: usize = 0;
const ASKED: usize = 1;
const BEGUN: usize = 2;
const ANSWER: usize = 3;
/// Potentials beyond this are as good as certain, and their powers stay finite.
const FARTHEST: f32 = 40.0;
/// Keeps a sum that ran out of digits from dividing by nothing.
const LEAST: f64 = 1.0e-280;

/// A number for each state.
type States = [f64; STATES];

/// What is to be expected of a chain: how probable the asker is at each unit, taking over there, and how often each passage is
/// taken.
#[derive(Clone, Debug, Default)]
pub(super) struct Expectations {
    /// For each unit: the interviewer speaks, the interviewer takes over, the guest takes over.
    pub(super) units: Vec<[f32; 3]>,
    /// In the order of [`Passages`].
    pub(super) passages: [f32; PASSAGES],
}

/// The passages as factors.
struct Factors {
    /// The interviewer opens.
    begin_asker: f64,
    /// The interviewer goes on, having asked nothing yet.
    on_unasked: f64,
    /// The interviewer goes on after a question.
    on_asked: f64,
    /// The guest takes over though nothing was asked.
    over_unasked: f64,
    /// The guest takes over after a question.
    over_asked: f64,
    /// The guest goes on after a first unit.
    on_begun: f64,
    /// The guest goes on.
    on_answer: f64,
    /// The interviewer takes over after a guest's single unit.
    back_begun: f64,
    /// The interviewer takes over.
    back_answer: f64,
}

/// How one unit is reached: the factor from each state to the only states that can follow it.
#[derive(Clone, Copy)]
struct Step {
    /// The state in which an asker's turn begins here.
    opened: usize,
    unasked_on: f64,
    asked_on: f64,
    unasked_over: f64,
    asked_over: f64,
    begun_on: f64,
    answer_on: f64,
    begun_back: f64,
    answer_back: f64,
}

/// Units whose states are kept at a time on the way back.
const BLOCK: usize = 1_024;

/// The probability, unit by unit, that the interviewer speaks. A pinned unit has 0 or 1.
///
/// On the way forward only the states that begin a block are kept; on the way back each block is walked anew from there.
pub(super) fn probabilities(potentials: &[Potential], passages: &Passages) -> Vec<f32> {
    let Some(first) = potentials.first() else {
        return Vec::new();
    };
    let factors = Factors::new(passages);
    let mut opening = level(begin(first, &factors));
    let mut openings = vec![opening];
    let last = (potentials.len() - 1) / BLOCK * BLOCK;
    for (at, potential) in potentials.iter().enumerate().take(last + 1).skip(1) {
        opening = level(Step::new(potential, &factors).forward(&opening));
        if at % BLOCK == 0 {
            openings.push(opening);
        }
    }
    let mut asker = vec![0.5; potentials.len()];
    let mut after = [1.0; STATES];
    let blocks = potentials.chunks(BLOCK).zip(asker.chunks_mut(BLOCK));
    for ((potentials, asker), opening) in blocks.zip(openings).rev() {
        let (steps, forward) = forward(potentials, &factors, opening);
        for at in (0..potentials.len()).rev() {
            asker[at] = asking(&forward[at], &after);
            after = level(steps[at].backward(&after));
        }
    }
    asker
}

impl Factors {
    fn new(passages: &Passages) -> Self {
        let [
            begin_asker,
            on_unasked,
            on_asked,
            over_unasked,
            over_asked,
            on_begun,
            on_answer,
            back_begun,
            back_answer,
        ] = passages.0.map(factor);
        Self {
            begin_asker,
            on_unasked,
            on_asked,
            over_unasked,
            over_asked,
            on_begun,
            on_answer,
            back_begun,
            back_answer,
        }
    }
}

impl Step {
    fn new(potential: &Potential, factors: &Factors) -> Self {
        let (asker, guest) = own(potential);
        let to_asker = asker * factor(potential.to_asker);
        let to_guest = guest * factor(potential.to_guest);
        Self {
            opened: if potential.asks { ASKED } else { UNASKED },
            unasked_on: factors.on_unasked * asker,
            asked_on: factors.on_asked * asker,
            unasked_over: factors.over_unasked * to_guest,
            asked_over: factors.over_asked * to_guest,
            begun_on: factors.on_begun * guest,
            answer_on: factors.on_answer * guest,
            begun_back: factors.back_begun * to_asker,
            answer_back: factors.back_answer * to_asker,
        }
    }

    fn forward(&self, before: &States) -> States {
        let mut next = [0.0; STATES];
        next[self.opened] =
            before[UNASKED] * self.unasked_on + before[BEGUN] * self.begun_back + before[ANSWER] * self.answer_back;
        next[ASKED] += before[ASKED] * self.asked_on;
        next[BEGUN] = before[UNASKED] * self.unasked_over + before[ASKED] * self.asked_over;
        next[ANSWER] = before[BEGUN] * self.begun_on + before[ANSWER] * self.answer_on;
        next
    }

    /// The weight of each passage here, in the order of [`Passages`] without the beginning.
    fn taken(&self, before: &States, after: &States) -> [f64; PASSAGES - 1] {
        let opened = after[self.opened];
        [
            before[UNASKED] * opened * self.unasked_on,
            before[ASKED] * after[ASKED] * self.asked_on,
            before[UNASKED] * after[BEGUN] * self.unasked_over,
            before[ASKED] * after[BEGUN] * self.asked_over,
            before[BEGUN] * after[ANSWER] * self.begun_on,
            before[ANSWER] * after[ANSWER] * self.answer_on,
            before[BEGUN] * opened * self.begun_back,
            before[ANSWER] * opened * self.answer_back,
        ]
    }

    fn backward(&self, after: &States) -> States {
        let opened = after[self.opened];
        [
            opened * self.unasked_on + after[BEGUN] * self.unasked_over,
            after[ASKED] * self.asked_on + after[BEGUN] * self.asked_over,
            after[ANSWER] * self.begun_on + opened * self.begun_back,
            after[ANSWER] * self.answer_on + opened * self.answer_back,
        ]
    }
}

/// What is to be expected of a chain, for fitting its weights. `opens` says that the first unit opens the transcript; else it may
/// be reached in any state.
pub(super) fn expectations(potentials: &[Potential], passages: &Passages, opens: bool) -> Expectations {
    let mut expected = Expectations {
        units: vec![[0.0; 3]; potentials.len()],
        ..Expectations::default()
    };
    let Some(first) = potentials.first() else {
        return expected;
    };
    let factors = Factors::new(passages);
    let opening = if opens { begin(first, &factors) } else { anywhere(first) };
    let (steps, forward) = forward(potentials, &factors, level(opening));
    let mut after = [1.0; STATES];
    for at in (0..potentials.len()).rev() {
        expected.units[at][0] = asking(&forward[at], &after);
        if at > 0 {
            let (before, step) = (&forward[at - 1], &steps[at]);
            let taken = step.taken(before, &after);
            let all = taken.iter().sum::<f64>().max(LEAST);
            for (sum, taken) in expected.passages[1..].iter_mut().zip(taken) {
                *sum += (taken / all) as f32;
            }
            expected.units[at][1] = ((taken[6] + taken[7]) / all) as f32;
            expected.units[at][2] = ((taken[2] + taken[3]) / all) as f32;
        } else if opens {
            expected.passages[0] = expected.units[0][0];
        }
        after = level(steps[at].backward(&after));
    }
    expected
}

/// How every unit is reached, and how far the chain has come there from `opening`, the levelled states of the first unit.
fn forward(potentials: &[Potential], factors: &Factors, opening: States) -> (Vec<Step>, Vec<States>) {
    let steps: Vec<Step> = potentials
        .iter()
        .map(|potential| Step::new(potential, factors))
        .collect();
    let mut states = Vec::with_capacity(steps.len());
    let mut state = opening;
    states.push(state);
    for step in &steps[1..] {
        state = level(step.forward(&state));
        states.push(state);
    }
    (steps, states)
}

/// The interviewer's share of what led to a unit and what follows it.
fn asking(before: &States, after: &States) -> f32 {
    let weight: States = std::array::from_fn(|state| before[state] * after[state]);
    let asking = weight[UNASKED] + weight[ASKED];
    let all = asking + weight[BEGUN] + weight[ANSWER];
    (asking / all.max(LEAST)) as f32
}

/// The states in which a unit in the middle can be.
fn anywhere(first: &Potential) -> States {
    let (asker, guest) = own(first);
    [asker, asker, guest, guest]
}

/// The states in which the first unit can be.
fn begin(first: &Potential, factors: &Factors) -> States {
    let (asker, guest) = own(first);
    let mut state = [0.0, 0.0, guest, 0.0];
    state[if first.asks { ASKED } else { UNASKED }] = asker * factors.begin_asker;
    state
}

/// What a unit gives to the interviewer and to the guest by itself.
fn own(potential: &Potential) -> (f64, f64) {
    match potential.pinned {
        None => (factor(potential.role), 1.0),
        Some(Role::Interviewer) => (1.0, 0.0),
        Some(Role::Guest) => (0.0, 1.0),
    }
}

fn factor(weight: f32) -> f64 {
    f64::from(weight.clamp(-FARTHEST, FARTHEST)).exp()
}

/// States with a sum of 1: only their shares matter, and the common part would leave the range of numbers.
fn level(states: States) -> States {
    let all: f64 = states.iter().sum();
    states.map(|state| state / all.max(LEAST))
}
