//! The cues of a caption file, and how they are told in SRT and WebVTT, whatever the damage.
//!
//! A cue begins at a time line and ends before the next one; numbers, identifiers, comments and styles between them are told
//! from words. Nothing here knows of markup or speakers.

use super::lines::{Line, Lines, lines};
use super::times::cue_times;
use super::{Part, Source};
use crate::transcript::Time;

/// Which of the two families is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Numbered cues; blank lines may stand inside a text.
    Srt,
    /// Identifiers of any text, comments, styles and regions.
    Vtt,
}

/// One timed piece as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue<'a> {
    /// Its words with markup, from the first to the last line of text.
    pub text: &'a str,
    /// Who says all of it, where the format has a place for that outside the words.
    pub voice: Option<&'a str>,
    /// When it begins; a cue that lost its time line has none.
    pub from: Option<Time>,
    /// When it ends.
    pub to: Option<Time>,
    /// Its first source line, from 1.
    pub line: usize,
    /// How many source lines it takes.
    pub lines: usize,
    /// Whether it is known to be complete: something follows it, or the source is whole.
    pub complete: bool,
}

/// A cue that a format has put together from more than one place of its source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Composed {
    /// Its words, still with markup.
    pub text: String,
    /// Who says all of it, where the format has a place for that.
    pub voice: Option<String>,
    /// When it begins.
    pub from: Option<Time>,
    /// When it ends.
    pub to: Option<Time>,
    /// Its first source line, from 1.
    pub line: usize,
    /// Its last source line.
    pub last_line: usize,
}

impl Composed {
    /// Writes when the next word begins, as WebVTT has it between words.
    pub fn stamp(&mut self, time: Time) {
        self.text.push_str(&stamp(time));
    }

    /// The same as a cue.
    #[must_use]
    pub fn cue(&self) -> Cue<'_> {
        Cue {
            text: &self.text,
            voice: self.voice.as_deref(),
            from: self.from,
            to: self.to,
            line: self.line,
            lines: self.last_line.saturating_sub(self.line) + 1,
            complete: true,
        }
    }
}

/// A time between words as WebVTT writes it.
#[must_use]
pub fn stamp(time: Time) -> String {
    let (seconds, millis) = (time.millis() / 1000, time.millis() % 1000);
    format!("<{}:{:02}.{millis:03}>", seconds / 60, seconds % 60)
}

/// An iterator over the cues of a source.
#[derive(Clone, Debug)]
pub struct Cues<'a> {
    source: Source<'a>,
    lines: Lines<'a>,
    dialect: Dialect,
    pending: Option<Begun>,
    number: Option<u64>,
}

/// A cue of which the time line has been read.
#[derive(Clone, Copy, Debug)]
struct Begun {
    from: Option<Time>,
    to: Option<Time>,
    line: usize,
    time_line: usize,
}

/// Text lines of a cue while they are gathered.
#[derive(Clone, Copy, Debug, Default)]
struct Gathered<'a> {
    start: usize,
    end: usize,
    last_line: usize,
    /// The last line of text, what the text was before it, and whether a blank line stood between.
    last: Option<(Line<'a>, usize, usize, bool)>,
    blank: bool,
    any: bool,
}

impl<'a> Gathered<'a> {
    fn take(&mut self, line: Line<'a>) {
        self.last = Some((line, self.end, self.last_line, self.blank));
        if !self.any {
            self.start = line.start;
        }
        self.any = true;
        self.end = line.end();
        self.last_line = line.number;
        self.blank = false;
    }

    /// Gives the last line back, because it was the next cue's number or name; the line's number in the source.
    fn give_back(&mut self, is_head: impl Fn(&str, bool) -> bool) -> Option<(usize, &'a str)> {
        let (line, end, last_line, apart) = self.last?;
        if self.blank || !is_head(line.text, apart) {
            return None;
        }
        self.any = self.any && end > self.start;
        self.end = end.max(self.start);
        self.last_line = last_line;
        Some((line.number, line.text))
    }
}

