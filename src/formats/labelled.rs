//! Text in which labels or times stand before what people say: `Name: text`, `**Name:** text`, `Name  0:42` and their kin.
//!
//! Two walks: the first counts candidates and decides which are believed, the second writes. A paragraph without a label goes
//! on under the last one. Where nothing is believed the text is read as plain.

pub mod alone;
mod front;
mod inline;
mod people;
pub mod signs;
pub mod survey;

use super::heads::{Head, Shape, closing_time, head, until};
use super::lines::{Line, beginning, lines};
use super::preface::{self, Preface};
use super::{Parsed, Part, Refusal, Rule, Source, facts, plain};
use crate::text::SafeText;
use crate::transcript::{Builder, Kind, Label, Piece, Time};
use alone::alone;
use inline::without_times;
use signs::{heading, is_notice};
use survey::{Survey, unnumbered};

/// How much of a source is looked at to tell whether it is labelled, in bytes.
const SNIFFED_BYTES: usize = 64 * 1024;

/// Whether labels or times are believed in the first part of a source.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    let preface = preface::block(source.text).unwrap_or_default();
    let body = source.text.get(preface.end..)?;
    let survey = Survey::of(beginning(body, SNIFFED_BYTES), &preface);
    if survey.labels() {
        Some("labels that alternate before the paragraphs")
    } else if survey.times {
        Some("times at the beginnings or ends of the paragraphs")
    } else if survey.changes {
        Some("signs of a changing speaker before the paragraphs")
    } else {
        None
    }
}

/// Reads labelled text.
///
/// # Errors
///
/// None of its own; those of plain text where nothing was believed after all.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    let preface = preface::block(source.text).unwrap_or_default();
    let body = source.text.get(preface.end..).unwrap_or("");
    let survey = Survey::of(body, &preface);
    if !survey.any() {
        return plain::read(source);
    }
    let mut writer = Writer::new(source, &survey, preface);
    for line in lines(source.text).skip(writer.preface.lines) {
        if source.part == Part::Head && !line.ended {
            break;
        }
        writer.line(if survey.numbered { unnumbered(line) } else { line });
    }
    Ok(writer.finish())
}

/// A paragraph, or the part of it under one label, while its lines are gathered.
#[derive(Clone, Copy, Debug, Default)]
struct Open {
    start: usize,
    end: usize,
    line: usize,
    last_line: usize,
    label: Option<Label>,
    change: bool,
    paragraph: bool,
    from: Option<Time>,
    to: Option<Time>,
    counted: bool,
}

/// Where the writer stands.
struct Writer<'a> {
    source: &'a Source<'a>,
    survey: &'a Survey,
    builder: Builder,
    parsed: Parsed,
    preface: Preface,
    labels: Vec<Option<Label>>,
    /// A head that awaits its words.
    head: Option<Open>,
    open: Option<Open>,
    blank: bool,
    begun: bool,
    titled: bool,
    last_to: Option<Time>,
    base: u32,
    last_shown: Option<(usize, usize)>,
}

impl<'a> Writer<'a> {
    fn new(source: &'a Source<'a>, survey: &'a Survey, preface: Preface) -> Self {
        Self {
            source,
            survey,
            builder: Builder::with_capacity(source.text.len()),
            parsed: Parsed::default(),
            labels: vec![None; survey.belief.candidates()],
            head: None,
            open: None,
            blank: false,
            begun: !survey.labels(),
            titled: preface.title.is_some(),
            preface,
            last_to: None,
            base: survey.clock.map_or(0, Time::millis),
            last_shown: None,
        }
    }

