//! The reader's word on who spoke: reversible corrections, and what the inference makes of them at once.

use super::Session;
use super::action::Correcting;
use super::field::Field;
use super::mode::{Mode, Naming, Reasons};
use crate::marks::{Body, Corrected, Edit};
use crate::text::{SafeText, Span};
use crate::turns::{self, Correction, Turns};

impl Session {
    pub(super) fn correct(&mut self, correcting: Correcting) {
        let Some(open) = &self.open else { return };
        let Some(turn) = self.page.this_turn(open.talk()) else {
            return self.say("no turn here");
        };
        let span = open.turns.all()[turn].span;
        let speaker = open.turns.speaker(turn).key.clone();
        let sign = format!("¶{}", turn + 1);
        match correcting {
            Correcting::OtherSide => match other_speaker(&open.turns, turn) {
                Some(other) => {
                    let name = other.1;
                    self.add_correction(
                        Correction::Give { span, speaker: other.0 },
                        Some(span),
                        &format!("gave {sign} to {name}"),
                    );
                }
                None => self.say("there is nobody on the other side; cr and s name speakers"),
            },
            Correcting::Split => {
                let at =
                    crate::text::words::word_at(open.text(), self.page.place()).map_or(self.page.place(), Span::start);
                if at <= span.start() || at >= span.end() {
                    return self.say("the turn begins here already; click a word or search it, then cs");
                }
                self.add_correction(
                    Correction::Split { at },
                    Some(Span::new(at, span.end())),
                    &format!("split {sign}"),
                );
            }
            Correcting::Join if turn == 0 => self.say("there is no turn before this"),
            Correcting::Join => {
                self.add_correction(
                    Correction::Join { at: span.start() },
                    Some(span),
                    &format!("joined {sign} with the turn before"),
                );
            }
            Correcting::SwapFrom => {
                self.add_correction(
                    Correction::SwapFrom { at: span.start() },
                    Some(span),
                    &format!("swapped the sides from {sign} on"),
                );
            }
            Correcting::Automatic => {
                self.add_correction(
                    Correction::Automatic { span },
                    Some(span),
                    &format!("{sign} is automatic again"),
                );
            }
            Correcting::Rename => {
                let name = open.turns.speaker(turn).name.to_string();
                self.mode = Mode::Name(Naming {
                    field: Field::line(&name),
                    speaker,
                });
            }
            Correcting::Merge => match other_speaker(&open.turns, turn) {
                Some((into, name)) => {
                    let from = open.turns.speaker(turn).name.to_string();
                    self.add_correction(
                        Correction::Merge { from: speaker, into },
                        None,
                        &format!("merged {from} into {name}"),
                    );
                }
                None => self.say("there is only one speaker"),
            },
        }
    }

    /// Takes a new name.
    pub(super) fn take_name(&mut self, naming: &Naming) {
        let name = SafeText::line(naming.field.text());
        if name.is_empty() {
            return self.say("a speaker needs a name");
        }
        let says = format!("renamed {} to {name}", naming.speaker);
        self.add_correction(
            Correction::Rename {
                speaker: naming.speaker.clone(),
                name,
            },
            None,
            &says,
        );
    }

    pub(super) fn add_correction(&mut self, correction: Correction, span: Option<Span>, says: &str) {
        let anchor = span.map(|span| self.anchor(span));
        self.perform(
            says,
            vec![Edit::Add(Body::Correction(Corrected { correction, anchor }))],
        );
        self.infer_again();
        self.say(format!("{says} · u takes it back"));
    }

    /// Weighs who speaks again with all corrections; the word at the place keeps its row.
    pub(super) fn infer_again(&mut self) {
        let corrections = self.notebook.corrections();
        if let Some(open) = &mut self.open {
            open.turns = turns::infer(&open.reading.transcript, &corrections);
        }
        self.with_page(super::Page::renew);
        self.tally_hits();
    }

    pub(super) fn why(&mut self) {
        let Some(open) = &self.open else { return };
        let Some(turn) = self.page.this_turn(open.talk()) else {
            return self.say("no turn here");
        };
        let corrections = self.notebook.corrections();
        let evidence = turns::explain(&open.reading.transcript, &corrections, &open.turns, turn);
        self.mode = Mode::Why(Reasons { turn, evidence });
    }
}

/// Key and name of who a turn goes to: on the other side the speaker who spoke last before it, else the next after it; where that
/// side has nobody, the next speaker at all.
fn other_speaker(turns: &Turns, turn: usize) -> Option<(SafeText, SafeText)> {
    let side = turns.side(turn).other();
    let on_side = |t: &usize| turns.side(*t) == side;
    let near = (0..turn)
        .rev()
        .find(on_side)
        .or_else(|| (turn + 1..turns.all().len()).find(on_side));
    let own = turns.all()[turn].speaker;
    let speaker = match near {
        Some(near) => turns.speaker(near),
        None => {
            turns
                .speakers()
                .iter()
                .enumerate()
                .find(|(at, _)| *at != usize::from(own.0))?
                .1
        }
    };
    Some((speaker.key.clone(), speaker.name.clone()))
}
