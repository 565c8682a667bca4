//! What Whisper and its kin print while they listen: `[00:43.810 --> 00:47.850]  text` on lines of their own, with whisper.cpp's
//! speakers and signs of change. Lines before the first time are the program's own.

use std::borrow::Cow;

use super::labelled::survey::Survey;
use super::lines::{beginning, lines};
use super::preface::Preface;
use super::sheet::{Entry, Grain, Sheet};
use super::times::stamp;
use super::{Parsed, Part, Refusal, Remark, Source};
use crate::text::SafeText;
use crate::transcript::Time;

/// How many lines are looked at.
const TELLING: usize = 60;
/// So many of them must begin with times.
const ENOUGH: usize = 2;
/// How much of a source is looked at for labels, in bytes.
const SURVEYED: usize = 16 * 1024;

/// What whisper.cpp puts at the end of a line before another speaks.
const TURN: &str = "[SPEAKER_TURN]";

/// How it writes a speaker before a text.
const SPEAKER: &str = "(speaker ";

/// Lines that begin with two times in brackets, most of those that are looked at. Where labels follow the times it is labelled
/// text, which knows more of them.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    memchr::memchr(b'[', source.text.as_bytes())?;
    let told = lines(source.text).filter(|line| !line.is_blank()).take(TELLING);
    let (mut all, mut timed, mut own) = (0, 0, false);
    for line in told {
        let found = head(line.text);
        all += 1;
        timed += usize::from(found.is_some());
        own |= found.is_some_and(|(_, _, text)| text.trim_start().starts_with(SPEAKER));
    }
    if timed < ENOUGH.min(all.max(1)) || timed * 2 < all {
        return None;
    }
    let labels = || Survey::of(beginning(source.text, SURVEYED), &Preface::default()).labels();
    (own || !labels()).then_some("lines that begin with two times in brackets")
}

/// Reads the lines.
///
/// # Errors
///
/// None.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    let mut sheet = Sheet::of(Grain::Segments);
    let mut open: Option<Entry<'_>> = None;
    let mut change = false;
    let mut before = (0, 1);
    for line in lines(source.text).filter(|line| !line.is_blank()) {
        if source.part == Part::Head && !line.ended {
            break;
        }
        let Some((from, to, text)) = head(line.text) else {
            match &mut open {
                // A text that goes on under its times.
                Some(entry) => {
                    entry.text = format!("{}\n{}", entry.text, line.text).into();
                    entry.lines = line.number + 1 - entry.line;
                }
                None => before = (before.0 + 1, if before.0 == 0 { line.number } else { before.1 }),
            }
            continue;
        };
        if let Some(entry) = open.take() {
            sheet.lay(entry);
        }
        let (who, text) = speaker(text);
        let said = text.trim_end();
        let turns = said.ends_with(TURN);
        open = Some(Entry {
            text: Cow::Borrowed(if turns { said.trim_end_matches(TURN) } else { text }),
            who: who.and_then(|who| sheet.speaker(Cow::Borrowed(who))),
            from: Some(from),
            to,
            line: line.number,
            change,
            ..Entry::default()
        });
        change = turns;
    }
    if let Some(entry) = open {
        sheet.lay(entry);
    }
    if before.0 > 0 {
        let lines = if before.0 == 1 { "line" } else { "lines" };
        sheet.remarks.push(Remark {
            line: Some(before.1),
            text: SafeText::line(&format!("{} {lines} before the first time passed over", before.0)),
        });
    }
    Ok(sheet.gather(source))
}

/// The two times at the beginning of a line, and what follows them.
fn head(line: &str) -> Option<(Time, Option<Time>, &str)> {
    let (inside, rest) = line.trim_start().strip_prefix('[')?.split_once(']')?;
    let (from, to) = inside.split_once("->")?;
    let time = |written: &str| {
        let written = written.trim().trim_end_matches('-').trim_end().trim_end_matches('s');
        stamp(written)
            .filter(|stamp| stamp.length == written.len())
            .map(|stamp| stamp.time)
    };
    Some((time(from)?, time(to), rest))
}

/// `(speaker 0)` at the beginning of a text; `(speaker ?)` is nobody known.
fn speaker(text: &str) -> (Option<&str>, &str) {
    let named = text
        .trim_start()
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(')'));
    match named.filter(|_| text.trim_start().starts_with(SPEAKER)) {
        Some((name, rest)) => (Some(name).filter(|name| !name.ends_with('?')), rest),
        None => (None, text),
    }
}
