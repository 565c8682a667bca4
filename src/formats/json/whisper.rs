//! Whisper and what grew around it: a list of segments with a text, times in seconds, often words, sometimes speakers.
//!
//! OpenAI's own form, faster-whisper, whisper-timestamped and WhisperX differ in what stands beside these. Where WhisperX names
//! a speaker for the words, a segment is cut where the speaker changes, since its own speaker is only the one with most of it.

use super::page::{Page, text};
use super::shape::Shape;
use super::value::{Opened, Value};
use super::{Grain, Parsed, Refusal, Source, has, read as read_json};
use crate::formats::sheet::Entry;

const SEGMENT: Shape = Shape {
    text: &["text"],
    from: &["start"],
    to: &["end"],
    who: &["speaker"],
    words: &["words"],
    ..Shape::NONE
};

const WORD: Shape = Shape {
    text: &["word", "text"],
    from: &["start"],
    who: &["speaker"],
    ..Shape::NONE
};

/// WhisperX: words with scores.
pub fn sniff_whisperx(source: &Source<'_>) -> Option<&'static str> {
    let told = has(source, &["word_segments", "segments"]) || has(source, &["segments[].words[].score"]);
    told.then_some("segments whose words have scores")
}

/// whisper-timestamped: words under `text`, with a confidence.
pub fn sniff_timestamped(source: &Source<'_>) -> Option<&'static str> {
    let told = has(source, &["segments[].words[].text", "segments[].words[].confidence"])
        || has(source, &["segments", "language_probs"])
        || has(source, &["segments[].confidence", "segments[].avg_logprob"]);
    told.then_some("segments whose words have a confidence")
}

/// faster-whisper: nothing beside the segments.
pub fn sniff_faster(source: &Source<'_>) -> Option<&'static str> {
    let told = has(source, &["segments[].seek"]) && !has(source, &["text"]) && !has(source, &["language"]);
    told.then_some("segments with tokens and nothing beside them")
}

/// Whisper as OpenAI writes it.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    let decoded = ["segments[].seek", "segments[].avg_logprob", "segments[].no_speech_prob"];
    let told = decoded.iter().any(|path| has(source, &[path])) || has(source, &["text", "segments", "language"]);
    told.then_some("segments as Whisper decodes them")
}

/// Reads any of them.
///
/// # Errors
///
/// Where nothing is said in it.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    read_json(source, Grain::Told, |json, page| {
        let top = Opened::of(json);
        page.language(top.get("language"));
        for segment in top.list("segments").filter(Value::is_whole) {
            SEGMENT.lay(page, segment, &WORD);
        }
        if page.is_empty() {
            all_at_once(json, page);
        }
    })
}

/// An answer with words beside the text instead of segments, or with the text alone.
fn all_at_once<'a>(json: Value<'a>, page: &mut Page<'a>) {
    if let Some(words) = json.get("words") {
        WORD.words(page, words);
    }
    let text = text(json.get("text"));
    if !text.trim().is_empty() {
        let entry = page.entry(json);
        page.sheet.lay(Entry { text, ..entry });
    }
}
