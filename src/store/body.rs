//! What a journal line holds: marks, corrections and operations as they are saved (`marks.md`, "The records").
//!
//! These types are the file format and stay as they are; the program's own may change. What another program wrote is made safe
//! for the screen on the way in.

use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};

use super::line::{id_of, moment_of, timestamp};
use super::links::Moved;
use crate::marks::{Anchor, Body, Colour, Corrected, Mark, MarkKind, Moment, Status, Touched, Walk};
use crate::text::{SafeText, Span};
use crate::transcript::Time;
use crate::turns::{Correction, Role, Side};

/// What a body was.
pub(super) enum Read {
    Body {
        created: Moment,
        body: Body,
    },
    Operation {
        says: String,
        walk: Walk,
        touched: Vec<Touched>,
    },
    Moved(Moved),
    Unknown,
}

#[derive(Deserialize)]
struct Kind {
    kind: String,
}

#[derive(Serialize, Deserialize)]
struct MarkRecord {
    kind: String,
    created: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    letter: Option<char>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    colour: Option<u8>,
    span: [u64; 2],
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    status: String,
    anchor: AnchorRecord,
    /// Anchors from before the reader gave the mark other words, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    earlier: Vec<AnchorRecord>,
}

#[derive(Serialize, Deserialize)]
struct AnchorRecord {
    quote: String,
    #[serde(default)]
    prefix: String,
    #[serde(default)]
    suffix: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    speaker: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    turn: Option<usize>,
    span: [u64; 2],
    /// Seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<f64>,
    /// Seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    to: Option<f64>,
    #[serde(default)]
    text_version: String,
}

#[derive(Serialize, Deserialize, Default)]
struct CorrectionRecord {
    kind: String,
    created: String,
    does: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    span: Option<[u64; 2]>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    speaker: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    into: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    side: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    anchor: Option<AnchorRecord>,
}

#[derive(Serialize, Deserialize)]
struct OperationRecord {
    kind: String,
    says: String,
    walk: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    of: Option<String>,
    /// Id, revision before, revision after.
    touched: Vec<(String, Option<u64>, Option<u64>)>,
}

/// The JSON of a body; an anchor that does not know its text gets `text_version`.
pub(super) fn write(body: &Body, created: Moment, text_version: &str) -> serde_json::Result<Box<RawValue>> {
    let created = timestamp(created);
    match body {
        Body::Mark(mark) => to_raw_value(&mark_record(mark, created, text_version)),
        Body::Correction(corrected) => to_raw_value(&correction_record(corrected, created, text_version)),
    }
}

/// The JSON of an operation.
pub(super) fn write_operation(says: &str, walk: Walk, touched: &[Touched]) -> serde_json::Result<Box<RawValue>> {
    let (walk, of) = match walk {
        Walk::Did => ("did", None),
        Walk::Undid(of) => ("undid", Some(of)),
        Walk::Redid(of) => ("redid", Some(of)),
    };
    to_raw_value(&OperationRecord {
        kind: "operation".to_owned(),
        says: says.to_owned(),
        walk: walk.to_owned(),
        of: of.map(|id| id.to_string()),
        touched: touched.iter().map(|t| (t.id.to_string(), t.before, t.after)).collect(),
    })
}

/// Reads a body; none where it lacks what its kind must have.
pub(super) fn read(raw: &RawValue) -> Option<Read> {
    let kind: Kind = serde_json::from_str(raw.get()).ok()?;
    match kind.kind.as_str() {
        "bookmark" | "highlight" => read_mark(&serde_json::from_str(raw.get()).ok()?),
        "correction" => read_correction(&serde_json::from_str(raw.get()).ok()?),
        "moved" => Some(Read::Moved(Moved::read(raw)?)),
        "operation" => read_operation(&serde_json::from_str(raw.get()).ok()?),
        _ => Some(Read::Unknown),
    }
}

