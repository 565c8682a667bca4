//! Web annotations: a collection, a page, a list, or a single one.

use serde_json::Value;

use super::super::json::WordingRecord;
use super::{Arrival, Incoming, made, moment, named, role, status, tags, wording};
use crate::marks::{Anchor, Colour, Id, MarkKind};
use crate::text::{SafeText, Span};
use crate::transcript::Time;

/// Annotations whose colour is not said are of this one.
const USUAL: Colour = Colour::ALL[0];

/// The annotations of a file; none where it holds nothing of the kind.
pub(super) fn read(value: &Value) -> Option<Arrival> {
    let items = items(value)?;
    let mut arrival = Arrival::default();
    for item in items {
        match annotation(item) {
            Some(mark) => arrival.marks.push(mark),
            None => {
                let id = item["id"].as_str().unwrap_or("without an id");
                arrival
                    .remarks
                    .push(format!("annotation {id} names no words and is passed over"));
            }
        }
    }
    Some(arrival)
}

fn items(value: &Value) -> Option<Vec<&Value>> {
    let list = match value {
        Value::Array(list) => Some(list),
        _ => value["first"]["items"].as_array().or_else(|| value["items"].as_array()),
    };
    match list {
        Some(list) => Some(list.iter().collect()),
        None => is(value, "Annotation").then(|| vec![value]),
    }
}

/// Whether a thing is of a type, which may be one or a list.
fn is(value: &Value, kind: &str) -> bool {
    each(&value["type"]).iter().any(|word| word.as_str() == Some(kind))
}

/// One thing or the things of a list.
fn each(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(list) => list.iter().collect(),
        Value::Null => Vec::new(),
        one => vec![one],
    }
}

fn annotation(item: &Value) -> Option<Incoming> {
    let id = item["id"].as_str()?;
    let selectors: Vec<&Value> = each(&item["target"])
        .into_iter()
        .flat_map(|target| selectors(&target["selector"]))
        .collect();
    let quote = selectors.iter().find(|selector| is(selector, "TextQuoteSelector"))?;
    let words = safe(&quote["exact"]);
    if words.is_empty() {
        return None;
    }
    let position = selectors.iter().find(|selector| is(selector, "TextPositionSelector"));
    let end = |name: &str| {
        position
            .and_then(|p| p[name].as_u64())
            .and_then(|n| usize::try_from(n).ok())
    };
    let (from, to) = selectors
        .iter()
        .find_map(|selector| times(selector))
        .unwrap_or((None, None));
    let bodies = each(&item["body"]);
    let note = note(&bodies);
    let created = moment(item["created"].as_str().unwrap_or_default());
    let own = |name: &str| {
        item.get(format!("visavis:{name}"))
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    Some(Incoming {
        id: ours(item, id).unwrap_or_else(|| made(id, created)),
        kind: kind(item, &of(&bodies, "classifying"), own("letter")),
        anchor: Anchor {
            quote: words,
            prefix: safe(&quote["prefix"]),
            suffix: safe(&quote["suffix"]),
            speaker: named(own("speaker")),
            role: role(own("role")),
            turn: item["visavis:turn"]
                .as_u64()
                .and_then(|turn| usize::try_from(turn).ok()),
            span: Span::default(),
            from,
            to,
            text_version: SafeText::line(own("textVersion")).to_string(),
        },
        chain: each(&item["visavis:chain"]["@list"])
            .into_iter()
            .filter_map(had)
            .collect(),
        status: status(own("status")),
        place: end("start").zip(end("end")),
        tags: tags(&of(&bodies, "tagging"), &note),
        note,
        created,
        key: own("key").to_owned(),
        title: SafeText::line(own("document")).to_string(),
    })
}

/// Words that a mark had before, as a selector of our own.
fn had(selector: &Value) -> Option<Anchor> {
    let text = |name: &str| selector[name].as_str().unwrap_or_default().to_owned();
    let number = |name: &str| selector[name].as_u64().and_then(|number| usize::try_from(number).ok());
    wording(&WordingRecord {
        quote: text("exact"),
        before: text("prefix"),
        after: text("suffix"),
        speaker: text("visavis:speaker"),
        role: text("visavis:role"),
        turn: number("visavis:turn"),
        from: selector["visavis:from"].as_f64(),
        to: selector["visavis:to"].as_f64(),
        bytes: [number("visavis:start").unwrap_or(0), number("visavis:end").unwrap_or(0)],
        text_version: text("visavis:textVersion"),
    })
}

/// Text made safe; empty where a value is none.
fn safe(value: &Value) -> String {
    SafeText::lines(value.as_str().unwrap_or_default()).to_string()
}

/// What the bodies of a purpose say.
fn of(bodies: &[&Value], purpose: &str) -> Vec<String> {
    let bodies = bodies.iter().filter(|body| body["purpose"].as_str() == Some(purpose));
    bodies.map(|body| safe(&body["value"])).collect()
}

/// What was commented; a body without a purpose is what somebody had to say, too.
fn note(bodies: &[&Value]) -> String {
    let mut notes = of(bodies, "commenting");
    let plain = bodies.iter().filter(|body| body["purpose"].is_null());
    notes.extend(plain.map(|body| safe(if body.is_string() { body } else { &body["value"] })));
    notes.retain(|note| !note.is_empty());
    notes.join("\n")
}

/// All selectors, those that refine others too.
fn selectors(value: &Value) -> Vec<&Value> {
    let mut found = Vec::new();
    let mut left = each(value);
    while let Some(selector) = left.pop() {
        left.extend(each(&selector["refinedBy"]));
        found.push(selector);
    }
    found.reverse();
    found
}

/// The times of a media fragment, `t=5.000,11.000`.
fn times(selector: &Value) -> Option<(Option<Time>, Option<Time>)> {
    let written = selector["value"].as_str()?.strip_prefix("t=")?;
    let (from, to) = written.split_once(',').unwrap_or((written, ""));
    let time = |written: &str| {
        let seconds: f64 = written.parse().ok()?;
        Some(Time::from_millis((seconds * 1000.0).round() as u64))
    };
    Some((time(from), time(to)))
}

/// A bookmark where that is the motive, else a highlight of the colour that is named.
fn kind(item: &Value, classes: &[String], letter: &str) -> MarkKind {
    let motives = each(&item["motivation"]);
    let colour = Colour::ALL
        .into_iter()
        .find(|colour| classes.iter().any(|class| class == colour.name()));
    let bookmarks = motives.iter().any(|motive| motive.as_str() == Some("bookmarking"));
    if bookmarks && colour.is_none() {
        let letter = letter.chars().next().filter(char::is_ascii_alphabetic);
        return MarkKind::Bookmark { letter };
    }
    MarkKind::Highlight {
        colour: colour.unwrap_or(USUAL),
    }
}

/// Our own id, where we wrote it.
fn ours(item: &Value, id: &str) -> Option<Id> {
    let program = item["generator"]["name"].as_str()?;
    let digits = id
        .strip_prefix("urn:uuid:")
        .filter(|_| program.starts_with("visavis "))?
        .replace('-', "");
    u128::from_str_radix(&digits, 16)
        .ok()
        .filter(|_| digits.len() == 32)
        .map(Id)
}
