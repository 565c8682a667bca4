//! The rows of the lists, made from the session's state.

use super::super::action::Marked;
use super::super::attaching::shortened;
use super::super::command::{COMMANDS, Command, Group, Where};
use super::super::picker::{Choice, Target};
use super::super::state::Open;
use super::super::{Ground, Session};
use crate::export::stats::{Chart, Statistics, Voice, chart};
use crate::layout::Arrangement;
use crate::marks::{Id, Mark, MarkKind, Status};
use crate::text::{SafeText, Span, words};
use crate::transcript::Time;
use crate::turns::{DOUBTFUL, Side};

/// Cells of a speaker's course over the talk.
const COURSE: usize = 16;
/// Hits shown in a list; more are counted only.
const LISTED_HITS: usize = 5000;
/// Bytes of context shown before and after a hit.
const CONTEXT: usize = 90;
/// Characters from which a question or a mark's words are understood without what stands around them.
const UNDERSTOOD: usize = 32;

impl Session {
    pub(super) fn hit_rows(&self) -> Vec<Choice> {
        let row = |hit: &Span| {
            let (line, emphasis) = self.in_context(*hit);
            Choice {
                emphasis: Some(emphasis),
                ..self.row_at(hit.start(), &line, &self.question_before(hit.start()))
            }
        };
        self.search.hits.iter().take(LISTED_HITS).map(row).collect()
    }

    /// Words with those of their speaker around them, as one line, and the bytes of the line that are theirs.
    fn in_context(&self, hit: Span) -> (String, (usize, usize)) {
        let Some(open) = &self.open else {
            return Default::default();
        };
        let text = open.text();
        // Nothing of another speaker.
        let turn = open.turns.at(hit.start()).and_then(|at| open.turns.all().get(at));
        let said = turn.map_or(Span::new(0, text.len()), |turn| turn.span).cover(hit);
        let start = text.floor_char_boundary(hit.start().saturating_sub(CONTEXT));
        let end = text.ceil_char_boundary((hit.end() + CONTEXT).min(text.len()));
        // Whole words, and nothing of another paragraph.
        let whole = |cut: bool, at: usize, word: Option<usize>| if cut { word.unwrap_or(at) } else { at };
        let start = whole(
            start > said.start(),
            start.max(said.start()),
            text[start..hit.start()].find(char::is_whitespace).map(|n| start + n),
        );
        let end = whole(
            end < said.end(),
            end.min(said.end()),
            text[hit.end()..end].rfind(char::is_whitespace).map(|n| hit.end() + n),
        );
        let start = text[start..hit.start()].rfind("\n\n").map_or(start, |n| start + n + 2);
        let end = text[hit.end()..end].find("\n\n").map_or(end, |n| hit.end() + n);
        let dots = |cut| if cut { "…" } else { "" };
        let before = SafeText::line(&format!("{}{}", dots(start > said.start()), &text[start..hit.start()]));
        let found = SafeText::line(hit.of(text));
        let gap = if text[start..hit.start()].ends_with(char::is_whitespace) {
            " "
        } else {
            ""
        };
        let after = text[hit.end()..end].replace('\n', " ");
        let line = format!("{before}{gap}{found}{after}{}", dots(end < said.end()));
        let from = before.len() + gap.len();
        (line, (from, from + found.len()))
    }

    /// The question that what stands at an offset answers, shortened.
    pub(super) fn question_before(&self, offset: usize) -> String {
        let Some(open) = &self.open else { return String::new() };
        let turns = &open.turns;
        let exchange = turns
            .at(offset)
            .and_then(|turn| turns.exchange_of(turn))
            .map(|e| &turns.exchanges()[e]);
        let Some(exchange) = exchange.filter(|e| e.question.is_some()) else {
            return String::new();
        };
        let span = turns.all()[exchange.turns.start].span;
        format!("Q{}: {}", exchange.question.unwrap_or(0), asked(open.text(), span))
    }

    pub(super) fn row_at(&self, offset: usize, text: &str, more: &str) -> Choice {
        let time = self
            .open
            .as_ref()
            .and_then(|open| open.reading.transcript.time_at(offset));
        let sign = self.turn_sign(offset);
        Choice {
            margin: time.map_or_else(|| sign.clone(), |time| format!("{sign} {}", time.clock())),
            text: SafeText::line(text),
            more: SafeText::line(more),
            colour: None,
            emphasis: None,
            heading: SafeText::default(),
            target: Target::Offset(offset),
        }
    }

