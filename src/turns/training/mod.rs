//! Fits the weights of the network to labelled interviews.
//!
//! Values in, values out: whoever calls reads the corpus and writes the file. The same interviews and the same plan give the
//! same bytes.
//!
//! A network is fitted by going through all interviews some rounds long, every time in another guise: as it is, cut
//! short, edited as print is, cut at other places, without marks. So it learns to read what no corpus holds. The network of the
//! second reading learns from what first readings found in shows that they had not been fitted to, for that is how it will be
//! used.

mod example;
mod fit;
mod guise;
mod random;
mod score;

pub use score::{Score, naive};

use super::learned::network::{OUT, SIGNALS, place};
use super::learned::{self, Model};
use super::{Role, units};
use crate::transcript::{Builder, Piece};
use example::Example;
use fit::{Fit, Without};
use guise::Guise;
pub(crate) use random::Random;

/// A labelled interview, line by line.
#[derive(Clone, Debug)]
pub struct Interview {
    /// Language as ISO 639-1, where it is one whose words are learned or told apart.
    pub language: Option<&'static str>,
    /// The show it is of: what is left out as a whole.
    pub show: String,
    /// Its lines.
    pub lines: Vec<String>,
    /// Who says each line; none where that is not known.
    pub roles: Vec<Option<Role>>,
}

/// How to fit.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Fixes every random choice.
    pub seed: u64,
    /// How often all interviews are gone through.
    pub rounds: usize,
    /// Further talks taken in each round.
    pub more: usize,
}

impl Plan {
    /// The plan by which the shipped weights were made.
    pub const SHIPPED: Self = Self {
        seed: 1,
        rounds: 12,
        more: 260,
    };
}

/// Groups of shows, each read by networks that were fitted to the others, for the second reading.
const GROUPS: usize = 3;
/// How often each of these is read, each time in another guise.
const READINGS: usize = 3;
/// Further talks that are read in each.
const MORE_READ: usize = 40;
/// Rounds of the second network, and from which on its mean is taken.
const SECOND_ROUNDS: usize = 5;
const SECOND_MEAN: usize = 3;
/// Rounds in which the signals alone are fitted.
const STRUCTURE_ROUNDS: usize = 4;

/// The file of weights fitted to these interviews, and to some further talks in every round.
#[must_use]
pub fn train(interviews: &[&Interview], more: &[&Interview], plan: Plan) -> Vec<u8> {
    let mut random = Random::new(plan.seed ^ 0x5EC0);
    let shows = interviews.iter().chain(more).map(|interview| interview.show.as_str());
    let groups = groups(shows, GROUPS);
    let mut read = Vec::new();
    for group in &groups {
        let apart = |interview: &&Interview| group.contains(&interview.show.as_str());
        let (own, seen): (Vec<&Interview>, Vec<_>) = interviews.iter().partition(|one| apart(one));
        let (own_more, seen_more): (Vec<&Interview>, Vec<_>) = more.iter().partition(|one| apart(one));
        let part = Plan {
            rounds: (plan.rounds * 2 / 3).max(1),
            ..plan
        };
        let (table, parameters) = first(&seen, &seen_more, part);
        let bytes = learned::pack(&table, &parameters, &[0.0; SIGNALS * OUT], &[]);
        // A file just packed is one; without it the group is left out.
        let Some(model) = Model::new(&bytes) else { continue };
        for reading in 0..READINGS {
            let some = (0..own_more.len().min(MORE_READ)).map(|_| own_more[random.below(own_more.len())]);
            let some: Vec<&Interview> = some.collect();
            for interview in own.iter().chain(&some) {
                let guise = if reading == 0 {
                    Guise::AsIs
                } else {
                    Guise::any(&mut random)
                };
                read.push(Example::new(interview, guise, &mut random).again(&model));
            }
        }
    }
    let (table, parameters) = first(interviews, more, plan);
    let structure = structure(interviews, plan);
    learned::pack(&table, &parameters, &structure, &second(&read, plan))
}

/// Shows in groups that hold about the same number of interviews. A show is named once for each of its interviews.
#[must_use]
pub fn groups<'a>(shows: impl Iterator<Item = &'a str>, count: usize) -> Vec<Vec<&'a str>> {
    let mut counted: Vec<(&str, usize)> = Vec::new();
    for show in shows {
        match counted.iter_mut().find(|(known, _)| *known == show) {
            Some((_, times)) => *times += 1,
            None => counted.push((show, 1)),
        }
    }
    counted.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let mut groups = vec![(0, Vec::new()); count];
    for (show, times) in counted {
        if let Some((held, group)) = groups.iter_mut().min_by_key(|(held, _)| *held) {
            *held += times;
            group.push(show);
        }
    }
    groups
        .into_iter()
        .map(|(_, group)| group)
        .filter(|group| !group.is_empty())
        .collect()
}

