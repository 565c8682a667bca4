//! Who speaks how often, how much and how long, and how that goes over the talk.
//!
//! Words are what white space parts, and every character of a script that writes none; pauses, sounds and stamps are no words. Seconds
//! are those of the utterances, each up to where the file says that it ends, else to where the next begins; of the last one
//! nothing is known then. Where there are no times there are no seconds.

mod tell;

pub use tell::{Chart, chart, json, text};

use super::utterances_of;
use crate::text::{SafeText, Span};
use crate::transcript::{Passage, PassageKind, Time, Transcript, Utterance, passages};
use crate::turns::{Role, Side, Turns};

/// Into so many slices the talk is cut for a chart.
pub const SLICES: usize = 48;

/// The numbers of a talk.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statistics {
    /// Everyone who has a turn, in order of first appearance.
    pub voices: Vec<Voice>,
    /// How many turns there are.
    pub turns: usize,
    /// How many words.
    pub words: usize,
    /// How long all of it is spoken, in seconds; none where there are no times.
    pub seconds: Option<f64>,
    /// How many questions open an exchange.
    pub questions: usize,
    /// Whether slices are of equal time, else of equal words.
    pub by_time: bool,
}

/// The numbers of one speaker.
#[derive(Clone, Debug, PartialEq)]
pub struct Voice {
    /// The speaker's number in [`Turns::speakers`].
    pub speaker: usize,
    /// The name.
    pub name: SafeText,
    /// What they do.
    pub role: Role,
    /// The column.
    pub side: Side,
    /// How many turns.
    pub turns: usize,
    /// How many words.
    pub words: usize,
    /// How long, in seconds; none where there are no times.
    pub seconds: Option<f64>,
    /// The turn with the most words.
    pub longest: Longest,
    /// How many exchanges they open with a question.
    pub questions: usize,
    /// Their share of every slice of the talk, 0 to 1.
    pub course: Vec<f32>,
}

/// The longest turn of a speaker.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Longest {
    /// Its number, from 1.
    pub turn: usize,
    /// Its words.
    pub words: usize,
    /// How long it is, in seconds.
    pub seconds: Option<f64>,
}

impl Statistics {
    /// The numbers of a talk.
    #[must_use]
    pub fn of(transcript: &Transcript, turns: &Turns) -> Self {
        let measured = measure(transcript, turns);
        let by_time = transcript.is_timed() && measured.iter().any(|turn| turn.seconds > 0.0);
        let speakers = turns.speakers().iter().enumerate();
        let mut voices: Vec<Voice> = speakers
            .map(|(speaker, who)| Voice {
                speaker,
                name: who.name.clone(),
                role: who.role,
                side: who.side,
                turns: 0,
                words: 0,
                seconds: by_time.then_some(0.0),
                longest: Longest::default(),
                questions: 0,
                course: vec![0.0; SLICES],
            })
            .collect();
        for (at, (turn, measured)) in turns.all().iter().zip(&measured).enumerate() {
            let Some(voice) = voices.get_mut(usize::from(turn.speaker.0)) else {
                continue;
            };
            voice.turns += 1;
            voice.words += measured.words;
            voice.seconds = voice.seconds.map(|seconds| seconds + measured.seconds);
            if measured.words > voice.longest.words || voice.longest.turn == 0 {
                voice.longest = Longest {
                    turn: at + 1,
                    words: measured.words,
                    seconds: by_time.then_some(measured.seconds),
                };
            }
        }
        for exchange in turns.exchanges().iter().filter(|exchange| exchange.question.is_some()) {
            let asks = turns.all()[exchange.turns.start].speaker;
            if let Some(voice) = voices.get_mut(usize::from(asks.0)) {
                voice.questions += 1;
            }
        }
        plot(&mut voices, turns, &measured, by_time);
        voices.retain(|voice| voice.turns > 0);
        Self {
            turns: turns.all().len(),
            words: voices.iter().map(|voice| voice.words).sum(),
            seconds: by_time.then(|| voices.iter().filter_map(|voice| voice.seconds).sum()),
            questions: turns.questions(),
            voices,
            by_time,
        }
    }

    /// A speaker's share of the words, 0 to 1.
    #[must_use]
    pub fn share_of_words(&self, voice: &Voice) -> f64 {
        voice.words as f64 / self.words.max(1) as f64
    }

    /// A speaker's share of the time, 0 to 1.
    #[must_use]
    pub fn share_of_time(&self, voice: &Voice) -> Option<f64> {
        let all = self.seconds.filter(|all| *all > 0.0)?;
        Some(voice.seconds? / all)
    }
}

