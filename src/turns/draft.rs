//! Turns in the making: what the file or the weighing says, and over it what the reader said.
//!
//! Labelled and inferred transcripts meet here; from here on both are parts in order with a speaker each. Parts of one
//! speaker become one turn unless something other than speech stands between them.

use super::exchanges::SetApart;
use super::inferred::Weighed;
use super::learned::Model;
use super::{Correction, Origin, Speaker, SpeakerId, Sure, Turn, corrections, labelled, tongues};
use crate::text::Span;
use crate::transcript::Transcript;

/// A stretch of speech inside one utterance.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) span: Span,
    pub(super) speaker: SpeakerId,
    pub(super) confidence: f32,
    pub(super) origin: Origin,
}

/// The reader's word on a stretch: it rises by span and never overlaps another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pin {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) speaker: SpeakerId,
}

/// What the turns rest on before the reader spoke.
pub(super) enum Ground {
    Labelled(Vec<Part>),
    Inferred(Box<Weighed>),
}

/// Turns that corrections may still change.
pub(super) struct Draft {
    pub(super) ground: Ground,
    pub(super) speakers: Vec<Speaker>,
    pub(super) pins: Vec<Pin>,
    /// Offsets from which the two sides change places, in order of the text.
    pub(super) swaps: Vec<usize>,
    /// For every speaker, whose everything of theirs now is.
    pub(super) merged: Vec<SpeakerId>,
}

impl Draft {
    /// The draft of a transcript with all corrections obeyed.
    pub(super) fn new(transcript: &Transcript, corrections: &[Correction]) -> Self {
        Self::by(transcript, corrections, Model::shipped())
    }

    /// The same by other weights than the shipped ones.
    pub(super) fn by(transcript: &Transcript, corrections: &[Correction], model: &Model<'_>) -> Self {
        let mut draft = Self::uncorrected(transcript, model);
        corrections::apply(&mut draft, transcript, corrections);
        draft
    }

    /// The draft before the reader spoke.
    pub(super) fn uncorrected(transcript: &Transcript, model: &Model<'_>) -> Self {
        let (ground, speakers) = if labelled::has_labels(transcript) {
            let (parts, speakers) = labelled::read(transcript, model);
            (Ground::Labelled(parts), speakers)
        } else {
            let (weighed, speakers) = Weighed::new(transcript, model);
            (Ground::Inferred(Box::new(weighed)), speakers)
        };
        let merged = (0..speakers.len()).map(id).collect();
        Self {
            ground,
            speakers,
            pins: Vec::new(),
            swaps: Vec::new(),
            merged,
        }
    }

    /// The turns as they stand.
    pub(super) fn turns(&self, transcript: &Transcript) -> Vec<Turn> {
        self.joined(transcript, &self.parts(transcript))
    }

    /// Parts under the reader's word, in order of the text.
    fn parts(&self, transcript: &Transcript) -> Vec<Part> {
        match &self.ground {
            Ground::Labelled(parts) => self.held_to_roles(self.pinned(transcript, parts)),
            Ground::Inferred(weighed) => self.given(weighed.parts(transcript, self)),
        }
    }

    /// The same where nothing else is asked of the draft any more: what the parts are made of may be larger than they are, and is
    /// given back before they grow.
    fn last_parts(&mut self, transcript: &Transcript) -> Vec<Part> {
        let is_untouched = self.pins.is_empty() && self.swaps.is_empty();
        match std::mem::replace(&mut self.ground, Ground::Labelled(Vec::new())) {
            Ground::Inferred(weighed) if is_untouched => self.given(weighed.into_parts()),
            Ground::Labelled(parts) if is_untouched => self.held_to_roles(parts),
            ground => {
                self.ground = ground;
                let parts = self.parts(transcript);
                self.ground = Ground::Labelled(Vec::new());
                parts
            }
        }
    }

    /// Parts given to whoever their speaker was merged into.
    fn given(&self, mut parts: Vec<Part>) -> Vec<Part> {
        for part in &mut parts {
            part.speaker = self
                .merged
                .get(usize::from(part.speaker.0))
                .copied()
                .unwrap_or(part.speaker);
        }
        parts
    }

    /// The same of labelled ones: a turn is no surer than what its speaker does, because the column says both.
    fn held_to_roles(&self, parts: Vec<Part>) -> Vec<Part> {
        let mut parts = self.given(parts);
        for part in parts.iter_mut().filter(|part| part.origin != Origin::Corrected) {
            let role = self.speakers.get(usize::from(part.speaker.0));
            part.confidence = part.confidence.min(role.map_or(1.0, |speaker| speaker.role_confidence));
        }
        parts
    }

    fn joined(&self, transcript: &Transcript, parts: &[Part]) -> Vec<Turn> {
        let mut turns = join(transcript, parts);
        mark_signals(transcript, &mut turns, &self.speakers);
        turns
    }

    /// Turns, the speakers who are left, numbered anew, and how sure each stretch is.
    pub(super) fn finish(mut self, transcript: &Transcript) -> (Vec<Turn>, Vec<Speaker>, Vec<Sure>) {
        let parts = self.last_parts(transcript);
        let mut turns = self.joined(transcript, &parts);
        let sure = parts.into_iter().map(|part| Sure {
            span: part.span,
            confidence: part.confidence,
        });
        let sure = sure.collect();
        let kept: Vec<usize> = (0..self.speakers.len())
            .filter(|at| self.merged[*at] == id(*at))
            .collect();
        let mut order: Vec<usize> = kept;
        let mut first = vec![usize::MAX; self.speakers.len()];
        for (at, turn) in turns.iter().enumerate().rev() {
            first[usize::from(turn.speaker.0)] = at;
        }
        order.sort_by_key(|at| first[*at]);
        let mut number = vec![SpeakerId(0); self.speakers.len()];
        for (new, old) in order.iter().enumerate() {
            number[*old] = id(new);
        }
        for turn in &mut turns {
            turn.speaker = number[usize::from(turn.speaker.0)];
        }
        let mut taken: Vec<Option<Speaker>> = self.speakers.drain(..).map(Some).collect();
        let speakers = order.iter().filter_map(|old| taken[*old].take()).collect();
        (turns, speakers, sure)
    }

