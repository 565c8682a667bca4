//! Amazon: Transcribe, its Call Analytics, and Bedrock Data Automation.
//!
//! Transcribe keeps words and marks as items, with times in strings; newer files name the speaker on the item, older ones in a
//! list of their own that is joined by the time at which a word begins. The other two have finished segments in milliseconds.

use std::borrow::Cow;
use std::collections::HashMap;

use super::page::{Page, text, whole};
use super::shape::{Shape, Unit};
use super::value::{Opened, Value};
use super::{Grain, Parsed, Refusal, Source, has, read as read_json};
use crate::formats::sheet::{Entry, Joint};
use crate::transcript::Time;

const CALL: Shape = Shape {
    text: &["Content"],
    from: &["BeginOffsetMillis"],
    to: &["EndOffsetMillis"],
    who: &["ParticipantRole"],
    words: &["Items"],
    unit: Unit::Millis,
    ..Shape::NONE
};

const BEDROCK: Shape = Shape {
    text: &["text", "content"],
    from: &["start_timestamp_millis"],
    to: &["end_timestamp_millis"],
    who: &["speaker"],
    unit: Unit::Millis,
    ..Shape::NONE
};

/// One of the three.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    if has(source, &["audio_items[].start_timestamp_millis"])
        || has(source, &["audio_segments[].start_timestamp_millis"])
    {
        return Some("audio segments and items, as Bedrock writes them");
    }
    if has(source, &["Transcript[].ParticipantRole"]) || has(source, &["Transcript[].BeginOffsetMillis"]) {
        return Some("a transcript by participants, as Call Analytics writes it");
    }
    let told = has(source, &["results.items"])
        || has(source, &["results.transcripts"])
        || has(source, &["[].alternatives[].content", "[].start_time"]);
    told.then_some("items with alternatives, as Transcribe writes them")
}

/// Reads any of them.
///
/// # Errors
///
/// Where nothing is said in it.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    read_json(source, Grain::Segments, |json, page| {
        let top = Opened::of(json);
        let results = top.get("results").map(Opened::of);
        let code = results.as_ref().and_then(|results| results.get("language_code"));
        page.language(top.get("LanguageCode").or(code));
        for turn in top.list("Transcript").filter(Value::is_whole) {
            CALL.lay(page, turn, &CALL);
        }
        bedrock(&top, page);
        if !page.is_empty() {
            return;
        }
        page.sheet.grain = Grain::Words;
        if let Some(results) = results {
            transcribe(&results, page);
        } else if json.is_array() {
            items(json, page, &HashMap::new(), None);
        }
    })
}

/// Segments, with the items of each before it.
fn bedrock<'a>(json: &Opened<'a>, page: &mut Page<'a>) {
    let mut items = json.list("audio_items").peekable();
    for (number, segment) in json.list("audio_segments").filter(Value::is_whole).enumerate() {
        let belongs = |item: &Value<'_>| {
            let to = item.get("audio_segment_index").and_then(Value::number);
            to.is_none_or(|to| to <= number as f64)
        };
        while let Some(item) = items.next_if(belongs) {
            let found = BEDROCK.look(item);
            page.sheet
                .word(text(found.text), BEDROCK.times(&found).0, None, Joint::Left);
        }
        BEDROCK.lay(page, segment, &Shape::NONE);
    }
}

fn transcribe<'a>(results: &Opened<'a>, page: &mut Page<'a>) {
    let mut labels: HashMap<Cow<'a, str>, Value<'a>> = HashMap::new();
    if let Some(segments) = results.get("speaker_labels").and_then(|labels| labels.get("segments")) {
        for item in segments.elements().flat_map(|segment| segment.list("items")) {
            if let Some((time, label)) = item
                .get("start_time")
                .and_then(Value::words)
                .zip(item.get("speaker_label"))
            {
                labels.insert(time, label);
            }
        }
    }
    let channels = results.get("channel_labels").and_then(|labels| labels.get("channels"));
    match channels.filter(|channels| channels.elements().count() > 1) {
        Some(channels) => {
            for channel in channels.elements() {
                if let Some(list) = channel.get("items") {
                    items(list, page, &labels, channel.get("channel_label"));
                }
            }
            page.sheet.sort();
        }
        None => {
            if let Some(list) = results.get("items") {
                items(list, page, &labels, None);
            }
        }
    }
    if page.is_empty() {
        for whole in results.list("transcripts") {
            let entry = page.entry(whole);
            page.sheet.lay(Entry {
                text: text(whole.get("transcript")),
                ..entry
            });
        }
    }
}

/// What one walk over an item finds; there are as many of them as words.
#[derive(Clone, Copy, Default)]
struct Item<'a> {
    from: Option<Value<'a>>,
    to: Option<Value<'a>>,
    who: Option<Value<'a>>,
    kind: Option<Value<'a>>,
    alternatives: Option<Value<'a>>,
    content: Option<Value<'a>>,
}

impl<'a> Item<'a> {
    fn of(item: Value<'a>) -> Self {
        let mut found = Self::default();
        for (key, value) in item.fields().filter(|(_, value)| !value.is_null()) {
            let place = match key {
                "start_time" => &mut found.from,
                "end_time" => &mut found.to,
                "speaker_label" => &mut found.who,
                "type" => &mut found.kind,
                "alternatives" => &mut found.alternatives,
                "content" => &mut found.content,
                _ => continue,
            };
            *place = Some(value);
        }
        found
    }

    fn words(&self) -> Cow<'a, str> {
        let mut alternatives = self.alternatives.into_iter().flat_map(Value::elements);
        let best = alternatives.find_map(|alternative| alternative.get("content"));
        text(best.or(self.content))
    }
}

/// Words and marks; a mark has no time and keeps to the word before it.
fn items<'a>(
    list: Value<'a>,
    page: &mut Page<'a>,
    labels: &HashMap<Cow<'a, str>, Value<'a>>,
    channel: Option<Value<'a>>,
) {
    let mut last: Option<Time> = None;
    for item in whole(list.elements()) {
        let found = Item::of(item);
        let time = |value: Option<Value<'a>>| value.and_then(|value| Unit::Seconds.time(value));
        let (from, to) = (time(found.from), time(found.to));
        let starts = found.from.filter(|_| found.who.is_none() && !labels.is_empty());
        let label = starts
            .and_then(Value::words)
            .and_then(|time| labels.get(&time).copied());
        let who = found.who.or(label).or(channel).and_then(|value| page.who(value));
        let mark = from.is_none() || text(found.kind) == "punctuation";
        let entry = page.entry(item);
        page.sheet.lay(Entry {
            text: found.words(),
            who: if mark { None } else { who },
            from: from.or(last),
            to,
            joint: if mark { Joint::Left } else { Joint::Apart },
            ..entry
        });
        last = from.or(last);
    }
}
