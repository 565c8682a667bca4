//! EXMARaLDA: events between the points of a timeline, on tiers of speakers.
//!
//! Only tiers of the type `t` are speech. Events that follow one another without a gap are one utterance up to the end of a
//! sentence; points without a time keep their order.

use std::borrow::Cow;
use std::collections::HashMap;

use super::tiers::{Span, Tier, gather};
use super::times::of_seconds;
use super::xml::{Element, Listener, is_rooted, tell};
use super::{Parsed, Part, Refusal, Source};
use crate::transcript::Time;

/// The root element `basic-transcription`.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    is_rooted(source.text, &["basic-transcription"]).then_some("the root element basic-transcription")
}

/// Reads a basic transcription.
///
/// # Errors
///
/// For a head: its tiers lie one behind the other, so that the whole is needed for any page.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    if source.part == Part::Head {
        return Err(Refusal::because("a basic transcription is read as a whole"));
    }
    let mut reader = Reader::default();
    let damage = tell(source.text, &mut reader);
    let mut parsed = gather(*source, &reader.tiers);
    parsed.transcript.state_title(&reader.title);
    parsed.remarks.extend(damage);
    Ok(parsed)
}

/// An event while it is read.
#[derive(Debug, Default)]
struct Open {
    start: String,
    end: String,
    text: String,
    line: usize,
}

/// Where the reading stands.
#[derive(Debug, Default)]
struct Reader {
    path: Vec<String>,
    title: String,
    /// The identifier of a speaker and the short name.
    speakers: Vec<(String, String)>,
    /// Number and time of every point.
    points: HashMap<String, (u64, Option<Time>)>,
    tiers: Vec<Tier>,
    event: Option<Open>,
    /// Where the last event of the tier ends.
    end: String,
}

impl Listener for Reader {
    fn open(&mut self, element: &Element<'_>) {
        let attribute = |name| element.attribute(name).map(Cow::into_owned);
        match element.name {
            "speaker" => self.speakers.push((attribute("id").unwrap_or_default(), String::new())),
            "tli" => {
                let time = attribute("time")
                    .and_then(|time| time.trim().parse().ok())
                    .and_then(of_seconds);
                let number = self.points.len() as u64;
                self.points.insert(attribute("id").unwrap_or_default(), (number, time));
            }
            "tier" => {
                self.end.clear();
                let id = attribute("speaker").unwrap_or_default();
                let known = self
                    .speakers
                    .iter()
                    .find(|(speaker, name)| *speaker == id && !name.trim().is_empty());
                let speaker = known.map_or(id, |(_, name)| name.trim().to_owned());
                self.tiers.push(Tier {
                    name: attribute("display-name")
                        .or_else(|| attribute("category"))
                        .unwrap_or_default(),
                    speaker: Some(speaker).filter(|speaker| !speaker.is_empty()),
                    is_aside: attribute("type").is_some_and(|kind| kind != "t"),
                    ..Tier::default()
                });
            }
            "event" => {
                self.event = Some(Open {
                    start: attribute("start").unwrap_or_default(),
                    end: attribute("end").unwrap_or_default(),
                    text: String::new(),
                    line: element.line,
                });
            }
            _ => {}
        }
        self.path.push(element.name.to_owned());
    }

    fn text(&mut self, text: &str) {
        if let Some(event) = &mut self.event {
            event.text.push_str(text);
            return;
        }
        match self.path.last().map(String::as_str) {
            Some("abbreviation") => {
                if let Some((_, name)) = self.speakers.last_mut() {
                    name.push_str(text);
                }
            }
            Some("transcription-name") => self.title.push_str(text),
            _ => {}
        }
    }

    fn close(&mut self, name: &str, line: usize) {
        self.path.pop();
        if name == "event"
            && let Some(event) = self.event.take()
        {
            self.add(event, line);
        }
    }
}

impl Reader {
    fn add(&mut self, event: Open, line: usize) {
        let Some(tier) = self.tiers.last_mut() else { return };
        let point = |id: &str| self.points.get(id).copied();
        let (order, from) = point(&event.start).unwrap_or((u64::MAX, None));
        let to = point(&event.end).and_then(|(_, time)| time);
        let follows = !tier.is_aside && !self.end.is_empty() && self.end == event.start;
        self.end = event.end;
        if follows
            && let Some(last) = tier.labels.last_mut()
            && !ends_sentence(&last.text)
        {
            last.text.push_str(&event.text);
            (last.to, last.last_line) = (to, line);
            last.pieces += usize::from(!event.text.trim().is_empty());
            return;
        }
        tier.labels.push(Span {
            pieces: usize::from(!event.text.trim().is_empty()),
            text: event.text,
            from,
            to,
            order,
            line: event.line,
            last_line: line,
        });
    }
}

/// Whether an utterance is finished, by the marks of writing or of transcribing.
fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '?', '!', '…', '|', ')', '˙'])
}
