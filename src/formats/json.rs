//! The JSON of recognisers and players: what all of them share. A maker's format is a file of this folder and names the keys
//! that tell it and the keys that hold what is said; [`generic`] takes what no other row does.
//!
//! A text that breaks is read up to there, with a remark; one that holds no talk is refused with the keys that were seen.

pub mod assemblyai;
pub mod autoedit;
pub mod aws;
pub mod azure;
pub mod deepgram;
mod fault;
pub mod generic;
pub mod google;
pub mod kaldi;
mod page;
pub mod paper_edit;
pub mod podcasting;
pub mod podlove;
pub mod revai;
mod shape;
pub mod speechmatics;
mod strings;
mod value;
pub mod watson;
pub mod whisper;
pub mod whisper_cpp;
pub mod youtube;

use memchr::memmem;

use super::lines::{self, beginning};
use super::sheet::Grain;
use super::{Parsed, Part, Refusal, Remark, Source};
use crate::text::SafeText;
use fault::examine;
use page::Page;
pub use value::Value;
use value::{values, values_by};

/// How much of a text is looked at to tell its format, in bytes.
const SNIFFED: usize = 64 * 1024;
/// The same where that is mostly one long string, the whole talk before its pieces.
const SNIFFED_BEHIND_TEXT: usize = 4 * 1024 * 1024;

/// How many keys a refusal names.
const NAMED_KEYS: usize = 8;

/// The first value of a text that is JSON, as far as it is looked at to tell the format.
pub fn first(text: &str) -> Option<Value<'_>> {
    let top = top(text)?;
    let mut part = beginning(top, SNIFFED);
    if part.len() < top.len() && is_cut_in_text(part) {
        part = beginning(top, SNIFFED_BEHIND_TEXT);
    }
    values(part).next()
}

/// Whether a source is JSON and has what each of the paths leads to.
fn has(source: &Source<'_>, paths: &[&str]) -> bool {
    let Some(json) = source.json else { return false };
    // Most formats are told by a key that is nowhere in the text; that costs least to see.
    let named = |path: &&str| {
        let key = path.rsplit('.').next().unwrap_or(path).trim_end_matches("[]");
        memmem::find(json.text().as_bytes(), key.as_bytes()).is_some()
    };
    paths.iter().all(named) && paths.iter().all(|path| json.find(path).is_some())
}

/// Whether the last field of a text that was cut is a string.
fn is_cut_in_text(part: &str) -> bool {
    let last = values(part).next().and_then(|json| json.fields().last());
    last.is_some_and(|(_, value)| value.is_string() && !value.is_whole())
}

/// A text from its first bracket on, if that is what it begins with.
fn top(text: &str) -> Option<&str> {
    let text = text.trim_start();
    text.starts_with(['{', '[']).then_some(text)
}

/// Reads a source: `fill` lays what is said on the page, once for each value that stands in the source by itself.
fn read(
    source: &Source<'_>,
    grain: Grain,
    mut fill: impl for<'a> FnMut(Value<'a>, &mut Page<'a>),
) -> Result<Parsed, Refusal> {
    let examined = examine(source.text);
    let broken = examined.fault;
    let sound = source.text.get(..broken.map_or(source.text.len(), |fault| fault.at));
    let sound = sound.unwrap_or(source.text);
    let mut page = Page::of(sound, grain);
    for json in values_by(sound, &examined.far) {
        fill(json, &mut page);
    }
    if page.is_empty() && (source.part == Part::Head || broken.is_some()) {
        return Err(match broken.filter(|_| source.part == Part::Whole) {
            Some(fault) => Refusal {
                line: Some(lines::count(sound).max(1)),
                reason: SafeText::line(&format!("looks like JSON that is broken: {}", fault.says)),
            },
            None => Refusal::because("nothing is said in the first part of it"),
        });
    }
    if let Some(at) = examined.twice.filter(|_| source.part == Part::Whole) {
        let often = match examined.repeats {
            1 => "a key stands twice in one object".to_owned(),
            many => format!("{many} times from here on a key stands twice in one object"),
        };
        page.sheet.remarks.push(Remark {
            line: Some(1 + source.text.get(..at).map_or(0, lines::breaks)),
            text: SafeText::line(&format!("{often}: the last counts")),
        });
    }
    if let Some(fault) = broken.filter(|_| source.part == Part::Whole) {
        page.sheet.remarks.push(Remark {
            line: Some(lines::count(sound).max(1)),
            text: SafeText::line(&format!("read up to here: {}", fault.says)),
        });
    }
    Ok(page.sheet.gather(source))
}

/// What JSON without a talk is refused with.
fn refusal(source: &Source<'_>) -> Refusal {
    let keys: Vec<&str> = values(source.text)
        .next()
        .map(|json| {
            let object = json.elements().next().unwrap_or(json);
            object.fields().map(|(key, _)| key).take(NAMED_KEYS).collect()
        })
        .unwrap_or_default();
    if keys.is_empty() {
        return Refusal::because("looks like JSON without anything that is said in it");
    }
    let is_schema = keys.contains(&"properties") || keys.contains(&"$schema");
    let is_presentation = keys.contains(&"@context");
    let what = match (is_schema, is_presentation) {
        (true, _) => "a JSON schema",
        (_, true) => "linked data (JSON-LD)",
        _ => "JSON without a talk that could be told",
    };
    Refusal::because(&format!("looks like {what}; its keys are {}", keys.join(", ")))
}

#[cfg(test)]
mod tests;
