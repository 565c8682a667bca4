//! TEI for speech: utterances `<u who>`, the blocks of annotations around them, a timeline.
//!
//! Words and punctuation may be elements of their own and are joined as they are written; what happens beside the words is
//! shown in double brackets; annotations of words are passed over.

use std::borrow::Cow;
use std::collections::HashMap;

use super::lines::is_blank;
use super::times::of_seconds;
use super::xml::{Element, Event, Events, is_rooted};
use super::{Parsed, Part, Refusal, Remark, Source, facts};
use crate::text::SafeText;
use crate::transcript::{Builder, Kind, Piece, StatedRole, Time};

mod persons;
use persons::Persons;

/// The root element `TEI` or `teiCorpus`.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    is_rooted(source.text, &["TEI", "teiCorpus", "TEI.2"]).then_some("the root element TEI")
}

/// Reads TEI.
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
        if source.part == Part::Head && events.is_broken() {
            break;
        }
        match event {
            Event::Open(element) => reader.open(&element),
            Event::Text(text) => reader.text(&text),
            Event::Close(name) => reader.close(name, events.line()),
        }
    }
    let damage = events.damage().filter(|_| source.part == Part::Whole);
    Ok(reader.finish(source, damage))
}

/// What is open around the words.
#[derive(Debug, Default)]
struct Utterance {
    who: Option<String>,
    from: Option<Time>,
    to: Option<Time>,
    text: String,
    line: usize,
}

/// Where the reading stands.
#[derive(Debug, Default)]
struct Reader {
    builder: Builder,
    parsed: Parsed,
    path: Vec<String>,
    persons: Persons,
    /// Milliseconds in the unit of the timeline.
    unit: f64,
    timeline: HashMap<String, Option<f64>>,
    /// Who and when by the block around an utterance.
    block: Utterance,
    utterance: Option<Utterance>,
    head: String,
    title: String,
    /// The description that stands for what happens.
    aside: String,
}

impl Reader {
    fn within(&self, name: &str) -> bool {
        self.path.iter().any(|open| open == name)
    }

    fn open(&mut self, element: &Element<'_>) {
        let attribute = |name| element.attribute(name).map(Cow::into_owned);
        match element.name {
            "timeline" => {
                self.unit = if attribute("unit").is_some_and(|unit| unit == "ms") {
                    1.0
                } else {
                    1000.0
                }
            }
            "when" => self.moment(element),
            "annotationBlock" => self.block = self.begun(element),
            "u" => {
                self.finish_utterance(element.line);
                let mut begun = self.begun(element);
                let block = &mut self.block;
                begun.who = begun.who.or_else(|| block.who.clone());
                begun.from = begun.from.or(block.from);
                begun.to = begun.to.or(block.to);
                self.utterance = Some(begun);
            }
            "head" => {
                self.finish_utterance(element.line);
                self.head.clear();
            }
            "desc" | "note" => self.aside.clear(),
            "pause" => self.word(&pause(element)),
            "gap" => self.word("(xxx)"),
            "unclear" => self.word("("),
            "vocal" | "incident" | "kinesic" | "event" if self.within("u") => self.aside.clear(),
            "anchor" => self.anchor(element),
            "w" => self.space(),
            _ => {}
        }
        self.persons.open(element, self.within("person"));
        self.path.push(element.name.to_owned());
    }

    /// Who speaks and when, by the attributes of an element.
    fn begun(&self, element: &Element<'_>) -> Utterance {
        let first = |names: [&str; 2]| names.iter().find_map(|name| element.attribute(name));
        let time = |names| first(names).and_then(|written| self.time(&written));
        Utterance {
            who: element
                .attribute("who")
                .and_then(|who| who.split_whitespace().next().map(str::to_owned)),
            from: time(["start", "from"]),
            to: time(["end", "to"]),
            text: String::new(),
            line: element.line,
        }
    }

    /// A point of the timeline, or seconds.
    fn time(&self, written: &str) -> Option<Time> {
        match written.strip_prefix('#') {
            Some(id) => self
                .timeline
                .get(id)
                .copied()
                .flatten()
                .and_then(|millis| of_seconds(millis / 1000.0)),
            None => written.parse().ok().and_then(of_seconds),
        }
    }

    fn moment(&mut self, element: &Element<'_>) {
        let number = |name| {
            element
                .attribute(name)
                .and_then(|value| value.trim().parse::<f64>().ok())
        };
        let since = element
            .attribute("since")
            .map(|since| since.trim_start_matches('#').to_owned());
        let base = since.map_or(Some(0.0), |since| self.timeline.get(&since).copied().flatten());
        let unit = if self.unit > 0.0 { self.unit } else { 1000.0 };
        // The first point of a timeline is the beginning of the recording where it says nothing else.
        let millis = match number("interval") {
            Some(interval) => base.map(|base| base + interval * unit),
            None if number("absolute").is_none() && self.timeline.is_empty() => Some(0.0),
            None => number("absolute").map(|absolute| absolute * unit),
        };
        if let Some(id) = element.attribute("id") {
            self.timeline.insert(id.into_owned(), millis);
        }
    }

