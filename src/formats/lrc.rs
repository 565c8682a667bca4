//! LRC: lines that begin with a time in brackets, as songs and Whisper have them.
//!
//! A line may carry several times and is then said at each; a time without words is where the line before it ends.

use super::captions;
use super::cues::{self, Composed};
use super::lines::{Line, is_blank, lines};
use super::times::{self, stamp};
use super::{Parsed, Part, Refusal, Source, facts};
use crate::transcript::Time;

/// The longest line that is said at several times, in bytes.
const REFRAIN_BYTES: usize = 400;
/// How often a line is said at most.
const REFRAINS: usize = 20;
/// How many lines are looked at.
const LINES_SEEN: usize = 40;

/// At least half of the first lines begin with a minute, a second and a fraction in brackets.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    let first = lines(source.text).filter(|line| !line.is_blank()).take(LINES_SEEN);
    let (mut seen, mut stamped) = (0, 0);
    for line in first.filter(|line| tag(line.text).is_none()) {
        seen += 1;
        // Songs have no hours.
        let is_song = |time: &str| time.contains(['.', ',']) && time.matches(':').count() == 1;
        let fraction = |line: &str| line.split_once(']').is_some_and(|(time, _)| is_song(time));
        stamped += usize::from(time(line.text).is_some() && (source.extension == "lrc" || fraction(line.text)));
    }
    (stamped > 0 && stamped * 2 >= seen).then_some("lines that begin with [minutes:seconds.fraction]")
}

/// Reads LRC.
///
/// # Errors
///
/// None.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    let mut reader = Reader::default();
    for line in lines(source.text) {
        if line.ended || source.part == Part::Whole {
            reader.line(line);
        }
    }
    reader.cues.sort_by_key(|cue| cue.from);
    let mut parsed = captions::gather(*source, reader.cues.iter().map(Composed::cue));
    parsed.transcript.state_title(reader.title);
    if let Some(language) = facts::language_named(reader.language) {
        parsed.transcript.state_language(language);
    }
    Ok(parsed)
}

/// Where the reading stands.
#[derive(Debug, Default)]
struct Reader<'a> {
    cues: Vec<Composed>,
    /// How many cues the last line with words made.
    last: usize,
    /// What is to be added to every time, in milliseconds.
    offset: i64,
    title: &'a str,
    language: &'a str,
}

impl<'a> Reader<'a> {
    fn line(&mut self, line: Line<'a>) {
        match tag(line.text) {
            Some(("ti", title)) => self.title = title,
            Some(("la", language)) => self.language = language,
            // A positive offset shows the words sooner.
            Some(("offset", millis)) => self.offset = -millis.trim_start_matches('+').parse::<i64>().unwrap_or(0),
            Some(_) => {}
            None => self.words(line),
        }
    }

    fn words(&mut self, line: Line<'a>) {
        let mut rest = line.text.trim_start();
        let mut times = Vec::new();
        while let Some((time, length)) = time(rest) {
            times.push(self.shifted(time));
            rest = rest[length..].trim_start();
        }
        if is_blank(rest) {
            let last = self.cues.len() - self.last;
            if let Some(cue) = self.cues[last..].last_mut().filter(|cue| cue.to.is_none()) {
                cue.to = times.first().copied();
            }
            return;
        }
        if times.is_empty() {
            // A line that only goes on.
            if let Some(cue) = self.cues.last_mut() {
                cue.text.push('\n');
                cue.text.push_str(rest);
                cue.last_line = line.number;
            }
            return;
        }
        // A refrain is short and comes a few times; anything else would fill the memory.
        times.truncate(if rest.len() > REFRAIN_BYTES { 1 } else { REFRAINS });
        self.last = times.len();
        let text = self.with_shifted_words(rest);
        self.cues.extend(times.into_iter().map(|from| Composed {
            text: text.clone(),
            from: Some(from),
            line: line.number,
            last_line: line.number,
            ..Composed::default()
        }));
    }

    /// The words of a line, with the offset added to the times between them.
    fn with_shifted_words(&self, words: &str) -> String {
        if self.offset == 0 {
            return words.to_owned();
        }
        let mut out = String::with_capacity(words.len() + 8);
        let mut rest = words;
        while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            let end = 1 + rest[1..].find('>').unwrap_or(0);
            match times::stamp(&rest[1..]).filter(|found| found.fields > 1 && found.length + 1 == end) {
                Some(found) => {
                    out.push_str(&cues::stamp(self.shifted(found.time)));
                    rest = &rest[end + 1..];
                }
                None => {
                    out.push('<');
                    rest = &rest[1..];
                }
            }
        }
        out.push_str(rest);
        out
    }

    fn shifted(&self, time: Time) -> Time {
        let millis = i64::from(time.millis()).saturating_add(self.offset);
        Time::from_millis(u64::try_from(millis).unwrap_or(0))
    }
}

/// `[ti:words]`: something about the file.
fn tag(line: &str) -> Option<(&str, &str)> {
    let inside = line.trim().strip_prefix('[')?.strip_suffix(']')?;
    let (key, value) = inside.split_once(':')?;
    (!key.is_empty() && key.bytes().all(|b| b.is_ascii_alphabetic() || b == b'#')).then_some((key, value.trim()))
}

/// A time in brackets at the beginning of a line, and its length.
fn time(line: &str) -> Option<(Time, usize)> {
    let inside = line.strip_prefix('[')?;
    let found = stamp(inside).filter(|found| found.fields > 1)?;
    inside[found.length..]
        .starts_with(']')
        .then_some((found.time, found.length + 2))
}
