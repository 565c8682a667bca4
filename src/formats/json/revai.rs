//! Rev.ai: monologues of elements that bring their own spaces; and Gecko's terms in the same frame.

use super::page::{Page, text, whole};
use super::shape::Shape;
use super::value::Value;
use super::{Grain, Parsed, Refusal, Source, has, read as read_json};
use crate::formats::sheet::Joint;

const ELEMENT: Shape = Shape {
    text: &["value"],
    from: &["ts"],
    to: &["end_ts"],
    ..Shape::NONE
};

const TERM: Shape = Shape {
    text: &["text"],
    from: &["start"],
    to: &["end"],
    ..Shape::NONE
};

/// Monologues.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    has(source, &["monologues"]).then_some("monologues")
}

/// Reads it.
///
/// # Errors
///
/// Where nothing is said in it.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    read_json(source, Grain::Words, |json, page| {
        page.language(json.get("language"));
        for monologue in json.list("monologues") {
            let who = monologue.get("speaker").and_then(|speaker| page.who(speaker));
            for (key, shape) in [("elements", &ELEMENT), ("terms", &TERM)] {
                for element in whole(monologue.list(key)) {
                    let found = shape.look(element);
                    let mut entry = shape.entry(page, element, &found);
                    entry.who = who;
                    entry.joint = match text(element.get("type")).as_ref() {
                        "PUNCTUATION" => Joint::Left,
                        _ if key == "terms" => Joint::Apart,
                        _ => Joint::Written,
                    };
                    page.sheet.lay(entry);
                }
            }
        }
        names(json, page);
    })
}

/// Readable names beside the monologues.
fn names<'a>(json: Value<'a>, page: &mut Page<'a>) {
    for speaker in json.list("speakers") {
        let named = speaker.get("name").and_then(Value::string);
        if let Some((who, name)) = speaker.get("id").and_then(|id| page.who(id)).zip(named) {
            page.sheet.name(who, &name);
        }
    }
}
