//! Podlove: a list, bare or under `transcripts`, with clocks and milliseconds. `speaker` is a number of the site, `voice` the
//! name that a reader knows.

use super::page::whole;
use super::shape::{Shape, Unit};
use super::{Grain, Parsed, Refusal, Source, has, read as read_json};

const SEGMENT: Shape = Shape {
    text: &["text"],
    from: &["start_ms", "start"],
    to: &["end_ms", "end"],
    who: &["voice", "speaker"],
    unit: Unit::Millis,
    ..Shape::NONE
};

/// Times as clocks and in milliseconds, or a list of transcripts.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    let told = [
        "[].start_ms",
        "[].end_ms",
        "[].voice",
        "transcripts[].end_ms",
        "transcripts[].start_ms",
    ]
    .iter()
    .any(|path| has(source, &[path]));
    told.then_some("times as clocks and in milliseconds")
}

/// Reads it.
///
/// # Errors
///
/// Where nothing is said in it.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    read_json(source, Grain::Told, |json, page| {
        let list = json.get("transcripts").unwrap_or(json);
        for segment in whole(list.elements()) {
            SEGMENT.lay(page, segment, &Shape::NONE);
        }
    })
}
