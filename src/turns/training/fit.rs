//! Fits the network: the gradient of the chain's likelihood, carried back through the layers, and steps after Kingma and Ba's
//! Adam (2015), rows of the table of words only where they were seen.

use super::super::decode::{Expectations, PASSAGES, Passages, Potential, expectations};
use super::super::learned::features::{MEASURES, ROWS};
use super::super::learned::layer::convolve;
use super::super::learned::matrix::{Matrix, add};
use super::super::learned::network::{HIDDEN, OUT, REACHES, SIGNALS, WORDS, place};
use super::example::Chunk;
use super::random::Random;

/// Share of the rows of words that are left out of each unit while fitting.
const WORDS_LEFT_OUT: f32 = 0.35;
/// Share of the numbers inside that are left out.
const INSIDE_LEFT_OUT: f32 = 0.15;

/// Everything that is fitted, with the moments of its gradients.
pub(super) struct Fit {
    pub(super) parameters: Vec<f32>,
    pub(super) table: Vec<f32>,
    gradient: Vec<f32>,
    moments: Vec<[f32; 2]>,
    table_moments: Vec<[f32; 2]>,
    touched: Vec<(u32, [f32; WORDS])>,
    steps: i32,
}

/// What is left out of one chunk.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Without {
    /// Words.
    pub(super) words: bool,
    /// Every signal that rests on words.
    pub(super) cues: bool,
    /// The layers: the signals weigh alone.
    pub(super) layers: bool,
}

impl Without {
    /// What the first network has to do without now and then: a language it has not learned, a file without the usual words.
    pub(super) fn some(random: &mut Random) -> Self {
        let share = random.share();
        Self {
            words: share < 0.2,
            cues: share < 0.06,
            layers: share > 0.92,
        }
    }

    /// The signals alone.
    pub(super) const fn layers() -> Self {
        Self {
            words: true,
            cues: false,
            layers: true,
        }
    }

    /// The second has no words, and the cues in most chunks only.
    pub(super) fn cues_sometimes(random: &mut Random) -> Self {
        Self {
            words: true,
            cues: random.share() < 0.3,
            layers: false,
        }
    }
}

impl Fit {
    pub(super) fn new(random: &mut Random) -> Self {
        let mut parameters = vec![0.0; place::END];
        let mut fill = |from: usize, to: usize, inputs: usize| {
            let spread = (2.0 / inputs as f32).sqrt();
            for number in &mut parameters[from..to] {
                *number = spread * random.normal();
            }
        };
        fill(place::INTO, place::SIGNAL, WORDS);
        fill(place::SIGNAL, place::MEASURE, 64);
        fill(place::MEASURE, place::BIAS, 64);
        for layer in 0..REACHES.len() {
            let from = place::LAYERS + layer * place::LAYER;
            fill(from, from + 3 * HIDDEN * HIDDEN, 12 * HIDDEN);
        }
        Self {
            gradient: vec![0.0; place::END],
            moments: vec![[0.0; 2]; place::END],
            table_moments: vec![[0.0; 2]; ROWS * WORDS],
            table: vec![0.0; ROWS * WORDS],
            parameters,
            touched: Vec::new(),
            steps: 0,
        }
    }

    /// One step down the gradient of a chunk; the loss is not needed.
    pub(super) fn step(&mut self, chunk: &Chunk<'_>, without: Without, rate: f32, random: &mut Random) {
        self.gradient.fill(0.0);
        self.touched.clear();
        self.slope(chunk, without, random);
        self.steps += 1;
        self.descend(rate);
    }

