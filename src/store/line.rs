//! One line of a journal: its head, its checksum, and what it says (`reliability.md` 2.3).
//!
//! A line that does not parse or whose checksum is wrong is damaged; one of a greater version, or of a kind that is not known
//! here, is from a newer program. Neither stops the reading, and neither is ever rewritten.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::body;
use super::links::Moved;
use crate::marks::{Device, Event, Id, Moment};

/// The version of the lines written here.
pub const VERSION: u64 = 1;

const NO_CRC: &str = "00000000";
const CRC_KEY: &[u8] = b"\"crc\":\"";

/// What a line was.
#[derive(Debug)]
pub(super) enum Read {
    /// An event, intact.
    Event(Box<Event>),
    /// Intact as far as can be told, but of a version or kind that is not known here.
    Newer,
    /// The marks of another key are this transcript's too.
    Moved(Moved),
    /// Torn, changed, or no line of ours.
    Damaged,
}

#[derive(Serialize)]
struct Written<'a> {
    v: u64,
    op: &'static str,
    id: String,
    rev: u64,
    dev: &'a str,
    ts: String,
    crc: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Box<RawValue>>,
}

#[derive(Deserialize)]
struct Found<'a> {
    v: u64,
    #[serde(borrow)]
    op: Cow<'a, str>,
    #[serde(borrow)]
    id: Cow<'a, str>,
    rev: u64,
    #[serde(borrow)]
    dev: Cow<'a, str>,
    #[serde(borrow)]
    ts: Cow<'a, str>,
    #[serde(borrow)]
    crc: Cow<'a, str>,
    #[serde(borrow, default)]
    body: Option<&'a RawValue>,
}

/// The version alone, of a line whose other fields may have changed their meaning.
#[derive(Deserialize)]
struct Versioned {
    v: u64,
}

/// The line of an event as `device` writes it, without a line end.
pub(super) fn write(event: &Event, device: &Device, text_version: &str) -> serde_json::Result<String> {
    let (id, rev, at, op) = match event {
        Event::Put { id, rev, at, .. } => (id, *rev, *at, "put"),
        Event::Delete { id, rev, at, .. } => (id, *rev, *at, "del"),
        Event::Operation { id, at, .. } => (id, 1, *at, "put"),
    };
    let body = match event {
        Event::Put { created, body, .. } => Some(body::write(body, *created, text_version)?),
        Event::Operation {
            says, walk, touched, ..
        } => Some(body::write_operation(says, *walk, touched)?),
        Event::Delete { .. } => None,
    };
    checked(&Written {
        v: VERSION,
        op,
        id: id.to_string(),
        rev,
        dev: device.name(),
        ts: timestamp(at),
        crc: NO_CRC,
        body,
    })
}

/// The line that links the marks of another key.
pub(super) fn write_moved(moved: &Moved, id: Id, device: &Device) -> serde_json::Result<String> {
    checked(&Written {
        v: VERSION,
        op: "put",
        id: id.to_string(),
        rev: 1,
        dev: device.name(),
        ts: timestamp(moved.at),
        crc: NO_CRC,
        body: Some(moved.written()?),
    })
}

/// The line with its checksum in its place.
fn checked(written: &Written<'_>) -> serde_json::Result<String> {
    let line = serde_json::to_string(written)?;
    let crc = format!("{:08x}", crc32fast::hash(line.as_bytes()));
    Ok(line.replacen(&format!("\"crc\":\"{NO_CRC}\""), &format!("\"crc\":\"{crc}\""), 1))
}

/// Reads a line, without its line end.
pub(super) fn read(line: &[u8]) -> Read {
    let Ok(found) = serde_json::from_slice::<Found<'_>>(line) else {
        let version = serde_json::from_slice::<Versioned>(line).map(|line| line.v);
        return if version.is_ok_and(|v| v > VERSION) {
            Read::Newer
        } else {
            Read::Damaged
        };
    };
    if found.v > VERSION {
        return Read::Newer;
    }
    if checksum(line).is_none_or(|crc| found.crc != format!("{crc:08x}")) {
        return Read::Damaged;
    }
    event(&found).unwrap_or(Read::Damaged)
}

/// What an intact line says; none where a field cannot mean what it must.
fn event(found: &Found<'_>) -> Option<Read> {
    let id = id_of(&found.id)?;
    let at = moment_of(&found.ts)?;
    let device = Device::new(Some(&*found.dev).filter(|d| super::is_device_name(d))?);
    let event = match (&*found.op, found.body) {
        ("del", _) => Event::Delete {
            id,
            rev: found.rev,
            at,
            device,
        },
        ("put", Some(body)) => match body::read(body)? {
            body::Read::Body { created, body } => Event::Put {
                id,
                rev: found.rev,
                created,
                at,
                device,
                body,
            },
            body::Read::Operation { says, walk, touched } => Event::Operation {
                id,
                at,
                device,
                says,
                walk,
                touched,
            },
            body::Read::Moved(moved) => return Some(Read::Moved(moved)),
            body::Read::Unknown => return Some(Read::Newer),
        },
        ("put", None) => return None,
        _ => return Some(Read::Newer),
    };
    Some(Read::Event(Box::new(event)))
}

/// CRC-32 of the line with the digits of its own checksum written as zeros.
fn checksum(line: &[u8]) -> Option<u32> {
    let digits = memchr::memmem::find(line, CRC_KEY)? + CRC_KEY.len();
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(line.get(..digits)?);
    hasher.update(NO_CRC.as_bytes());
    hasher.update(line.get(digits + NO_CRC.len()..)?);
    Some(hasher.finalize())
}

/// RFC 3339 with milliseconds, in UTC.
pub(super) fn timestamp(at: Moment) -> String {
    let held = jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    held.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

/// The moment of a timestamp.
pub(super) fn moment_of(written: &str) -> Option<Moment> {
    written
        .parse::<jiff::Timestamp>()
        .ok()
        .map(|t| Moment(t.as_millisecond()))
}

/// The id of 26 characters.
pub(super) fn id_of(written: &str) -> Option<Id> {
    ulid::Ulid::from_string(written).ok().map(|id| Id(id.0))
}
