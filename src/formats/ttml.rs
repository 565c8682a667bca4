//! TTML and its kin: DFXP, iTT, EBU-TT, the timed lyrics and transcripts of Apple.
//!
//! A paragraph is a cue. Its times may be clock times, seconds, frames or ticks, its own or those of the division around it;
//! agents are who speaks. Styles and regions say nothing to a reader.

mod clock;

use super::cues::{Composed, stamp};
use super::xml::{Element, Listener, is_rooted, tell};
use super::{Parsed, Part, Refusal, Source, captions, facts};
use crate::transcript::Time;
use clock::Clock;

/// The longest identifier of an agent, in bytes: every element inside holds a copy.
const AGENT_BYTES: usize = 128;

/// The root element `tt`.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    is_rooted(source.text, &["tt"]).then_some("the root element tt")
}

/// Reads TTML.
///
/// # Errors
///
/// None.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    let mut reader = Reader::default();
    let damage = tell(source.text, &mut reader);
    if source.part == Part::Head {
        reader.paragraphs.pop();
    }
    let counting = reader.counting();
    let cues: Vec<Composed> = reader.paragraphs.drain(..).map(|p| p.cue(counting)).collect();
    let mut parsed = captions::gather(*source, cues.iter().map(Composed::cue));
    for (agent, name) in reader.agents {
        parsed.transcript.state_name(&agent, &name);
    }
    parsed.transcript.state_title(&reader.title);
    if let Some(language) = reader.language {
        parsed.transcript.state_language(language);
    }
    if source.part == Part::Whole {
        parsed.remarks.extend(damage);
    }
    Ok(parsed)
}

/// Times in milliseconds as they are written: begin and end.
#[derive(Clone, Copy, Debug, Default)]
struct Interval {
    from: Option<u64>,
    to: Option<u64>,
}

impl Interval {
    fn of(element: &Element<'_>, clock: Clock) -> Self {
        let time = |name| element.attribute(name).and_then(|value| clock.millis(&value));
        let from = time("begin");
        let to = time("end").or_else(|| Some(from.unwrap_or(0).saturating_add(time("dur")?)));
        Self { from, to }
    }
}

/// An element around the words, or a paragraph itself.
#[derive(Clone, Debug, Default)]
struct Level {
    name: String,
    own: Interval,
    agent: Option<String>,
    keeps_space: bool,
    skipped: bool,
}

/// What times count from: the beginning of the recording, or, as the standard has it, that of what is around them.
#[derive(Clone, Copy, Debug)]
struct Counting {
    paragraphs_absolute: bool,
    spans_absolute: bool,
}

/// A paragraph before it is known what its times count from.
#[derive(Clone, Debug, Default)]
struct Paragraph {
    cue: Composed,
    own: Interval,
    /// Where in its text a span begins, and the time written there.
    spans: Vec<(usize, u64)>,
    /// Times of the innermost element around it that has any.
    around: Interval,
    /// What the begins of all elements around it add up to.
    base: u64,
}

impl Paragraph {
    fn cue(mut self, counting: Counting) -> Composed {
        let base = if counting.paragraphs_absolute { 0 } else { self.base };
        // What is around it counts from what is around that.
        let outer = base.saturating_sub(self.around.from.unwrap_or(0));
        let (times, base) = match self.own.from {
            Some(_) => (self.own, base),
            // A paragraph without times is there as long as what is around it.
            None => (self.around, outer),
        };
        let counted = |time: Option<u64>| time.map(|time| Time::from_millis(time.saturating_add(base)));
        self.cue.from = counted(times.from);
        self.cue.to = counted(times.to.filter(|_| times.from.is_some()));
        let begun = times.from.map_or(0, |from| from.saturating_add(base));
        let base = if counting.spans_absolute { 0 } else { begun };
        for (at, written) in self.spans.into_iter().rev() {
            let time = Time::from_millis(written.saturating_add(base));
            self.cue.text.insert_str(at, &stamp(time));
        }
        self.cue
    }
}

/// Where the reading stands.
#[derive(Debug, Default)]
struct Reader {
    clock: Clock,
    levels: Vec<Level>,
    paragraph: Option<Paragraph>,
    paragraphs: Vec<Paragraph>,
    agents: Vec<(String, String)>,
    title: String,
    language: Option<&'static str>,
}

impl Listener for Reader {
    fn open(&mut self, element: &Element<'_>) {
        let around = self.levels.last();
        let mut level = Level {
            name: element.name.to_owned(),
            own: Interval::default(),
            agent: element
                .attribute("agent")
                .and_then(|agents| agents.split_whitespace().next().map(str::to_owned))
                .filter(|agent| agent.len() <= AGENT_BYTES)
                .or_else(|| around?.agent.clone()),
            keeps_space: element
                .attribute("space")
                .map_or(around.is_some_and(|level| level.keeps_space), |space| {
                    space == "preserve"
                }),
            skipped: around.is_some_and(|level| level.skipped) || matches!(element.name, "metadata" | "ruby-text"),
        };
        match element.name {
            "tt" => {
                self.clock = Clock::of(element);
                self.language = element.attribute("lang").and_then(|code| facts::language_named(&code));
            }
            "agent" => {
                let id = element.attribute("id").unwrap_or_default();
                self.agents.push((id.into_owned(), String::new()));
            }
            "br" => self.text_as_it_is("\n"),
            "body" | "div" => level.own = Interval::of(element, self.clock),
            "p" => {
                level.own = Interval::of(element, self.clock);
                self.finish(element.line);
                self.begin(element, &level);
            }
            "span" => self.span(Interval::of(element, self.clock)),
            _ => {}
        }
        self.levels.push(level);
    }

