//! autoEdit: speakers with paragraphs of lines, and a line is a word.

use super::shape::Shape;
use super::value::Value;
use super::{Grain, Parsed, Refusal, Source, has, read as read_json};

const LINE: Shape = Shape {
    text: &["text"],
    from: &["startTime"],
    to: &["endTime"],
    ..Shape::NONE
};

/// Paragraphs of lines under `text`.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    has(source, &["text[].paragraph"]).then_some("paragraphs of lines under “text”")
}

/// Reads it.
///
/// # Errors
///
/// Where nothing is said in it.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    read_json(source, Grain::Words, |json, page| {
        page.title(json.get("title"));
        for part in json.list("text") {
            let who = part.get("speaker").and_then(|speaker| page.who(speaker));
            for line in part
                .list("paragraph")
                .flat_map(|paragraph| paragraph.list("line"))
                .filter(Value::is_whole)
            {
                let found = LINE.look(line);
                let mut entry = LINE.entry(page, line, &found);
                entry.who = who;
                page.sheet.lay(entry);
            }
        }
    })
}
