//! Corrections to whole speakers: their names, roles and sides, and that two are one.
//!
//! Done from the list of speakers, which stays open over them, or to the speaker of the turn at the place. Nothing here says whose
//! a turn is.

use super::Session;
use super::action::{Correcting, Listing};
use super::field::Field;
use super::mode::{Mode, Naming};
use super::picker::Target;
use crate::text::SafeText;
use crate::turns::{Correction, Role, Side};

impl Session {
    /// Corrects the speaker chosen in the open list.
    pub(super) fn correct_chosen(&mut self, correcting: Correcting) {
        let chosen = match &self.mode {
            Mode::Pick(picker) if picker.listing == Listing::Speakers => picker.choice().map(|choice| choice.target),
            _ => None,
        };
        match chosen {
            Some(Target::Speaker(who)) => self.correct_speaker(usize::from(who), correcting),
            _ => self.say("that corrects a speaker; s lists them"),
        }
    }

    /// Corrects a speaker, by number.
    pub(super) fn correct_speaker(&mut self, who: usize, correcting: Correcting) {
        let Some(speaker) = self.open.as_ref().and_then(|open| open.turns.speakers().get(who)) else {
            return;
        };
        let (name, key) = (speaker.name.clone(), speaker.key.clone());
        match correcting {
            Correcting::Rename => {
                let back = self.back();
                self.mode = Mode::Name(Naming {
                    field: Field::line(&name),
                    speaker: key,
                    back,
                });
            }
            Correcting::Merge => self.merge(who),
            Correcting::Side => {
                let (side, word) = match speaker.side {
                    Side::Left => (Side::Right, "right"),
                    Side::Right => (Side::Left, "left"),
                };
                let correction = Correction::SetSide { speaker: key, side };
                self.add_correction(correction, None, &format!("put {name} on the {word}"));
            }
            Correcting::Role => {
                let role = match speaker.role {
                    Role::Interviewer => Role::Guest,
                    Role::Guest => Role::Interviewer,
                };
                let correction = Correction::SetRole { speaker: key, role };
                self.add_correction(correction, None, &format!("{name} is {} now", role.word()));
            }
            _ => {}
        }
        self.refresh_speakers();
    }

    /// One speaker is another: of two at once, of more the reader chooses.
    fn merge(&mut self, who: usize) {
        let others: Vec<usize> = self.speaking().filter(|at| *at != who).collect();
        match others[..] {
            [] => self.say("there is only one speaker"),
            [other] => self.merge_into(who, other),
            _ => {
                if let Ok(who) = u16::try_from(who) {
                    self.open_list(Listing::Same(who));
                }
            }
        }
    }

    /// Everything of one speaker is another's.
    pub(super) fn merge_into(&mut self, from: usize, into: usize) {
        let Some(open) = &self.open else { return };
        let speakers = open.turns.speakers();
        let (Some(from), Some(into)) = (speakers.get(from), speakers.get(into)) else {
            return;
        };
        let says = format!("merged {} into {}", from.name, into.name);
        let correction = Correction::Merge {
            from: from.key.clone(),
            into: into.key.clone(),
        };
        self.add_correction(correction, None, &says);
    }

    /// Takes a new name.
    pub(super) fn take_name(&mut self, naming: &Naming) {
        let name = SafeText::line(naming.field.text());
        if name.is_empty() {
            self.say("a speaker needs a name");
        } else {
            let says = format!("renamed {} to {name}", naming.speaker);
            let speaker = naming.speaker.clone();
            self.add_correction(Correction::Rename { speaker, name }, None, &says);
        }
        if let Some(back) = &naming.back {
            let told = self.notice.take();
            self.reopen(back);
            let speakers = self.open.as_ref().map_or(&[][..], |open| open.turns.speakers());
            let who = speakers.iter().position(|speaker| speaker.key == naming.speaker);
            if let (Mode::Pick(picker), Some(Ok(who))) = (&mut self.mode, who.map(u16::try_from)) {
                picker.choose_target(Target::Speaker(who));
            }
            self.notice = told;
        }
    }

    /// Numbers of those who have a turn.
    fn speaking(&self) -> impl Iterator<Item = usize> {
        let turns = self.open.as_ref().map(|open| &open.turns);
        let mut speaks = vec![false; turns.map_or(0, |turns| turns.speakers().len())];
        for turn in turns.map_or(&[][..], |turns| turns.all()) {
            if let Some(speaks) = speaks.get_mut(usize::from(turn.speaker.0)) {
                *speaks = true;
            }
        }
        speaks
            .into_iter()
            .enumerate()
            .filter_map(|(at, speaks)| speaks.then_some(at))
    }

    /// Makes the rows of the list of speakers again, with the choice where it was.
    pub(super) fn refresh_speakers(&mut self) {
        if self.listing() != Some(Listing::Speakers) {
            return;
        }
        let rows = self.speaker_rows(None);
        let Mode::Pick(picker) = &mut self.mode else { return };
        let chosen = picker.chosen;
        picker.rows = rows;
        picker.refilter();
        picker.chosen = chosen.min(picker.shown.len().saturating_sub(1));
    }
}