fn mark_record(mark: &Mark, created: String, text_version: &str) -> MarkRecord {
    let (kind, letter, colour) = match mark.kind {
        MarkKind::Bookmark { letter } => ("bookmark", letter, None),
        MarkKind::Highlight { colour } => ("highlight", None, Some(colour.number())),
    };
    let earlier = mark.earlier.iter();
    MarkRecord {
        kind: kind.to_owned(),
        created,
        letter,
        colour,
        span: numbers(mark.span),
        note: mark.note.clone(),
        tags: mark.tags.clone(),
        status: mark.status.word().to_owned(),
        anchor: anchor_record(&mark.anchor, text_version),
        earlier: earlier.map(|anchor| anchor_record(anchor, text_version)).collect(),
    }
}

fn read_mark(record: &MarkRecord) -> Option<Read> {
    let kind = if record.kind == "bookmark" {
        MarkKind::Bookmark {
            letter: record.letter.filter(char::is_ascii_alphabetic),
        }
    } else {
        MarkKind::Highlight {
            colour: Colour::new(record.colour?)?,
        }
    };
    let status = Status::ALL.iter().find(|(_, word)| *word == record.status);
    let body = Body::Mark(Mark {
        kind,
        span: span(record.span)?,
        note: safe(&record.note),
        tags: record.tags.iter().map(|tag| safe(tag)).collect(),
        status: status.map_or(Status::Ok, |(status, _)| *status),
        anchor: read_anchor(&record.anchor)?,
        earlier: record.earlier.iter().filter_map(read_anchor).collect(),
    });
    let created = moment_of(&record.created)?;
    Some(Read::Body { created, body })
}

fn anchor_record(anchor: &Anchor, text_version: &str) -> AnchorRecord {
    let seconds = |time: Option<Time>| time.map(Time::seconds);
    let known = if anchor.text_version.is_empty() {
        text_version
    } else {
        &anchor.text_version
    };
    AnchorRecord {
        quote: anchor.quote.clone(),
        prefix: anchor.prefix.clone(),
        suffix: anchor.suffix.clone(),
        speaker: anchor.speaker.clone(),
        role: anchor.role.map(|role| role.word().to_owned()),
        turn: anchor.turn,
        span: numbers(anchor.span),
        from: seconds(anchor.from),
        to: seconds(anchor.to),
        text_version: known.to_owned(),
    }
}

fn read_anchor(record: &AnchorRecord) -> Option<Anchor> {
    let role = record.role.as_deref().and_then(role_of);
    Some(Anchor {
        quote: safe(&record.quote),
        prefix: safe(&record.prefix),
        suffix: safe(&record.suffix),
        speaker: record.speaker.as_deref().map(safe),
        role,
        turn: record.turn,
        span: span(record.span)?,
        from: record.from.map(time),
        to: record.to.map(time),
        text_version: safe(&record.text_version),
    })
}

fn correction_record(corrected: &Corrected, created: String, text_version: &str) -> CorrectionRecord {
    let mut record = CorrectionRecord {
        kind: "correction".to_owned(),
        created,
        anchor: corrected.anchor.as_ref().map(|a| anchor_record(a, text_version)),
        ..CorrectionRecord::default()
    };
    let owned = |name: &SafeText| Some(name.as_str().to_owned());
    let offset = |at: usize| Some(at as u64);
    record.does = match &corrected.correction {
        Correction::Give { span, speaker } => {
            (record.span, record.speaker) = (Some(numbers(*span)), owned(speaker));
            "give"
        }
        Correction::Split { at } => {
            record.at = offset(*at);
            "split"
        }
        Correction::Join { at } => {
            record.at = offset(*at);
            "join"
        }
        Correction::SwapFrom { at } => {
            record.at = offset(*at);
            "swap"
        }
        Correction::Rename { speaker, name } => {
            (record.speaker, record.name) = (owned(speaker), owned(name));
            "rename"
        }
        Correction::Merge { from, into } => {
            (record.speaker, record.into) = (owned(from), owned(into));
            "merge"
        }
        Correction::SetRole { speaker, role } => {
            (record.speaker, record.role) = (owned(speaker), Some(role.word().to_owned()));
            "role"
        }
        Correction::SetSide { speaker, side } => {
            let word = if *side == Side::Left { "left" } else { "right" };
            (record.speaker, record.side) = (owned(speaker), Some(word.to_owned()));
            "side"
        }
        Correction::Automatic { span } => {
            record.span = Some(numbers(*span));
            "automatic"
        }
    }
    .to_owned();
    record
}

