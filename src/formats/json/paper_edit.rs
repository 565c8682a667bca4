//! Digital paper edit: a list of words, and a list of paragraphs with a speaker each, joined by time.

use super::page::{text, whole};
use super::shape::Shape;
use super::{Grain, Parsed, Refusal, Source, has, read as read_json};
use crate::formats::sheet::Joint;

const WORD: Shape = Shape {
    text: &["text"],
    from: &["start"],
    to: &["end"],
    ..Shape::NONE
};

const PARAGRAPH: Shape = Shape {
    from: &["start"],
    to: &["end"],
    who: &["speaker"],
    ..Shape::NONE
};

/// Words and paragraphs side by side.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    has(source, &["words[].text"]).then_some(())?;
    // The paragraphs stand behind all words.
    let told =
        has(source, &["paragraphs"]) || super::top(source.text).is_some_and(|text| text.contains("\"paragraphs\""));
    (told && !has(source, &["segments"])).then_some("a list of words and one of paragraphs")
}

/// Reads it.
///
/// # Errors
///
/// Where nothing is said in it.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    read_json(source, Grain::Segments, |json, page| {
        let mut words = whole(json.list("words")).map(|word| WORD.look(word)).peekable();
        let mut paragraphs = whole(json.list("paragraphs")).peekable();
        while let Some(paragraph) = paragraphs.next() {
            let found = PARAGRAPH.look(paragraph);
            let mut entry = PARAGRAPH.entry(page, paragraph, &found);
            let next = paragraphs
                .peek()
                .and_then(|next| PARAGRAPH.times(&PARAGRAPH.look(*next)).0);
            // What lies between two paragraphs belongs to the first, and the last one takes what is left.
            while let Some(word) = words.next_if(|word| next.is_none() || WORD.times(word).0 < next) {
                let time = WORD.times(&word).0;
                page.sheet.word(text(word.text), time, None, Joint::Apart);
                entry.to = entry.to.max(WORD.times(&word).1);
            }
            page.sheet.lay(entry);
        }
    })
}
