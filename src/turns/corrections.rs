//! The reader's word, obeyed in its order.
//!
//! A correction never fails: one that names a speaker who is not there, or a place outside the text, changes nothing. What
//! was said about a place is held as pins over the text, so that later words win over earlier ones.

use super::draft::{Draft, Ground, Pin, id};
use super::{Correction, Role, Side, Speaker, SpeakerId, Turn};
use crate::text::{SafeText, Span};
use crate::transcript::Transcript;

/// Obeys every correction that has not been taken back by a later [`Correction::Automatic`].
pub(super) fn apply(draft: &mut Draft, transcript: &Transcript, corrections: &[Correction]) {
    let mut sides_said = vec![false; draft.speakers.len()];
    for correction in effective(corrections) {
        match correction {
            Correction::Give { span, speaker } => {
                if let Some(speaker) = find(draft, speaker) {
                    pin(draft, *span, speaker);
                }
            }
            Correction::Split { at } => split(draft, transcript, *at),
            Correction::Join { at } => join(draft, transcript, *at),
            Correction::SwapFrom { at } => swap(draft, transcript, *at),
            Correction::Rename { speaker, name } => {
                if let Some(speaker) = find(draft, speaker) {
                    draft.speakers[usize::from(speaker.0)].name = name.clone();
                }
            }
            Correction::Merge { from, into } => merge(draft, from, into),
            Correction::SetRole { speaker, role } => {
                if let Some(speaker) = find(draft, speaker) {
                    let at = usize::from(speaker.0);
                    let said = sides_said.get(at).copied().unwrap_or(false);
                    set_role(&mut draft.speakers[at], *role, said);
                }
            }
            Correction::SetSide { speaker, side } => {
                if let Some(speaker) = find(draft, speaker) {
                    let at = usize::from(speaker.0);
                    draft.speakers[at].side = *side;
                    sides_said.resize(draft.speakers.len(), false);
                    sides_said[at] = true;
                }
            }
            Correction::Automatic { .. } => {}
        }
    }
}

/// What is left once each [`Correction::Automatic`] has taken back what it touches.
pub(super) fn effective(corrections: &[Correction]) -> Vec<&Correction> {
    let mut left: Vec<&Correction> = Vec::with_capacity(corrections.len());
    for correction in corrections {
        if let Correction::Automatic { span } = correction {
            left.retain(|earlier| !touches(earlier, *span));
        } else {
            left.push(correction);
        }
    }
    left
}

/// Whether a correction speaks of words in `span`.
pub(super) fn touches(correction: &Correction, span: Span) -> bool {
    match correction {
        Correction::Give { span: given, .. } => given.overlaps(span),
        Correction::Split { at } | Correction::Join { at } | Correction::SwapFrom { at } => {
            span.contains(*at) || span.start() == *at
        }
        _ => false,
    }
}

/// A speaker by key; one that was merged is the other.
fn find(draft: &Draft, key: &SafeText) -> Option<SpeakerId> {
    let at = draft.speakers.iter().position(|speaker| speaker.key == *key)?;
    draft.merged.get(at).copied()
}

/// Says whose a span is; what was said of it before is forgotten.
fn pin(draft: &mut Draft, span: Span, speaker: SpeakerId) {
    if span.is_empty() {
        return;
    }
    let (start, end) = (span.start(), span.end());
    let mut pins = Vec::with_capacity(draft.pins.len() + 2);
    for old in &draft.pins {
        let (before, after) = (old.end.min(start), old.start.max(end));
        if old.start < before {
            pins.push(Pin { end: before, ..*old });
        }
        if after < old.end {
            pins.push(Pin { start: after, ..*old });
        }
    }
    let at = pins.partition_point(|old| old.start < start);
    pins.insert(at, Pin { start, end, speaker });
    draft.pins = pins;
}

fn split(draft: &mut Draft, transcript: &Transcript, at: usize) {
    let turns = draft.turns(transcript);
    let Some(turn) = holding(&turns, at).map(|found| turns[found]) else {
        return;
    };
    if at == turn.span.start() {
        return;
    }
    let other = opposite(draft, &turns, turn.speaker, at);
    pin(draft, Span::new(turn.span.start(), at), turn.speaker);
    pin(draft, Span::new(at, turn.span.end()), other);
}

fn join(draft: &mut Draft, transcript: &Transcript, at: usize) {
    let turns = draft.turns(transcript);
    let Some(found) = holding(&turns, at) else { return };
    let Some(before) = found.checked_sub(1).map(|before| turns[before]) else {
        return;
    };
    pin(draft, before.span.cover(turns[found].span), before.speaker);
}