/// The cues of a source.
#[must_use]
pub fn cues(source: Source<'_>, dialect: Dialect) -> Cues<'_> {
    Cues {
        source,
        lines: lines(source.text),
        dialect,
        pending: None,
        number: None,
    }
}

impl<'a> Iterator for Cues<'a> {
    type Item = Cue<'a>;

    fn next(&mut self) -> Option<Cue<'a>> {
        let begun = match self.pending.take() {
            Some(begun) => begun,
            None => self.first()?,
        };
        let mut text = Gathered {
            last_line: begun.time_line,
            ..Gathered::default()
        };
        let mut complete = self.source.part == Part::Whole;
        while let Some(line) = self.lines.next() {
            if let Some((from, to, _)) = cue_times(line.text) {
                self.begin(from, to, line, &mut text);
                complete = true;
                break;
            }
            if line.is_blank() {
                text.blank = true;
                continue;
            }
            let apart = text.blank || !text.any;
            if self.dialect == Dialect::Vtt && apart && text.blank && is_comment(line.text) {
                self.skip_block();
                complete = true;
                continue;
            }
            if apart && text.any && self.lost_times(line) {
                self.pending = Some(Begun {
                    from: None,
                    to: None,
                    line: line.number,
                    time_line: line.number,
                });
                complete = true;
                break;
            }
            text.take(line);
        }
        if self.pending.is_none() {
            let next = self.number.map(|number| number + 1);
            text.give_back(|line, apart| apart && next.is_some() && number(line) == next);
        }
        Some(Cue {
            text: if text.any {
                self.source.text.get(text.start..text.end).unwrap_or("")
            } else {
                ""
            },
            voice: None,
            from: begun.from,
            to: begun.to,
            line: begun.line,
            lines: text.last_line.saturating_sub(begun.line) + 1,
            complete,
        })
    }
}

impl<'a> Cues<'a> {
    /// The first time line, past a header and whatever else stands there.
    fn first(&mut self) -> Option<Begun> {
        let mut before = Gathered {
            blank: true,
            ..Gathered::default()
        };
        while let Some(line) = self.lines.next() {
            if let Some((from, to, _)) = cue_times(line.text) {
                self.begin(from, to, line, &mut before);
                return self.pending.take();
            }
            if line.is_blank() {
                before.blank = true;
            } else {
                before.take(line);
            }
        }
        None
    }

    fn begin(&mut self, from: Time, to: Option<Time>, line: Line<'a>, text: &mut Gathered<'a>) {
        let (dialect, expected) = (self.dialect, self.number.map(|number| number + 1));
        let head = text.give_back(|head, apart| match number(head) {
            Some(found) => apart || Some(found) == expected,
            None => dialect == Dialect::Vtt && apart,
        });
        // A cue that lost its number still counts, so that the next number is known as one.
        self.number = head.and_then(|(_, head)| number(head)).or(expected);
        self.pending = Some(Begun {
            from: Some(from),
            to,
            line: head.map_or(line.number, |(number, _)| number),
            time_line: line.number,
        });
    }

    fn skip_block(&mut self) {
        for line in self.lines.by_ref() {
            if line.is_blank() {
                return;
            }
        }
    }

    /// Whether a line is the next number and words follow it where its times should be.
    fn lost_times(&mut self, line: Line<'a>) -> bool {
        let Some(found) = number(line.text).filter(|found| self.number.is_some_and(|last| last + 1 == *found)) else {
            return false;
        };
        let next = self.lines.clone().next();
        let lost = next.is_some_and(|next| !next.is_blank() && cue_times(next.text).is_none());
        if lost {
            self.number = Some(found);
        }
        lost
    }
}

/// A line of nothing but a number.
fn number(line: &str) -> Option<u64> {
    if line.as_bytes().first().is_none_or(u8::is_ascii_alphabetic) {
        return None;
    }
    let line = line.trim();
    if line.is_empty() || line.len() > 9 {
        return None;
    }
    line.bytes().try_fold(0, |number, byte| {
        let digit = byte.is_ascii_digit().then(|| u64::from(byte - b'0'))?;
        Some(number * 10 + digit)
    })
}

fn is_comment(line: &str) -> bool {
    ["NOTE", "STYLE", "REGION"].iter().any(|word| {
        line.strip_prefix(word)
            .is_some_and(|rest| rest.trim_end().is_empty() || (*word == "NOTE" && rest.starts_with([' ', '\t'])))
    })
}
