//! A sheet that is filled from JSON: pieces with their source lines, speakers however they are written.

use std::borrow::Cow;

use super::value::{Elements, Value};
use crate::formats::lines::{breaks, feeds};
use crate::formats::sheet::{Entry, Grain, Sheet, Who};

/// What is being read out of a JSON text.
#[derive(Debug)]
pub struct Page<'a> {
    /// What was said so far.
    pub sheet: Sheet<'a>,
    text: &'a str,
    /// Up to here line ends are counted, and this is the line there.
    counted: (usize, usize),
    /// How line ends are counted in this text.
    count: fn(&str) -> usize,
}

impl<'a> Page<'a> {
    /// An empty page for a text.
    pub fn of(text: &'a str, grain: Grain) -> Self {
        Self {
            sheet: Sheet::of(grain),
            text,
            counted: (0, 1),
            count: if memchr::memchr(b'\r', text.as_bytes()).is_some() {
                breaks
            } else {
                feeds
            },
        }
    }

    /// Whether nothing was found.
    pub const fn is_empty(&self) -> bool {
        self.sheet.is_empty()
    }

    /// An entry that stands where a value does.
    pub fn entry(&mut self, value: Value<'_>) -> Entry<'a> {
        let (at, line) = self.counted;
        let line = match self.text.get(at..value.start()) {
            Some(between) => line + (self.count)(between),
            // A list that stands before one already read.
            None => 1 + self.text.get(..value.start()).map_or(0, breaks),
        };
        // What is cut may end with a line end, behind which there is no line.
        let inside = self
            .text
            .get(value.start()..value.end())
            .map_or(0, |all| (self.count)(all.trim_end()));
        self.counted = (value.start(), line);
        Entry {
            line,
            lines: inside + 1,
            ..Entry::default()
        }
    }

    /// The speaker that a value names: a string, a number, or an object that has one of them.
    pub fn who(&mut self, value: Value<'a>) -> Option<Who> {
        let written = value.words().or_else(|| {
            let keys = ["name", "label", "speaker_label", "speaker", "id", "@id"];
            keys.iter().find_map(|key| value.get(key)?.words())
        })?;
        self.sheet.speaker(written)
    }

    /// The language that a value names.
    pub fn language(&mut self, value: Option<Value<'a>>) {
        if let Some(language) = value.and_then(Value::string) {
            self.sheet.preface.language.get_or_insert_with(|| language.into_owned());
        }
    }

    /// The title that a value names.
    pub fn title(&mut self, value: Option<Value<'a>>) {
        if let Some(title) = value.and_then(Value::string).filter(|title| !title.trim().is_empty()) {
            self.sheet.preface.title.get_or_insert_with(|| title.into_owned());
        }
    }
}

/// The elements that are there to their ends: of a text that breaks, the last one is not.
pub fn whole(elements: Elements<'_>) -> impl Iterator<Item = Value<'_>> {
    elements.filter(Value::is_whole)
}

/// A string's characters, or nothing.
pub fn text(value: Option<Value<'_>>) -> Cow<'_, str> {
    value.and_then(Value::string).unwrap_or_default()
}
