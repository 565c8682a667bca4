//! IBM Watson: results whose words are little lists of word, start and end, and speaker labels joined by the start.

use std::borrow::Cow;
use std::collections::HashMap;

use super::page::{Page, text, whole};
use super::shape::Unit;
use super::value::Value;
use super::{Grain, Parsed, Refusal, Source, has, read as read_json};
use crate::formats::sheet::{Entry, Joint};

/// Results with timestamps.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    let told = [
        "results[].alternatives[].timestamps",
        "results[].results[].alternatives",
        "results[].speaker_labels[].from",
        "speaker_labels[].from",
    ]
    .iter()
    .any(|path| has(source, &[path]));
    told.then_some("results with timestamps for their words")
}

/// Reads it.
///
/// # Errors
///
/// Where nothing is said in it.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    read_json(source, Grain::Segments, |json, page| {
        let nested = json.list("results").filter(|answer| answer.get("results").is_some());
        let answers: Vec<Value<'_>> = nested.collect();
        for answer in if answers.is_empty() { vec![json] } else { answers } {
            let labels = answer.list("speaker_labels");
            let labels: HashMap<Cow<'_, str>, Value<'_>> = labels
                .filter_map(|label| Some((label.get("from")?.words()?, label.get("speaker")?)))
                .collect();
            for result in whole(answer.list("results")) {
                lay(page, result, &labels);
            }
        }
    })
}

fn lay<'a>(page: &mut Page<'a>, result: Value<'a>, labels: &HashMap<Cow<'a, str>, Value<'a>>) {
    let Some(best) = result.list("alternatives").next() else {
        return;
    };
    let mut entry = page.entry(result);
    for word in best.list("timestamps") {
        let mut parts = word.elements();
        let (Some(said), Some(from)) = (parts.next(), parts.next()) else {
            continue;
        };
        let label = from.words().and_then(|from| labels.get(&from).copied());
        let who = label.and_then(|label| page.who(label));
        let time = Unit::Seconds.time(from);
        page.sheet.word(text(Some(said)), time, who, Joint::Apart);
        entry.from = entry.from.or(time);
        entry.who = entry.who.or(who);
        entry.to = parts.next().and_then(|to| Unit::Seconds.time(to)).or(entry.to);
    }
    page.sheet.lay(Entry {
        text: text(best.get("transcript")),
        ..entry
    });
}