    pub(super) fn mark_rows(&self, marked: Marked, order: &str) -> Vec<Choice> {
        let mut ids: Vec<Id> = self.marks_of(marked);
        match order {
            "newest" => ids.sort_by_key(|id| std::cmp::Reverse(self.notebook.entry(*id).map(|e| e.updated))),
            "colour" => ids.sort_by_key(|id| {
                self.mark(*id).map(|m| match m.kind {
                    MarkKind::Highlight { colour } => colour.number(),
                    MarkKind::Bookmark { .. } => 0,
                })
            }),
            _ => {}
        }
        ids.into_iter().filter_map(|id| self.mark_row(id)).collect()
    }

    pub(super) fn mark_row(&self, id: Id) -> Option<Choice> {
        let mark = self.mark(id)?;
        let (sign, colour) = match mark.kind {
            MarkKind::Bookmark { letter: Some(letter) } => (format!("{letter} "), None),
            MarkKind::Bookmark { letter: None } => (String::new(), None),
            MarkKind::Highlight { colour } => (String::new(), Some(colour)),
        };
        let parts = [how_found(mark), mark.note.clone()];
        let more = parts.iter().filter(|part| !part.is_empty()).map(String::as_str);
        let more = more.collect::<Vec<_>>().join(" · ");
        let words = self
            .open
            .as_ref()
            .map_or("", |open| open.reading.transcript.words(mark.span));
        let (line, emphasis) = if mark.status == Status::Orphan {
            (mark.anchor.quote.clone(), None)
        } else if words.chars().count() < UNDERSTOOD {
            let (line, emphasis) = self.in_context(mark.span);
            (line, Some(emphasis))
        } else {
            (words.to_owned(), None)
        };
        let row = self.row_at(mark.span.start(), &line, &more);
        let margin = if mark.status == Status::Orphan {
            format!("{sign}–")
        } else {
            format!("{sign}{}", row.margin)
        };
        Some(Choice {
            margin,
            colour,
            emphasis,
            target: Target::Mark(id),
            ..row
        })
    }

    pub(super) fn question_rows(&self) -> Vec<Choice> {
        let Some(open) = &self.open else { return Vec::new() };
        let turns = &open.turns;
        let questions = turns
            .exchanges()
            .iter()
            .filter_map(|e| Some((e.question?, e.turns.start)));
        let row = |(number, turn): (usize, usize)| {
            let span = turns.all()[turn].span;
            Choice {
                margin: number.to_string(),
                ..self.row_at(span.start(), &asked(open.text(), span), "")
            }
        };
        questions.map(row).collect()
    }

    /// All who speak, but one.
    pub(in crate::session) fn speaker_rows(&self, but: Option<u16>) -> Vec<Choice> {
        let Some(open) = &self.open else { return Vec::new() };
        let statistics = Statistics::of(&open.reading.transcript, &open.turns);
        let how = if self.page.chosen() == Arrangement::Plain {
            Chart::Signs
        } else {
            Chart::Blocks
        };
        let voices = statistics.voices.iter();
        let voices = voices.filter(|voice| but.map(usize::from) != Some(voice.speaker));
        voices.map(|voice| speaker_row(open, &statistics, voice, how)).collect()
    }

    pub(super) fn help_rows(&self, place: Where) -> Vec<Choice> {
        let mut rows = Vec::new();
        for (group, heading) in Group::ALL {
            for (at, command) in COMMANDS.iter().enumerate().filter(|(_, c)| c.group == group) {
                let keys: Vec<&str> = self.keys_of(at, place);
                if !keys.is_empty() {
                    rows.push(command_row(at, heading, keys.join("  "), command.name));
                }
            }
        }
        rows
    }