    fn line(&mut self, line: Line<'a>) {
        if line.is_blank() {
            self.flush();
            self.blank = true;
            return;
        }
        if let Some(title) = heading(line.text) {
            self.flush();
            self.apart(line, title, true);
        } else if is_notice(line.text) {
            self.flush();
            self.apart(line, line.text, false);
        } else if let Some(head) = self.believed(line) {
            self.flush();
            Rule::count(
                &mut self.parsed.rules,
                signs::rule(&head.0, head.1.is_some(), head.2),
                line.number,
            );
            self.begin(line, &head);
        } else if self.survey.numbered && self.open.is_some() {
            // The number of the next line stands between: each line is a piece of its own, as its writer meant it.
            self.flush();
            self.open = Some(Open {
                start: line.start,
                end: line.end(),
                line: line.number,
                last_line: line.number,
                ..Open::default()
            });
        } else if let Some(open) = &mut self.open {
            open.end = line.end();
            open.last_line = line.number;
        } else {
            let head = self.head.take();
            let fresh = Open {
                line: line.number,
                paragraph: self.blank,
                ..Open::default()
            };
            self.open = Some(Open {
                start: line.start,
                end: line.end(),
                last_line: line.number,
                ..head.unwrap_or(fresh)
            });
        }
        self.blank = false;
    }

