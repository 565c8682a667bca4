//! JSON as Podcasting 2.0 has it: `version` and `segments` with speaker, times in seconds, and words.

use serde::Serialize;

use super::super::script::Script;
use crate::transcript::Time;

#[derive(Serialize)]
struct Document<'a> {
    version: &'static str,
    segments: Vec<Segment<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Segment<'a> {
    speaker: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_time: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_time: Option<f64>,
    body: &'a str,
}

/// A segment for every piece.
pub fn write(script: &Script<'_>) -> String {
    let segments = script.said().map(|said| Segment {
        speaker: script.name(said.person),
        start_time: said.from.map(Time::seconds),
        end_time: said.to.map(Time::seconds),
        body: &said.words,
    });
    let document = Document {
        version: "1.0.0",
        segments: segments.collect(),
    };
    let mut out = serde_json::to_string_pretty(&document).unwrap_or_default();
    out.push('\n');
    out
}
