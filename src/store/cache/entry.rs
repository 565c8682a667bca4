//! One entry: a transcript with its turns as bytes. A head of fixed length says what wrote it and holds a checksum over all that
//! follows, so that an entry that is torn, foreign, older or newer is told from a whole one and never believed.

use serde::{Deserialize, Serialize};

use super::super::identity::{Identity, Key};
use super::super::shingles::Shingles;
use super::{MAKER, Parsed};
use crate::formats::language_named;
use crate::text::safe::Hidden;
use crate::text::{SafeText, Span};
use crate::transcript::{Facts, Label, Parts, StatedRole, Time, Transcript, UtteranceParts, WordTime};
use crate::turns::{Origin, Role, Side, Speaker, SpeakerId, Turn, Turns};

/// The first bytes of every entry.
const MAGIC: &[u8; 8] = b"visavis\0";
/// Bytes of the name of a content.
const NAME: usize = 40;
/// Magic, maker, checksum, length of the text, and the name of the content: an entry under another name is a foreign one.
const HEAD: usize = 8 + 8 + 4 + 8 + NAME;
/// Where the name begins.
const NAMED: usize = HEAD - NAME;

/// What follows the text.
#[derive(Serialize, Deserialize)]
struct Talk {
    key: String,
    text_version: String,
    shingles: String,
    sha256: String,
    source_lines: u64,
    hidden: (u64, u64),
    labels: Vec<String>,
    facts: Document,
    utterances: Vec<Piece>,
    /// Bytes since the last word, and its time as [`millis`] has it.
    words: Vec<(u32, u32)>,
    speakers: Vec<Person>,
    turns: Vec<Said>,
    sure: Vec<(Place, f32)>,
}

#[derive(Serialize, Deserialize)]
struct Document {
    title: Option<String>,
    outlet: Option<String>,
    date: Option<String>,
    language: Option<String>,
    /// Label, and whether it is the interviewer's.
    roles: Vec<(u16, bool)>,
    names: Vec<(u16, String)>,
}

/// Bytes since the last end, and the length in bytes.
type Place = (u32, u32);

#[derive(Serialize, Deserialize)]
struct Piece {
    place: Place,
    from: u32,
    to: u32,
    line: u32,
    lines: u16,
    tag: u16,
}

#[derive(Serialize, Deserialize)]
struct Person {
    key: String,
    name: String,
    label: Option<u16>,
    interviewer: bool,
    confidence: f32,
    left: bool,
}

#[derive(Serialize, Deserialize)]
struct Said {
    place: Place,
    speaker: u16,
    confidence: f32,
    origin: u8,
    signal: bool,
}

/// The entry of a content as bytes; none where it could not be read back.
pub(super) fn write(content: &str, parsed: &Parsed) -> Option<Vec<u8>> {
    let text = parsed.transcript.text().as_bytes();
    let mut bytes = vec![0; HEAD];
    bytes.extend_from_slice(text);
    let mut bytes = postcard::to_extend(&talk(parsed), bytes).ok()?;
    bytes[20..NAMED].copy_from_slice(&(text.len() as u64).to_le_bytes());
    bytes[NAMED..HEAD].copy_from_slice(content.as_bytes().get(..NAME)?);
    let checksum = crc32fast::hash(&bytes[20..]);
    bytes[..8].copy_from_slice(MAGIC);
    bytes[8..16].copy_from_slice(&MAKER.to_le_bytes());
    bytes[16..20].copy_from_slice(&checksum.to_le_bytes());
    Some(bytes)
}

/// What the entry of a content holds; none where it is not whole, of another content, or written by another version.
pub(super) fn read(content: &str, mut bytes: Vec<u8>) -> Option<Parsed> {
    let length = text_length(content, &bytes)?;
    let talk: Talk = postcard::from_bytes(bytes.get(HEAD + length..)?).ok()?;
    bytes.truncate(HEAD + length);
    bytes.drain(..HEAD);
    restore(String::from_utf8(bytes).ok()?, talk)
}

