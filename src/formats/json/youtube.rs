//! YouTube's json3: events with segments of text and offsets from the event. Events without text are of the window; those that
//! only append a line break are no captions; an event lasts into the next one and ends where that begins.

use super::page::{text, whole};
use super::shape::{Shape, Unit};
use super::value::{Value, from_millis};
use super::{Grain, Parsed, Refusal, Source, has, read as read_json};
use crate::formats::sheet::{Entry, Joint};

const EVENT: Shape = Shape {
    from: &["tStartMs"],
    length: &["dDurationMs"],
    unit: Unit::Millis,
    ..Shape::NONE
};

/// Events with segments.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    let told = has(source, &["events[].segs"]) || has(source, &["wireMagic", "events"]);
    told.then_some("events with segments")
}

/// Reads it.
///
/// # Errors
///
/// Where nothing is said in it.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    read_json(source, Grain::Segments, |json, page| {
        let mut last: Option<Entry<'_>> = None;
        for event in whole(json.list("events")) {
            let said = event.list("segs").any(|seg| seg.get("utf8").is_some_and(is_said));
            if !said {
                continue;
            }
            let (from, to) = EVENT.times(&EVENT.look(event));
            if let Some(mut before) = last.take() {
                // It is shown on while the next line is read.
                before.to = match (before.to, from) {
                    (Some(to), Some(from)) => Some(to.min(from)),
                    (to, _) => to,
                };
                page.sheet.lay(before);
            }
            let mut joined = String::new();
            for seg in event.list("segs") {
                let written = text(seg.get("utf8"));
                joined.push_str(&written);
                let offset = seg.get("tOffsetMs").and_then(Value::number).unwrap_or(0.0);
                let time = from.map(|from| from_millis(f64::from(from.millis()) + offset));
                page.sheet.word(written, time, None, Joint::Written);
            }
            last = Some(Entry {
                text: joined.into(),
                from,
                to,
                ..page.entry(event)
            });
        }
        if let Some(before) = last {
            page.sheet.lay(before);
        }
    })
}

/// Whether a segment holds more than white space and what cannot be seen.
fn is_said(segment: Value<'_>) -> bool {
    segment
        .string()
        .is_some_and(|text| !crate::formats::lines::is_blank(&text))
}