    fn slope(&mut self, chunk: &Chunk<'_>, without: Without, random: &mut Random) {
        let count = chunk.len();
        let trace = Trace::new(self, chunk, without, random);
        let passages = passages(&self.parameters);
        let mut potentials = trace.potentials(self, chunk, without);
        let free = expectations(&potentials, &passages, chunk.opens());
        for (at, potential) in potentials.iter_mut().enumerate() {
            potential.pinned = chunk.role(at);
        }
        let told = expectations(&potentials, &passages, chunk.opens());
        let scale = 1.0 / count as f32;
        let out = difference(&free, &told, scale);
        for (at, (free, told)) in free.passages.iter().zip(told.passages).enumerate() {
            self.gradient[place::PASSAGES + at] = (free - told) * scale;
        }
        for (at, out) in out.iter().enumerate() {
            add(out, 1.0, &mut self.gradient[place::OUT_BIAS..place::OUT_BIAS + OUT]);
            for signal in chunk.signals(at, without.cues) {
                let from = place::LINEAR + signal * OUT;
                add(out, 1.0, &mut self.gradient[from..from + OUT]);
            }
        }
        if !without.layers {
            self.carry_back(chunk, &trace, &out, without);
        }
    }

    /// Carries the slope at the end back through the layers to the words.
    fn carry_back(&mut self, chunk: &Chunk<'_>, trace: &Trace, out: &[[f32; OUT]], without: Without) {
        let count = chunk.len();
        let mut slope = vec![0.0; count * HIDDEN];
        let last = &trace.states[REACHES.len()];
        for (at, out) in out.iter().enumerate() {
            for number in 0..HIDDEN {
                let weights = place::LAST + number * OUT;
                let value = last[at * HIDDEN + number];
                for (column, out) in out.iter().enumerate() {
                    slope[at * HIDDEN + number] += out * self.parameters[weights + column];
                    self.gradient[weights + column] += out * value;
                }
            }
        }
        let mut inner = vec![0.0; count * HIDDEN];
        for layer in (0..REACHES.len()).rev() {
            let reach = REACHES[layer].min(count);
            for ((inner, slope), open) in inner.iter_mut().zip(&slope).zip(&trace.open[layer]) {
                *inner = slope * open;
            }
            let from = place::LAYERS + layer * place::LAYER;
            let state = &trace.states[layer];
            let shift = reach * HIDDEN;
            let whole = count * HIDDEN;
            let square = HIDDEN * HIDDEN;
            let spans = [(0, whole - shift, shift), (0, whole, 0), (shift, whole, 0)];
            for (tap, (start, end, to)) in spans.into_iter().enumerate() {
                let length = end - start;
                let gradient = &mut self.gradient[from + tap * square..from + (tap + 1) * square];
                gather(&state[start..end], &inner[to..to + length], HIDDEN, gradient);
            }
            for row in inner.chunks_exact(HIDDEN) {
                add(
                    row,
                    1.0,
                    &mut self.gradient[from + 3 * square..from + 3 * square + HIDDEN],
                );
            }
            let back = [2, 1, 0].map(|tap| {
                let from = from + tap * square;
                Matrix::transposed(&self.parameters[from..from + square])
            });
            convolve(&back, reach, &inner, &mut slope);
        }
        for (slope, state) in slope.iter_mut().zip(&trace.states[0]) {
            *slope *= if *state > 0.0 {
                1.0 / (1.0 - INSIDE_LEFT_OUT)
            } else {
                0.0
            };
        }
        self.enter_back(chunk, trace, &slope, without);
    }

    fn enter_back(&mut self, chunk: &Chunk<'_>, trace: &Trace, slope: &[f32], without: Without) {
        for (at, slope) in slope.chunks_exact(HIDDEN).enumerate() {
            add(slope, 1.0, &mut self.gradient[place::BIAS..place::BIAS + HIDDEN]);
            for signal in chunk.signals(at, without.cues) {
                let from = place::SIGNAL + signal * HIDDEN;
                add(slope, 1.0, &mut self.gradient[from..from + HIDDEN]);
            }
            for (number, measure) in chunk.measures(at).iter().enumerate() {
                let from = place::MEASURE + number * HIDDEN;
                add(slope, *measure, &mut self.gradient[from..from + HIDDEN]);
            }
        }
        if without.words {
            return;
        }
        gather(
            &trace.words,
            slope,
            HIDDEN,
            &mut self.gradient[place::INTO..place::SIGNAL],
        );
        let back = Matrix::<HIDDEN, WORDS>::transposed(&self.parameters[place::INTO..place::SIGNAL]);
        let mut words = vec![0.0; chunk.len() * WORDS];
        back.add_product(slope, &mut words);
        for (at, row, times) in &trace.rows {
            let slope = &words[*at as usize * WORDS..(*at as usize + 1) * WORDS];
            let mut sum = [0.0; WORDS];
            add(slope, *times, &mut sum);
            self.touched.push((*row, sum));
        }
    }

