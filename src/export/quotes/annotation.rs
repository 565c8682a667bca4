//! W3C Web Annotations as JSON-LD: a collection with an annotation for every quote.
//!
//! The words are named twice, by quote with context and by position in characters of the plain text, so that a changed source can be
//! searched; where times are known the recording is a second target. What the model has no name for stands under `visavis:`.

use serde_json::{Map, Value, json};

use super::super::quote::{Document, Quote};
use super::super::rendition::Rendition;
use super::super::uuid::uuid;
use super::json::{WordingRecord, chain};
use super::markdown::percent_encoded;
use super::{Extract, Wish, stamp};
use crate::transcript::Time;

/// Characters of context in a selector.
const CONTEXT: usize = 64;

/// All quotes as one collection.
pub fn write(extracts: &[Extract<'_>], _: &Wish) -> Vec<u8> {
    let items: Vec<Value> = extracts
        .iter()
        .flat_map(|extract| extract.quotes.iter().map(|quote| annotation(quote, extract)))
        .collect();
    let titles: Vec<&str> = extracts
        .iter()
        .map(|extract| extract.source.document.title.as_str())
        .collect();
    let keys: Vec<&str> = extracts
        .iter()
        .map(|extract| extract.source.document.key.as_str())
        .collect();
    let id = format!("urn:visavis:quotes:{}", keys.join("+"));
    let collection = json!({
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"visavis": "urn:visavis:"}],
        "id": id,
        "type": "AnnotationCollection",
        "label": titles.join(", "),
        "total": items.len(),
        "first": {
            "id": format!("{id}#page"),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    });
    let mut out = serde_json::to_vec_pretty(&collection).unwrap_or_default();
    out.push(b'\n');
    out
}

fn annotation(quote: &Quote, extract: &Extract<'_>) -> Value {
    let document = extract.source.document;
    let mut motivations = vec![if quote.colour().is_some() {
        "highlighting"
    } else {
        "bookmarking"
    }];
    if !quote.note.is_empty() {
        motivations.push("commenting");
    }
    if !quote.tags.is_empty() {
        motivations.push("tagging");
    }
    let mut annotation = json!({
        "id": format!("urn:uuid:{}", uuid(quote.id.0)),
        "type": "Annotation",
        "motivation": motivations,
        "created": stamp(quote.created),
        "modified": stamp(quote.updated),
        "generator": {
            "type": "Software",
            "name": concat!("visavis ", env!("CARGO_PKG_VERSION")),
        },
        "target": targets(quote, document, extract.source.rendition),
    });
    let bodies = bodies(quote);
    if let Value::Object(fields) = &mut annotation {
        if !bodies.is_empty() {
            fields.insert("body".to_owned(), Value::Array(bodies));
        }
        for (name, value) in own(quote, document) {
            fields.insert(format!("visavis:{name}"), value);
        }
    }
    annotation
}

/// The note, the tags, the colour.
fn bodies(quote: &Quote) -> Vec<Value> {
    let body = |purpose: &str, value: &str| {
        json!({
            "type": "TextualBody",
            "purpose": purpose,
            "format": "text/plain",
            "value": value,
        })
    };
    let mut bodies = Vec::new();
    if !quote.note.is_empty() {
        bodies.push(body("commenting", &quote.note));
    }
    bodies.extend(quote.tags.iter().map(|tag| body("tagging", tag)));
    if let Some(colour) = quote.colour() {
        bodies.push(body("classifying", colour.name()));
    }
    bodies
}

/// The words, and where they are known the times.
fn targets(quote: &Quote, document: &Document, rendition: &Rendition) -> Vec<Value> {
    let mut selectors = Vec::new();
    match quote.place {
        Some((start, end)) => {
            selectors.push(json!({
                "type": "TextQuoteSelector",
                "exact": rendition.between(start, end),
                "prefix": rendition.between(start.saturating_sub(CONTEXT), start),
                "suffix": rendition.between(end, end + CONTEXT),
            }));
            selectors.push(json!({"type": "TextPositionSelector", "start": start, "end": end}));
        }
        None => selectors.push(json!({
            "type": "TextQuoteSelector",
            "exact": quote.exact,
            "prefix": quote.before,
            "suffix": quote.after,
        })),
    }
    let name = if document.name.is_empty() {
        &document.title
    } else {
        &document.name
    };
    let mut targets = vec![json!({
        "source": percent_encoded(name),
        "selector": selectors,
    })];
    if let Some(from) = quote.from {
        let to = quote.to.map(|to| format!(",{}", seconds(to))).unwrap_or_default();
        let recording = document.audio.as_ref().map_or_else(
            || format!("urn:visavis:recording:{}", document.key),
            |audio| percent_encoded(audio),
        );
        targets.push(json!({
            "source": recording,
            "selector": {
                "type": "FragmentSelector",
                "conformsTo": "http://www.w3.org/TR/media-frags/",
                "value": format!("t={}{to}", seconds(from)),
            },
        }));
    }
    targets
}

/// What is needed to cite it and has no name in the model.
fn own(quote: &Quote, document: &Document) -> Map<String, Value> {
    let mut own = Map::new();
    let mut put = |name: &str, value: Value| {
        own.insert(name.to_owned(), value);
    };
    put("document", document.title.as_str().into());
    put("key", document.key.as_str().into());
    put("textVersion", document.text_version.as_str().into());
    put("sha256", document.sha256.as_str().into());
    put("kind", quote.sort().into());
    put("speaker", quote.speaker().into());
    put("role", quote.role().into());
    put("turn", quote.turn().into());
    put("status", quote.status_word().into());
    put("citation", quote.citation.as_str().into());
    if let Some(marked) = quote.wordings().first() {
        put("marked", marked.as_str().into());
        // Values are without order in this form, unless a list is asked for.
        let chain: Vec<Value> = chain(quote).iter().map(wording).collect();
        put("chain", json!({"@list": chain}));
    }
    if let Some(letter) = quote.letter() {
        put("letter", letter.to_string().into());
    }
    if let Some(asked) = &quote.question {
        put("question", asked.words.as_str().into());
    }
    own
}

/// Words that a mark had, as a selector of its own.
fn wording(record: &WordingRecord) -> Value {
    json!({
        "type": "TextQuoteSelector",
        "exact": record.quote,
        "prefix": record.before,
        "suffix": record.after,
        "visavis:speaker": record.speaker,
        "visavis:role": record.role,
        "visavis:turn": record.turn,
        "visavis:from": record.from,
        "visavis:to": record.to,
        "visavis:start": record.bytes[0],
        "visavis:end": record.bytes[1],
        "visavis:textVersion": record.text_version,
    })
}

/// Seconds with thousandths, as media fragments have them.
fn seconds(time: Time) -> String {
    format!("{}.{:03}", time.millis() / 1000, time.millis() % 1000)
}
