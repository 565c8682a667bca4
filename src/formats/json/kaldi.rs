//! The BBC's Kaldi: words with and without their marks, and a list of stretches by speaker.

use super::page::whole;
use super::shape::Shape;
use super::{Grain, Parsed, Refusal, Source, has, read as read_json};
use crate::formats::sheet::Who;
use crate::transcript::Time;

const WORD: Shape = Shape {
    text: &["punct", "word"],
    from: &["start"],
    to: &["end"],
    ..Shape::NONE
};

const STRETCH: Shape = Shape {
    from: &["start"],
    length: &["duration"],
    who: &["speaker"],
    ..Shape::NONE
};

/// Words under `retval`.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    let told = has(source, &["retval.words"]) || has(source, &["words[].punct"]);
    told.then_some("words with and without their marks")
}

/// Reads it.
///
/// # Errors
///
/// Where nothing is said in it.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    read_json(source, Grain::Words, |json, page| {
        let result = json.get("retval").unwrap_or(json);
        let mut stretches: Vec<(Option<Time>, Who)> = Vec::new();
        let segmentation = result.get("segmentation").or_else(|| json.get("segmentation"));
        if let Some(list) = segmentation.and_then(|all| all.get("segments")) {
            let found = list.elements().map(|stretch| STRETCH.look(stretch));
            stretches.extend(found.filter_map(|found| Some((STRETCH.times(&found).0, page.who(found.who?)?))));
            stretches.sort_by_key(|(from, _)| *from);
        }
        for word in whole(result.list("words")) {
            let found = WORD.look(word);
            let mut entry = WORD.entry(page, word, &found);
            let begun = stretches.partition_point(|(from, _)| *from <= entry.from);
            let stretch = begun.checked_sub(1).and_then(|last| stretches.get(last));
            entry.who = stretch.map(|(_, who)| *who);
            page.sheet.lay(entry);
        }
    })
}