    fn descend(&mut self, rate: f32) {
        const FIRST: f32 = 0.9;
        const SECOND: f32 = 0.99;
        const DECAY: f32 = 0.01;
        let level = [1.0 - FIRST.powi(self.steps), 1.0 - SECOND.powi(self.steps)];
        let step = |value: &mut f32, slope: f32, moments: &mut [f32; 2]| {
            moments[0] = FIRST * moments[0] + (1.0 - FIRST) * slope;
            moments[1] = SECOND * moments[1] + (1.0 - SECOND) * slope * slope;
            *value -= rate * (moments[0] / level[0] / ((moments[1] / level[1]).sqrt() + 1.0e-6) + DECAY * *value);
        };
        let fitted = self.parameters.iter_mut().zip(&self.gradient).zip(&mut self.moments);
        for ((value, slope), moments) in fitted {
            step(value, *slope, moments);
        }
        self.touched.sort_by_key(|(row, _)| *row);
        let mut at = 0;
        while at < self.touched.len() {
            let (row, mut sum) = self.touched[at];
            at += 1;
            while self.touched.get(at).is_some_and(|(next, _)| *next == row) {
                add(&self.touched[at].1, 1.0, &mut sum);
                at += 1;
            }
            let from = row as usize * WORDS;
            for (number, slope) in sum.iter().enumerate() {
                step(
                    &mut self.table[from + number],
                    *slope,
                    &mut self.table_moments[from + number],
                );
            }
        }
    }
}

/// What a pass through the network leaves behind for the way back.
struct Trace {
    words: Vec<f32>,
    /// Unit, row of the table, and how much of it.
    rows: Vec<(u32, u32, f32)>,
    /// The state before each layer, and after the last.
    states: Vec<Vec<f32>>,
    /// How much of each number passed the layer's gate.
    open: Vec<Vec<f32>>,
}

impl Trace {
    fn new(fit: &Fit, chunk: &Chunk<'_>, without: Without, random: &mut Random) -> Self {
        let count = chunk.len();
        let mut trace = Self {
            words: vec![0.0; count * WORDS],
            rows: Vec::new(),
            states: Vec::with_capacity(REACHES.len() + 1),
            open: Vec::with_capacity(REACHES.len()),
        };
        if without.layers {
            return trace;
        }
        if !without.words {
            trace.take_words(fit, chunk, random);
        }
        let parameters = &fit.parameters;
        let mut state = vec![0.0; count * HIDDEN];
        for (at, out) in state.chunks_exact_mut(HIDDEN).enumerate() {
            out.copy_from_slice(&parameters[place::BIAS..place::BIAS + HIDDEN]);
            for signal in chunk.signals(at, without.cues) {
                let from = place::SIGNAL + signal * HIDDEN;
                add(&parameters[from..from + HIDDEN], 1.0, out);
            }
            let weights = parameters[place::MEASURE..].chunks_exact(HIDDEN);
            for (measure, weights) in chunk.measures(at).iter().zip(weights) {
                add(weights, *measure, out);
            }
        }
        Matrix::<WORDS, HIDDEN>::new(&parameters[place::INTO..place::SIGNAL]).add_product(&trace.words, &mut state);
        for number in &mut state {
            *number = number.max(0.0) * random.keeps(INSIDE_LEFT_OUT);
        }
        for (layer, reach) in REACHES.into_iter().enumerate() {
            let from = place::LAYERS + layer * place::LAYER;
            let square = HIDDEN * HIDDEN;
            let taps = [0, 1, 2].map(|tap| {
                let from = from + tap * square;
                Matrix::new(&parameters[from..from + square])
            });
            let mut next = vec![0.0; count * HIDDEN];
            for row in next.chunks_exact_mut(HIDDEN) {
                row.copy_from_slice(&parameters[from + 3 * square..from + 3 * square + HIDDEN]);
            }
            convolve(&taps, reach.min(count), &state, &mut next);
            let mut open = vec![0.0; next.len()];
            let mut after = state.clone();
            for ((next, open), after) in next.iter().zip(&mut open).zip(&mut after) {
                if *next > 0.0 {
                    *open = random.keeps(INSIDE_LEFT_OUT);
                    *after += next * *open;
                }
            }
            trace.states.push(std::mem::replace(&mut state, after));
            trace.open.push(open);
        }
        trace.states.push(state);
        trace
    }

