//! Paragraphs that lost their label in a file that labels the others.
//!
//! Speech without a label goes on with the last one, and mostly that is right: an answer has several paragraphs. Where labels
//! alternate and one is followed by itself, somebody else spoke between; then the paragraph that asks is the interviewer's and
//! the one after a question the guest's. What is given away here is a guess and says so.

use super::draft::{Part, trimmed};
use super::{Origin, Role, Speaker, SpeakerId};
use crate::transcript::Transcript;

/// Labels needed to know how a file sets them.
const FEWEST: usize = 6;
/// From this share of labels that differ from the one before, labels stand only where the speaker changes.
const ALTERNATE: f32 = 0.75;
/// From this share on a label that follows itself is enough, whatever the words are.
const STRICTLY: f32 = 0.95;
/// Up to this share of paragraphs without a label, one is a surprise.
const RARE: f32 = 0.15;

/// What the file writes before each part.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written {
    /// A label.
    pub(super) label: bool,
    /// A blank line.
    pub(super) blank: bool,
}

/// Gives paragraphs without a label to whoever likeliest speaks them. `parts` and `written` stand in step.
pub(super) fn fill(transcript: &Transcript, parts: &mut [Part], written: &[Written], speakers: &[Speaker]) {
    let labels: Vec<usize> = (0..parts.len()).filter(|at| written[*at].label).collect();
    let open = written.iter().filter(|written| !written.label && written.blank).count();
    if labels.len() < FEWEST || open == 0 || speakers.len() < 2 {
        return;
    }
    let differ = labels
        .windows(2)
        .filter(|pair| parts[pair[0]].speaker != parts[pair[1]].speaker);
    let alternate = differ.count() as f32 / (labels.len() - 1) as f32;
    if alternate < ALTERNATE {
        return;
    }
    let rare = open as f32 <= RARE * (open + labels.len()) as f32;
    for (number, at) in labels.iter().enumerate() {
        let next = labels.get(number + 1).copied();
        let gap = at + 1..next.unwrap_or(parts.len());
        if gap.is_empty() || !gap.clone().all(|at| written[at].blank) {
            continue;
        }
        let speaker = parts[*at].speaker;
        let other = labels[..number].iter().rev().chain(&labels[number..]);
        let other = other.map(|at| parts[*at].speaker).find(|other| *other != speaker);
        let Some(other) = other else { return };
        let gap = Gap {
            transcript,
            speaker,
            asks: role(speakers, speaker) == Role::Interviewer,
            first: gap.start,
            end: gap.end,
        };
        match next.map(|next| parts[next].speaker) {
            Some(next) if next == speaker => gap.between(parts, other, alternate),
            Some(next) if rare && gap.asks && role(speakers, next) == Role::Guest => gap.answered(parts, next),
            _ => {}
        }
    }
}

fn role(speakers: &[Speaker], speaker: SpeakerId) -> Role {
    speakers
        .get(usize::from(speaker.0))
        .map_or(Role::Guest, |speaker| speaker.role)
}

/// Paragraphs without a label behind one with it.
struct Gap<'a> {
    transcript: &'a Transcript,
    /// Whose label stands before them.
    speaker: SpeakerId,
    /// That is one who asks.
    asks: bool,
    first: usize,
    end: usize,
}

impl Gap<'_> {
    /// The label after them is the same again: somebody else spoke between.
    fn between(&self, parts: &mut [Part], other: SpeakerId, alternate: f32) {
        let questions: Vec<bool> = (self.first..self.end).map(|at| self.is_question(parts, at)).collect();
        let asked_before = self.is_question(parts, self.first - 1);
        let strictly = alternate >= STRICTLY;
        let told = if self.asks {
            asked_before && questions.contains(&false)
        } else {
            questions.contains(&true)
        };
        let alone = strictly && questions.len() == 1;
        if !(told || alone) {
            return;
        }
        let confidence = match (told, strictly) {
            (true, true) => 0.88,
            (true, false) => 0.75,
            _ => 0.7,
        };
        for (at, question) in (self.first..self.end).zip(&questions) {
            // Of an interviewer's gap the answer is the other's; of a guest's the question.
            let given = questions.len() == 1 || *question != self.asks;
            self.settle(&mut parts[at], if given { other } else { self.speaker }, confidence);
        }
    }

    /// The guest's label follows an interviewer's question and a paragraph that does not ask: mostly the answer begins there.
    fn answered(&self, parts: &mut [Part], guest: SpeakerId) {
        let answers = self.is_question(parts, self.first - 1) && !self.is_question(parts, self.first);
        for at in self.first..self.end {
            if answers && !self.is_question(parts, at) {
                self.settle(&mut parts[at], guest, 0.65);
            }
        }
    }

    fn settle(&self, part: &mut Part, speaker: SpeakerId, confidence: f32) {
        part.speaker = speaker;
        part.confidence = confidence;
        part.origin = Origin::Inferred;
    }

    fn is_question(&self, parts: &[Part], at: usize) -> bool {
        let words = self.transcript.words(trimmed(self.transcript, parts[at].span));
        words
            .trim_end_matches(['"', '»', '”', '“', ')', ']'])
            .ends_with(['?', '？', '؟'])
    }
}
