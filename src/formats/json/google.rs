//! Google: results whose first alternative has a transcript and words. Where speakers were told apart, the last result has all
//! words once more, with the number of who says them; then it alone is read.

use super::page::{Page, whole};
use super::shape::Shape;
use super::value::Value;
use super::{Grain, Parsed, Refusal, Source, has, read as read_json};

const RESULT: Shape = Shape {
    text: &["transcript"],
    words: &["words"],
    ..Shape::NONE
};

const WORD: Shape = Shape {
    text: &["word"],
    from: &["startTime", "startOffset", "start_time", "start_offset"],
    to: &["endTime", "endOffset", "end_time", "end_offset"],
    who: &["speakerLabel", "speakerTag", "speaker_tag", "speaker_label"],
    ..Shape::NONE
};

/// Results with alternatives that have a transcript.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    let told = [
        "results[].alternatives[].transcript",
        "results[].alternatives[].words",
        "response.results[].alternatives",
    ]
    .iter()
    .any(|path| has(source, &[path]));
    told.then_some("results with alternatives and their words")
}

/// Reads it.
///
/// # Errors
///
/// Where nothing is said in it.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    read_json(source, Grain::Told, |json, page| {
        let results = json.find("results").or_else(|| json.find("response.results"));
        let Some(results) = results else { return };
        match results.elements().last().and_then(with_speakers) {
            Some(words) if results.elements().count() > 1 || results.find("[].alternatives[].words").is_some() => {
                for word in whole(words.elements()) {
                    WORD.lay(page, word, &Shape::NONE);
                }
            }
            _ => {
                for result in whole(results.elements()) {
                    lay(page, result);
                }
            }
        }
    })
}

/// The words of a result, if they have speakers.
fn with_speakers(result: Value<'_>) -> Option<Value<'_>> {
    let words = result.list("alternatives").next()?.get("words")?;
    let named = words.elements().next()?;
    // Without speakers told apart the tag is missing or 0.
    let who = WORD.look(named).who?;
    who.number().is_none_or(|tag| tag > 0.0).then_some(words)
}

fn lay<'a>(page: &mut Page<'a>, result: Value<'a>) {
    page.language(result.get("languageCode"));
    let Some(best) = result.list("alternatives").next() else {
        return;
    };
    let found = RESULT.look(best);
    let mut entry = RESULT.entry(page, best, &found);
    if let Some(words) = found.words {
        WORD.words(page, words);
        let mut all = words.elements();
        let first = all.next();
        let last = all.last().or(first);
        entry.from = first.and_then(|word| WORD.times(&WORD.look(word)).0);
        entry.to = last.and_then(|word| WORD.times(&WORD.look(word)).1);
    }
    page.sheet.lay(entry);
}
