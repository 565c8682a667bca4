//! The numbers of a talk for people and for programs.

use std::fmt::Write;

use serde::Serialize;

use super::super::quote::Document;
use super::{SLICES, Statistics, Voice};
use crate::text::width::width;

/// How a course is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chart {
    /// With blocks of eight heights.
    Blocks,
    /// With signs that every program knows.
    Signs,
}

const BLOCKS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const SIGNS: [char; 9] = [' ', '.', ':', '-', '=', '+', '*', '%', '#'];
/// Cells of the longest name that a table makes room for.
const NAME: usize = 32;

/// A course as one line of so many characters; a sign stands for a share in that part of the talk.
#[must_use]
pub fn chart(course: &[f32], cells: usize, how: Chart) -> String {
    let signs = match how {
        Chart::Blocks => BLOCKS,
        Chart::Signs => SIGNS,
    };
    let cells = cells.min(course.len());
    let cell = |at: usize| {
        let slices = &course[at * course.len() / cells..((at + 1) * course.len() / cells).max(1)];
        let share = slices.iter().sum::<f32>() / slices.len().max(1) as f32;
        signs[((share * 8.0).round() as usize).min(8)]
    };
    (0..cells).map(cell).collect()
}

/// A table with a row for everyone who speaks, and their courses below.
#[must_use]
pub fn text(document: &Document, statistics: &Statistics, how: Chart) -> String {
    let duration = document
        .duration
        .map(|time| format!(", {}", time.clock()))
        .unwrap_or_default();
    let mut out = format!(
        "{}: {} turns, {} questions, {} words{duration}\n\n",
        document.title, statistics.turns, statistics.questions, statistics.words
    );
    let timed = statistics.seconds.is_some();
    let mut rows = vec![heads(timed)];
    rows.extend(statistics.voices.iter().map(|voice| cells(voice, statistics, timed)));
    let columns = rows[0].len();
    let widths: Vec<usize> = (0..columns)
        .map(|at| rows.iter().map(|row| width(&row[at])).max().unwrap_or(0))
        .collect();
    for row in &rows {
        let mut line = String::new();
        for (at, (cell, wide)) in row.iter().zip(&widths).enumerate() {
            let blank = " ".repeat(wide.saturating_sub(width(cell)));
            // Names to the left, numbers to the right.
            let _ = if at == 0 {
                write!(line, "{cell}{blank}")
            } else {
                write!(line, "  {blank}{cell}")
            };
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    let by = if statistics.by_time { "time" } else { "words" };
    // Writing to a string cannot fail.
    let _ = writeln!(out, "\nover the {by} of the talk");
    let rule = match how {
        Chart::Blocks => '│',
        Chart::Signs => '|',
    };
    for voice in &statistics.voices {
        let name = shortened(&voice.name);
        let blank = " ".repeat(widths[0].saturating_sub(width(&name)));
        let _ = writeln!(out, "{name}{blank} {rule}{}{rule}", chart(&voice.course, SLICES, how));
    }
    out
}

fn heads(timed: bool) -> Vec<String> {
    let mut heads = vec!["", "turns", "words", "share"];
    if timed {
        heads.extend(["time", "share"]);
    }
    heads.extend(["longest turn", "questions"]);
    heads.into_iter().map(str::to_owned).collect()
}

fn cells(voice: &Voice, statistics: &Statistics, timed: bool) -> Vec<String> {
    let per_cent = |share: f64| format!("{:.0} %", share * 100.0);
    let mut cells = vec![
        format!("{} ({})", shortened(&voice.name), voice.role.word()),
        voice.turns.to_string(),
        voice.words.to_string(),
        per_cent(statistics.share_of_words(voice)),
    ];
    if timed {
        cells.push(voice.seconds.map(clock).unwrap_or_default());
        cells.push(statistics.share_of_time(voice).map(per_cent).unwrap_or_default());
    }
    let longest = voice.longest;
    let length = longest
        .seconds
        .map(|seconds| format!(", {}", clock(seconds)))
        .unwrap_or_default();
    cells.push(format!("¶{}: {} words{length}", longest.turn, longest.words));
    cells.push(voice.questions.to_string());
    cells
}

/// `m:ss`, from the first hour on `h:mm:ss`.
fn clock(seconds: f64) -> String {
    crate::transcript::Time::from_millis((seconds * 1000.0) as u64).clock()
}

fn shortened(name: &str) -> String {
    if width(name) <= NAME {
        return name.to_owned();
    }
    let mut cells = 1;
    let kept = name.chars().take_while(|c| {
        cells += width(&c.to_string());
        cells <= NAME
    });
    kept.collect::<String>() + "…"
}

#[derive(Serialize)]
struct Row<'a> {
    title: &'a str,
    file: &'a str,
    turns: usize,
    questions: usize,
    words: usize,
    seconds: Option<f64>,
    duration: Option<f64>,
    slices: &'static str,
    speakers: Vec<SpeakerRow<'a>>,
}

#[derive(Serialize)]
struct SpeakerRow<'a> {
    name: &'a str,
    role: &'static str,
    turns: usize,
    words: usize,
    share_of_words: f64,
    seconds: Option<f64>,
    share_of_time: Option<f64>,
    longest_turn: LongestRow,
    questions: usize,
    course: Vec<f64>,
}

#[derive(Serialize)]
struct LongestRow {
    turn: usize,
    words: usize,
    seconds: Option<f64>,
}

/// One object with a row for every talk.
#[must_use]
pub fn json(counted: &[(Document, Statistics)]) -> String {
    let rows: Vec<Row<'_>> = counted
        .iter()
        .map(|(document, statistics)| row(document, statistics))
        .collect();
    let mut out = serde_json::to_string_pretty(&serde_json::json!({ "transcripts": rows })).unwrap_or_default();
    out.push('\n');
    out
}

fn row<'a>(document: &'a Document, statistics: &'a Statistics) -> Row<'a> {
    Row {
        title: &document.title,
        file: &document.name,
        turns: statistics.turns,
        questions: statistics.questions,
        words: statistics.words,
        seconds: statistics.seconds.map(thousandths),
        duration: document.duration.map(crate::transcript::Time::seconds),
        slices: if statistics.by_time { "time" } else { "words" },
        speakers: statistics
            .voices
            .iter()
            .map(|voice| speaker_row(voice, statistics))
            .collect(),
    }
}

fn speaker_row<'a>(voice: &'a Voice, statistics: &Statistics) -> SpeakerRow<'a> {
    SpeakerRow {
        name: &voice.name,
        role: voice.role.word(),
        turns: voice.turns,
        words: voice.words,
        share_of_words: thousandths(statistics.share_of_words(voice)),
        seconds: voice.seconds.map(thousandths),
        share_of_time: statistics.share_of_time(voice).map(thousandths),
        longest_turn: LongestRow {
            turn: voice.longest.turn,
            words: voice.longest.words,
            seconds: voice.longest.seconds.map(thousandths),
        },
        questions: voice.questions,
        course: voice
            .course
            .iter()
            .map(|share| thousandths(f64::from(*share)))
            .collect(),
    }
}

/// A number as it is worth printing.
fn thousandths(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}
