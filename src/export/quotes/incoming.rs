//! Quotes taken in again: our own JSON, and web annotations whoever wrote them.
//!
//! What comes in is somebody else's, and made safe. Words are found again in the transcript by quote and context, never by position
//! alone; what is not found stays an orphan with all that came with it.

mod annotations;

use sha2::{Digest, Sha256};

use super::super::one_line;
use super::super::quote::Source;
use super::json::{FileRecord, QuoteRecord, VERSION, WordingRecord};
use crate::marks::{Anchor, Colour, Id, Mark, MarkKind, Moment, Seeker, Status, tags_in};
use crate::text::{SafeText, Span};
use crate::transcript::Time;
use crate::turns::Role;

/// Characters of context with which words are looked for, the most first: what stands further off may have changed.
const CONTEXTS: [usize; 5] = [64, 32, 16, 8, 0];
/// A quote of fewer characters is not trusted without context.
const TELLING: usize = 24;

/// A mark on its way in.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    /// Its id: our own, or one made of the other program's.
    pub id: Id,
    /// Bookmark or highlight.
    pub kind: MarkKind,
    /// What finds its words.
    pub anchor: Anchor,
    /// What found its words from the first marking on, oldest first, where they were ever others.
    pub chain: Vec<Anchor>,
    /// How its words were found where it comes from.
    pub status: Status,
    /// Where they stood in the plain text, in characters.
    pub place: Option<(usize, usize)>,
    /// The note.
    pub note: String,
    /// Tags, those of the note among them.
    pub tags: Vec<String>,
    /// When it was made.
    pub created: Moment,
    /// What the document was known by; empty where that is not said.
    key: String,
    /// What the document was called.
    title: String,
}

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arrival {
    /// The marks.
    pub marks: Vec<Incoming>,
    /// What could not be taken.
    pub remarks: Vec<String>,
}

impl Arrival {
    /// The marks of the transcript of that key: those that say so, or all where they are of one document only.
    ///
    /// # Errors
    ///
    /// Whose they are, where they are of several others.
    pub fn of(&self, key: &str) -> Result<Vec<&Incoming>, String> {
        let own: Vec<&Incoming> = self.marks.iter().filter(|mark| mark.key == key).collect();
        if !own.is_empty() {
            return Ok(own);
        }
        let mut titles: Vec<&str> = Vec::new();
        for mark in &self.marks {
            if !titles.contains(&mark.title.as_str()) {
                titles.push(&mark.title);
            }
        }
        match titles.len() {
            0 => Err("holds no quote".to_owned()),
            1 => Ok(self.marks.iter().collect()),
            _ => Err(format!(
                "holds quotes of {}; none is this transcript",
                titles.join(", ")
            )),
        }
    }
}

/// Reads a file of quotes.
///
/// # Errors
///
/// Why it is none.
pub fn read(bytes: &[u8]) -> Result<Arrival, String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let value: serde_json::Value = serde_json::from_slice(bytes).map_err(|error| format!("is no JSON: {error}"))?;
    if value.get("visavis").is_some() {
        let file: FileRecord = serde_json::from_value(value).map_err(|error| format!("is damaged: {error}"))?;
        if file.visavis > VERSION {
            return Err("was written by a newer version".to_owned());
        }
        return Ok(ours(file));
    }
    annotations::read(&value).ok_or_else(|| "holds neither quotes of visavis nor web annotations".to_owned())
}

/// A mark at its place in a transcript, through which `seeker` goes for all that come in.
#[must_use]
pub fn placed(incoming: &Incoming, source: &Source<'_>, seeker: &mut Seeker<'_>) -> Mark {
    let mut mark = Mark {
        note: incoming.note.clone(),
        tags: incoming.tags.clone(),
        ..Mark::new(incoming.kind, incoming.anchor.clone())
    };
    if let Some(still) = unagreed(incoming, &mark, seeker) {
        return still;
    }
    mark.earlier = earlier(incoming);
    if let Some(span) = found(incoming, source) {
        mark.span = span;
        mark.anchor = anchor(span, source);
    }
    seeker.place(&mut mark);
    if mark.status == Status::Ok {
        // From here on it is a mark of this text like any other.
        mark.anchor = anchor(mark.span, source);
    }
    mark
}

