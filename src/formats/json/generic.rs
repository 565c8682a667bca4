//! JSON of no known maker: any list of things that have a text under a usual name, with times or a speaker under others.
//!
//! Of several lists the one is taken that says most: segments before words, with speakers before without. What its times count
//! is measured, since people say ten to twenty characters a second. JSON without such a list is refused, with its keys.

use super::page::{Page, whole};
use super::shape::{Found, Shape, Unit};
use super::value::{Value, values};
use super::{Grain, Parsed, Refusal, Source, read as read_json, refusal, top};
use crate::formats::sheet::Entry;
use crate::transcript::Time;

const THING: Shape = Shape {
    text: &[
        "text",
        "body",
        "transcript",
        "content",
        "sentence",
        "utterance",
        "punctuated_word",
        "display",
        "displayText",
        "word",
        "value",
        "line",
        "caption",
        "phrase",
        "speech",
    ],
    from: &[
        "start",
        "startTime",
        "start_time",
        "start_ms",
        "startMs",
        "startTimeMs",
        "start_timestamp",
        "startOffset",
        "begin",
        "begin_time",
        "from",
        "ts",
        "offset",
        "data_start",
        "time",
        "timestamp",
        "t",
    ],
    to: &[
        "end",
        "endTime",
        "end_time",
        "end_ms",
        "endMs",
        "endTimeMs",
        "end_timestamp",
        "endOffset",
        "to",
        "end_ts",
        "stop",
        "data_end",
    ],
    length: &["duration", "dur", "d"],
    who: &[
        "speaker_name",
        "speakerName",
        "speaker",
        "speaker_label",
        "speakerLabel",
        "voice",
        "speaker_id",
        "speakerId",
        "name",
        "participant",
        "person",
    ],
    words: &["words", "result", "word_list", "items"],
    unit: Unit::Seconds,
};

/// Lists inside one another are looked for so deep.
const DEPTH: usize = 6;
/// So many elements of a list tell what is in it.
const TELLING: usize = 12;
/// So many elements tell what its times count.
const MEASURED: usize = 400;
/// Fewer characters in a unit of time than this: it is a thousandth of a second, not a second.
const MILLIS_BELOW: f64 = 0.3;
/// Fewer than this: it is a ten-millionth.
const TICKS_BELOW: f64 = 0.000_15;
/// Seconds since 1970 begin with this and are dates, not places in a recording.
const DATES_FROM: u32 = 1_000_000_000;
/// Words that a text without times or speakers must have to be taken for a talk.
const PROSE: usize = 12;

/// Anything that is JSON: it is read or refused here, so that no other row takes it for text.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    let text = top(source.text)?;
    let json = values(text).next()?;
    let is_list = || {
        let first = json.elements().next()?;
        let goes_on = text.get(first.end()..)?.trim_start().starts_with([',', ']']);
        let holds = first.fields().next().is_some() || (first.string().is_some() && goes_on);
        holds.then_some(())
    };
    let is_empty = matches!(text.trim_end(), "{}" | "[]");
    let told = json.fields().next().is_some() || is_list().is_some() || is_empty;
    told.then_some("JSON with texts under usual names")
}

/// Reads the list that says most.
///
/// # Errors
///
/// Where there is none.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    let text = top(source.text).unwrap_or("");
    let sample = values(text).next();
    let found = sample.is_some_and(|json| best(json).is_some() || prose(json).is_some());
    let by_lines = !found && worth_of(values(text).take(TELLING), true).is_some();
    if !found && !by_lines {
        return Err(refusal(source));
    }
    if by_lines {
        let shape = Shape {
            unit: unit(values(text)),
            ..THING
        };
        return read_json(source, Grain::Told, |json, page| lay_one(page, &shape, json));
    }
    read_json(source, Grain::Told, |json, page| {
        page.language(json.get("language").or_else(|| json.get("language_code")));
        page.title(json.get("title"));
        if let Some(list) = best(json) {
            lay(page, list);
        } else if let Some(text) = prose(json).and_then(Value::string) {
            let entry = page.entry(json);
            page.sheet.lay(Entry { text, ..entry });
        }
    })
}

fn lay<'a>(page: &mut Page<'a>, list: Value<'a>) {
    let shape = Shape {
        unit: unit(list.elements()),
        ..THING
    };
    let things: Box<dyn Iterator<Item = Value<'a>>> = if list.is_array() {
        Box::new(whole(list.elements()))
    } else {
        Box::new(std::iter::once(list))
    };
    for thing in things {
        lay_one(page, &shape, thing);
    }
}

fn lay_one<'a>(page: &mut Page<'a>, shape: &Shape, thing: Value<'a>) {
    let found = shape.look(thing);
    let mut ends = (None, None);
    if let Some(words) = found.words {
        shape.words(page, words);
        ends = outer(shape, words);
    }
    let entry = shape.entry(page, thing, &found);
    page.sheet.lay(Entry {
        from: entry.from.or(ends.0),
        to: entry.to.or(ends.1),
        ..entry
    });
}