/// What a turn measures.
#[derive(Clone, Copy, Debug, Default)]
struct Measured {
    words: usize,
    seconds: f64,
    /// When it begins and ends, in seconds; the same as the last known where the file does not say.
    from: f64,
    to: f64,
}

fn measure(transcript: &Transcript, turns: &Turns) -> Vec<Measured> {
    let mut found = Vec::new();
    let mut last = 0.0;
    let measured = turns.all().iter().map(|turn| {
        let mut measured = Measured {
            words: words_in(transcript, turn.span, &mut found),
            ..Measured::default()
        };
        let (mut from, mut to) = (f64::MAX, last);
        for utterance in utterances_of(transcript, turn.span) {
            let Some((begun, ended)) = times(transcript, utterance) else {
                continue;
            };
            // What two turns share is theirs by the share of its words.
            let whole = utterance.span().len().max(1) as f64;
            let part = utterance.span().intersection(turn.span).map_or(0, Span::len) as f64 / whole;
            measured.seconds += (ended - begun) * part;
            from = from.min(begun);
            to = f64::max(to, ended);
        }
        measured.from = if from < f64::MAX { from } else { last };
        measured.to = to.max(measured.from);
        last = measured.to;
        measured
    });
    measured.collect()
}

/// When an utterance begins and ends, in seconds.
fn times(transcript: &Transcript, utterance: &Utterance) -> Option<(f64, f64)> {
    let from = utterance.from()?;
    let next = || {
        let all = transcript.utterances();
        let after = all.partition_point(|other| other.span().start() <= utterance.span().start());
        all.get(after..)?.iter().find_map(Utterance::from)
    };
    let to = utterance.to().or_else(next).filter(|to| *to >= from).unwrap_or(from);
    Some((Time::seconds(from), Time::seconds(to)))
}

/// The words of a span that were said as words.
fn words_in(transcript: &Transcript, span: Span, found: &mut Vec<Passage>) -> usize {
    found.clear();
    passages(transcript.text(), span, found);
    let silent = found.iter().filter(|passage| passage.kind != PassageKind::Guess);
    let silent = silent.filter_map(|passage| passage.span.intersection(span));
    let silent: usize = silent.map(|span| count(transcript.words(span))).sum();
    count(transcript.words(span)).saturating_sub(silent)
}

/// Pieces with a letter or digit between white space, and characters of scripts that write no spaces.
fn count(text: &str) -> usize {
    let mut words = 0;
    let mut inside = false;
    for c in text.chars() {
        let is_wide = matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}');
        if is_wide {
            words += 1;
            inside = false;
        } else if c.is_whitespace() {
            inside = false;
        } else if !inside && c.is_alphanumeric() {
            words += 1;
            inside = true;
        }
    }
    words
}

/// Gives every voice its share of every slice: of time where it is known, else of words.
fn plot(voices: &mut [Voice], turns: &Turns, measured: &[Measured], by_time: bool) {
    let mut at = 0.0;
    let stretches: Vec<(f64, f64)> = measured
        .iter()
        .map(|turn| {
            let begun = at;
            at += turn.words as f64;
            if by_time { (turn.from, turn.to) } else { (begun, at) }
        })
        .collect();
    let first = stretches.first().map_or(0.0, |stretch| stretch.0);
    let last = stretches.iter().fold(first, |last, stretch| f64::max(last, stretch.1));
    let slice = (last - first) / SLICES as f64;
    if slice <= 0.0 {
        return;
    }
    let mut sums = [0.0_f64; SLICES];
    for (turn, (from, to)) in turns.all().iter().zip(&stretches) {
        let begin = (((from - first) / slice) as usize).min(SLICES - 1);
        let end = (((to - first) / slice) as usize).min(SLICES - 1);
        for (at, sum) in sums.iter_mut().enumerate().take(end + 1).skip(begin) {
            let (left, right) = (first + slice * at as f64, first + slice * (at + 1) as f64);
            let part = (to.min(right) - from.max(left)).max(0.0);
            *sum += part;
            if let Some(voice) = voices.get_mut(usize::from(turn.speaker.0)) {
                voice.course[at] += part as f32;
            }
        }
    }
    for voice in voices {
        for (share, sum) in voice.course.iter_mut().zip(sums) {
            *share = if sum > 0.0 { *share / sum as f32 } else { 0.0 };
        }
    }
}

#[cfg(test)]
mod tests;