/// Only the words of an entry, for a search that need not know who says them.
pub(super) fn text<'a>(content: &str, bytes: &'a [u8]) -> Option<&'a str> {
    let length = text_length(content, bytes)?;
    simdutf8::basic::from_utf8(bytes.get(HEAD..HEAD + length)?).ok()
}

/// How long the text of a whole entry is, in bytes; none where it is not whole, of another content, or written by another version.
fn text_length(content: &str, bytes: &[u8]) -> Option<usize> {
    let (head, body) = bytes.split_at_checked(HEAD)?;
    let number = |range: std::ops::Range<usize>| head.get(range)?.try_into().ok().map(u64::from_le_bytes);
    let checksum = u32::from_le_bytes(head.get(16..20)?.try_into().ok()?);
    if head.get(..8)? != MAGIC
        || head.get(NAMED..)? != content.as_bytes()
        || number(8..16)? != MAKER
        || crc32fast::hash(&bytes[20..]) != checksum
    {
        return None;
    }
    let length = usize::try_from(number(20..NAMED)?).ok()?;
    (length <= body.len()).then_some(length)
}

fn talk(parsed: &Parsed) -> Talk {
    let (transcript, identity) = (&parsed.transcript, &parsed.identity);
    let (mut end, mut word, mut turn_end, mut sure_end) = (0, 0, 0, 0);
    Talk {
        key: identity.key.as_str().to_owned(),
        text_version: identity.text_version.clone(),
        shingles: identity.shingles.written(),
        sha256: parsed.sha256.clone(),
        source_lines: transcript.source_lines() as u64,
        hidden: (
            transcript.hidden().sequences as u64,
            transcript.hidden().characters as u64,
        ),
        labels: transcript.labels().iter().map(ToString::to_string).collect(),
        facts: document(transcript.facts()),
        utterances: transcript
            .utterances()
            .iter()
            .map(|utterance| {
                let parts = UtteranceParts::of(utterance);
                Piece {
                    place: place(parts.span, &mut end),
                    from: millis(parts.from),
                    to: millis(parts.to),
                    line: parts.line,
                    lines: parts.lines,
                    tag: parts.tag,
                }
            })
            .collect(),
        words: transcript
            .word_times()
            .iter()
            .map(|time| (step(time.start(), &mut word), millis(Some(time.time()))))
            .collect(),
        speakers: parsed.turns.speakers().iter().map(person).collect(),
        turns: parsed
            .turns
            .all()
            .iter()
            .map(|turn| Said {
                place: place(turn.span, &mut turn_end),
                speaker: turn.speaker.0,
                confidence: turn.confidence,
                origin: turn.origin as u8,
                signal: turn.signal,
            })
            .collect(),
        sure: parsed
            .turns
            .sureness()
            .map(|(span, confidence)| (place(span, &mut sure_end), confidence))
            .collect(),
    }
}

fn document(facts: &Facts) -> Document {
    let owned = |text: &Option<SafeText>| text.as_ref().map(ToString::to_string);
    Document {
        title: owned(&facts.title),
        outlet: owned(&facts.outlet),
        date: owned(&facts.date),
        language: facts.language.map(ToOwned::to_owned),
        roles: facts
            .stated_roles
            .iter()
            .map(|(label, role)| (label.0, *role == StatedRole::Interviewer))
            .collect(),
        names: facts
            .full_names
            .iter()
            .map(|(label, name)| (label.0, name.to_string()))
            .collect(),
    }
}

fn person(speaker: &Speaker) -> Person {
    Person {
        key: speaker.key.to_string(),
        name: speaker.name.to_string(),
        label: speaker.label.map(|label| label.0),
        interviewer: speaker.role == Role::Interviewer,
        confidence: speaker.role_confidence,
        left: speaker.side == Side::Left,
    }
}

