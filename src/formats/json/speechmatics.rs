//! Speechmatics: results that are words and marks, each saying what it keeps to; and the first version, words with a name and a
//! time beside a list of who speaks when.

use super::page::{Page, text, whole};
use super::shape::Shape;
use super::value::Value;
use super::{Grain, Parsed, Refusal, Source, has, read as read_json};
use crate::formats::sheet::{Entry, Joint};
use crate::transcript::Time;

const RESULT: Shape = Shape {
    from: &["start_time"],
    to: &["end_time"],
    ..Shape::NONE
};

const FIRST: Shape = Shape {
    text: &["name"],
    from: &["time"],
    length: &["duration"],
    who: &["name"],
    ..Shape::NONE
};

/// Results with a type and times, or words with a name and a time.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    if has(source, &["results[].alternatives[].content", "results[].start_time"]) {
        return Some("results with a type and alternatives");
    }
    has(source, &["words[].name", "words[].time"]).then_some("words with a name and a time")
}

/// Reads either.
///
/// # Errors
///
/// Where nothing is said in it.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    read_json(source, Grain::Words, |json, page| {
        page.language(
            json.find("metadata.transcription_config.language")
                .or_else(|| json.find("job.lang")),
        );
        let several = json.list("results").any(|result| result.get("channel").is_some());
        for result in whole(json.list("results")) {
            lay(page, result);
        }
        if several {
            page.sheet.sort();
        }
        first_version(json, page);
    })
}

fn lay<'a>(page: &mut Page<'a>, result: Value<'a>) {
    let Some(best) = result.list("alternatives").next() else {
        return;
    };
    let (from, to) = RESULT.times(&RESULT.look(result));
    let joint = match text(result.get("attaches_to")).as_ref() {
        "previous" => Joint::Left,
        "next" => Joint::Right,
        "both" => Joint::Both,
        _ => Joint::Apart,
    };
    let named = best.get("speaker").or_else(|| result.get("channel"));
    let who = named.and_then(|speaker| page.who(speaker));
    let entry = page.entry(result);
    page.sheet.lay(Entry {
        text: text(best.get("content")),
        who,
        from,
        to,
        joint,
        ..entry
    });
}

fn first_version<'a>(json: Value<'a>, page: &mut Page<'a>) {
    let mut turns: Vec<(Option<Time>, Value<'a>)> = Vec::new();
    let found = json.list("speakers").map(|speaker| FIRST.look(speaker));
    turns.extend(found.filter_map(|found| Some((FIRST.times(&found).0, found.who?))));
    turns.sort_by_key(|(from, _)| *from);
    for word in whole(json.list("words")) {
        let found = FIRST.look(word);
        let (from, to) = FIRST.times(&found);
        let begun = turns.partition_point(|(begins, _)| *begins <= from);
        let turn = begun.checked_sub(1).and_then(|last| turns.get(last));
        let who = turn.and_then(|(_, who)| page.who(*who));
        let entry = page.entry(word);
        page.sheet.lay(Entry {
            text: text(found.text),
            who,
            from,
            to,
            ..entry
        });
    }
}
