//! Moving the place: motions, jumps, and places as they are typed.

use super::Session;
use super::action::{Marked, Motion};
use super::effect::{Effect, Extent};
use crate::marks::{MarkKind, Status};

/// A place as it is typed behind `:`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Typed {
    /// Seconds of the recording.
    Time(f64),
    /// The turn of that number, from 1.
    Turn(usize),
    /// Per cent of the text.
    PerCent(usize),
}

impl Typed {
    /// Reads `12:30`, `1:02:03`, `¶12`, `12` or `40%`.
    #[must_use]
    pub fn read(line: &str) -> Option<Self> {
        let line = line.trim();
        if let Some(number) = line.strip_suffix('%') {
            return number.trim().parse().ok().filter(|n| *n <= 100).map(Self::PerCent);
        }
        if line.contains(':') {
            let parts = line
                .split(':')
                .map(|p| p.parse::<u32>().ok())
                .collect::<Option<Vec<_>>>()?;
            let sensible = parts.len() <= 3 && parts[1..].iter().all(|p| *p < 60);
            return sensible.then(|| Self::Time(parts.iter().fold(0.0, |sum, p| sum * 60.0 + f64::from(*p))));
        }
        let number = line.strip_prefix('¶').unwrap_or(line);
        number.trim().parse().ok().filter(|n| *n > 0).map(Self::Turn)
    }
}

impl Session {
    pub(super) fn travel(&mut self, motion: Motion, count: Option<usize>, times: usize) {
        let by = isize::try_from(times).unwrap_or(isize::MAX);
        match motion {
            Motion::LineDown => self.with_page(|page, talk| page.move_rows(talk, by)),
            Motion::LineUp => self.with_page(|page, talk| page.move_rows(talk, -by)),
            Motion::PageDown => self.with_page(|page, talk| page.turn_pages(talk, by)),
            Motion::PageUp => self.with_page(|page, talk| page.turn_pages(talk, -by)),
            Motion::HalfDown => self.with_page(|page, talk| page.turn_halves(talk, by)),
            Motion::HalfUp => self.with_page(|page, talk| page.turn_halves(talk, -by)),
            Motion::NextTurn => self.step_turns(by, false),
            Motion::PreviousTurn => self.step_turns(-by, false),
            Motion::NextQuestion => self.step_questions(by),
            Motion::PreviousQuestion => self.step_questions(-by),
            Motion::Column(side) => self.with_page(|page, talk| page.to_side(talk, side)),
            Motion::Start => match count {
                Some(number) => self.go_to_typed(Typed::Turn(number)),
                None => self.jump_to(0),
            },
            Motion::End => match count {
                Some(number) => self.go_to_typed(Typed::Turn(number)),
                None => self.go_to_end(),
            },
            Motion::PerCent => match count {
                Some(number) => self.go_to_typed(Typed::PerCent(number.min(100))),
                None => self.say("type a number first: 40%"),
            },
            Motion::NextDoubt => self.step_turns(by, true),
            Motion::PreviousDoubt => self.step_turns(-by, true),
            Motion::NextMark(marked) => self.step_marks(marked, by),
            Motion::PreviousMark(marked) => self.step_marks(marked, -by),
        }
    }

    /// Goes to an offset and remembers where the reader came from.
    pub(super) fn jump_to(&mut self, offset: usize) {
        self.jumps.leave(self.page.place());
        self.with_page(|page, talk| page.go_to(talk, offset));
    }

    fn go_to_end(&mut self) {
        let end = self.open.as_ref().map_or(0, |open| open.text().len());
        self.jumps.leave(self.page.place());
        self.with_page(|page, talk| page.go_to(talk, end.saturating_sub(1)));
        match self.open.as_ref().map(|open| open.extent) {
            Some(Extent::Head { .. }) => self.say("the rest is still being read"),
            Some(Extent::Beginning { .. }) => self.say("the rest cannot be read"),
            Some(Extent::Whole) | None => {}
        }
    }

    pub(super) fn go_to_typed(&mut self, typed: Typed) {
        let Some(open) = &self.open else { return };
        let (transcript, turns) = (&open.reading.transcript, &open.turns);
        let offset = match typed {
            Typed::Turn(number) => match turns.all().get(number - 1) {
                Some(turn) => turn.span.start(),
                None => return self.say(format!("there are {} turns", turns.all().len())),
            },
            Typed::PerCent(number) => {
                let at = transcript.text().len().saturating_sub(1) / 100 * number
                    + transcript.text().len().saturating_sub(1) % 100 * number / 100;
                transcript.text().floor_char_boundary(at)
            }
            Typed::Time(seconds) => {
                if !transcript.is_timed() {
                    return self.say("this transcript has no times");
                }
                let from = |u: &&crate::transcript::Utterance| u.from().is_some_and(|t| t.seconds() <= seconds);
                transcript
                    .utterances()
                    .iter()
                    .rev()
                    .find(from)
                    .map_or(0, |u| u.span().start())
            }
        };
        self.jump_to(offset);
    }