fn read_correction(record: &CorrectionRecord) -> Option<Read> {
    let name = |name: &Option<String>| name.as_deref().map(SafeText::line);
    let at = || record.at.and_then(|at| u32::try_from(at).ok()).map(|at| at as usize);
    let correction = match record.does.as_str() {
        "give" => Correction::Give {
            span: span(record.span?)?,
            speaker: name(&record.speaker)?,
        },
        "split" => Correction::Split { at: at()? },
        "join" => Correction::Join { at: at()? },
        "swap" => Correction::SwapFrom { at: at()? },
        "rename" => Correction::Rename {
            speaker: name(&record.speaker)?,
            name: name(&record.name)?,
        },
        "merge" => Correction::Merge {
            from: name(&record.speaker)?,
            into: name(&record.into)?,
        },
        "role" => Correction::SetRole {
            speaker: name(&record.speaker)?,
            role: role_of(record.role.as_deref()?)?,
        },
        "side" => {
            let side = match record.side.as_deref()? {
                "left" => Side::Left,
                "right" => Side::Right,
                _ => return None,
            };
            Correction::SetSide {
                speaker: name(&record.speaker)?,
                side,
            }
        }
        "automatic" => Correction::Automatic {
            span: span(record.span?)?,
        },
        _ => return Some(Read::Unknown),
    };
    let anchor = match &record.anchor {
        Some(anchor) => Some(read_anchor(anchor)?),
        None => None,
    };
    let body = Body::Correction(Corrected { correction, anchor });
    let created = moment_of(&record.created)?;
    Some(Read::Body { created, body })
}

fn read_operation(record: &OperationRecord) -> Option<Read> {
    let of = match &record.of {
        Some(of) => Some(id_of(of)?),
        None => None,
    };
    let walk = match (record.walk.as_str(), of) {
        ("did", _) => Walk::Did,
        ("undid", Some(of)) => Walk::Undid(of),
        ("redid", Some(of)) => Walk::Redid(of),
        _ => return None,
    };
    let touched: Option<Vec<Touched>> = record
        .touched
        .iter()
        .map(|(id, before, after)| {
            id_of(id).map(|id| Touched {
                id,
                before: *before,
                after: *after,
            })
        })
        .collect();
    let says = SafeText::line(&record.says).as_str().to_owned();
    touched.map(|touched| Read::Operation { says, walk, touched })
}

fn role_of(word: &str) -> Option<Role> {
    [Role::Interviewer, Role::Guest]
        .into_iter()
        .find(|role| role.word() == word)
}

fn numbers(span: Span) -> [u64; 2] {
    [span.start() as u64, span.end() as u64]
}

/// A span within what a transcript can hold; a file must not be able to ask for more.
fn span([start, end]: [u64; 2]) -> Option<Span> {
    let (start, end) = (u32::try_from(start).ok()?, u32::try_from(end).ok()?);
    (start <= end).then(|| Span::new(start as usize, end as usize))
}

/// Whole milliseconds of seconds; what is no time is the beginning.
fn time(seconds: f64) -> Time {
    // A cast of a float saturates and makes nothing of what is no number.
    Time::from_millis((seconds * 1000.0).round() as u64)
}

fn safe(raw: &str) -> String {
    SafeText::lines(raw).as_str().to_owned()
}
