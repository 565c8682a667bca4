//! Who takes part, by the header: identifiers, names, roles.

use std::borrow::Cow;

use crate::formats::xml::Element;

/// Everybody of a header.
#[derive(Debug, Default)]
pub(super) struct Persons {
    all: Vec<Person>,
    open: Option<Person>,
}

/// Someone who takes part; a person may have several identifiers.
#[derive(Debug, Default)]
struct Person {
    ids: Vec<String>,
    name: String,
    role: String,
}

impl Persons {
    /// An element begins, inside a person or not.
    pub(super) fn open(&mut self, element: &Element<'_>, within: bool) {
        let attribute = |name| element.attribute(name).map(Cow::into_owned);
        if element.name == "person" {
            self.open = Some(Person {
                ids: attribute("id").into_iter().collect(),
                name: String::new(),
                role: attribute("role").unwrap_or_default(),
            });
        } else if within
            && element.name == "alt"
            && let Some(person) = &mut self.open
        {
            person.ids.extend(attribute("type"));
        }
    }

    /// Text inside the innermost element.
    pub(super) fn text(&mut self, text: &str, element: &str) {
        if matches!(element, "persName" | "forename" | "surname" | "abbr")
            && let Some(person) = &mut self.open
        {
            let text = text.trim();
            if !person.name.is_empty() && !text.is_empty() {
                person.name.push(' ');
            }
            person.name.push_str(text);
        }
    }

    /// A person ends.
    pub(super) fn close(&mut self) {
        self.all.extend(self.open.take());
    }

    /// Identifiers and the names for them.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        let named = self.all.iter().filter(|person| !person.name.is_empty());
        named.flat_map(|person| person.ids.iter().map(|id| (id.as_str(), person.name.as_str())))
    }

    /// Identifiers and the roles for them.
    pub(super) fn roles(&self) -> impl Iterator<Item = (&str, &str)> {
        self.all
            .iter()
            .flat_map(|person| person.ids.iter().map(|id| (id.as_str(), person.role.as_str())))
    }
}