    fn step_turns(&mut self, by: isize, doubtful: bool) {
        let Some(open) = &self.open else { return };
        let talk = open.talk();
        let turns = open.turns.all();
        let place = self.page.place();
        let here = talk.turns.at(place);
        let wanted = |turn: &usize| !turns[*turn].signal && (!doubtful || open.turns.is_doubtful(*turn));
        let nth = by.unsigned_abs() - 1;
        let found = if by > 0 {
            let after = turns.partition_point(|turn| turn.span.start() <= place);
            (after..turns.len()).filter(wanted).nth(nth)
        } else {
            // From inside a turn the way back leads to its own beginning first, as `{` does in an editor.
            let before = turns.partition_point(|turn| turn.span.start() < place);
            let before = here.filter(|_| doubtful).map_or(before, |here| here.min(before));
            (0..before).rev().filter(wanted).nth(nth)
        };
        match found {
            Some(turn) => {
                let offset = turns[turn].span.start();
                self.with_page(|page, talk| page.go_to(talk, offset));
            }
            None if doubtful => self.say(if by > 0 {
                "no doubtful turn after this"
            } else {
                "no doubtful turn before this"
            }),
            None => self.say(if by > 0 {
                "this is the last turn"
            } else {
                "this is the first turn"
            }),
        }
    }

    fn step_questions(&mut self, by: isize) {
        let Some(open) = &self.open else { return };
        let (exchanges, turns) = (open.turns.exchanges(), open.turns.all());
        let place = self.page.place();
        let start = |exchange: &crate::turns::Exchange| turns[exchange.turns.start].span.start();
        let mut questions = exchanges.iter().filter(|e| e.question.is_some()).map(start);
        let nth = by.unsigned_abs() - 1;
        let found = if by > 0 {
            questions.filter(|s| *s > place).nth(nth)
        } else {
            let before: Vec<usize> = questions.by_ref().take_while(|s| *s < place).collect();
            before.len().checked_sub(nth + 1).map(|at| before[at])
        };
        match found {
            Some(offset) => self.with_page(|page, talk| page.go_to(talk, offset)),
            None => self.say(if by > 0 {
                "this is the last question"
            } else {
                "this is the first question"
            }),
        }
    }

    fn step_marks(&mut self, marked: Marked, by: isize) {
        let place = self.page.place();
        let mut starts: Vec<usize> = self
            .marks_of(marked)
            .into_iter()
            .filter_map(|id| self.mark(id).filter(|mark| mark.status != Status::Orphan))
            .map(|mark| mark.span.start())
            .collect();
        starts.sort_unstable();
        starts.dedup();
        let nth = by.unsigned_abs() - 1;
        let found = if by > 0 {
            starts.into_iter().filter(|s| *s > place).nth(nth)
        } else {
            starts.into_iter().rev().filter(|s| *s < place).nth(nth)
        };
        let what = match marked {
            Marked::Highlights => "highlight",
            Marked::Bookmarks => "bookmark",
            Marked::Letters => "letter",
            Marked::Notes => "note",
            Marked::ToCheck => "mark to check",
        };
        match found {
            Some(offset) => self.with_page(|page, talk| page.go_to(talk, offset)),
            None => self.say(format!("no {what} {} this", if by > 0 { "after" } else { "before" })),
        }
    }

    pub(super) fn unfold(&mut self, times: usize) {
        let mut unfolded = false;
        self.with_page(|page, talk| unfolded = page.toggle_fold(talk));
        if !unfolded {
            self.travel(Motion::LineDown, None, times);
        }
    }

    pub(super) fn go_back(&mut self) {
        match self.jumps.swap(self.page.place()) {
            Some(offset) => self.with_page(|page, talk| page.go_to(talk, offset)),
            None => self.say("nowhere to go back to yet"),
        }
    }

    pub(super) fn jump(&mut self, forward: bool, times: usize) {
        for _ in 0..times {
            let to = if forward {
                self.jumps.forward()
            } else {
                self.jumps.back(self.page.place())
            };
            match to {
                Some(offset) => self.with_page(|page, talk| page.go_to(talk, offset)),
                None => {
                    return self.say(if forward {
                        "this is the latest place"
                    } else {
                        "this is the oldest place"
                    });
                }
            }
        }
    }

    pub(super) fn go_to_letter(&mut self, letter: char) {
        let mut marks = self.notebook.marks();
        let here = marks.find(|(_, _, m)| m.kind == MarkKind::Bookmark { letter: Some(letter) });
        match here.map(|(_, _, mark)| mark.span.start()) {
            Some(offset) => self.jump_to(offset),
            None if letter.is_uppercase() && self.letter != Some(letter) => {
                self.letter = Some(letter);
                self.effects.push(Effect::FindLetter(letter));
            }
            None => self.say(format!("no letter {letter} here; m{letter} sets it")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Typed;

    #[test]
    fn places_are_read_as_people_type_them() {
        assert_eq!(Typed::read("12:30"), Some(Typed::Time(750.0)));
        assert_eq!(Typed::read("1:02:03"), Some(Typed::Time(3723.0)));
        assert_eq!(Typed::read("¶12"), Some(Typed::Turn(12)));
        assert_eq!(Typed::read(" 40% "), Some(Typed::PerCent(40)));
        for odd in ["", "0", "120%", "12:99", "quit", "1:2:3:4", ":"] {
            assert_eq!(Typed::read(odd), None, "{odd}");
        }
    }
}