/// A mark at words that are others than those which find it, where its reader has not agreed with that: it is found here as it was
/// there, by the words it had. None where the words were agreed with, and where they are not found.
fn unagreed(incoming: &Incoming, mark: &Mark, seeker: &mut Seeker<'_>) -> Option<Mark> {
    if matches!(incoming.status, Status::Ok | Status::Orphan) {
        return None;
    }
    let (last, earlier) = incoming.chain.split_last()?;
    let mut mark = Mark {
        span: last.span,
        anchor: last.clone(),
        earlier: earlier.to_vec(),
        ..mark.clone()
    };
    seeker.place(&mut mark);
    (mark.status != Status::Orphan).then_some(mark)
}

/// The words that a mark had before those with which it comes in.
fn earlier(incoming: &Incoming) -> Vec<Anchor> {
    let mut earlier = incoming.chain.clone();
    // The last ones are those of today, but for how lines and turns are written in the form that brings them.
    let is_of_today = |last: &Anchor| one_line(&last.quote) == one_line(&incoming.anchor.quote);
    let agreed = incoming.status == Status::Ok && earlier.len() > 1;
    earlier.pop_if(|last| agreed || is_of_today(last));
    earlier
}

/// What finds a span again, with who says it.
fn anchor(span: Span, source: &Source<'_>) -> Anchor {
    Anchor {
        text_version: source.document.text_version.clone(),
        ..Anchor::said(source.transcript, source.turns, span)
    }
}

/// Where the words stand: at the place that was given, else where they stand once with what is around them, be it in the plain text,
/// with names between the turns, or in what was said alone.
fn found(incoming: &Incoming, source: &Source<'_>) -> Option<Span> {
    let rendition = source.rendition;
    let sought =
        [&incoming.anchor.prefix, &incoming.anchor.quote, &incoming.anchor.suffix].map(|words| one_line(words));
    let quote = &sought[1];
    let at_place = incoming
        .place
        .filter(|(start, end)| one_line(&rendition.between(*start, *end)) == *quote);
    if let Some((start, end)) = at_place {
        return rendition.span(start, end);
    }
    // A line break becomes a space of the same length, so that offsets stay what they are.
    let text = one_line(rendition.text());
    if let Some(at) = once(&text, &sought) {
        let start = text[..at].chars().count();
        return rendition.span(start, start + quote.chars().count());
    }
    let at = once(&one_line(source.transcript.text()), &sought)?;
    Some(Span::new(at, at + quote.len()))
}

/// Where words stand in a text, if they do so once, with as much of what was around them as is there still.
fn once(text: &str, [prefix, quote, suffix]: &[String; 3]) -> Option<usize> {
    let length = quote.chars().count();
    for context in CONTEXTS {
        // Few words stand too often to be told without what is around them.
        if length == 0 || (context == 0 && length < TELLING) {
            return None;
        }
        let start = prefix.char_indices().rev().take(context).last();
        let before = &prefix[start.map_or(prefix.len(), |(at, _)| at)..];
        let after = &suffix[..suffix.char_indices().nth(context).map_or(suffix.len(), |(at, _)| at)];
        let around = format!("{before}{quote}{after}");
        let mut places = text.match_indices(&around);
        let Some((at, _)) = places.next() else { continue };
        return places.next().is_none().then_some(at + before.len());
    }
    None
}

fn ours(file: FileRecord) -> Arrival {
    let mut arrival = Arrival::default();
    for document in file.documents {
        for record in &document.quotes {
            match quote(record, &document.text_version) {
                Some(mark) => arrival.marks.push(Incoming {
                    key: document.key.clone(),
                    title: SafeText::line(&document.title).to_string(),
                    ..mark
                }),
                None => arrival
                    .remarks
                    .push(format!("quote {:?} has no words or no id", record.id)),
            }
        }
    }
    arrival
}

