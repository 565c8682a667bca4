//! Why a turn is whose, in plain words.

use super::draft::{Draft, Ground, Part};
use super::inferred::Weighed;
use super::learned::Model;
use super::roles::{self, Basis};
use super::signals::weights::SAYS;
use super::signals::{Seen, Signal};
use super::{CERTAIN, Correction, Evidence, Origin, Role, Turns};
use crate::text::SafeText;
use crate::transcript::Transcript;

/// Evidence shown at most.
const SHOWN: usize = 6;
/// Signals that weigh less are not worth a line.
const WORTH_SAYING: f32 = 0.1;
/// What the network adds beyond the signals.
const LEARNED: &str = "its words, and the lines around it, read like this beyond what is named here";

/// The evidence for a turn, strongest first.
pub(super) fn evidence(
    transcript: &Transcript,
    corrections: &[Correction],
    turns: &Turns,
    turn: usize,
) -> Vec<Evidence> {
    let draft = Draft::new(transcript, corrections);
    of_draft(&draft, &seen(&draft, transcript), transcript, turns, turn)
}

/// The evidence for every turn. The text is weighed once for all of them.
pub(super) fn all(transcript: &Transcript, corrections: &[Correction], turns: &Turns) -> Vec<Vec<Evidence>> {
    let draft = Draft::new(transcript, corrections);
    let seen = seen(&draft, transcript);
    (0..turns.all().len())
        .map(|turn| of_draft(&draft, &seen, transcript, turns, turn))
        .collect()
}

/// What is seen of every unit where turns are inferred. It is not kept with their weights: only reasons need it.
fn seen(draft: &Draft, transcript: &Transcript) -> Vec<Seen> {
    match &draft.ground {
        Ground::Labelled(_) => Vec::new(),
        Ground::Inferred(weighed) => weighed.seen(transcript),
    }
}

fn of_draft(draft: &Draft, seen: &[Seen], transcript: &Transcript, turns: &Turns, turn: usize) -> Vec<Evidence> {
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
        Ground::Inferred(weighed) => inferred(draft, (weighed, seen), turns, turn),
    }
}

/// The signals of an inferred turn, and where a name comes from.
fn inferred(draft: &Draft, (weighed, seen): (&Weighed, &[Seen]), turns: &Turns, turn: usize) -> Vec<Evidence> {
    let span = turns.all()[turn].span;
    let toward = if turns.speaker(turn).role == Role::Interviewer {
        1.0
    } else {
        -1.0
    };
    let flip = if draft.is_swapped(span.start()) { -1.0 } else { 1.0 };
    let signals = &Model::shipped().signals;
    // What each signal says, and last what the words say beyond all of them.
    let words = Signal::ALL.len();
    let mut sums = vec![0.0_f32; words + 1];
    let first = weighed.units.partition_point(|unit| unit.span.end() <= span.start());
    let units = weighed.units[first..].iter();
    let inside = units.take_while(|unit| unit.span.start() < span.end()).count();
    for (at, seen) in seen.iter().enumerate().skip(first).take(inside) {
        // Taking over is evidence for whoever takes over.
        let takes_over = at == first && turn > 0;
        let toward_asker = |[role, to_asker, to_guest]: [f32; 3]| {
            let taken = if toward * flip > 0.0 { to_asker } else { -to_guest };
            flip * (role + if takes_over { taken } else { 0.0 })
        };
        let potential = &weighed.potentials[at];
        sums[words] += toward_asker([potential.role, potential.to_asker, potential.to_guest]);
        let mut left = *seen;
        while left != 0 {
            let number = left.trailing_zeros() as usize;
            let weight = toward_asker(signals[number]);
            sums[number] += weight;
            sums[words] -= weight;
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
    all.extend(order.into_iter().take(SHOWN).map(|at| match SAYS.get(at) {
        Some((signal, says)) => piece(signal.name(), sums[at], says),
        None => piece("words", sums[at], LEARNED),
    }));
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
    let settled = roles::settle(transcript, &parts[unsaid..], &labels, Model::shipped());
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
            format!("what this speaker asks and says, and how long, is like the {role}"),
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
