//! Azure: recognised phrases in ticks of which ten thousand make a millisecond, the best of each first; and the shorter answer
//! of fast transcription in milliseconds.

use super::page::{Page, whole};
use super::shape::{Shape, Unit};
use super::value::Value;
use super::{Grain, Parsed, Refusal, Source, has, read as read_json};

const PHRASE: Shape = Shape {
    text: &["text"],
    from: &["offsetInTicks", "offset"],
    length: &["durationInTicks", "duration"],
    who: &["speaker"],
    unit: Unit::Ticks,
    ..Shape::NONE
};

const FAST: Shape = Shape {
    text: &["text"],
    from: &["offsetMilliseconds", "offset"],
    length: &["durationMilliseconds", "duration"],
    who: &["speaker"],
    words: &["words"],
    unit: Unit::Millis,
    ..Shape::NONE
};

const BEST: Shape = Shape {
    text: &["display", "itn", "lexical"],
    words: &["displayWords", "words"],
    ..Shape::NONE
};

const WORD: Shape = Shape {
    text: &["displayText", "word"],
    from: &["offsetInTicks", "offset"],
    unit: Unit::Ticks,
    ..Shape::NONE
};

/// Recognised phrases, or phrases in milliseconds.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    let told = [
        "recognizedPhrases",
        "combinedRecognizedPhrases",
        "phrases[].offsetMilliseconds",
    ]
    .iter()
    .any(|path| has(source, &[path]));
    told.then_some("recognised phrases with offsets")
}

/// Reads it.
///
/// # Errors
///
/// Where nothing is said in it.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    read_json(source, Grain::Segments, |json, page| {
        let phrases = |key| json.list(key);
        let several = ["recognizedPhrases", "phrases"].iter().any(|key| {
            phrases(key).any(|phrase| phrase.get("channel").and_then(Value::number).is_some_and(|n| n > 0.0))
        });
        for phrase in whole(phrases("phrases")) {
            page.language(phrase.get("locale"));
            lay(page, phrase, &FAST, several);
        }
        for phrase in whole(phrases("recognizedPhrases")) {
            page.language(phrase.get("locale"));
            lay(page, phrase, &PHRASE, several);
        }
        if several {
            page.sheet.sort();
        }
    })
}

/// A phrase by its best reading, under its speaker or else its channel.
fn lay<'a>(page: &mut Page<'a>, phrase: Value<'a>, shape: &Shape, several: bool) {
    let mut found = shape.look(phrase);
    if let Some(best) = phrase.list("nBest").next() {
        let best = BEST.look(best);
        (found.text, found.words) = (best.text, best.words);
    }
    if several {
        found.who = found.who.or_else(|| phrase.get("channel"));
    }
    let words = if shape.unit == Unit::Millis { &FAST } else { &WORD };
    if let Some(list) = found.words {
        words.words(page, list);
    }
    let entry = shape.entry(page, phrase, &found);
    page.sheet.lay(entry);
}
