//! Why a turn is whose, in plain words.

use super::draft::{Draft, Ground};
use super::roles::{self, Basis};
use super::signals::Signal;
use super::signals::weights::ROWS;
use super::{Correction, Evidence, Origin, Role, Turns};
use crate::text::SafeText;
use crate::transcript::Transcript;

/// Evidence shown at most.
const SHOWN: usize = 6;
/// What stands for certainty: beyond any sum of signals.
const CERTAIN: f32 = 20.0;

/// The evidence for a turn, strongest first.
pub(super) fn evidence(
    transcript: &Transcript,
    corrections: &[Correction],
    turns: &Turns,
    turn: usize,
) -> Vec<Evidence> {
    let Some(found) = turns.all().get(turn) else {
        return Vec::new();
    };
    let speaker = turns.speaker(turn);
    let toward = if speaker.role == Role::Interviewer { 1.0 } else { -1.0 };
    if found.origin == Origin::Corrected {
        return vec![piece("correction", toward * CERTAIN, "you said so")];
    }
    let draft = Draft::new(transcript, corrections);
    match &draft.ground {
        Ground::Labelled(parts) => {
            let mut all = Vec::new();
            if found.origin == Origin::Label {
                let says = format!("the file's label is {}", speaker.key);
                all.push(piece("label", toward * CERTAIN, &says));
            } else {
                all.push(piece(
                    "no label",
                    toward * 0.4,
                    "the file does not say who speaks here; this is a guess",
                ));
            }
            let labels: Vec<_> = draft.speakers.iter().filter_map(|speaker| speaker.label).collect();
            let first = parts.iter().take_while(|part| part.origin == Origin::Inferred).count();
            let settled = roles::settle(transcript, &parts[first..], &labels);
            let at = labels.iter().position(|label| Some(*label) == speaker.label);
            let role = speaker.role.word();
            if let Some(basis) = at.and_then(|at| settled.get(at)).map(|settled| settled.basis) {
                let (weight, says) = match basis {
                    _ if speaker.role_confidence >= 1.0 && basis != Basis::Stated => {
                        (CERTAIN, format!("you said that this speaker is {role}"))
                    }
                    Basis::Stated => (CERTAIN, format!("the file states that {} is {role}", speaker.key)),
                    Basis::Word => (4.6, format!("the label is a word for {role}")),
                    Basis::Remaining => (
                        2.6,
                        format!("the others have the other role, so this speaker is {role}"),
                    ),
                    Basis::Talk => {
                        let odds = speaker.role_confidence / (1.0 - speaker.role_confidence).max(0.01);
                        (
                            odds.ln(),
                            format!("by how often this speaker asks and how long they speak: {role}"),
                        )
                    }
                };
                all.push(piece("role", toward * weight, &says));
            }
            all
        }
        Ground::Inferred(weighed) => {
            let mut sums = vec![0.0_f32; Signal::ALL.len()];
            let flip = if draft.is_swapped(found.span.start()) {
                -1.0
            } else {
                1.0
            };
            let first = weighed
                .units
                .partition_point(|unit| unit.span.end() <= found.span.start());
            let inside = weighed.units[first..].iter().zip(&weighed.seen[first..]);
            for (at, (_, seen)) in inside
                .take_while(|(unit, _)| unit.span.start() < found.span.end())
                .enumerate()
            {
                let mut left = *seen;
                while left != 0 {
                    let number = left.trailing_zeros() as usize;
                    let row = &ROWS[number];
                    sums[number] += flip * row.role;
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
            let mut order: Vec<usize> = (0..sums.len()).filter(|at| sums[*at].abs() >= 0.1).collect();
            order.sort_by(|a, b| sums[*b].abs().total_cmp(&sums[*a].abs()));
            let mut all = Vec::new();
            if flip < 0.0 {
                all.push(piece(
                    "swap",
                    toward * CERTAIN,
                    "you said that the sides change places before this turn",
                ));
            }
            all.extend(order.into_iter().take(SHOWN).map(|at| Evidence {
                signal: ROWS[at].signal.name(),
                weight: sums[at],
                says: SafeText::line(ROWS[at].says),
            }));
            all
        }
    }
}

fn piece(signal: &'static str, weight: f32, says: &str) -> Evidence {
    Evidence {
        signal,
        weight,
        says: SafeText::line(says),
    }
}
