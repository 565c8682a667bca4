//! The first walk over labelled text: what is counted, and what is believed of it.

use super::super::Remark;
use super::super::census::{Belief, Census};
use super::super::heads::{Head, Shape, closing_time, head};
use super::super::lines::{Line, lines};
use super::super::names::is_name;
use super::super::preface::Preface;
use super::alone::Alone;
use crate::text::SafeText;
use crate::transcript::Time;

/// How many lines show whether lines have numbers.
const NUMBERED_LINES: usize = 200;

/// How many paragraphs one labelled paragraph may stand for.
const PARAGRAPHS_PER_LABEL: usize = 3;

/// What is believed of a source.
#[derive(Debug, Default)]
pub struct Survey {
    /// Its labels.
    pub belief: Belief,
    /// Whether times at the edges of paragraphs are times.
    pub times: bool,
    /// Whether `>>` or dashes mark changes of speaker.
    pub changes: bool,
    /// The first time, where the file counts by the clock on the wall.
    pub clock: Option<Time>,
    /// Whether time, name and words stand between tabs, as a meeting's chat is saved.
    pub chat: bool,
    /// Whether every line has a number before it, as in conversation analysis.
    pub numbered: bool,
}

/// What a walk counts.
#[derive(Default)]
struct Tally {
    paragraphs: usize,
    lines: usize,
    opening_labels: usize,
    inner_labels: usize,
    timed: usize,
    bracketed: usize,
    closings: usize,
    chat: usize,
    arrows: usize,
    dashes: usize,
    clock: Option<Time>,
    /// Whether the line before was a time and nothing else.
    after_time: bool,
}

impl Survey {
    /// Walks over the part of a source after its preface.
    #[must_use]
    pub fn of(body: &str, preface: &Preface) -> Self {
        let (mut census, mut tally) = (Census::default(), Tally::default());
        let (mut alone, mut named) = (Alone::default(), preface.people.clone());
        let numbered = are_numbered(body);
        let mut blank = true;
        let mut all = lines(body)
            .map(|line| if numbered { unnumbered(line) } else { line })
            .peekable();
        while let Some(line) = all.next() {
            if line.is_blank() {
                blank = true;
                continue;
            }
            let next = all.peek().filter(|next| !next.is_blank()).map(|next| next.text);
            if alone.takes(line.text) {
                tally.lines += 1;
                tally.paragraphs += usize::from(blank);
            } else {
                tally.line(line, blank, next, &mut census);
            }
            blank = false;
        }
        alone.count(body, preface, &mut census, &mut named);
        let labels = tally.opening_labels + tally.inner_labels;
        let by_paragraph = tally.paragraphs >= 3 && tally.opening_labels * 2 > labels;
        let pieces = if by_paragraph { tally.paragraphs } else { tally.lines };
        let timed = (tally.timed >= 3 && tally.timed * 3 >= pieces)
            || (tally.bracketed >= 1 && tally.bracketed * 3 >= pieces)
            || (tally.closings >= 2 && tally.closings * 4 >= pieces);
        let belief = census.decide(pieces, PARAGRAPHS_PER_LABEL, &named);
        Self {
            times: timed || (belief.any() && tally.timed + tally.closings > 0),
            changes: tally.arrows >= 2 || (tally.dashes >= 3 && tally.dashes * 3 >= pieces && !belief.any()),
            clock: tally.clock.filter(|_| belief.any()),
            chat: tally.chat > 0 && tally.chat * 3 >= tally.lines * 2,
            numbered: numbered && belief.any(),
            belief,
        }
    }

    /// Whether anything is believed.
    #[must_use]
    pub const fn any(&self) -> bool {
        self.belief.any() || self.times || self.changes
    }

    /// What to say of words before colons that recurred and were not believed, and of what looks like no talk.
    #[must_use]
    pub fn remark(&self) -> Option<Remark> {
        let disbelieved = "words before colons recur, but too seldom to be labels: taken for text";
        let chat = "looks like the chat of a meeting: what was typed, not what was said";
        let text = if self.chat { chat } else { disbelieved };
        (self.chat || self.belief.disbelieved()).then(|| Remark {
            line: None,
            text: SafeText::line(text),
        })
    }

    /// Whether labels are believed.
    #[must_use]
    pub const fn labels(&self) -> bool {
        self.belief.any()
    }
}

