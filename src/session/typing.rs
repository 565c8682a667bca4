//! Prompts and filters: what is typed goes to whatever takes the keys.

use super::Session;
use super::action::Editing;
use super::effect::Effect;
use super::field::Field;
use super::home::AtHome;
use super::mode::Mode;

impl Session {
    fn field(&mut self) -> Option<&mut Field> {
        match &mut self.mode {
            Mode::Search(line) | Mode::Home(AtHome::Search(line)) => Some(&mut line.field),
            Mode::Home(AtHome::Filter) => Some(self.home.filter_mut()),
            Mode::Note(note) => Some(&mut note.field),
            Mode::Name(naming) => Some(&mut naming.field),
            Mode::Tag(tagging) => Some(&mut tagging.field),
            Mode::Export(exporting) => Some(&mut exporting.field),
            Mode::Pick(picker) if picker.filtering => Some(&mut picker.filter),
            Mode::Pick(_) | Mode::Home(AtHome::Table) | Mode::Read | Mode::Select(_) | Mode::Why(_) => None,
        }
    }

    pub(super) fn type_char(&mut self, c: char) {
        if let Some(field) = self.field() {
            field.type_char(c);
            self.typed();
        }
    }

    pub(super) fn paste(&mut self, text: &str) {
        match self.field() {
            Some(field) => {
                field.paste(text);
                self.typed();
            }
            None => self.say("pasted text goes into the search line or a note: / or a first"),
        }
    }

    pub(super) fn edit(&mut self, editing: Editing) {
        let Some(field) = self.field() else { return };
        let empty = field.text().is_empty();
        field.edit(editing);
        if empty && editing == Editing::Backspace {
            return self.escape();
        }
        self.typed();
    }

    /// What is typed has changed.
    fn typed(&mut self) {
        match &mut self.mode {
            Mode::Search(line) => {
                line.history = None;
                self.search_as_typed();
            }
            Mode::Pick(picker) => picker.refilter(),
            Mode::Home(AtHome::Filter) => self.home.refilter(),
            Mode::Home(AtHome::Search(line)) => line.history = None,
            Mode::Note(_)
            | Mode::Name(_)
            | Mode::Tag(_)
            | Mode::Export(_)
            | Mode::Home(AtHome::Table)
            | Mode::Read
            | Mode::Select(_)
            | Mode::Why(_) => {}
        }
    }

    pub(super) fn accept(&mut self) {
        match std::mem::take(&mut self.mode) {
            Mode::Search(line) => self.take_search(&line),
            Mode::Note(note) => self.take_note(&note),
            Mode::Name(naming) => self.take_name(&naming),
            Mode::Tag(tagging) => self.take_tags(&tagging),
            Mode::Export(exporting) => self.take_export(exporting),
            Mode::Pick(picker) => self.take_choice(&picker),
            Mode::Home(at) => self.accept_at_home(at),
            Mode::Read | Mode::Select(_) | Mode::Why(_) => {}
        }
    }

    pub(super) fn edit_outside(&mut self) {
        match &self.mode {
            Mode::Note(note) => self.effects.push(Effect::EditNote(note.field.text().to_owned())),
            _ => self.say("only a note goes into the editor"),
        }
    }
}