    /// The head of a line, if its label, its time or its sign of change is believed.
    fn believed(&self, line: Line<'a>) -> Option<(Head<'a>, Option<usize>, bool)> {
        let (text, change) = match survey::change(line.text).filter(|_| self.survey.changes) {
            Some(rest) => (rest, true),
            None => (line.text, false),
        };
        let bare = |text: &'a str| Head {
            label: None,
            time: None,
            rest: text,
            shape: Shape::Timed,
        };
        if let Some(found) = head(text) {
            if let Some(number) = found.label.and_then(|name| self.survey.belief.number(name)) {
                let names_someone = found.time.is_none() && !found.rest.trim_end().ends_with(['.', '?', '!', '…']);
                let introduces = !self.begun && names_someone && self.survey.belief.stands_once(number);
                if introduces && Preface::default().line(text) {
                    // `Interviewer: Ida Falk` before the talk says who is who.
                    return None;
                }
                return Some((found, Some(number), false));
            }
            let named = self
                .survey
                .belief
                .number(found.rest.trim())
                .filter(|_| found.shape == Shape::Timed);
            if let Some(number) = named {
                // `00:01:02  Anna Berg`, and the words on the next line.
                return Some((
                    Head {
                        label: Some(found.rest.trim()),
                        rest: "",
                        ..found
                    },
                    Some(number),
                    false,
                ));
            }
            if found.time.is_some() && self.survey.times {
                let timed = match found.label {
                    None => found,
                    // A time before a word with a colon that is no label: the word stays in the text.
                    Some(name) => Head {
                        label: None,
                        rest: text.get(text.find(name).unwrap_or(0)..).unwrap_or(found.rest),
                        ..found
                    },
                };
                return Some((timed, None, change));
            }
        } else if self.open.is_none() {
            let (belief, name) = (&self.survey.belief, text.trim());
            if let Some(number) = belief.number(name) {
                return Some((bare(""), Some(number), false));
            }
            if let Some(name) = alone(name)
                && let Some(number) = belief.number(name)
            {
                let named = Head {
                    label: Some(name),
                    shape: Shape::Bracket,
                    ..bare("")
                };
                return Some((named, Some(number), false));
            }
        }
        change.then(|| (bare(text), None, true))
    }

    fn begin(&mut self, line: Line<'a>, (head, number, change): &(Head<'a>, Option<usize>, bool)) {
        let label = number.map(|number| self.label(number, head, line.text));
        self.begun |= label.is_some();
        let rest = head.rest.trim_start();
        let mut open = Open {
            start: line.end() - rest.len(),
            end: line.end(),
            line: line.number,
            last_line: line.number,
            label,
            change: *change,
            paragraph: self.blank,
            from: head.time.map(|stamp| self.time(stamp.time)),
            to: head.time.and_then(|_| until(line.text)).map(|time| self.time(time)),
            counted: true,
        };
        match self.head.take() {
            // A name on its own line, then a time and the words: one head on two lines.
            Some(named) if label.is_none() => {
                open = Open {
                    start: open.start,
                    end: open.end,
                    last_line: open.last_line,
                    from: open.from.or(named.from),
                    ..named
                };
            }
            // A time on its own line, then who speaks.
            Some(timed) if timed.label.is_none() && open.from.is_none() => {
                (open.from, open.to, open.line) = (timed.from, timed.to, timed.line);
            }
            Some(_) => self.unspoken(),
            None => {}
        }
        if rest.trim().is_empty() {
            self.head = Some(open);
        } else {
            self.open = Some(open);
        }
    }

    fn time(&self, time: Time) -> Time {
        Time::from_millis(u64::from(time.millis().saturating_sub(self.base)))
    }

    /// A label or time with no words after it counts as a piece of the file.
    fn unspoken(&mut self) {
        self.parsed.account.pieces += 1;
        self.parsed.account.set_apart += 1;
    }

    fn flush(&mut self) {
        let Some(open) = self.open.take() else { return };
        if self.begun || !self.front_lines(&open) {
            self.put(&open);
        }
    }

    fn put(&mut self, open: &Open) {
        let mut text = self.source.text.get(open.start..open.end).unwrap_or("");
        let mut to = open.to;
        if self.survey.times
            && let Some((before, stamp)) = closing_time(text)
        {
            to = Some(self.time(stamp.time));
            text = before;
        }
        let kind = if self.begun {
            Kind::Speech
        } else {
            self.before_the_talk(text)
        };
        let inner = without_times(text, |time| self.time(time));
        let (text, words) = inner
            .as_ref()
            .map_or((text, &[][..]), |(text, words)| (text.as_str(), words));
        let from = open.from.or(if to.is_some() { self.last_to } else { None });
        self.last_to = to.or(self.last_to);
        let pushed = self.builder.push(Piece {
            text,
            kind,
            label: open.label,
            change: open.change,
            paragraph: open.paragraph,
            from,
            to,
            line: open.line,
            lines: open.last_line.saturating_sub(open.line) + 1,
            words,
        });
        if pushed && (open.counted || !self.survey.labels() || kind != Kind::Speech) {
            self.count(kind != Kind::Speech, open.start, open.end);
        }
    }

    /// A line of its own that is no speech: a heading, a notice.
    fn apart(&mut self, line: Line<'a>, text: &str, is_heading: bool) {
        if self.head.take().is_some() {
            self.unspoken();
        }
        let kind = match (is_heading, self.titled) {
            (true, false) if self.builder.is_empty() => Kind::FrontMatter,
            (true, _) => Kind::Head,
            (false, _) => Kind::Furniture,
        };
        if is_heading && !self.titled && self.builder.is_empty() {
            self.titled = true;
            self.preface.title.get_or_insert_with(|| text.to_owned());
        }
        let paragraph = self.blank;
        if self.builder.push(Piece {
            kind,
            paragraph,
            ..Piece::new(text, line.number)
        }) {
            self.count(true, line.start, line.end());
        }
    }

    fn count(&mut self, apart: bool, start: usize, end: usize) {
        let account = &mut self.parsed.account;
        if account.pieces == 0 {
            account.first_piece = SafeText::line(self.source.text.get(start..end).unwrap_or(""));
        }
        self.last_shown = Some((start, end));
        account.pieces += 1;
        account.set_apart += usize::from(apart);
    }

    fn finish(mut self) -> Parsed {
        self.flush();
        if self.head.take().is_some() && self.source.part == Part::Whole {
            self.unspoken();
        }
        self.furniture_at_the_end();
        let (start, end) = self.last_shown.unwrap_or_default();
        self.parsed.account.last_piece = SafeText::line(self.source.text.get(start..end).unwrap_or(""));
        self.people();
        facts::take_preface(&mut self.builder, &self.preface);
        facts::settle_language(&mut self.builder);
        self.parsed.remarks.extend(self.survey.remark());
        self.parsed.transcript = self.builder.finish(super::lines::count(self.source.text));
        self.parsed
    }

    /// Marks unlabelled paragraphs at the end that are no speech.
    fn furniture_at_the_end(&mut self) {
        for at in (0..self.builder.len()).rev() {
            let Some(utterance) = self.builder.so_far().utterances().get(at).copied() else {
                return;
            };
            let words = self.builder.so_far().words(utterance.span());
            if utterance.label().is_some() || utterance.kind() != Kind::Speech || !facts::is_furniture(words) {
                return;
            }
            self.builder.set_kind(at, Kind::Furniture);
        }
    }
}
