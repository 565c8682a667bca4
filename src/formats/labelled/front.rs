//! What stands before the first label: the document speaking of itself.
//!
//! Title, outlet and date become facts; a paragraph that ends with a question is someone asking already and stays speech.

use super::super::facts::{self, Edge};
use super::super::lines::{beginning, lines};
use super::super::plain;
use super::{Open, Writer};
use crate::transcript::{Kind, Piece};

/// How much of a source shows the script of the talk, in bytes.
const SCRIPT_BYTES: usize = 8 * 1024;

/// A title is not longer, in characters.
const TITLE_CHARS: usize = 120;

impl Writer<'_> {
    /// Puts a paragraph before the talk line by line where one of its lines is a date or names a thing: title, outlet, date.
    pub(super) fn front_lines(&mut self, open: &Open) -> bool {
        let text = self.source.text.get(open.start..open.end).unwrap_or("");
        let texts: Vec<&str> = lines(text).map(|line| line.text).collect();
        let edges = facts::opening(&texts, beginning(self.source.text, SCRIPT_BYTES));
        let whole = edges.len() == texts.len() && (texts.len() > 1 || matches!(edges[..], [Edge::Date(_)]));
        if !whole || self.titled && edges.contains(&Edge::Title) {
            return false;
        }
        for (line, edge) in lines(text).zip(&edges) {
            self.titled |= *edge == Edge::Title;
            let kind = plain::take_edge(edge, line.text, &mut self.preface);
            let number = open.line + line.number - 1;
            self.builder.push(Piece {
                kind,
                paragraph: open.paragraph && line.number == 1,
                ..Piece::new(line.text, number)
            });
        }
        self.count(true, open.start, open.end);
        true
    }

    /// What a paragraph before the first label is: the document speaking of itself, unless someone is already asking.
    pub(super) fn before_the_talk(&mut self, text: &str) -> Kind {
        for line in lines(text) {
            self.preface.line(line.text);
        }
        let first = lines(text).next().map_or("", |line| line.text.trim());
        if !self.titled && first.chars().count() <= TITLE_CHARS && !first.ends_with(['.', '?', '!', ')', ':']) {
            self.titled = true;
            self.preface.title.get_or_insert_with(|| first.to_owned());
        }
        if text.trim_end().ends_with('?') {
            Kind::Speech
        } else {
            Kind::FrontMatter
        }
    }
}
