//! Why a turn is whose, in plain words.

use super::draft::{Draft, Ground, Part};
use super::inferred::Weighed;
use super::roles::{self, Basis};
use super::signals::Signal;
use super::signals::weights::ROWS;
use super::{CERTAIN, Correction, Evidence, Origin, Role, Turns};
use crate::text::SafeText;
use crate::transcript::Transcript;

/// Evidence shown at most.
const SHOWN: usize = 6;
/// Signals that weigh less are not worth a line.
const WORTH_SAYING: f32 = 0.1;

/// The evidence for a turn, strongest first.
pub(super) fn evidence(
    transcript: &Transcript,
    corrections: &[Correction],
    turns: &Turns,
    turn: usize,
) -> Vec<Evidence> {
    of_draft(&Draft::new(transcript, corrections), transcript, turns, turn)
}

/// The evidence for every turn. The text is weighed once for all of them.
pub(super) fn all(transcript: &Transcript, corrections: &[Correction], turns: &Turns) -> Vec<Vec<Evidence>> {
    let draft = Draft::new(transcript, corrections);
    (0..turns.all().len())
        .map(|turn| of_draft(&draft, transcript, turns, turn))
        .collect()
}

fn of_draft(draft: &Draft, transcript: &Transcript, turns: &Turns, turn: usize) -> Vec<Evidence> {
    let Some(found) = turns.all().get(turn) else {
        return Vec::new();
    };
    let speaker = turns.speaker(turn);
    let toward = if speaker.role == Role::Interviewer { 1.0 } else { -1.0 };
    if found.origin == Origin::Corrected {
        return vec![piece("correction", toward * CERTAIN, "you said so")];
    }
    match &draft.ground {
        Ground::Labelled(parts) => labelled(draft, parts, transcript, turns, turn),
        Ground::Inferred(weighed) => inferred(draft, weighed, turns, turn),
    }
}

/// The signals of an inferred turn, and where a name comes from.
fn inferred(draft: &Draft, weighed: &Weighed, turns: &Turns, turn: usize) -> Vec<Evidence> {
    let span = turns.all()[turn].span;
    let toward = if turns.speaker(turn).role == Role::Interviewer {
        1.0
    } else {
        -1.0
    };
    let flip = if draft.is_swapped(span.start()) { -1.0 } else { 1.0 };
    let mut sums = vec![0.0_f32; Signal::ALL.len()];
    let first = weighed.units.partition_point(|unit| unit.span.end() <= span.start());
    let inside = weighed.units[first..].iter().zip(&weighed.seen[first..]);
    for (at, (_, seen)) in inside
        .take_while(|(unit, _)| unit.span.start() < span.end())
        .enumerate()
    {
        let mut left = *seen;
        while left != 0 {
            let number = left.trailing_zeros() as usize;
            let row = &ROWS[number];
            sums[number] += flip * row.role;
            // Taking over is evidence for whoever takes over.
            if at == 0 && turn > 0 {
                let taken = if toward * flip > 0.0 {
                    row.to_asker
                } else {
                    -row.to_guest
                };
                sums[number] += flip * taken;
            }
            left &= left - 1;
        }
    }
    let mut order: Vec<usize> = (0..sums.len()).filter(|at| sums[*at].abs() >= WORTH_SAYING).collect();
    order.sort_by(|a, b| sums[*b].abs().total_cmp(&sums[*a].abs()));
    let mut all = Vec::new();
    if flip < 0.0 {
        all.push(piece(
            "swap",
            toward * CERTAIN,
            "you said that the sides change places before this turn",
        ));
    }
    all.extend(
        order
            .into_iter()
            .take(SHOWN)
            .map(|at| piece(ROWS[at].signal.name(), sums[at], ROWS[at].says)),
    );
    let speaker = turns.speaker(turn);
    if let Some(name) = weighed.named(&speaker.name) {
        all.push(piece("name", 0.0, &name.says(speaker.role)));
    }
    all
}

/// The file's label, and what its role rests on.
fn labelled(draft: &Draft, parts: &[Part], transcript: &Transcript, turns: &Turns, turn: usize) -> Vec<Evidence> {
    let speaker = turns.speaker(turn);
    let toward = if speaker.role == Role::Interviewer { 1.0 } else { -1.0 };
    let mut all = Vec::new();
    if turns.all()[turn].origin == Origin::Label {
        all.push(piece(
            "label",
            toward * CERTAIN,
            &format!("the file's label is {}", speaker.key),
        ));
    } else {
        all.push(piece(
            "no label",
            toward * log_odds(turns.all()[turn].confidence),
            "the file does not say who speaks here; this is a guess from the labels around it",
        ));
    }
    let labels: Vec<_> = draft.speakers.iter().filter_map(|speaker| speaker.label).collect();
    let unsaid = parts.iter().take_while(|part| part.origin == Origin::Inferred).count();
    let settled = roles::settle(transcript, &parts[unsaid..], &labels);
    let at = labels.iter().position(|label| Some(*label) == speaker.label);
    let Some(settled) = at.and_then(|at| settled.get(at)) else {
        return all;
    };
    let role = speaker.role.word();
    let (weight, says) = match settled.basis {
        _ if settled.role != speaker.role || settled.confidence < speaker.role_confidence => {
            (CERTAIN, format!("you said that this speaker is the {role}"))
        }
        Basis::Stated => (CERTAIN, format!("the file states that {} is the {role}", speaker.key)),
        Basis::Word => (
            log_odds(settled.confidence),
            format!("this label is a word for the {role}"),
        ),
        Basis::Remaining => (
            log_odds(settled.confidence),
            format!("another label names the other role, which leaves the {role}"),
        ),
        Basis::Talk => (
            log_odds(settled.confidence),
            format!("how often this speaker asks, and how long, is like the {role}"),
        ),
    };
    all.push(piece("role", toward * weight, &says));
    all
}

fn log_odds(probability: f32) -> f32 {
    (probability / (1.0 - probability).max(0.001)).ln()
}

fn piece(signal: &'static str, weight: f32, says: &str) -> Evidence {
    Evidence {
        signal,
        weight,
        says: SafeText::line(says),
    }
}
