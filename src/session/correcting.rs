//! The reader's word on who spoke: reversible corrections, and what the inference makes of them at once.

use super::Session;
use super::action::Correcting;
use super::mode::{Mode, Reasons};
use crate::marks::{Body, Corrected, Edit};
use crate::text::{SafeText, Span};
use crate::turns::{self, Correction, Side, Speaker, Turns};

impl Session {
    pub(super) fn correct(&mut self, correcting: Correcting) {
        if self.listing().is_some() {
            return self.correct_chosen(correcting);
        }
        let Some(open) = &self.open else { return };
        let Some(turn) = self.page.this_turn(open.talk()) else {
            return self.say("no turn here");
        };
        let span = open.turns.all()[turn].span;
        let sign = format!("¶{}", turn + 1);
        match correcting {
            Correcting::OtherSide => self.give_away(turn, &sign),
            Correcting::Split => self.split(),
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
            Correcting::Automatic if !self.is_corrected(span) => {
                self.say(format!("nothing was corrected in {sign}; u takes the last change back"));
            }
            Correcting::Automatic => {
                self.add_correction(
                    Correction::Automatic { span },
                    Some(span),
                    &format!("{sign} is automatic again"),
                );
            }
            Correcting::Rename | Correcting::Merge | Correcting::Side | Correcting::Role => {
                let who = usize::from(open.turns.all()[turn].speaker.0);
                self.correct_speaker(who, correcting);
            }
        }
    }

    /// Lets a turn begin at the word of the place or, in a selection, at its first word.
    fn split(&mut self) {
        let Some(open) = &self.open else { return };
        let selected = match &self.mode {
            Mode::Select(selection) => Some(selection.span().start()),
            _ => None,
        };
        let place = selected.unwrap_or(self.page.place());
        let at = crate::text::words::word_at(open.text(), place).map_or(place, Span::start);
        let turn = open.turns.at(at).map(|turn| (turn, open.turns.all()[turn].span));
        let Some((turn, span)) = turn.filter(|(_, span)| span.start() < at && at < span.end()) else {
            return self.say("a turn begins here already; v and w go to a word, then cs");
        };
        self.mode = Mode::Read;
        let behind = Some(Span::new(at, span.end()));
        self.add_correction(Correction::Split { at }, behind, &format!("split ¶{}", turn + 1));
    }

    /// Whether the reader's word on a span stands.
    fn is_corrected(&self, span: Span) -> bool {
        turns::corrected(&self.notebook.corrections(), span)
    }

    /// Gives a turn to the other side's last speaker; again, to the next of that side. What was given is given on by itself, even
    /// where it has become one turn with its neighbours.
    fn give_away(&mut self, turn: usize, sign: &str) {
        let Some(open) = &self.open else { return };
        let turns = &open.turns;
        let corrections = self.notebook.corrections();
        let place = self.page.place();
        let given = corrections.iter().rev().find_map(|correction| match correction {
            Correction::Give { span, speaker } if span.contains(place) && turns.speaker(turn).key == *speaker => {
                Some(*span)
            }
            _ => None,
        });
        let to = match given {
            Some(given) => {
                // Since it last changed sides.
                let tried = corrections.iter().rev().filter_map(|correction| match correction {
                    Correction::Give { span, speaker } if *span == given => Some(speaker),
                    _ => None,
                });
                let side = turns.side(turn);
                let here = |key: &&SafeText| turns.speakers().iter().any(|s| s.side == side && s.key == **key);
                let tried: Vec<&SafeText> = tried.take_while(here).collect();
                next_speaker(turns, turn, &tried)
            }
            None => other_speaker(turns, turn),
        };
        let Some((key, name)) = to.map(|to| (to.key.clone(), to.name.clone())) else {
            return self.say("there is nobody on the other side; cr and s name speakers");
        };
        let span = given.unwrap_or(turns.all()[turn].span);
        let correction = Correction::Give { span, speaker: key };
        self.add_correction(correction, Some(span), &format!("gave {sign} to {name}"));
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

    /// Weighs who speaks again with all corrections; the word at the place keeps its row, and is still what is read where it is
    /// the other side's now.
    pub(super) fn infer_again(&mut self) {
        let corrections = self.notebook.corrections();
        let place = self.page.place();
        let side_there = |open: &super::Open| open.turns.at(place).map(|turn| open.turns.side(turn));
        let was = self.open.as_ref().and_then(side_there);
        if let Some(open) = &mut self.open {
            open.turns = turns::infer(&open.reading.transcript, &corrections);
        }
        let is = self.open.as_ref().and_then(side_there);
        self.with_page(super::Page::renew);
        if let Some(is) = is.filter(|_| was == Some(self.page.side())) {
            self.with_page(|page, _| page.take_side(is));
        }
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

/// Who a turn goes to: on the other side the speaker who spoke last before it, else the next after it; where that side has
/// nobody, the next speaker at all.
fn other_speaker(turns: &Turns, turn: usize) -> Option<&Speaker> {
    let side = turns.side(turn).other();
    let own = turns.all()[turn].speaker;
    nearest(turns, turn, side).map(|near| turns.speaker(near)).or_else(|| {
        turns
            .speakers()
            .iter()
            .enumerate()
            .find(|(at, _)| *at != usize::from(own.0))
            .map(|(_, s)| s)
    })
}

/// The turn of a side nearest before a turn, else after it.
fn nearest(turns: &Turns, turn: usize, side: Side) -> Option<usize> {
    let on_side = |t: &usize| turns.side(*t) == side;
    let before = (0..turn).rev().find(on_side);
    before.or_else(|| (turn + 1..turns.all().len()).find(on_side))
}

/// Who a turn goes to that was given to somebody already: the next of that side, in the order of appearance, and after all of
/// them the other side.
fn next_speaker<'a>(turns: &'a Turns, turn: usize, tried: &[&SafeText]) -> Option<&'a Speaker> {
    let side = turns.side(turn);
    let on_side = turns.speakers().iter().filter(|speaker| speaker.side == side);
    let mut left = on_side.filter(|speaker| !tried.contains(&&speaker.key));
    left.next().or_else(|| other_speaker(turns, turn))
}