/// Words that a mark had; none where there are none.
fn wording(record: &WordingRecord) -> Option<Anchor> {
    let safe = |raw: &str| SafeText::lines(raw).to_string();
    let time = |seconds: Option<f64>| seconds.map(|seconds| Time::from_millis((seconds * 1000.0).round() as u64));
    let [start, end] = record.bytes;
    let is_span = start <= end && end <= u32::MAX as usize;
    (!record.quote.is_empty()).then(|| Anchor {
        quote: safe(&record.quote),
        prefix: safe(&record.before),
        suffix: safe(&record.after),
        speaker: named(&record.speaker),
        role: role(&record.role),
        turn: record.turn,
        span: if is_span {
            Span::new(start, end)
        } else {
            Span::default()
        },
        from: time(record.from),
        to: time(record.to),
        text_version: SafeText::line(&record.text_version).to_string(),
    })
}

/// A name made safe; none where it is empty.
fn named(name: &str) -> Option<String> {
    Some(SafeText::line(name).to_string()).filter(|name| !name.is_empty())
}

/// The role of that word.
fn role(word: &str) -> Option<Role> {
    [Role::Interviewer, Role::Guest]
        .into_iter()
        .find(|role| role.word() == word)
}

/// The status of that word; ok where that is not said.
fn status(word: &str) -> Status {
    let known = Status::ALL.iter().find(|(_, its)| *its == word);
    known.map_or(Status::Ok, |(status, _)| *status)
}

fn quote(record: &QuoteRecord, text_version: &str) -> Option<Incoming> {
    let words = if record.exact.is_empty() {
        &record.quote
    } else {
        &record.exact
    };
    if record.id.is_empty() || words.is_empty() {
        return None;
    }
    let created = moment(&record.created);
    let safe = |raw: &str| SafeText::lines(raw).to_string();
    let time = |seconds: Option<f64>| seconds.map(|seconds| Time::from_millis((seconds * 1000.0).round() as u64));
    let colour = record
        .colour
        .as_deref()
        .and_then(|name| Colour::ALL.into_iter().find(|c| c.name() == name));
    let letter = record.letter.filter(char::is_ascii_alphabetic);
    let note = safe(&record.note);
    let bytes = record
        .bytes
        .filter(|[start, end]| start <= end && *end <= u32::MAX as usize);
    Some(Incoming {
        id: ulid::Ulid::from_string(&record.id).map_or_else(|_| made(&record.id, created), |id| Id(id.0)),
        kind: colour.map_or(MarkKind::Bookmark { letter }, |colour| MarkKind::Highlight { colour }),
        anchor: Anchor {
            quote: safe(words),
            prefix: safe(&record.before),
            suffix: safe(&record.after),
            speaker: named(&record.speaker),
            role: role(&record.role),
            turn: record.turn,
            span: bytes.map_or_else(Span::default, |[start, end]| Span::new(start, end)),
            from: time(record.from),
            to: time(record.to),
            text_version: safe(text_version),
        },
        chain: record.chain.iter().filter_map(wording).collect(),
        status: status(&record.status),
        place: record.start.zip(record.end),
        tags: tags(&record.tags, &note),
        note,
        created,
        key: String::new(),
        title: String::new(),
    })
}

/// Tags made safe, with those that the note holds.
fn tags(written: &[String], note: &str) -> Vec<String> {
    let mut tags = tags_in(note);
    for tag in written {
        // A tag is what could stand behind a `#`.
        let mut found = tags_in(&format!("#{}", SafeText::line(tag).replace(' ', "-")));
        found.retain(|tag| !tags.contains(tag));
        tags.extend(found);
    }
    tags
}

/// An id made of another program's: the same every time, at its own moment.
fn made(foreign: &str, created: Moment) -> Id {
    let hash = Sha256::digest(foreign.as_bytes());
    let chance = hash
        .iter()
        .take(10)
        .fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
    let millis = u128::try_from(created.0).unwrap_or(0) & 0xFFFF_FFFF_FFFF;
    Id(millis << 80 | chance)
}

/// A moment as it is written; the beginning of time where it is none.
fn moment(written: &str) -> Moment {
    let stamp = written.parse::<jiff::Timestamp>();
    Moment(stamp.map_or(0, jiff::Timestamp::as_millisecond))
}