/// From `at` on the two sides change places: what the reader said there before as well as what the file or the weighing says.
fn swap(draft: &mut Draft, transcript: &Transcript, at: usize) {
    let turns = draft.turns(transcript);
    let main = |side: Side| main_speaker(draft, &turns, side);
    let (Some(left), Some(right)) = (main(Side::Left), main(Side::Right)) else {
        return;
    };
    let sides: Vec<Side> = draft.speakers.iter().map(|speaker| speaker.side).collect();
    let other = |speaker: SpeakerId| match sides.get(usize::from(speaker.0)) {
        Some(Side::Left) => right,
        _ => left,
    };
    if let Ground::Inferred(_) = draft.ground {
        let pins = std::mem::take(&mut draft.pins);
        for old in pins {
            let (before, after) = (old.end.min(at), old.start.max(at));
            if old.start < before {
                draft.pins.push(Pin { end: before, ..old });
            }
            if after < old.end {
                let speaker = other(old.speaker);
                draft.pins.push(Pin {
                    start: after,
                    end: old.end,
                    speaker,
                });
            }
        }
        let place = draft.swaps.partition_point(|swap| *swap <= at);
        draft.swaps.insert(place, at);
        return;
    }
    let after = turns.iter().filter(|turn| turn.span.end() > at);
    let mut pins: Vec<Pin> = Vec::new();
    for old in &draft.pins {
        if old.start < at {
            pins.push(Pin {
                end: old.end.min(at),
                ..*old
            });
        }
    }
    pins.extend(after.map(|turn| Pin {
        start: turn.span.start().max(at),
        end: turn.span.end(),
        speaker: other(turn.speaker),
    }));
    draft.pins = pins;
}

fn merge(draft: &mut Draft, from: &SafeText, into: &SafeText) {
    let (Some(from), Some(into)) = (find(draft, from), find(draft, into)) else {
        return;
    };
    for speaker in &mut draft.merged {
        if *speaker == from {
            *speaker = into;
        }
    }
    for pin in &mut draft.pins {
        if pin.speaker == from {
            pin.speaker = into;
        }
    }
}

fn set_role(speaker: &mut Speaker, role: Role, side_said: bool) {
    speaker.role = role;
    speaker.role_confidence = 1.0;
    if !side_said {
        speaker.side = role.side();
    }
}

fn holding(turns: &[Turn], at: usize) -> Option<usize> {
    let found = turns.partition_point(|turn| turn.span.start() <= at).checked_sub(1)?;
    (at < turns[found].span.end()).then_some(found)
}

/// The other side's speaker at a place: whoever of that side spoke last before it, else first after it, else a new one.
fn opposite(draft: &mut Draft, turns: &[Turn], speaker: SpeakerId, at: usize) -> SpeakerId {
    let side = draft.speakers[usize::from(speaker.0)].side.other();
    let is_there = |turn: &&Turn| draft.speakers[usize::from(turn.speaker.0)].side == side;
    let place = turns.partition_point(|turn| turn.span.start() < at);
    let near = turns[..place]
        .iter()
        .rev()
        .find(is_there)
        .or_else(|| turns[place..].iter().find(is_there));
    if let Some(turn) = near {
        return turn.speaker;
    }
    let silent = |at: &usize| draft.speakers[*at].side == side && draft.merged[*at] == id(*at);
    if let Some(silent) = (0..draft.speakers.len()).find(silent) {
        return id(silent);
    }
    let role = if side == Side::Left {
        Role::Interviewer
    } else {
        Role::Guest
    };
    let fresh = id(draft.speakers.len());
    draft.speakers.push(Speaker {
        key: SafeText::line(role.word()),
        name: SafeText::line(super::names::plain(role)),
        label: None,
        role,
        role_confidence: 1.0,
        side,
    });
    draft.merged.push(fresh);
    fresh
}

/// Who says most on a side.
fn main_speaker(draft: &Draft, turns: &[Turn], side: Side) -> Option<SpeakerId> {
    let mut bytes = vec![0; draft.speakers.len()];
    for turn in turns {
        bytes[usize::from(turn.speaker.0)] += turn.span.len();
    }
    (0..draft.speakers.len())
        .filter(|at| draft.speakers[*at].side == side && draft.merged[*at] == id(*at))
        .max_by_key(|at| (bytes[*at], std::cmp::Reverse(*at)))
        .map(id)
}
