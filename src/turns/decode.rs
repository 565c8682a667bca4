//! One decision for the whole file: the likeliest sequence of roles, and how sure each is.
//!
//! A chain of four states is enough to know whether a question has been asked in the asker's turn, and whether an answer has
//! only begun. It knows potentials, not what they came from.

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

/// What it costs to begin in a state and to go from one to another.
pub(super) struct Passages {
    /// The interviewer opens.
    pub(super) begin_asker: f32,
    /// The interviewer goes on, having asked nothing yet.
    pub(super) on_unasked: f32,
    /// The interviewer goes on after a question.
    pub(super) on_asked: f32,
    /// The guest takes over though nothing was asked.
    pub(super) over_unasked: f32,
    /// The guest takes over after a question.
    pub(super) over_asked: f32,
    /// The guest goes on after a first unit.
    pub(super) on_begun: f32,
    /// The guest goes on.
    pub(super) on_answer: f32,
    /// The interviewer takes over after a guest's single unit.
    pub(super) back_begun: f32,
    /// The interviewer takes over.
    pub(super) back_answer: f32,
}

const STATES: usize = 4;
const UNASKED: usize = 0;
const ASKED: usize = 1;
const BEGUN: usize = 2;
const ANSWER: usize = 3;
const NEVER: f32 = -1.0e9;

/// The likeliest role of every unit.
pub(super) fn likeliest(potentials: &[Potential], passages: &Passages) -> Vec<Role> {
    let Some(first) = potentials.first() else {
        return Vec::new();
    };
    let mut best: Vec<[u8; STATES]> = Vec::with_capacity(potentials.len());
    let mut score = begin(first, passages);
    best.push([0; STATES]);
    for potential in &potentials[1..] {
        let (steps, own) = (steps(potential, passages), enter(potential));
        let (mut next, mut from) = ([NEVER; STATES], [0; STATES]);
        for to in 0..STATES {
            for (origin, step) in steps.iter().enumerate() {
                let value = score[origin] + step[to] + own[to];
                if value > next[to] {
                    next[to] = value;
                    from[to] = u8::try_from(origin).unwrap_or(0);
                }
            }
        }
        score = level(next);
        best.push(from);
    }
    backtrack(&best, &score)
}

/// How probable the given role of each unit is, all else weighed.
pub(super) fn probabilities(potentials: &[Potential], passages: &Passages, roles: &[Role]) -> Vec<f32> {
    let Some(first) = potentials.first() else {
        return Vec::new();
    };
    let mut forward: Vec<[f32; STATES]> = Vec::with_capacity(potentials.len());
    let mut sums = begin(first, passages);
    forward.push(sums);
    for potential in &potentials[1..] {
        let (steps, own) = (steps(potential, passages), enter(potential));
        let mut next = [NEVER; STATES];
        for to in 0..STATES {
            let mut terms = [NEVER; STATES];
            for (origin, step) in steps.iter().enumerate() {
                terms[origin] = sums[origin] + step[to] + own[to];
            }
            next[to] = log_sum(&terms);
        }
        sums = level(next);
        forward.push(sums);
    }
    let asker = marginals(potentials, passages, &forward);
    asker
        .into_iter()
        .zip(roles)
        .map(|(asker, role)| if *role == Role::Interviewer { asker } else { 1.0 - asker })
        .collect()
}

/// Scores of the states in which the first unit can be.
fn begin(first: &Potential, passages: &Passages) -> [f32; STATES] {
    let own = enter(first);
    let mut score = [NEVER, NEVER, own[BEGUN], NEVER];
    let opened = if first.asks { ASKED } else { UNASKED };
    score[opened] = own[opened] + passages.begin_asker;
    score
}

/// What a unit gives to each state by itself.
fn enter(potential: &Potential) -> [f32; STATES] {
    let asker = if potential.pinned == Some(Role::Guest) {
        NEVER
    } else {
        potential.role
    };
    let guest = if potential.pinned == Some(Role::Interviewer) {
        NEVER
    } else {
        0.0
    };
    [asker, asker, guest, guest]
}

/// The passage from each state to each.
fn steps(potential: &Potential, passages: &Passages) -> [[f32; STATES]; STATES] {
    let asked = if potential.asks { ASKED } else { UNASKED };
    let mut steps = [[NEVER; STATES]; STATES];
    steps[UNASKED][asked] = passages.on_unasked;
    steps[ASKED][ASKED] = passages.on_asked;
    steps[UNASKED][BEGUN] = passages.over_unasked + potential.to_guest;
    steps[ASKED][BEGUN] = passages.over_asked + potential.to_guest;
    steps[BEGUN][ANSWER] = passages.on_begun;
    steps[ANSWER][ANSWER] = passages.on_answer;
    steps[BEGUN][asked] = passages.back_begun + potential.to_asker;
    steps[ANSWER][asked] = passages.back_answer + potential.to_asker;
    steps
}

fn backtrack(best: &[[u8; STATES]], last: &[f32; STATES]) -> Vec<Role> {
    let mut state = (0..STATES)
        .max_by(|a, b| last[*a].total_cmp(&last[*b]))
        .unwrap_or(BEGUN);
    let mut roles = vec![Role::Guest; best.len()];
    for at in (0..best.len()).rev() {
        if state <= ASKED {
            roles[at] = Role::Interviewer;
        }
        state = usize::from(best[at][state]);
    }
    roles
}

/// The probability, unit by unit, that the interviewer speaks.
fn marginals(potentials: &[Potential], passages: &Passages, forward: &[[f32; STATES]]) -> Vec<f32> {
    let mut after = [0.0_f32; STATES];
    let mut asker = vec![0.5; potentials.len()];
    for at in (0..potentials.len()).rev() {
        let mut total = [NEVER; STATES];
        for state in 0..STATES {
            total[state] = forward[at][state] + after[state];
        }
        let all = log_sum(&total);
        asker[at] = (log_sum(&total[..BEGUN]) - all).exp().clamp(0.0, 1.0);
        if at == 0 {
            break;
        }
        let (steps, own) = (steps(&potentials[at], passages), enter(&potentials[at]));
        let mut before = [NEVER; STATES];
        for (state, step) in steps.iter().enumerate() {
            let mut terms = [NEVER; STATES];
            for to in 0..STATES {
                terms[to] = step[to] + own[to] + after[to];
            }
            before[state] = log_sum(&terms);
        }
        after = level(before);
    }
    asker
}

/// Scores with the best at 0: only differences matter, and the common part would grow without bound.
fn level(scores: [f32; STATES]) -> [f32; STATES] {
    let top = scores.iter().copied().fold(NEVER, f32::max);
    scores.map(|score| (score - top).max(NEVER))
}

fn log_sum(terms: &[f32]) -> f32 {
    let top = terms.iter().copied().fold(NEVER, f32::max);
    if top <= NEVER {
        return NEVER;
    }
    top + terms.iter().map(|term| (term - top).exp()).sum::<f32>().ln()
}
