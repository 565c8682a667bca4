//! Turns from the labels that the file writes. They are believed: nothing here weighs words against a label.
//!
//! Speech without a label goes on with the last one, unless labels are plainly missing ([`gaps`]). What stands before the first label belongs to nobody by the file; it is
//! given to whoever asks, because that is mostly an introduction, and stays doubtful.

use super::draft::{Part, id};
use super::gaps::{self, Written};
use super::learned::Model;
use super::{Origin, Role, Speaker, SpeakerId, roles};
use crate::transcript::{Kind, Label, Transcript};

/// Confidence of a part before the first label, and of one after a mark of change that does not say who.
const UNSAID: f32 = 0.6;

/// Whether the file says who speaks.
pub(super) fn has_labels(transcript: &Transcript) -> bool {
    transcript
        .utterances()
        .iter()
        .any(|u| u.kind() == Kind::Speech && u.label().is_some())
}

/// Parts by label, and the speakers in order of appearance with their roles.
pub(super) fn read(transcript: &Transcript, model: &Model<'_>) -> (Vec<Part>, Vec<Speaker>) {
    let mut cast = Cast::new(transcript);
    let mut parts: Vec<Part> = Vec::new();
    let mut written: Vec<Written> = Vec::new();
    let mut leading = 0;
    let (mut current, mut previous) = (None, None);
    for utterance in transcript.utterances().iter().filter(|u| u.kind() == Kind::Speech) {
        let mut confidence = 1.0;
        let speaker = match (utterance.label(), current) {
            (Some(label), _) => Some(cast.number(label)),
            (None, Some(last)) if utterance.marks_change() => {
                confidence = UNSAID;
                Some(cast.other(last, previous))
            }
            (None, last) => last,
        };
        leading += usize::from(speaker.is_none());
        if speaker != current {
            (previous, current) = (current, speaker);
        }
        let start = utterance.span().start();
        written.push(Written {
            label: utterance.label().is_some(),
            blank: transcript.text()[..start].ends_with("\n\n") && !utterance.marks_change(),
        });
        parts.push(Part {
            span: utterance.span(),
            speaker: speaker.unwrap_or(SpeakerId(0)),
            confidence,
            origin: if confidence < 1.0 {
                Origin::Inferred
            } else {
                Origin::Label
            },
        });
    }
    let (unsaid, said) = parts.split_at_mut(leading);
    let roles = roles::settle(transcript, said, &cast.labels, model);
    let speakers = cast.speakers(transcript, &roles);
    let asker = speakers
        .iter()
        .position(|speaker| speaker.role == Role::Interviewer)
        .unwrap_or(0);
    gaps::fill(transcript, said, &written[leading..], &speakers);
    for part in unsaid {
        part.speaker = id(asker);
        part.confidence = UNSAID;
        part.origin = Origin::Inferred;
    }
    (parts, speakers)
}

/// Labels that stand before speech, in order of appearance.
struct Cast {
    labels: Vec<Label>,
    numbers: Vec<Option<SpeakerId>>,
}

impl Cast {
    fn new(transcript: &Transcript) -> Self {
        Self {
            labels: Vec::new(),
            numbers: vec![None; transcript.labels().len()],
        }
    }

    fn number(&mut self, label: Label) -> SpeakerId {
        let at = usize::from(label.0);
        if at >= self.numbers.len() {
            self.numbers.resize(at + 1, None);
        }
        *self.numbers[at].get_or_insert_with(|| {
            self.labels.push(label);
            id(self.labels.len() - 1)
        })
    }

    /// Who speaks after a change without a name: the one who spoke before, else anyone but the last.
    fn other(&self, last: SpeakerId, previous: Option<SpeakerId>) -> SpeakerId {
        previous
            .filter(|speaker| *speaker != last)
            .or_else(|| (0..self.labels.len()).map(id).find(|speaker| *speaker != last))
            .unwrap_or(last)
    }

    fn speakers(&self, transcript: &Transcript, roles: &[roles::Settled]) -> Vec<Speaker> {
        let names = roles::names(transcript, &self.labels, roles);
        let settled = self.labels.iter().zip(roles).zip(names);
        settled
            .map(|((label, settled), name)| Speaker {
                key: transcript
                    .labels()
                    .get(usize::from(label.0))
                    .cloned()
                    .unwrap_or_default(),
                name,
                label: Some(*label),
                role: settled.role,
                role_confidence: settled.confidence,
                side: settled.role.side(),
            })
            .collect()
    }
}
