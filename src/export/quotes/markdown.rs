//! Markdown: a callout for every quote with its own block id, or the whole talk with what is marked in it.
//!
//! A callout is a plain quotation where a reader does not know callouts. The block id stands on a line of its own below it, so that
//! `[[Interview#^q-01j…]]` leads to it, and so that a second export finds it again.

use std::fmt::Write;

use super::super::one_line;
use super::super::quote::{Document, Quote, Source};
use super::super::rendition::{Part, parts};
use super::marked_up::{escaped, escaped_note};
use super::segments::segments;
use super::{Extract, Wish};
use crate::text::Span;
use crate::transcript::{Kind, Time};
use crate::turns::Role;

/// Front matter and quotes, or the whole talk.
pub fn write(extracts: &[Extract<'_>], wish: &Wish) -> Vec<u8> {
    let mut out = String::new();
    for (at, extract) in extracts.iter().enumerate() {
        if let [_] = extracts {
            front_matter(extract, &mut out);
        }
        if at > 0 {
            out.push('\n');
        }
        head(extract, &mut out);
        if wish.whole {
            whole(extract, &mut out);
        } else {
            for quote in &extract.quotes {
                out.push('\n');
                out.push_str(&block(quote, extract.source.document));
            }
        }
    }
    out.into_bytes()
}

/// The name of a quote's block.
pub(super) fn block_name(quote: &Quote) -> String {
    format!("q-{}", quote.name())
}

/// A quote as a callout with its block id below.
pub(super) fn block(quote: &Quote, document: &Document) -> String {
    let mut paragraphs = vec![format!("{}\n{}", title(quote, document), escaped(&quote.words()))];
    if let Some(asked) = &quote.question {
        let (speaker, words) = (escaped(&asked.speaker), escaped(&asked.words));
        paragraphs.push(format!("Asked by {speaker} (¶ {}): {words}", asked.turn));
    }
    if !quote.note.is_empty() {
        paragraphs.push(format!("Note: {}", escaped_note(&quote.note)));
    }
    paragraphs.push(details(quote));
    let mut out = String::new();
    for line in paragraphs.join("\n\n").split('\n') {
        let gap = if line.is_empty() { "" } else { " " };
        // Writing to a string cannot fail.
        let _ = writeln!(out, ">{gap}{line}");
    }
    let _ = writeln!(out, "\n^{}", block_name(quote));
    out
}

/// `[!quote] Name (guest) · [12:03](audio.mp3#t=723) · ¶ 47`.
fn title(quote: &Quote, document: &Document) -> String {
    let (speaker, role) = (quote.speaker(), quote.role());
    let who = match (speaker.is_empty(), role.is_empty()) {
        (false, false) => format!("{} ({role})", escaped(&speaker)),
        _ => escaped(&format!("{speaker}{role}")),
    };
    let times = quote
        .from
        .map(|from| time_link(from, quote.to, document))
        .unwrap_or_default();
    let parts = [who, times, quote.turn_sign()];
    let known: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    format!("[!quote] {}", known.join(" · "))
}

/// The time, as a link into the recording where there is one.
fn time_link(from: Time, to: Option<Time>, document: &Document) -> String {
    let shown = match to {
        Some(to) if to > from => format!("{}–{}", from.clock(), to.clock()),
        _ => from.clock(),
    };
    match &document.audio {
        Some(audio) => format!("[{shown}]({}#t={})", percent_encoded(audio), from.millis() / 1000),
        None => shown,
    }
}

/// Sort, tags, how well it was found, and the citation.
fn details(quote: &Quote) -> String {
    let sort = match (quote.colour(), quote.letter()) {
        (Some(colour), _) => colour.name().to_owned(),
        (None, Some(letter)) => format!("bookmark {letter}"),
        (None, None) => "bookmark".to_owned(),
    };
    let tags: Vec<String> = quote.tags.iter().map(|tag| format!("#{}", escaped(tag))).collect();
    let mut parts = vec![sort, tags.join(" "), quote.status_word().to_owned()];
    let wordings = quote.wordings().into_iter();
    let wordings: Vec<String> = wordings
        .map(|words| format!("“{}”", escaped(&one_line(&words))))
        .collect();
    if !wordings.is_empty() {
        parts.push(format!("marked as {}", wordings.join(" → ")));
    }
    parts.push(escaped(&one_line(&quote.citation)));
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// What is known of the document, as YAML. JSON's strings are YAML's too.
fn front_matter(extract: &Extract<'_>, out: &mut String) {
    let document = extract.source.document;
    let string = |value: &str| serde_json::to_string(value).unwrap_or_default();
    let list = |values: &[String]| {
        let strings: Vec<String> = values.iter().map(|value| string(value)).collect();
        format!("[{}]", strings.join(", "))
    };
    let people = |role: Role| {
        let named = document.people.iter().filter(|(_, does)| *does == role);
        let names: Vec<String> = named.map(|(name, _)| name.to_string()).collect();
        (!names.is_empty()).then(|| list(&names))
    };
    let mut tags: Vec<String> = extract.quotes.iter().flat_map(|quote| quote.tags.clone()).collect();
    tags.sort();
    tags.dedup();
    let known = |value: &str| (!value.is_empty()).then(|| string(value));
    out.push_str("---\n");
    for (key, value) in [
        ("title", known(&document.title)),
        ("outlet", document.outlet.as_deref().map(string)),
        ("date", document.date.as_deref().map(string)),
        ("language", document.language.map(string)),
        ("interviewers", people(Role::Interviewer)),
        ("guests", people(Role::Guest)),
        ("source", known(&document.name)),
        ("sha256", known(&document.sha256)),
        ("audio", document.audio.as_deref().map(string)),
        ("tags", (!tags.is_empty()).then(|| list(&tags))),
        ("visavis", known(&document.key)),
    ] {
        if let Some(value) = value {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{key}: {value}");
        }
    }
    out.push_str("---\n\n");
}

fn head(extract: &Extract<'_>, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "# {}", escaped(&extract.source.document.title));
}

/// The whole talk: marked words between `==`, each mark a footnote.
fn whole(extract: &Extract<'_>, out: &mut String) {
    let Source {
        transcript,
        turns,
        document,
        ..
    } = extract.source;
    for part in parts(transcript, turns) {
        // Writing to a string cannot fail.
        let _ = match part {
            Part::Apart(at) => {
                let utterance = &transcript.utterances()[at];
                let words = escaped(&one_line(transcript.words(utterance.span())));
                match utterance.kind() {
                    Kind::Head => writeln!(out, "\n## {words}"),
                    // The title stands above.
                    _ if words == escaped(&document.title) => Ok(()),
                    _ => writeln!(out, "\n{words}"),
                }
            }
            Part::Turn(at) => {
                let turn = turns.all()[at];
                let name = escaped(&turns.speaker(at).name);
                let time = transcript.time_at(turn.span.start());
                let time = time.map(|time| format!("\\[{}\\] ", time.clock())).unwrap_or_default();
                let words = marked_words(extract, turn.span);
                writeln!(out, "\n**{name}:** {time}{words} ^t-{}", at + 1)
            }
        };
    }
    if !extract.quotes.is_empty() {
        out.push_str("\n---\n");
    }
    for quote in &extract.quotes {
        let mut parts = Vec::new();
        if !quote.note.is_empty() {
            parts.push(escaped_note(&one_line(&quote.note)));
        }
        if quote.span.is_none() {
            parts.push(format!("“{}”", escaped(&one_line(&quote.words()))));
        }
        parts.push(details(quote));
        let _ = writeln!(out, "\n[^{}]: {}", block_name(quote), parts.join(" · "));
    }
}

/// The words of a turn with what is marked in them.
fn marked_words(extract: &Extract<'_>, turn: Span) -> String {
    let mut out = String::new();
    for segment in segments(extract, turn) {
        let words = one_line(extract.source.transcript.words(segment.span));
        let settled = words.trim();
        let gap = |is_there: bool| if is_there { " " } else { "" };
        let before = gap(words.starts_with(' '));
        let after = gap(words.ends_with(' ') && !settled.is_empty());
        let sign = if segment.under.is_empty() || settled.is_empty() {
            ""
        } else {
            "=="
        };
        // Writing to a string cannot fail.
        let _ = write!(out, "{before}{sign}{}{sign}{after}", escaped(settled));
        for quote in segment.end {
            let _ = write!(out, "[^{}]", block_name(quote));
        }
    }
    out
}

/// A file's name as a link has it.
pub(super) fn percent_encoded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
