//! AssemblyAI: utterances by speaker where they were asked for, else words; milliseconds. Chapters are section heads.

use super::page::{Page, text, whole};
use super::shape::{Shape, Unit};
use super::value::Value;
use super::{Grain, Parsed, Refusal, Source, has, read as read_json};
use crate::formats::sheet::Entry;

const UTTERANCE: Shape = Shape {
    text: &["text"],
    from: &["start"],
    to: &["end"],
    who: &["speaker"],
    words: &["words"],
    unit: Unit::Millis,
    ..Shape::NONE
};

/// Keys that no other maker writes.
const OWN: [&str; 4] = ["audio_url", "acoustic_model", "audio_duration", "language_model"];

/// Utterances or words beside what AssemblyAI says of the recording.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    let said = ["utterances", "words", "text"].iter().any(|path| has(source, &[path]));
    let told = said && OWN.iter().any(|key| has(source, &[key]));
    told.then_some("utterances or words, and where the recording lies")
}

/// Reads it.
///
/// # Errors
///
/// Where nothing is said in it.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    read_json(source, Grain::Segments, |json, page| {
        page.language(json.get("language_code"));
        for chapter in whole(json.list("chapters")) {
            let title = ["gist", "headline"].iter().find_map(|key| chapter.get(key)?.string());
            let (from, _) = UTTERANCE.times(&UTTERANCE.look(chapter));
            page.sheet.chapter(&title.unwrap_or_default(), from);
        }
        for utterance in whole(json.list("utterances")) {
            UTTERANCE.lay(page, utterance, &UTTERANCE);
        }
        if page.is_empty() {
            page.sheet.grain = Grain::Words;
            words(json, page);
        }
    })
}

fn words<'a>(json: Value<'a>, page: &mut Page<'a>) {
    for word in whole(json.list("words")) {
        UTTERANCE.lay(page, word, &Shape::NONE);
    }
    let all = text(json.get("text"));
    if page.is_empty() && !all.trim().is_empty() {
        let entry = page.entry(json);
        page.sheet.lay(Entry { text: all, ..entry });
    }
}