/// The network of the first reading: the table of words and the parameters.
fn first(interviews: &[&Interview], more: &[&Interview], plan: Plan) -> (Vec<f32>, Vec<f32>) {
    let mut random = Random::new(plan.seed);
    let mut fit = Fit::new(&mut random);
    let (mut table, mut parameters) = (vec![0.0; fit.table.len()], vec![0.0; place::END]);
    let mut taken = 0.0;
    for round in 0..plan.rounds {
        let mut examples: Vec<Example> = interviews
            .iter()
            .map(|interview| Example::new(interview, Guise::any(&mut random), &mut random))
            .collect();
        for _ in 0..more.len().min(plan.more) {
            let interview = more[random.below(more.len())];
            let guise = Guise::plainer(&mut random);
            examples.push(Example::new(interview, guise, &mut random));
        }
        go_through(&mut fit, &examples, &mut random, |done, random| {
            let progress = (round as f32 + done) / plan.rounds as f32;
            (rate(progress), Without::some(random))
        });
        // The mean of the last rounds reads better than the last of them.
        if round * 3 >= plan.rounds * 2 {
            taken += 1.0;
            mean(&mut table, &fit.table, taken);
            mean(&mut parameters, &fit.parameters, taken);
        }
    }
    (table, parameters)
}

/// What the signals weigh where there is nothing else: how a turn is explained.
fn structure(interviews: &[&Interview], plan: Plan) -> Vec<f32> {
    let mut random = Random::new(plan.seed ^ 0x57A7);
    let mut fit = Fit::new(&mut random);
    for round in 0..STRUCTURE_ROUNDS {
        let examples: Vec<Example> = interviews
            .iter()
            .map(|interview| Example::new(interview, Guise::any(&mut random), &mut random))
            .collect();
        go_through(&mut fit, &examples, &mut random, |done, _| {
            let progress = (round as f32 + done) / STRUCTURE_ROUNDS as f32;
            (rate(progress), Without::layers())
        });
    }
    fit.parameters[place::LINEAR..place::LINEAR + SIGNALS * OUT].to_vec()
}

/// The network of the second reading.
fn second(examples: &[Example], plan: Plan) -> Vec<f32> {
    let mut random = Random::new(plan.seed ^ 0x2BAD);
    let mut fit = Fit::new(&mut random);
    let mut parameters = vec![0.0; place::END];
    let mut taken = 0.0;
    for round in 0..SECOND_ROUNDS {
        go_through(&mut fit, examples, &mut random, |done, random| {
            let progress = (round as f32 + done) / SECOND_ROUNDS as f32;
            (0.5 * rate(progress), Without::cues_sometimes(random))
        });
        if round >= SECOND_MEAN {
            taken += 1.0;
            mean(&mut parameters, &fit.parameters, taken);
        }
    }
    parameters
}

/// One round through all chunks in a random order; `how` says the rate and what is left out, from the share that is done.
fn go_through(
    fit: &mut Fit,
    examples: &[Example],
    random: &mut Random,
    how: impl Fn(f32, &mut Random) -> (f32, Without),
) {
    let mut order: Vec<(usize, (usize, usize))> = Vec::new();
    for (at, example) in examples.iter().enumerate() {
        order.extend(example.chunks(random).into_iter().map(|chunk| (at, chunk)));
    }
    random.shuffle(&mut order);
    let count = order.len() as f32;
    for (done, (at, chunk)) in order.into_iter().enumerate() {
        let (rate, without) = how(done as f32 / count, random);
        fit.step(&examples[at].chunk(chunk), without, rate, random);
    }
}

/// How far a step goes: more from little at the beginning, then less and less.
fn rate(progress: f32) -> f32 {
    let warm = (progress * 20.0).min(1.0);
    0.003 * warm * (1.0 - 0.9 * progress)
}

fn mean(mean: &mut [f32], value: &[f32], taken: f32) {
    for (mean, value) in mean.iter_mut().zip(value) {
        *mean += (value - *mean) / taken;
    }
}

/// The sentences of a turn, as lines.
#[must_use]
pub fn sentences(text: &str) -> Vec<String> {
    let mut builder = Builder::default();
    builder.push(Piece::new(text, 1));
    let transcript = builder.finish(1);
    units::cut(&transcript)
        .iter()
        .map(|unit| transcript.words(unit.span).to_owned())
        .collect()
}
