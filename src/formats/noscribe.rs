//! noScribe's web pages: every phrase in an anchor whose name holds its times in milliseconds and who speaks.
//!
//! What one says into the turn of another stands between slashes there; it keeps its speaker and its times here and loses the
//! slashes.

use std::borrow::Cow;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

use super::lines::{self, is_blank};
use super::sheet::{Entry, Grain, Sheet};
use super::times::stamp;
use super::{Parsed, Refusal, Source};
use crate::transcript::Time;

/// Whether a source is a page with such anchors.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    let start = source.text.trim_start();
    let found = start.starts_with('<')
        && memchr::memmem::find_iter(start.as_bytes(), b"<a name=\"ts_").any(|at| {
            let name = start.get(at + 9..).and_then(|rest| rest.split('"').next());
            name.and_then(anchor).is_some()
        });
    found.then_some("anchors with times and speakers, as noScribe names them")
}

/// Reads such a page.
///
/// # Errors
///
/// None.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    let mut emitter = DefaultEmitter::new_with_span();
    emitter.naively_switch_states(true);
    let mut sheet = Sheet::of(Grain::Segments);
    let mut counter = lines::Counter::of(source.text);
    let mut open: Option<Phrase> = None;
    let mut title = String::new();
    for Ok(token) in Tokenizer::new_with_emitter(source.text, emitter) {
        match token {
            Token::StartTag(tag) if tag.name.as_slice() == b"a" => {
                let name = tag.attributes.get(&b"name"[..]);
                let name = name
                    .map(|name| String::from_utf8_lossy(name).into_owned())
                    .unwrap_or_default();
                open = anchor(&name).map(|anchor| Phrase {
                    line: counter.line_at(tag.span.start),
                    ..anchor
                });
            }
            Token::EndTag(tag) if tag.name.as_slice() == b"a" => {
                if let Some(phrase) = open.take() {
                    phrase.lay(&mut sheet);
                }
            }
            Token::EndTag(tag) if tag.name.as_slice() == b"p" && sheet.is_empty() && !is_blank(&title) => {
                sheet.preface.title.get_or_insert_with(|| title.trim().to_owned());
            }
            Token::String(words) => {
                let words = String::from_utf8_lossy(&words);
                match &mut open {
                    Some(phrase) => phrase.text.push_str(&words),
                    None if sheet.preface.title.is_none() => title = words.into_owned(),
                    None => {}
                }
            }
            _ => {}
        }
    }
    Ok(sheet.gather(source))
}

/// A phrase: what its anchor says, and its words.
#[derive(Debug, Default)]
struct Phrase {
    from: u64,
    to: u64,
    speaker: String,
    text: String,
    line: usize,
}

/// What the name of an anchor says: `ts_12140_22800_S01`, with slashes before the speaker of an interjection, with none at a pause.
fn anchor(name: &str) -> Option<Phrase> {
    let mut parts = name.strip_prefix("ts_")?.splitn(3, '_');
    Some(Phrase {
        from: parts.next()?.parse().ok()?,
        to: parts.next()?.parse().ok()?,
        speaker: parts.next().unwrap_or("").trim_start_matches('/').to_owned(),
        ..Phrase::default()
    })
}

impl Phrase {
    fn lay(self, sheet: &mut Sheet<'_>) {
        let mut text = self.text.trim().trim_start_matches("//").trim_end_matches("//").trim();
        if let Some(rest) = text
            .strip_prefix(&*self.speaker)
            .and_then(|rest| rest.strip_prefix(':'))
        {
            text = rest.trim_start();
        }
        // The time that is shown at the beginning of a turn says less than the anchor.
        if let Some(inner) = text.strip_prefix('[')
            && let Some(shown) = stamp(inner).filter(|shown| shown.fields > 1)
            && let Some(rest) = inner.get(shown.length..).and_then(|rest| rest.strip_prefix(']'))
        {
            text = rest.trim_start();
        }
        let who = sheet.speaker(Cow::Owned(self.speaker.clone()));
        sheet.lay(Entry {
            text: Cow::Owned(text.to_owned()),
            who,
            from: Some(Time::from_millis(self.from)),
            to: Some(Time::from_millis(self.to)),
            line: self.line,
            lines: 1,
            ..Entry::default()
        });
    }
}