    fn text(&mut self, text: &str) {
        let Some(level) = self.levels.last() else { return };
        let within = |name| self.levels.iter().any(|level| level.name == name);
        if level.name == "title" && within("head") {
            self.title.push_str(text);
        } else if level.name == "name" && within("agent") {
            if let Some((_, name)) = self.agents.last_mut() {
                name.push_str(text);
            }
        } else if !level.skipped && level.keeps_space {
            self.text_as_it_is(text);
        } else if !level.skipped {
            self.text_as_it_is(&text.replace(['\n', '\r'], " "));
        }
    }

    fn close(&mut self, name: &str, line: usize) {
        self.levels.pop();
        if name == "p" {
            self.finish(line);
        }
    }
}

impl Reader {
    /// Begins a paragraph.
    fn begin(&mut self, element: &Element<'_>, level: &Level) {
        let around = self.levels.iter().rev().find(|level| level.own.from.is_some());
        let begins = self.levels.iter().filter_map(|level| level.own.from);
        self.paragraph = Some(Paragraph {
            cue: Composed {
                voice: level.agent.clone().filter(|agent| !agent.is_empty()),
                line: element.line,
                ..Composed::default()
            },
            own: level.own,
            around: around.map(|level| level.own).unwrap_or_default(),
            base: begins.fold(0, u64::saturating_add),
            spans: Vec::new(),
        });
    }

    /// Keeps when a span begins, or takes its times for a paragraph that has none of its own.
    fn span(&mut self, span: Interval) {
        let is_timed = |level: &Level| level.name == "p" && level.own.from.is_some();
        let timed = self.levels.iter().any(is_timed);
        let Some(paragraph) = &mut self.paragraph else { return };
        if timed {
            let at = paragraph.cue.text.len();
            paragraph.spans.extend(span.from.map(|from| (at, from)));
        } else {
            paragraph.own.from = paragraph.own.from.or(span.from);
            paragraph.own.to = paragraph.own.to.max(span.to);
        }
    }

    fn text_as_it_is(&mut self, text: &str) {
        if let Some(paragraph) = &mut self.paragraph {
            paragraph.cue.text.push_str(text);
        }
    }

    fn finish(&mut self, line: usize) {
        if let Some(mut paragraph) = self.paragraph.take() {
            paragraph.cue.last_line = line;
            self.paragraphs.push(paragraph);
        }
    }

    /// What times count from, told by those that would lie outside what is around them otherwise.
    fn counting(&self) -> Counting {
        let (mut paragraphs, mut spans) = (0, 0);
        for paragraph in &self.paragraphs {
            let own = paragraph.own.from.zip(paragraph.own.to);
            let around = paragraph.around.from.zip(paragraph.around.to);
            if let (Some((from, _)), Some(around)) = (own, around) {
                paragraphs += vote(from, paragraph.base, around);
            }
            for (_, from) in &paragraph.spans {
                spans += own.map_or(0, |own| vote(*from, own.0, own));
            }
        }
        Counting {
            paragraphs_absolute: paragraphs > 0,
            spans_absolute: spans > 0,
        }
    }
}

/// Whether a time lies inside what is around it as it is written, above 0, or when that begin is added to it, below 0.
fn vote(from: u64, base: u64, (begin, end): (u64, u64)) -> i64 {
    let as_written = (begin..=end).contains(&from);
    let added = from.saturating_add(base) <= end;
    i64::from(as_written) - i64::from(added)
}

#[cfg(test)]
mod tests {
    use crate::formats::{Part, read};

    #[test]
    fn times_inside_a_division_count_from_it_unless_they_would_leave_it() {
        let file = |times: &str| format!("<tt><body><div begin='10s' end='60s'><p {times}>Yes.</p></div></body></tt>");
        for (times, expect) in [
            ("begin='5s' end='9s'", Some((15.0, 19.0))),
            ("begin='55s' end='58s'", Some((55.0, 58.0))),
            ("", Some((10.0, 60.0))),
            ("begin='2s' dur='3s'", Some((12.0, 15.0))),
        ] {
            let reading = read(file(times).as_bytes(), "a.xml", Part::Whole).expect("a transcript");
            let utterance = reading.transcript.utterances()[0];
            let found = utterance.from().zip(utterance.to());
            assert_eq!(
                found.map(|(from, to)| (from.seconds(), to.seconds())),
                expect,
                "{times}"
            );
        }
    }

    #[test]
    fn spans_count_from_their_paragraph_unless_they_would_leave_it() {
        let words = |spans: &str| {
            let file = format!("<tt><body><p begin='10s' end='14s'>{spans}</p></body></tt>");
            let reading = read(file.as_bytes(), "a.xml", Part::Whole).expect("a transcript");
            assert_eq!(reading.transcript.text(), "Yes no");
            let times = reading.transcript.word_times().iter();
            times
                .map(|word| (word.start(), word.time().millis()))
                .collect::<Vec<_>>()
        };
        let expect = [(0, 10_000), (4, 11_500)];
        assert_eq!(
            words("<span begin='0s'>Yes</span> <span begin='1.5s'>no</span>"),
            expect
        );
        assert_eq!(
            words("<span begin='10s'>Yes</span><span begin='11.5s'> no</span>"),
            expect
        );
    }

    #[test]
    fn a_paragraph_without_any_time_has_none() {
        let reading = read(b"<tt><body><p>Yes.</p></body></tt>", "a.xml", Part::Whole).expect("a transcript");
        assert_eq!(reading.transcript.utterances()[0].from(), None);
    }
}
