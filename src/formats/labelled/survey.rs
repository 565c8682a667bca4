//! The first walk over labelled text: what is counted, and what is believed of it.

use super::super::Remark;
use super::super::census::{Belief, Census};
use super::super::heads::{Shape, closing_time, head};
use super::super::lines::{Line, lines};
use super::super::names::is_name;
use super::super::preface::Preface;
use crate::text::SafeText;
use crate::transcript::Time;

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
    arrows: usize,
    dashes: usize,
    clock: Option<Time>,
}

impl Survey {
    /// Walks over the part of a source after its preface.
    #[must_use]
    pub fn of(body: &str, preface: &Preface) -> Self {
        let (mut census, mut tally) = (Census::default(), Tally::default());
        let mut blank = true;
        let mut all = lines(body).peekable();
        while let Some(line) = all.next() {
            if line.is_blank() {
                blank = true;
                continue;
            }
            let next_follows = all.peek().is_some_and(|next| !next.is_blank());
            tally.line(line, blank, next_follows, &mut census);
            blank = false;
        }
        let labels = tally.opening_labels + tally.inner_labels;
        let by_paragraph = tally.paragraphs >= 3 && tally.opening_labels * 2 > labels;
        let pieces = if by_paragraph { tally.paragraphs } else { tally.lines };
        let timed = (tally.timed >= 3 && tally.timed * 3 >= pieces)
            || (tally.bracketed >= 1 && tally.bracketed * 3 >= pieces)
            || (tally.closings >= 2 && tally.closings * 4 >= pieces);
        let belief = census.decide(pieces, PARAGRAPHS_PER_LABEL, &preface.people);
        Self {
            times: timed || (belief.any() && tally.timed + tally.closings > 0),
            changes: tally.arrows >= 2 || (tally.dashes >= 3 && tally.dashes * 3 >= pieces && !belief.any()),
            clock: tally.clock.filter(|_| belief.any()),
            belief,
        }
    }

    /// Whether anything is believed.
    #[must_use]
    pub const fn any(&self) -> bool {
        self.belief.any() || self.times || self.changes
    }

    /// What to say of words before colons that recurred and were not believed.
    #[must_use]
    pub fn remark(&self) -> Option<Remark> {
        self.belief.disbelieved().then(|| Remark {
            line: None,
            text: SafeText::line("words before colons recur, but too seldom to be labels: taken for text"),
        })
    }

    /// Whether labels are believed.
    #[must_use]
    pub const fn labels(&self) -> bool {
        self.belief.any()
    }
}

impl Tally {
    fn line(&mut self, line: Line<'_>, opens: bool, next_follows: bool, census: &mut Census) {
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
        let Some(found) = head(text) else {
            if opens && next_follows && is_bare_name(text) {
                census.see(text.trim(), Shape::Bare);
            }
            return;
        };
        self.timed += usize::from(found.time.is_some());
        // A time in brackets before words is no chance, however short the text.
        let in_brackets = found.time.is_some() && text.trim_start().starts_with(['[', '#', '\\']);
        self.bracketed += usize::from(in_brackets && !found.rest.is_empty());
        if let Some(name) = found.label {
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

/// A line that could be a name alone: `Anna Berg`, `SPEAKER_01`.
fn is_bare_name(line: &str) -> bool {
    let line = line.trim();
    line.len() <= 48
        && line.starts_with(|c: char| c.is_uppercase())
        && line.ends_with(char::is_alphanumeric)
        && line.split_whitespace().count() <= 4
        && is_name(line)
}
