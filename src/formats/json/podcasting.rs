//! Podcasting 2.0: a version and segments with a body, seconds, a speaker on each of them or only where it changes. Many hosts
//! write one word a segment, or one comma; those become sentences.

use super::page::whole;
use super::shape::Shape;
use super::{Grain, Parsed, Refusal, Source, has, read as read_json};

const SEGMENT: Shape = Shape {
    text: &["body"],
    from: &["startTime"],
    to: &["endTime"],
    who: &["speaker"],
    ..Shape::NONE
};

/// Segments with a body.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    has(source, &["segments[].body"]).then_some("segments with a body")
}

/// Reads it.
///
/// # Errors
///
/// Where nothing is said in it.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    read_json(source, Grain::Told, |json, page| {
        page.language(json.get("language"));
        page.title(json.get("title"));
        for segment in whole(json.list("segments")) {
            SEGMENT.lay(page, segment, &Shape::NONE);
        }
    })
}