    fn take_words(&mut self, fit: &Fit, chunk: &Chunk<'_>, random: &mut Random) {
        for at in 0..chunk.len() {
            let (placed, loose) = chunk.rows(at);
            let share = 1.0 / (loose.len() as f32).max(1.0).sqrt();
            let all = placed
                .iter()
                .map(|row| (row, 1.0))
                .chain(loose.iter().map(|row| (row, share)));
            for (row, times) in all {
                let times = times * random.keeps(WORDS_LEFT_OUT);
                if times > 0.0 {
                    let from = *row as usize * WORDS;
                    let out = &mut self.words[at * WORDS..(at + 1) * WORDS];
                    add(&fit.table[from..from + WORDS], times, out);
                    self.rows.push((at as u32, *row, times));
                }
            }
        }
    }

    fn potentials(&self, fit: &Fit, chunk: &Chunk<'_>, without: Without) -> Vec<Potential> {
        let parameters = &fit.parameters;
        (0..chunk.len())
            .map(|at| {
                let mut out = chunk.base(at);
                add(&parameters[place::OUT_BIAS..place::OUT_BIAS + OUT], 1.0, &mut out);
                for signal in chunk.signals(at, without.cues) {
                    let from = place::LINEAR + signal * OUT;
                    add(&parameters[from..from + OUT], 1.0, &mut out);
                }
                if let Some(last) = self.states.last() {
                    let state = &last[at * HIDDEN..(at + 1) * HIDDEN];
                    for (number, weights) in state.iter().zip(parameters[place::LAST..].chunks_exact(OUT)) {
                        add(weights, *number, &mut out);
                    }
                }
                Potential {
                    role: out[0],
                    to_asker: out[1],
                    to_guest: out[2],
                    asks: chunk.asks(at),
                    pinned: None,
                }
            })
            .collect()
    }
}

fn passages(parameters: &[f32]) -> Passages {
    let mut numbers = [0.0; PASSAGES];
    numbers.copy_from_slice(&parameters[place::PASSAGES..place::END]);
    Passages(numbers)
}

fn difference(free: &Expectations, told: &Expectations, scale: f32) -> Vec<[f32; OUT]> {
    let pairs = free.units.iter().zip(&told.units);
    pairs
        .map(|(free, told)| std::array::from_fn(|at| (free[at] - told[at]) * scale))
        .collect()
}

/// Adds the sum over all rows of each number before times each number after.
fn gather(before: &[f32], after: &[f32], width: usize, gradient: &mut [f32]) {
    let deep = gradient.len() / width;
    for (before, after) in before.chunks_exact(deep).zip(after.chunks_exact(width)) {
        for (number, gradient) in before.iter().zip(gradient.chunks_exact_mut(width)) {
            if *number != 0.0 {
                add(after, *number, gradient);
            }
        }
    }
}

const _: () = assert!(SIGNALS == 128 && MEASURES == 24);
