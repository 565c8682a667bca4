//! Who the labels stand for, as far as the document says so.

use super::super::census::same_person;
use super::super::heads::Head;
use super::Writer;
use super::signs::initials;
use crate::text::SafeText;
use crate::transcript::{Label, StatedRole};

impl Writer<'_> {
    /// The label of a believed candidate; `Name (XY)` and `XY` are one.
    pub(super) fn label(&mut self, number: usize, head: &Head<'_>, line: &str) -> Label {
        if let Some(label) = self.labels[number] {
            return label;
        }
        let name = head.label.unwrap_or(line).trim();
        let label = match initials(name).filter(|(_, short)| self.survey.belief.number(short).is_some()) {
            Some((full, short)) => {
                self.preface.names.push((short.to_owned(), full.to_owned()));
                self.builder.label(short)
            }
            None => self.builder.label(name),
        };
        self.labels[number] = Some(label);
        label
    }

    /// Readable names and roles that the document states, for the labels it uses.
    pub(super) fn people(&mut self) {
        let used: Vec<(String, Label)> = (0u16..)
            .zip(self.builder.so_far().labels())
            .map(|(number, label)| (label.to_string(), Label(number)))
            .collect();
        let of = |name: &str| {
            let exact = used.iter().find(|(label, _)| label == name);
            exact.or_else(|| used.iter().find(|(label, _)| same_person(name, label)))
        };
        for (short, full) in &self.preface.names {
            if let Some((_, label)) = of(short) {
                self.builder.facts_mut().full_names.push((*label, SafeText::line(full)));
            }
        }
        // An archive of French interviews marks whoever asks by a question mark behind the name.
        let asks = |(name, _): &&(String, Label)| name.ends_with('?');
        if used.iter().any(|label| !asks(&label)) {
            for (_, label) in used.iter().filter(asks) {
                self.builder.state_role(*label, StatedRole::Interviewer);
            }
        }
        for (name, role) in &self.preface.roles {
            if let Some((_, label)) = of(name) {
                self.builder.state_role(*label, *role);
            }
        }
    }
}
