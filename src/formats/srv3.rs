//! YouTube's timed text: paragraphs and words in milliseconds, styles and windows aside.
//!
//! Where words light up one after another the same text stands many times in a row; it is one cue.

use super::captions;
use super::cues::Composed;
use super::lines::is_blank;
use super::xml::{Element, Listener, is_rooted, tell};
use super::{Parsed, Part, Refusal, Source};
use crate::transcript::Time;

/// A cue that shows the same text so soon after the one before is the same cue, in milliseconds.
const GAP: u32 = 50;

/// The root element `timedtext`.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    is_rooted(source.text, &["timedtext"]).then_some("the root element timedtext")
}

/// Reads timed text.
///
/// # Errors
///
/// None.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    let mut reader = Reader::default();
    let damage = tell(source.text, &mut reader);
    if source.part == Part::Head {
        reader.cues.pop();
    }
    let joined = join_shown_on(&mut reader.cues);
    if reader.recognised {
        end_before_next(&mut reader.cues);
    }
    let mut parsed = captions::gather(*source, reader.cues.iter().map(Composed::cue));
    parsed.account.pieces += joined + reader.breaks;
    parsed.account.set_apart += reader.breaks;
    if source.part == Part::Whole {
        parsed.remarks.extend(damage);
    }
    Ok(parsed)
}

/// Where the reading stands.
#[derive(Debug, Default)]
struct Reader {
    cues: Vec<Composed>,
    open: bool,
    /// Whether the open paragraph adds to what is shown already.
    adds: bool,
    /// Whether words have times of their own, as where a recogniser wrote them.
    recognised: bool,
    /// How many paragraphs only begin a new line on the screen.
    breaks: usize,
}

impl Listener for Reader {
    fn open(&mut self, element: &Element<'_>) {
        match element.name {
            "p" | "text" => {
                let millis = |name| {
                    element
                        .attribute(name)
                        .and_then(|value| value.trim().parse::<u64>().ok())
                };
                let (from, length) = (millis("t"), millis("d"));
                self.open = true;
                self.cues.push(Composed {
                    from: from.map(Time::from_millis),
                    to: from
                        .zip(length)
                        .map(|(from, length)| Time::from_millis(from.saturating_add(length))),
                    line: element.line,
                    last_line: element.line,
                    ..Composed::default()
                });
                self.adds = element.attribute("a").is_some();
            }
            "br" => self.text("\n"),
            "s" => self.word(element),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.open
            && let Some(cue) = self.cues.last_mut()
        {
            // Widthless spaces only widen the background.
            cue.text.extend(text.chars().filter(|c| *c != '\u{200B}'));
        }
    }

    fn close(&mut self, name: &str, line: usize) {
        if !matches!(name, "p" | "text") {
            return;
        }
        self.open = false;
        let Some(cue) = self.cues.last_mut() else { return };
        cue.last_line = line;
        if self.adds && is_blank(&cue.text) {
            self.cues.pop();
            self.breaks += 1;
        }
    }
}

impl Reader {
    /// Begins a word, which may say how long after its paragraph it is heard.
    fn word(&mut self, element: &Element<'_>) {
        let written = element.attribute("t");
        self.recognised |= written.is_some();
        let after = written.and_then(|written| written.trim().parse::<u64>().ok());
        if let Some(cue) = self.cues.last_mut().filter(|_| self.open)
            && let Some((from, after)) = cue.from.zip(after)
        {
            cue.stamp(Time::from_millis(u64::from(from.millis()).saturating_add(after)));
        }
    }
}

/// Lets cues end where the next begins: those of a recogniser stay on the screen while the next is spoken.
fn end_before_next(cues: &mut [Composed]) {
    let mut next = None;
    for cue in cues.iter_mut().rev() {
        if next > cue.from {
            cue.to = cue.to.min(next);
        }
        next = cue.from;
    }
}

/// Joins cues that show the same text without a gap; how many were joined to another. Where words have times of their own the
/// same text is said again.
fn join_shown_on(cues: &mut Vec<Composed>) -> usize {
    let before = cues.len();
    cues.dedup_by(|next, cue| {
        let soon = cue
            .to
            .zip(next.from)
            .is_some_and(|(end, begin)| end.millis().abs_diff(begin.millis()) <= GAP);
        let words = || next.text.split_whitespace();
        let same = soon && words().nth(1).is_some() && words().eq(cue.text.split_whitespace());
        if same {
            (cue.to, cue.last_line) = (next.to, next.last_line);
        }
        same
    });
    before - cues.len()
}
