//! whisper.cpp: a list `transcription` with offsets in milliseconds, and with `-ojf` the tokens, which are parts of words.

use super::page::{text, whole};
use super::shape::{Shape, Unit};
use super::value::Value;
use super::{Grain, Parsed, Refusal, Source, has, read as read_json};
use crate::formats::sheet::{Entry, Joint};

const OFFSETS: Shape = Shape {
    from: &["from"],
    to: &["to"],
    unit: Unit::Millis,
    ..Shape::NONE
};

/// What is put at the end of a piece before another speaks.
const TURN: &str = "[SPEAKER_TURN]";

/// A list `transcription` with offsets.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    has(source, &["transcription[].offsets"]).then_some("a transcription with offsets in milliseconds")
}

/// Reads it.
///
/// # Errors
///
/// Where nothing is said in it.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    read_json(source, Grain::Told, |json, page| {
        page.language(json.find("result.language").or_else(|| json.find("params.language")));
        let mut change = false;
        for segment in whole(json.list("transcription")) {
            for token in segment.list("tokens") {
                let written = text(token.get("text"));
                // The rest of a word and the model's own signs say nothing of when a word begins.
                if written.starts_with(' ') {
                    let time = token
                        .get("offsets")
                        .and_then(|offsets| OFFSETS.times(&OFFSETS.look(offsets)).0);
                    page.sheet.word(written, time, None, Joint::Apart);
                }
            }
            let mut said = text(segment.get("text"));
            let turns = said.trim_end().ends_with(TURN);
            if turns {
                said = said.trim_end().trim_end_matches(TURN).to_owned().into();
            }
            let (from, to) = segment
                .get("offsets")
                .map_or((None, None), |offsets| OFFSETS.times(&OFFSETS.look(offsets)));
            let named = segment.get("speaker").filter(|speaker| text(Some(*speaker)) != "?");
            let who = named.and_then(|speaker| page.who(speaker));
            let entry = page.entry(segment);
            page.sheet.lay(Entry {
                text: said,
                who,
                from,
                to,
                change,
                ..entry
            });
            let next = segment.get("speaker_turn_next").is_some_and(Value::is_true);
            change = turns || next;
        }
    })
}
