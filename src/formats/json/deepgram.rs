//! Deepgram: utterances where they were asked for, else the words of each channel. Speakers are numbers, of the words too.

use super::page::{Page, whole};
use super::shape::Shape;
use super::value::Value;
use super::{Grain, Parsed, Refusal, Source, has, read as read_json};
use crate::formats::sheet::Who;

const UTTERANCE: Shape = Shape {
    text: &["transcript"],
    from: &["start"],
    to: &["end"],
    who: &["speaker"],
    words: &["words"],
    ..Shape::NONE
};

const WORD: Shape = Shape {
    text: &["punctuated_word", "word"],
    from: &["start"],
    to: &["end"],
    who: &["speaker"],
    ..Shape::NONE
};

/// Channels with alternatives among the results.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    has(source, &["results.channels[].alternatives"]).then_some("results by channel")
}

/// Reads it.
///
/// # Errors
///
/// Where nothing is said in it.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    read_json(source, Grain::Segments, |json, page| {
        let Some(results) = json.get("results") else { return };
        page.language(results.find("channels[].detected_language"));
        let channels = results.list("channels").count();
        for utterance in whole(results.list("utterances")) {
            let found = UTTERANCE.look(utterance);
            if let Some(words) = found.words {
                WORD.words(page, words);
            }
            let mut entry = UTTERANCE.entry(page, utterance, &found);
            if channels > 1 {
                entry.who = entry
                    .who
                    .or_else(|| channel(page, utterance.get("channel")?.number()? as usize));
            }
            page.sheet.lay(entry);
        }
        if page.is_empty() {
            page.sheet.grain = Grain::Words;
            words(page, results, channels);
        }
    })
}

/// The words of every channel, in the order in which they were said.
fn words<'a>(page: &mut Page<'a>, results: Value<'a>, channels: usize) {
    for (number, one) in results.list("channels").enumerate() {
        let Some(best) = one.list("alternatives").next() else {
            continue;
        };
        for word in whole(best.list("words")) {
            let found = WORD.look(word);
            let mut entry = WORD.entry(page, word, &found);
            if channels > 1 {
                entry.who = entry.who.or_else(|| channel(page, number));
            }
            page.sheet.lay(entry);
        }
    }
    if channels > 1 {
        page.sheet.sort();
    }
}

/// Who speaks on a channel, where nobody else is named for it.
fn channel(page: &mut Page<'_>, number: usize) -> Option<Who> {
    page.sheet.speaker(format!("Channel {}", number + 1).into())
}