    /// The commands that can be named in the page, with their live keys.
    pub(super) fn command_rows(&self) -> Vec<Choice> {
        let typed = |group| matches!(group, Group::Typing | Group::Listing | Group::Selecting);
        let (place, home) = match self.ground() {
            Ground::Page => (Where::Read, false),
            Ground::Home => (Where::Home, true),
        };
        let there = |c: &Command| c.group == Group::Program || c.keys.iter().any(|(place, _)| *place == Where::Home);
        let commands = COMMANDS
            .iter()
            .enumerate()
            .filter(|(_, c)| if home { there(c) } else { !typed(c.group) });
        let row = |(at, command): (usize, &Command)| {
            let keys = self.keys_of(at, place).join("  ");
            command_row(at, "", command.name.to_owned(), &keys)
        };
        commands.map(row).collect()
    }

    pub(in crate::session) fn keys_of(&self, command: usize, place: Where) -> Vec<&str> {
        let live = self
            .settings
            .keys
            .iter()
            .filter(|row| row.command == command && row.place == place);
        live.map(|row| row.keys.as_str()).collect()
    }
}

/// How a mark was found, where that is worth a word, and what its words were where they are others now.
fn how_found(mark: &Mark) -> String {
    let was = || shortened(mark.first_quote());
    match mark.status {
        Status::Ok if mark.earlier.is_empty() => String::new(),
        Status::Ok => format!("was “{}”", was()),
        Status::Moved => "moved".to_owned(),
        Status::Changed => format!("~ changed, was “{}”", was()),
        Status::ByTime => format!("≈ by time, was “{}”", was()),
        Status::Orphan => "not found in this text".to_owned(),
    }
}

/// What a question asks: its last sentence with a question mark, with what stands before it in the turn where it is too short
/// to be understood; its beginning where it has no question mark.
fn asked(text: &str, span: Span) -> String {
    let said = span.of(text);
    let mark = said
        .rfind(['?', '？', '؟', ';'])
        .filter(|at| !said[*at..].starts_with(';'));
    let sentence = mark
        .and_then(|at| words::sentence_at(text, span.start() + at))
        .and_then(|s| s.intersection(span));
    let mut asked = sentence.unwrap_or(span);
    while asked.start() > span.start() && asked.of(text).chars().count() < UNDERSTOOD {
        let before =
            words::previous_sentence(text, asked.start()).filter(|at| (span.start()..asked.start()).contains(at));
        let Some(before) = before else { break };
        asked = Span::new(before, asked.end());
    }
    let line: String = asked.of(text).chars().take(200).collect();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A speaker with their share of the words, and how they speak over the talk.
fn speaker_row(open: &Open, statistics: &Statistics, voice: &Voice, how: Chart) -> Choice {
    let sure = open.turns.speakers()[voice.speaker].role_confidence;
    let doubt = if sure < DOUBTFUL { "?" } else { "" };
    let side = if voice.side == Side::Left { "left" } else { "right" };
    let turns = if voice.turns == 1 { "turn" } else { "turns" };
    let questions = if voice.questions == 1 { "question" } else { "questions" };
    let mut facts = vec![
        format!("{}{doubt}", voice.role.word()),
        side.to_owned(),
        format!("{} {turns}", voice.turns),
        format!("[{}]", chart(&voice.course, COURSE, how).replace(' ', "·")),
        format!("{} words", voice.words),
    ];
    facts.extend(
        voice
            .seconds
            .map(|seconds| Time::from_millis((seconds * 1000.0) as u64).clock()),
    );
    facts.push(format!(
        "longest ¶{} of {} words",
        voice.longest.turn, voice.longest.words
    ));
    if voice.questions > 0 {
        facts.push(format!("{} {questions}", voice.questions));
    }
    Choice {
        margin: format!("{:.0} %", statistics.share_of_words(voice) * 100.0),
        text: voice.name.clone(),
        more: SafeText::line(&facts.join(" · ")),
        colour: None,
        emphasis: None,
        heading: SafeText::default(),
        target: Target::Speaker(u16::try_from(voice.speaker).unwrap_or(u16::MAX)),
    }
}

fn command_row(at: usize, heading: &str, keys: String, name: &str) -> Choice {
    Choice {
        margin: keys,
        text: SafeText::line(COMMANDS[at].doc),
        more: SafeText::line(name),
        colour: None,
        emphasis: None,
        heading: SafeText::line(heading),
        target: Target::Command(at),
    }
}