    /// Labelled parts under the reader's pins.
    fn pinned(&self, transcript: &Transcript, parts: &[Part]) -> Vec<Part> {
        if self.pins.is_empty() {
            return parts.to_vec();
        }
        let mut out = Vec::with_capacity(parts.len() + 2 * self.pins.len());
        for part in parts {
            for (span, pin) in self.cut(transcript, part.span) {
                out.push(match pin {
                    Some(speaker) => Part {
                        span,
                        speaker,
                        confidence: 1.0,
                        origin: Origin::Corrected,
                    },
                    None => Part { span, ..*part },
                });
            }
        }
        out
    }

    /// A span cut at the edges of the pins and at swaps, each piece trimmed, with the pinned speaker; empty pieces are left
    /// out.
    pub(super) fn cut(&self, transcript: &Transcript, span: Span) -> Vec<(Span, Option<SpeakerId>)> {
        let begun = self.pins.partition_point(|pin| pin.end <= span.start());
        let untouched = self.pins.get(begun).is_none_or(|pin| pin.start >= span.end());
        if untouched && self.swaps.is_empty() {
            return vec![(span, None)];
        }
        let touching = self.pins[begun..].iter().take_while(|pin| pin.start < span.end());
        let mut edges: Vec<usize> = touching.flat_map(|pin| [pin.start, pin.end]).collect();
        edges.extend(self.swaps.iter().copied());
        edges.retain(|edge| span.start() < *edge && *edge < span.end());
        for edge in &mut edges {
            *edge = boundary(transcript.text(), *edge);
        }
        edges.push(span.end());
        edges.sort_unstable();
        let mut pieces = Vec::with_capacity(edges.len());
        let mut start = span.start();
        for edge in edges {
            let piece = trimmed(transcript, Span::new(start, edge));
            start = edge;
            if !piece.is_empty() {
                pieces.push((piece, self.pin_at(piece.start())));
            }
        }
        pieces
    }

    /// Whether the two sides have changed places an odd number of times up to `offset`.
    pub(super) fn is_swapped(&self, offset: usize) -> bool {
        self.swaps.partition_point(|swap| *swap <= offset) % 2 == 1
    }

    fn pin_at(&self, offset: usize) -> Option<SpeakerId> {
        let at = self.pins.partition_point(|pin| pin.end <= offset);
        self.pins
            .get(at)
            .filter(|pin| pin.start <= offset)
            .map(|pin| pin.speaker)
    }
}

/// A speaker's number from a place in a list; there are never more speakers than labels, which are under 4,096.
pub(super) fn id(at: usize) -> SpeakerId {
    SpeakerId(u16::try_from(at).unwrap_or(u16::MAX))
}

/// The last character boundary at or before `at`.
pub(super) fn boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (at.saturating_sub(3)..=at)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

/// A span without the white space at its ends.
pub(super) fn trimmed(transcript: &Transcript, span: Span) -> Span {
    let words = transcript.words(span);
    let start = span.start() + (words.len() - words.trim_start().len());
    Span::new(start, start + words.trim().len())
}

/// Parts of one speaker become one turn; a turn's confidence is the mean over its bytes.
fn join(transcript: &Transcript, parts: &[Part]) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    let mut apart = SetApart::new(transcript);
    let mut bytes = 0_usize;
    for part in parts {
        let breaks = apart.before(part.span.start());
        let length = part.span.len();
        match turns.last_mut() {
            Some(turn) if turn.speaker == part.speaker && !breaks => {
                let (old, new) = (bytes as f32, length as f32);
                turn.confidence = (turn.confidence * old + part.confidence * new) / (old + new).max(1.0);
                turn.span = turn.span.cover(part.span);
                if part.origin == Origin::Corrected {
                    turn.origin = Origin::Corrected;
                }
                bytes += length;
            }
            _ => {
                turns.push(Turn {
                    span: part.span,
                    speaker: part.speaker,
                    confidence: part.confidence,
                    origin: part.origin,
                    signal: false,
                });
                bytes = length;
            }
        }
    }
    turns
}

/// Longest listener signal, in bytes: about three short words.
const SIGNAL_BYTES: usize = 24;

/// Marks what a listener says inside another's turn. An answer to a question is no such signal, however short.
fn mark_signals(transcript: &Transcript, turns: &mut [Turn], speakers: &[Speaker]) {
    let side = |turn: &Turn| speakers.get(usize::from(turn.speaker.0)).map(|speaker| speaker.side);
    for at in 1..turns.len().saturating_sub(1) {
        let (before, turn, after) = (turns[at - 1], turns[at], turns[at + 1]);
        let inside = before.speaker == after.speaker && side(&before) != side(&turn);
        if !inside || turn.span.len() > SIGNAL_BYTES {
            continue;
        }
        let answers = transcript.words(before.span).ends_with(['?', '？']);
        turns[at].signal = !answers && tongues::is_listening(transcript.words(turn.span));
    }
}
