//! Marks taken out to a file: those that a list shows, or all of them, as a form and to a path that the reader names.

use super::Session;
use super::effect::Effect;
use super::field::Field;
use super::mode::{Exporting, Mode, Shown};
use crate::export::quotes::{FORMS, form};
use crate::marks::Id;

impl Session {
    /// Asks for form and path.
    pub(super) fn ask_export(&mut self, marks: Vec<Id>) {
        let name = self.document().name;
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        let stem = if stem.is_empty() { "transcript" } else { stem };
        let back = self.back();
        self.mode = Mode::Export(Exporting {
            field: Field::line(&format!("md {stem}-quotes.md")),
            shown: Shown::Marks(marks),
            back,
        });
    }

    /// Takes what was typed for them.
    pub(super) fn take_export(&mut self, exporting: Exporting) {
        if let Some(back) = &exporting.back {
            self.reopen(back);
        }
        match exporting.shown {
            Shown::Marks(marks) => self.export(exporting.field.text(), marks),
            Shown::Hits(hits) => self.export_found(exporting.field.text(), hits),
            Shown::Gathered(marks) => self.export_gathered(exporting.field.text(), marks),
        }
    }

    /// Asks for a file of these marks, by a line such as `md quotes.md`; `md! quotes.md` writes over what is there.
    pub(super) fn export(&mut self, line: &str, marks: Vec<Id>) {
        let Some((form, path, over)) = self.form_and_path(line) else {
            return;
        };
        if marks.is_empty() {
            return self.say("nothing is marked");
        }
        self.effects.push(Effect::Export {
            form,
            path,
            over,
            marks,
        });
    }

    /// The form, the path and whether a file that is there may go, from a line such as `md quotes.md`; what is wrong with it is said.
    pub(super) fn form_and_path(&mut self, line: &str) -> Option<(&'static str, String, bool)> {
        let (name, path) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
        let (name, over) = name.strip_suffix('!').map_or((name, false), |name| (name, true));
        let (Some(form), path) = (form(name), path.trim()) else {
            let names: Vec<&str> = FORMS.iter().map(|form| form.name).collect();
            self.say(format!(
                "a form and a path, such as md quotes.md; there are {}",
                names.join(", ")
            ));
            return None;
        };
        if path.is_empty() {
            self.say(format!("where to? {} and a path", form.name));
            return None;
        }
        Some((form.name, path.to_owned(), over))
    }

    /// All marks, by place.
    pub(super) fn all_marks(&self) -> Vec<Id> {
        self.notebook.marks().map(|(id, ..)| id).collect()
    }
}
