//! Text without labels: one utterance for every line of the source, a blank line for a new paragraph.
//!
//! It takes whatever the other formats left. What stands before and after the talk is told from it by structure alone.

use super::facts::{self, Edge};
use super::labelled::signs::heading;
use super::labelled::survey::Survey;
use super::lines::{Line, beginning, count, lines};
use super::preface::{self, Preface};
use super::prose;
use super::{Parsed, Part, Refusal, Remark, Source};
use crate::text::SafeText;
use crate::transcript::{Builder, Kind, Piece};

/// How many lines at the top and at the end are looked at for what is not of the talk.
const EDGE_LINES: usize = 6;
/// How much of a source stands for the script of the talk, in bytes.
const BODY_BYTES: usize = 8 * 1024;

/// Anything is plain text.
pub fn sniff(_source: &Source<'_>) -> Option<&'static str> {
    Some("text without labels")
}

/// Reads plain text.
///
/// # Errors
///
/// None.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    let preface = preface::block(source.text).unwrap_or_default();
    let complete = |line: &Line<'_>| source.part == Part::Whole || line.ended;
    let spoken = || {
        lines(source.text)
            .skip(preface.lines)
            .filter(complete)
            .filter(|line| !line.is_blank())
    };
    let first: Vec<&str> = spoken()
        .map(|line| line.text)
        .filter(|line| heading(line).is_none())
        .take(EDGE_LINES)
        .collect();
    let body = source.text.get(preface.end..).unwrap_or("");
    let opening = facts::opening(&first, part(body, body.len() / 3));
    let closing = closing(source, &preface);
    let mut builder = Builder::with_capacity(source.text.len());
    let mut parsed = Parsed::default();
    let mut edges = opening.into_iter();
    let (mut paragraph, mut any_edge) = (false, preface.lines > 0);
    let mut last = None;
    let mut stated = preface;
    for line in lines(source.text).skip(stated.lines).filter(complete) {
        if line.is_blank() {
            paragraph = !builder.is_empty();
            continue;
        }
        let (kind, text) = match heading(line.text) {
            Some(text) if builder.is_empty() && stated.title.is_none() => {
                stated.title = Some(text.to_owned());
                (Kind::FrontMatter, text)
            }
            Some(text) => (Kind::Head, text),
            None if line.start >= closing => (Kind::Furniture, line.text),
            None => (
                edges
                    .next()
                    .map_or(Kind::Speech, |edge| take_edge(&edge, line.text, &mut stated)),
                line.text,
            ),
        };
        any_edge |= kind != Kind::Speech;
        let pushed = builder.push(Piece {
            kind,
            paragraph,
            ..Piece::new(text, line.number)
        });
        if pushed {
            parsed.account.pieces += 1;
            parsed.account.set_apart += usize::from(kind != Kind::Speech);
            if parsed.account.pieces == 1 {
                parsed.account.first_piece = SafeText::line(line.text);
            }
            last = Some(line.text);
            paragraph = false;
        }
    }
    parsed.account.last_piece = SafeText::line(last.unwrap_or(""));
    parsed.remarks.extend(remarks(body, &stated));
    facts::take_preface(&mut builder, &stated);
    facts::settle_language(&mut builder);
    if builder.is_empty() {
        let text = if any_edge {
            "nothing but front matter in it"
        } else {
            "empty: no words in it"
        };
        parsed.remarks.push(Remark {
            line: None,
            text: SafeText::line(text),
        });
    }
    parsed.transcript = builder.finish(count(source.text));
    Ok(parsed)
}

/// What to say of text that may be more or less than it was taken for.
fn remarks(body: &str, stated: &Preface) -> impl Iterator<Item = Remark> {
    let survey = Survey::of(beginning(body, BODY_BYTES), stated);
    survey.remark().into_iter().chain(prose::remark(body))
}

/// Keeps what an opening line states, and says what it is.
pub(super) fn take_edge(edge: &Edge, line: &str, stated: &mut Preface) -> Kind {
    let words = || line.trim().to_owned();
    match edge {
        Edge::Title => {
            stated.title.get_or_insert_with(words);
        }
        Edge::Outlet => {
            stated.outlet.get_or_insert_with(words);
        }
        Edge::Date(date) => {
            stated.date.get_or_insert_with(|| date.clone());
        }
        Edge::Note => {
            stated.line(line);
        }
        Edge::Furniture => return Kind::Furniture,
    }
    Kind::FrontMatter
}

/// Where the lines after the talk begin, as an offset in bytes; the length of the source where there are none.
fn closing(source: &Source<'_>, preface: &Preface) -> usize {
    if source.part == Part::Head {
        return source.text.len();
    }
    let body = source.text.get(preface.end..).unwrap_or("");
    let tail = last_lines(body);
    let texts: Vec<&str> = tail.iter().map(|(_, text)| *text).collect();
    let found = facts::closing(&texts, part(body, 0)).min(texts.len().saturating_sub(1));
    if found == 0 {
        return source.text.len();
    }
    preface.end + tail[tail.len() - found].0
}

/// The last non-blank lines with their offsets, found from the end.
fn last_lines(body: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut end = body.len();
    while found.len() < EDGE_LINES && end > 0 {
        let start = memchr::memrchr2(b'\n', b'\r', &body.as_bytes()[..end]).map_or(0, |at| at + 1);
        let text = &body[start..end];
        if !super::lines::is_blank(text) {
            found.push((start, text));
        }
        end = start.saturating_sub(1);
    }
    found.reverse();
    found
}

/// A stretch of the talk from `start` on.
fn part(body: &str, start: usize) -> &str {
    beginning(&body[beginning(body, start).len()..], BODY_BYTES)
}