/// When the first of some words begins and the last one ends.
fn outer(shape: &Shape, words: Value<'_>) -> (Option<Time>, Option<Time>) {
    let mut all = words.elements().map(|word| shape.times(&shape.look(word)));
    let first = all.next();
    let last = all.last().or(first);
    (first.and_then(|times| times.0), last.and_then(|times| times.1))
}

/// What the times of things count.
fn unit<'a>(things: impl Iterator<Item = Value<'a>>) -> Unit {
    let (mut characters, mut first, mut last) = (0.0, None, 0.0_f64);
    for thing in things.take(MEASURED) {
        let found = THING.look(thing);
        let (mut from, mut to) = THING.times(&found);
        if let Some(words) = found.words.filter(|_| from.is_none()) {
            (from, to) = outer(&THING, words);
        }
        let Some(from) = from else { continue };
        let said = found
            .text
            .and_then(Value::string)
            .map_or(0, |text| text.chars().count());
        characters += said as f64;
        first = first.or(Some(from.seconds()));
        last = last.max(to.unwrap_or(from).seconds());
    }
    let pace = characters / (last - first.unwrap_or(last));
    if !pace.is_finite() || pace >= MILLIS_BELOW || pace <= 0.0 {
        Unit::Seconds
    } else if pace >= TICKS_BELOW {
        Unit::Millis
    } else {
        Unit::Ticks
    }
}

/// A list and what speaks for it.
struct Candidate<'a> {
    list: Value<'a>,
    worth: u32,
}

/// The list that says most.
fn best(json: Value<'_>) -> Option<Value<'_>> {
    let mut found = Vec::new();
    gather(json, DEPTH, &mut found);
    let size = |candidate: &Candidate<'_>| candidate.list.end() - candidate.list.start();
    let most = found.iter().map(size).max()?;
    // A short list beside a long one is of chapters, highlights, or people.
    let long = found.into_iter().filter(|candidate| size(candidate) * 16 >= most);
    let best = long.reduce(|best, next| if next.worth > best.worth { next } else { best });
    best.map(|candidate| candidate.list)
}

/// Finds the lists of things, from the outermost inward.
fn gather<'a>(json: Value<'a>, depth: usize, found: &mut Vec<Candidate<'a>>) {
    if let Some(worth) = worth(json) {
        found.push(Candidate { list: json, worth });
        return;
    }
    if depth == 0 {
        return;
    }
    for (_, inner) in json.fields().filter(|(_, inner)| inner.is_array() || inner.is_object()) {
        gather(inner, depth - 1, found);
    }
    for inner in json.elements().take(3) {
        gather(inner, depth - 1, found);
    }
}

/// How much a list says, or an object by itself.
fn worth(list: Value<'_>) -> Option<u32> {
    let alone = list.is_object().then_some(list).into_iter();
    worth_of(list.elements().take(TELLING).chain(alone), list.is_array())
}

/// How much things say; nothing where most of them are no text, or have neither times nor speakers. What is none of
/// `several_things` must have words of its own.
fn worth_of<'a>(things: impl Iterator<Item = Value<'a>>, several_things: bool) -> Option<u32> {
    let (mut all, mut said, mut timed, mut named, mut several, mut worded) = (0, 0, 0, 0, 0, 0);
    for thing in things {
        all += 1;
        let found = THING.look(thing);
        let text = found.text.and_then(Value::string);
        let has_words = |found: &Found<'_>| {
            let word = found.words.and_then(|words| words.elements().next());
            word.is_some_and(|word| THING.look(word).text.and_then(Value::string).is_some())
        };
        let words = has_words(&found);
        let (from, _) = THING.times(&found);
        let dated = from.is_some_and(|from| from.millis() / 1000 >= DATES_FROM.min(u32::MAX / 1000 - 1));
        if (text.is_none() && !words) || dated {
            continue;
        }
        said += 1;
        worded += u32::from(words);
        timed += u32::from(from.is_some() || words);
        named += u32::from(found.who.is_some_and(|who| who.words().is_some() || who.is_object()));
        several += u32::from(text.is_some_and(|text| text.trim().contains(char::is_whitespace)));
    }
    let mostly = |count: u32| u32::from(count * 2 >= all.max(1) && count > 0);
    let enough = if several_things { mostly(said) == 1 } else { worded == 1 };
    let holds = enough && (timed > 0 || named > 0);
    holds.then(|| 8 * mostly(timed) + 4 * u32::from(named > 0) + 2 * mostly(several) + mostly(worded))
}

/// A text that stands alone.
fn prose(json: Value<'_>) -> Option<Value<'_>> {
    let found = ["text", "transcript", "transcription", "results.transcript"]
        .iter()
        .find_map(|path| json.find(path))?;
    let text = found.string()?;
    (text.split_whitespace().nth(PROSE).is_some()).then_some(found)
}
