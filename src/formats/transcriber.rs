//! Transcriber: turns with the moments inside them, several speakers at once, noises and topics.

use std::borrow::Cow;

use super::lines::is_blank;
use super::times::of_seconds;
use super::xml::{Element, Event, Events, is_rooted};
use super::{Parsed, Part, Refusal, Source, facts};
use crate::text::SafeText;
use crate::transcript::{Builder, Kind, Piece, Time};

/// How many speakers of the header are looked through.
const SPEAKERS: usize = 1000;

/// The root element `Trans`.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    is_rooted(source.text, &["Trans"]).then_some("the root element Trans")
}

/// Reads a transcription.
///
/// # Errors
///
/// None.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    let mut events = Events::of(source.text);
    let mut reader = Reader {
        builder: Builder::with_capacity(source.text.len() / 2),
        ..Reader::default()
    };
    while let Some(event) = events.next() {
        match event {
            Event::Open(element) => reader.open(&element, events.line()),
            Event::Text(text) => reader.text.push_str(&text),
            Event::Close("Turn") => reader.end_turn(events.line()),
            Event::Close(_) => {}
        }
        if source.part == Part::Head && events.is_broken() {
            break;
        }
    }
    let mut parsed = reader.parsed;
    if source.part == Part::Whole {
        parsed.remarks.extend(events.damage());
    }
    facts::settle_language(&mut reader.builder);
    parsed.transcript = reader.builder.finish(super::lines::count(source.text));
    Ok(parsed)
}

/// Where the reading stands.
#[derive(Debug, Default)]
struct Reader {
    builder: Builder,
    parsed: Parsed,
    /// Identifier and name of everybody.
    speakers: Vec<(String, String)>,
    topics: Vec<(String, String)>,
    turn: Turn,
    text: String,
}

/// The open turn, and the stretch of it that is being read.
#[derive(Debug, Default)]
struct Turn {
    speakers: Vec<String>,
    end: Option<Time>,
    who: usize,
    from: Option<Time>,
    line: usize,
    words: String,
}

impl Reader {
    fn open(&mut self, element: &Element<'_>, line: usize) {
        let attribute = |name| element.attribute(name).map(Cow::into_owned).unwrap_or_default();
        let time = |name| {
            element
                .attribute(name)
                .and_then(|value| value.trim().parse().ok())
                .and_then(of_seconds)
        };
        match element.name {
            "Speaker" => self.speakers.push((attribute("id"), attribute("name"))),
            "Topic" => self.topics.push((attribute("id"), attribute("desc"))),
            "Section" => {
                self.stretch(None, line);
                self.section(&attribute("topic"), line);
            }
            "Turn" => {
                // What stands between turns, or in one that never ends, is said too.
                self.stretch(None, line);
                self.turn = Turn {
                    speakers: attribute("speaker").split_whitespace().map(str::to_owned).collect(),
                    from: time("startTime"),
                    end: time("endTime"),
                    line,
                    ..Turn::default()
                };
            }
            "Sync" => {
                let moment = time("time");
                self.stretch(moment, line);
                self.turn.from = moment.or(self.turn.from);
            }
            "Who" => {
                let moment = self.turn.from;
                self.stretch(None, line);
                self.turn.from = moment;
                self.turn.who = attribute("nb").trim().parse::<usize>().unwrap_or(1).saturating_sub(1);
            }
            "Event" | "Comment" if attribute("extent") != "end" && !is_blank(&attribute("desc")) => {
                self.text.push_str(&format!(" (({})) ", attribute("desc")));
            }
            _ => {}
        }
    }

    fn section(&mut self, topic: &str, line: usize) {
        let named = self.topics.iter().find(|(id, _)| id == topic);
        if let Some((_, name)) = named.filter(|(id, _)| !id.is_empty()) {
            self.builder.push(Piece {
                kind: Kind::Head,
                paragraph: true,
                ..Piece::new(name, line)
            });
        }
    }

    /// Ends a stretch of a turn, at a moment where it is known.
    fn stretch(&mut self, to: Option<Time>, line: usize) {
        let text = std::mem::take(&mut self.text);
        let text = text.replace(['\n', '\r'], " ");
        let turn = &mut self.turn;
        if is_blank(&text) {
            turn.line = line;
            return;
        }
        turn.words.push_str(&text);
        let id = turn.speakers.get(turn.who).or(turn.speakers.last());
        let speakers = || self.speakers.iter().take(SPEAKERS);
        let named = |id: &String| speakers().find(|(known, name)| known == id && !is_blank(name));
        let name = id.map(|id| named(id).map_or(id, |(_, name)| name));
        let label = name.map(|name| self.builder.label(name));
        self.builder.push(Piece {
            label,
            change: label.is_none(),
            from: turn.from,
            to: to.or(turn.end),
            lines: line.saturating_sub(turn.line).max(1),
            ..Piece::new(&text, turn.line.max(1))
        });
        turn.line = line;
    }

    fn end_turn(&mut self, line: usize) {
        self.stretch(None, line);
        let account = &mut self.parsed.account;
        account.pieces += 1;
        account.set_apart += usize::from(is_blank(&self.turn.words));
        account.last_piece = SafeText::line(&self.turn.words);
        if account.pieces == 1 {
            account.first_piece = account.last_piece.clone();
        }
        self.turn = Turn {
            line,
            ..Turn::default()
        };
    }
}