    /// A moment inside an utterance: it begins or ends there where the utterance does not say so.
    fn anchor(&mut self, element: &Element<'_>) {
        let time = element.attribute("synch").and_then(|point| self.time(&point));
        if let Some(utterance) = &mut self.utterance {
            let before = is_blank(&utterance.text);
            if before && utterance.from.is_none() {
                utterance.from = time;
            }
        }
    }

    fn text(&mut self, text: &str) {
        self.persons.text(text, self.path.last().map_or("", String::as_str));
        let text = text.replace(['\n', '\r', '\t'], " ");
        match self.path.last().map(String::as_str) {
            Some("desc" | "note") if self.within("u") => self.aside.push_str(&text),
            Some("head") if self.utterance.is_none() && self.within("text") => self.head.push_str(&text),
            Some("title") if self.within("titleStmt") => self.title.push_str(&text),
            _ if self.within("spanGrp") || self.within("note") => {}
            _ => {
                if let Some(utterance) = &mut self.utterance {
                    utterance.text.push_str(&text);
                }
            }
        }
    }

    /// Appends something that stands apart from the words beside it.
    fn word(&mut self, word: &str) {
        self.space();
        if let Some(utterance) = &mut self.utterance {
            utterance.text.push_str(word);
        }
    }

    fn space(&mut self) {
        if let Some(utterance) = &mut self.utterance
            && !utterance.text.ends_with([' ', '('])
        {
            utterance.text.push(' ');
        }
    }

    fn close(&mut self, name: &str, line: usize) {
        self.path.pop();
        match name {
            "u" => self.finish_utterance(line),
            "annotationBlock" => self.block = Utterance::default(),
            "seg" | "desc" => self.space(),
            "unclear" => {
                if let Some(utterance) = &mut self.utterance {
                    utterance.text.push_str("?)");
                }
            }
            "vocal" | "incident" | "kinesic" | "event" | "note" if self.utterance.is_some() => {
                let aside = std::mem::take(&mut self.aside);
                if !is_blank(&aside) {
                    self.word(&format!("(({})) ", aside.trim()));
                }
            }
            "head" => {
                let head = std::mem::take(&mut self.head);
                self.builder.push(Piece {
                    kind: Kind::Head,
                    paragraph: true,
                    ..Piece::new(&head, line)
                });
            }
            "person" => self.persons.close(),
            _ => {}
        }
    }

    fn finish_utterance(&mut self, line: usize) {
        let Some(utterance) = self.utterance.take() else { return };
        let account = &mut self.parsed.account;
        account.pieces += 1;
        account.last_piece = SafeText::line(&utterance.text);
        if account.pieces == 1 {
            account.first_piece = account.last_piece.clone();
        }
        if is_blank(&utterance.text) {
            account.set_apart += 1;
            return;
        }
        let who = utterance.who.as_deref().map(|who| who.trim_start_matches('#'));
        let label = who.filter(|who| !is_blank(who)).map(|who| self.builder.label(who));
        self.builder.push(Piece {
            label,
            from: utterance.from,
            to: utterance.to,
            lines: line.saturating_sub(utterance.line) + 1,
            ..Piece::new(&closed(&utterance.text), utterance.line)
        });
    }

    fn finish(mut self, source: &Source<'_>, damage: Option<Remark>) -> Parsed {
        if self.parsed.account.pieces == 0 && damage.is_none() && source.part == Part::Whole {
            self.parsed.remarks.push(Remark {
                line: None,
                text: SafeText::line("a TEI document without utterances"),
            });
        }
        self.parsed.remarks.extend(damage);
        facts::settle_language(&mut self.builder);
        let builder = &mut self.builder;
        builder.facts_mut().title = Some(SafeText::line(self.title.trim())).filter(|title| !title.is_empty());
        for (id, role) in self.persons.roles() {
            if builder.so_far().labels().iter().any(|label| label.as_str() == id) {
                let label = builder.label(id);
                let side = match role {
                    "interviewer" | "Investigator" | "Interviewer" | "moderator" => StatedRole::Interviewer,
                    "interviewee" | "informant" | "Informant" | "Participant" | "narrator" => StatedRole::Guest,
                    _ => continue,
                };
                builder.state_role(label, side);
            }
        }
        self.parsed.transcript = self.builder.finish(super::lines::count(source.text));
        for (id, name) in self.persons.names() {
            self.parsed.transcript.state_name(id, name);
        }
        self.parsed
    }
}

/// A pause as transcripts write it.
fn pause(element: &Element<'_>) -> String {
    let length = element
        .attribute("dur")
        .map(|length| length.trim_start_matches("PT").trim_end_matches(['S', 's']).to_owned());
    match length {
        Some(length) if length.starts_with(|c: char| c.is_ascii_digit()) => format!("({length}) "),
        _ => "(.) ".to_owned(),
    }
}

/// Words with the space before punctuation taken out, that stood between two elements.
fn closed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let closes = matches!(word, "." | "," | ";" | ":" | "?" | "!" | "…" | ")");
        if !out.is_empty() && !closes {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