impl Tally {
    fn line(&mut self, line: Line<'_>, opens: bool, next: Option<&str>, census: &mut Census) {
        self.lines += 1;
        self.paragraphs += usize::from(opens);
        let text = match change(line.text) {
            Some(rest) if line.text.trim_start().starts_with('>') => {
                self.arrows += 1;
                rest
            }
            Some(_) => {
                self.dashes += 1;
                line.text
            }
            None => line.text,
        };
        self.closings += usize::from(closing_time(text).is_some());
        let after_time = std::mem::take(&mut self.after_time);
        let Some(found) = head(text) else {
            if (opens || after_time) && next.is_some() && is_bare_name(text) {
                census.see(text.trim(), Shape::Bare);
                self.opening_labels += usize::from(after_time);
            }
            return;
        };
        self.after_time = found.shape == Shape::Timed && found.rest.trim().is_empty();
        if let Some(name) = time_and_name(&found, next) {
            census.see(name, Shape::Bare);
            self.opening_labels += usize::from(opens);
        }
        self.timed += usize::from(found.time.is_some());
        // A time in brackets before words is no chance, however short the text.
        let in_brackets = found.time.is_some() && text.trim_start().starts_with(['[', '#', '\\']);
        self.bracketed += usize::from(in_brackets && !found.rest.is_empty());
        if let Some(name) = found.label {
            self.chat += usize::from(is_chat(text, name));
            census.see(name, found.shape);
            self.opening_labels += usize::from(opens);
            self.inner_labels += usize::from(!opens);
            let by_the_clock = text.starts_with('[') && found.rest.is_empty();
            if let Some(stamp) = found
                .time
                .filter(|_| by_the_clock && self.timed == 1 && self.lines == 1)
            {
                self.clock = Some(stamp.time).filter(|time| time.millis() >= 3_600_000);
            }
        }
    }
}

/// What follows a sign of change at the beginning of a line: `>>`, or a dash and a space.
#[must_use]
pub fn change(line: &str) -> Option<&str> {
    let line = line.trim_start();
    if line.starts_with(">>") {
        return Some(line.trim_start_matches('>').trim_start());
    }
    let rest = line.strip_prefix(['-', '–', '—'])?;
    rest.starts_with(char::is_whitespace).then(|| rest.trim_start())
}

/// `00:11:09\tAnna Berg:\tyes`, as meetings save their chat; whole names, for qualitative research writes initials so.
fn is_chat(line: &str, name: &str) -> bool {
    let mut columns = line.splitn(3, '\t');
    let is_time = columns
        .next()
        .is_some_and(|time| time.len() == 8 && time.as_bytes().iter().filter(|b| **b == b':').count() == 2);
    let is_name = columns.next().and_then(|column| column.strip_suffix(':')) == Some(name);
    is_time && is_name && columns.next().is_some() && name.contains(char::is_lowercase)
}

/// The name behind a time where nothing else stands on the line and untimed words follow: `00:01:02  Anna Berg`.
fn time_and_name<'a>(found: &Head<'a>, next: Option<&str>) -> Option<&'a str> {
    let is_untimed = |next: &str| head(next).is_none_or(|head| head.time.is_none());
    let stands_alone = found.shape == Shape::Timed && is_bare_name(found.rest) && next.is_some_and(is_untimed);
    stands_alone.then(|| found.rest.trim())
}

/// The number before a line and how long it is with what follows it: `012   A: text`.
fn line_number(text: &str) -> Option<(u32, usize)> {
    let digits = text.trim_start();
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    let rest = digits.get(length..)?;
    let words = rest.trim_start_matches([' ', '\t']);
    let fits = (1..=4).contains(&length) && words.len() < rest.len() && !words.is_empty();
    let number = digits.get(..length)?.parse().ok()?;
    fits.then_some((number, text.len() - words.len()))
}

/// A line without the number before it.
#[must_use]
pub fn unnumbered(line: Line<'_>) -> Line<'_> {
    let skip = line_number(line.text).map_or(0, |(_, length)| length);
    Line {
        text: line.text.get(skip..).unwrap_or(""),
        start: line.start + skip,
        ..line
    }
}

/// Whether nearly every line begins with a number, one more than the line before or 1 again, as on a new page.
fn are_numbered(body: &str) -> bool {
    let (mut all, mut rising, mut last) = (0, 0, None);
    for line in lines(body).filter(|line| !line.is_blank()).take(NUMBERED_LINES) {
        all += 1;
        let Some((number, _)) = line_number(line.text) else {
            // Most text shows with its first lines that it has no numbers.
            if all > 8 && rising * 2 < all {
                return false;
            }
            continue;
        };
        rising += usize::from(number == 1 || last.is_none_or(|last| number == last + 1));
        last = Some(number);
    }
    rising >= 4 && rising * 10 >= all * 8
}

/// A line that could be a name alone: `Anna Berg`, `SPEAKER_01`.
fn is_bare_name(line: &str) -> bool {
    let line = line.trim();
    line.len() <= 48
        && line.starts_with(|c: char| c.is_uppercase())
        && line.ends_with(char::is_alphanumeric)
        && line.split_whitespace().count() <= 4
        && is_name(line)
}
