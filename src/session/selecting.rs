//! Selections: words between two ends, of which the near one moves.

use super::Session;
use super::action::Unit;
use super::mode::{Mode, Selection};
use crate::text::{Span, width, words};

impl Session {
    pub(super) fn select(&mut self, unit: Unit) {
        let Some(span) = self.unit_at(unit, self.page.place()) else {
            return self.say("nothing to select here");
        };
        self.mode = Mode::Select(Selection { far: span, near: span });
    }

    /// The word, sentence or turn at an offset.
    pub(super) fn unit_at(&self, unit: Unit, offset: usize) -> Option<Span> {
        let open = self.open.as_ref()?;
        let text = open.text();
        match unit {
            Unit::Character => grapheme_at(text, offset),
            Unit::Word => words::word_at(text, offset).or_else(|| grapheme_at(text, offset)),
            Unit::Sentence => self.sentence_at(offset),
            Unit::Row => self.page.this_cell().map(|cell| cell.span),
            Unit::Turn => Some(open.turns.all()[open.turns.at(offset)?].span),
        }
    }

    /// The sentence at an offset: nothing of another speaker, or of what is set apart, though no full stop stands between.
    pub(super) fn sentence_at(&self, offset: usize) -> Option<Span> {
        let open = self.open.as_ref()?;
        let sentence = words::sentence_at(open.text(), offset)?;
        let within = match open.turns.at(offset) {
            Some(turn) => open.turns.all()[turn].span,
            None => {
                let transcript = &open.reading.transcript;
                transcript.utterances().get(transcript.utterance_at(offset)?)?.span()
            }
        };
        sentence.intersection(within).filter(|s| !s.is_empty())
    }

    fn selection(&self) -> Option<Selection> {
        match &self.mode {
            Mode::Select(selection) => Some(*selection),
            _ => None,
        }
    }

    pub(super) fn extend(&mut self, unit: Unit, backwards: bool, times: usize) {
        for _ in 0..times {
            let Some(selection) = self.selection() else { return };
            let Some(near) = self.next_near(selection, unit, backwards) else {
                return;
            };
            self.set_near(near);
        }
    }

    fn set_near(&mut self, near: Span) {
        let Mode::Select(selection) = &mut self.mode else {
            return;
        };
        selection.near = near;
        let at = near.start();
        self.with_page(|page, talk| page.show(talk, at));
    }

    /// Where the near end goes. Its start is what moves, and it holds what it stands on: a character, or a word or sentence
    /// after a step by those.
    fn next_near(&mut self, selection: Selection, unit: Unit, backwards: bool) -> Option<Span> {
        let open = self.open.as_ref()?;
        let (text, at) = (open.text(), selection.near.start());
        match (unit, backwards) {
            (Unit::Character, false) => grapheme_at(text, selection.near.end()),
            (Unit::Character, true) => grapheme_before(text, at),
            (Unit::Word, false) => words::next_word(text, at).and_then(|n| words::word_at(text, n)),
            (Unit::Word, true) => words::previous_word(text, at).and_then(|n| words::word_at(text, n)),
            (Unit::Sentence, false) => {
                let here = self.sentence_at(at)?;
                if here.covers(selection.near) && selection.near.end() < here.end() {
                    return Some(Span::new(at, here.end()));
                }
                let end = here.end();
                let next = end + text.get(end..)?.find(|c: char| !c.is_whitespace())?;
                self.sentence_at(next)
            }
            (Unit::Sentence, true) => {
                if let Some(here) = self.sentence_at(at).filter(|here| here.start() < at) {
                    return Some(here);
                }
                let before = text.get(..at)?.trim_end();
                self.sentence_at(before.len() - before.chars().next_back()?.len_utf8())
            }
            (Unit::Turn, _) => {
                let here = open.turns.at(at)?;
                let turn = if backwards { here.checked_sub(1)? } else { here + 1 };
                open.turns.all().get(turn).map(|t| t.span)
            }
            (Unit::Row, _) => {
                let talk = open.talk();
                let row = self.page.row_from(talk, at, if backwards { -1 } else { 1 })?;
                let column = self
                    .page
                    .this_cell()
                    .map_or(0, |cell| at.saturating_sub(cell.span.start()));
                let to = self
                    .open
                    .as_ref()?
                    .text()
                    .floor_char_boundary((row.start() + column).min(row.end().saturating_sub(1)));
                grapheme_at(self.open.as_ref()?.text(), to)
            }
        }
    }

    pub(super) fn extend_to_word_end(&mut self, times: usize) {
        for _ in 0..times {
            let Some(selection) = self.selection() else { return };
            let Some(open) = &self.open else { return };
            let last = selection.near.end().saturating_sub(1).max(selection.near.start());
            let Some(end) = words::word_end(open.text(), last) else {
                return;
            };
            let Some(near) = grapheme_before(open.text(), end) else {
                return;
            };
            self.set_near(near);
        }
    }

    pub(super) fn other_end(&mut self) {
        if let Mode::Select(selection) = &mut self.mode {
            std::mem::swap(&mut selection.far, &mut selection.near);
            let at = selection.near.start();
            self.with_page(|page, talk| page.show(talk, at));
        }
    }

    pub(super) fn select_inner(&mut self, unit: Unit) {
        let Some(selection) = self.selection() else { return };
        if let Some(span) = self.unit_at(unit, selection.near.start()) {
            self.mode = Mode::Select(Selection { far: span, near: span });
        }
    }
}

/// The character, as the reader sees them, at an offset.
pub(super) fn grapheme_at(text: &str, offset: usize) -> Option<Span> {
    let (_, grapheme, _) = width::graphemes(text.get(offset..)?).next()?;
    Some(Span::new(offset, offset + grapheme.len()))
}

fn grapheme_before(text: &str, offset: usize) -> Option<Span> {
    use unicode_segmentation::UnicodeSegmentation;
    let last = text.get(..offset)?.graphemes(true).next_back()?;
    Some(Span::new(offset - last.len(), offset))
}