fn restore(text: String, talk: Talk) -> Option<Parsed> {
    let safe = |text: Option<String>| text.map(|text| SafeText::line(&text));
    let (mut end, mut word) = (0, 0);
    let utterance = |piece: &Piece| {
        Some(UtteranceParts {
            span: span(piece.place, &mut end)?,
            from: time(piece.from),
            to: time(piece.to),
            line: piece.line,
            lines: piece.lines,
            tag: piece.tag,
        })
    };
    let word_time = |&(step, millis): &(u32, u32)| {
        word += step as usize;
        Some(WordTime::new(word, time(millis)?))
    };
    let facts = talk.facts;
    let role = |asks: bool| {
        if asks {
            StatedRole::Interviewer
        } else {
            StatedRole::Guest
        }
    };
    let transcript = Transcript::of_parts(Parts {
        utterances: talk.utterances.iter().map(utterance).collect::<Option<_>>()?,
        word_times: talk.words.iter().map(word_time).collect::<Option<_>>()?,
        labels: talk.labels.iter().map(|label| SafeText::line(label)).collect(),
        facts: Facts {
            title: safe(facts.title),
            outlet: safe(facts.outlet),
            date: safe(facts.date),
            language: facts.language.and_then(|code| language_named(&code)),
            stated_roles: facts
                .roles
                .iter()
                .map(|&(label, asks)| (Label(label), role(asks)))
                .collect(),
            full_names: facts
                .names
                .iter()
                .map(|(label, name)| (Label(*label), SafeText::line(name)))
                .collect(),
        },
        source_lines: usize::try_from(talk.source_lines).ok()?,
        hidden: Hidden {
            sequences: usize::try_from(talk.hidden.0).ok()?,
            characters: usize::try_from(talk.hidden.1).ok()?,
        },
        text,
    })?;
    let (mut turn_end, mut sure_end) = (0, 0);
    let turns: Option<Vec<Turn>> = talk.turns.iter().map(|said| turn(said, &mut turn_end)).collect();
    let stretch = |&(place, confidence): &(Place, f32)| Some((span(place, &mut sure_end)?, confidence));
    let sure: Option<Vec<(Span, f32)>> = talk.sure.iter().map(stretch).collect();
    let speakers = talk.speakers.iter().map(speaker).collect();
    let turns = Turns::of_parts(&transcript, turns?, speakers, &sure?)?;
    Some(Parsed {
        transcript,
        turns,
        identity: Identity {
            key: Key::new(&talk.key)?,
            text_version: talk.text_version,
            shingles: Shingles::read(&talk.shingles),
        },
        sha256: talk.sha256,
    })
}

fn turn(said: &Said, end: &mut usize) -> Option<Turn> {
    const ORIGINS: [Origin; 3] = [Origin::Label, Origin::Inferred, Origin::Corrected];
    Some(Turn {
        span: span(said.place, end)?,
        speaker: SpeakerId(said.speaker),
        confidence: said.confidence,
        origin: *ORIGINS.get(usize::from(said.origin))?,
        signal: said.signal,
    })
}

fn speaker(person: &Person) -> Speaker {
    Speaker {
        key: SafeText::line(&person.key),
        name: SafeText::line(&person.name),
        label: person.label.map(Label),
        role: if person.interviewer {
            Role::Interviewer
        } else {
            Role::Guest
        },
        role_confidence: person.confidence,
        side: if person.left { Side::Left } else { Side::Right },
    }
}

fn step(at: usize, last: &mut usize) -> u32 {
    let step = at.saturating_sub(*last);
    *last = at;
    u32::try_from(step).unwrap_or(u32::MAX)
}

fn place(span: Span, end: &mut usize) -> Place {
    let gap = step(span.start(), end);
    (gap, step(span.end(), end))
}

/// The span at a place behind the last end; none beyond what a span can hold.
fn span(place: Place, end: &mut usize) -> Option<Span> {
    let start = u32::try_from(*end).ok()?.checked_add(place.0)?;
    let last = start.checked_add(place.1)?;
    *end = last as usize;
    Some(Span::new(start as usize, last as usize))
}

/// Milliseconds and one more, so that 0 is no time.
fn millis(time: Option<Time>) -> u32 {
    time.map_or(0, |time| time.millis().saturating_add(1))
}

fn time(millis: u32) -> Option<Time> {
    millis.checked_sub(1).map(|millis| Time::from_millis(u64::from(millis)))
}
