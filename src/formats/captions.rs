//! From cues to a transcript, the same for all captions: voices, labels, dashes, repeated lines.
//!
//! A cue may hold several people; each begins a piece of its own. A cue without a name goes on under the last one, which the
//! transcript says by giving it no label. Automatic captions show every line twice; the repetition is left out.

use std::collections::HashMap;
use std::ops::Range;

use super::census::{Belief, Census};
use super::cues::{Cue, Dialect, cues};
use super::heads::{Shape, colon, head};
use super::lines::{is_blank, lines};
use super::markup::{Plain, plain};
use super::sounds::is_sound;
use super::{Account, Parsed, Remark, Source, facts};
use crate::text::SafeText;
use crate::transcript::{Builder, Kind, Label, Piece, WordTime};

/// How many cues one labelled cue may stand for: names are often written only where the speaker changes.
const CUES_PER_LABEL: usize = 40;

/// How many cues are looked at to see whether captions show their lines twice.
const ROLLING_CUES: usize = 2000;

/// What a first walk over all cues finds.
struct Survey {
    belief: Belief,
    rolling: bool,
    cues: usize,
}

/// So many cues are kept from the first walk for the second, which is more than a day has; what a file has beyond them is told
/// twice, so that its size does not count.
const KEPT_CUES: usize = 100_000;

/// Reads the cues of SubRip or WebVTT.
#[must_use]
pub fn read(source: Source<'_>, dialect: Dialect) -> Parsed {
    let mut all = cues(source, dialect);
    let kept: Vec<Cue<'_>> = all.by_ref().take(KEPT_CUES).collect();
    gather(source, kept.iter().copied().chain(all))
}

/// Makes a transcript of the cues of a source, in the order in which they are given.
#[must_use]
pub fn gather<'a>(source: Source<'_>, all: impl Iterator<Item = Cue<'a>> + Clone) -> Parsed {
    let survey = survey(all.clone());
    let mut labels = vec![None; survey.belief.candidates()];
    let mut writer = Writer {
        builder: Builder::with_capacity(source.text.len() / 2),
        belief: &survey.belief,
        labels: &mut labels,
        voices: HashMap::new(),
        last_line: String::new(),
        rolling: survey.rolling,
    };
    let mut parsed = Parsed::default();
    let mut odd = Odd::default();
    let (mut first, mut last) = (None, None);
    for cue in all.filter(|cue| cue.complete) {
        parsed.account.pieces += 1;
        odd.look(&cue);
        first = first.or(Some(cue.text));
        last = Some(cue.text);
        if !writer.cue(&cue) {
            parsed.account.set_apart += 1;
        }
    }
    let mut builder = writer.builder;
    parsed.account.set_apart += facts::set_links_apart(&mut builder);
    parsed.account.first_piece = shown(first);
    parsed.account.last_piece = shown(last);
    odd.report(&parsed.account, &survey, &mut parsed.remarks);
    facts::settle_language(&mut builder);
    parsed.transcript = builder.finish(super::lines::count(source.text));
    parsed
}

fn shown(text: Option<&str>) -> SafeText {
    text.map(|text| SafeText::line(&plain(text).text)).unwrap_or_default()
}

fn survey<'a>(all: impl Iterator<Item = Cue<'a>>) -> Survey {
    let mut census = Census::default();
    let (mut count, mut repeats, mut word_times) = (0, 0, false);
    let mut before = String::new();
    for cue in all.filter(|cue| cue.complete) {
        count += 1;
        let words = plain(cue.text);
        word_times |= !words.words.is_empty();
        if words.voices.is_empty() && cue.voice.is_none() {
            for line in lines(&words.text) {
                if let Some((name, shape, _)) = label(line.text) {
                    census.see(name, shape);
                }
            }
        }
        if count > ROLLING_CUES {
            continue;
        }
        let mut spoken = lines(&words.text)
            .map(|line| line.text.trim())
            .filter(|line| !line.is_empty());
        let first = spoken.next().unwrap_or("");
        let last = spoken.last();
        repeats += usize::from(last.is_some() && first == before);
        if let Some(last) = last.or(Some(first)).filter(|last| !last.is_empty()) {
            before.clear();
            before.push_str(last);
        }
    }
    Survey {
        belief: census.decide(count, CUES_PER_LABEL, &[]),
        rolling: repeats * 4 >= count.min(ROLLING_CUES) && (repeats >= 3 || (repeats >= 1 && word_times)),
        cues: count,
    }
}

/// A label at the beginning of a line of a cue: `Name: text`, `[SPEAKER_00]: text`; also after `>>` or a dash.
fn label(line: &str) -> Option<(&str, Shape, &str)> {
    let line = change(line).unwrap_or(line).trim_start();
    if line.starts_with(['[', '(']) {
        let found = head(line)?;
        // A time after the label is one that somebody says or writes: captions have their own.
        let after = line.get(memchr::memchr2(b']', b')', line.as_bytes())? + 1..)?;
        let rest = if found.time.is_some() {
            after.strip_prefix(':').unwrap_or(after)
        } else {
            found.rest
        };
        return Some((found.label?, found.shape, rest.trim_start()));
    }
    let (name, rest) = colon(line)?;
    Some((name, Shape::Colon, rest))
}

/// What follows a sign of change: `>>`, a dash before a word.
fn change(line: &str) -> Option<&str> {
    // Most lines begin with a letter.
    if line.as_bytes().first().is_none_or(u8::is_ascii_alphanumeric) {
        return None;
    }
    let line = line.trim_start();
    if line.starts_with(">>") {
        return Some(line.trim_start_matches('>'));
    }
    let rest = line.strip_prefix(['-', '–', '—', '‐'])?;
    let begins = rest.starts_with(char::is_whitespace)
        || rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '¿' | '¡' | '"' | '“' | '[' | '('));
    (begins && !is_blank(rest)).then_some(rest)
}

/// Puts cues into the builder.
struct Writer<'a> {
    builder: Builder,
    belief: &'a Belief,
    labels: &'a mut [Option<Label>],
    voices: HashMap<String, Label>,
    last_line: String,
    rolling: bool,
}

impl Writer<'_> {
    /// Adds a cue; `false` where nothing of it is speech.
    fn cue(&mut self, cue: &Cue<'_>) -> bool {
        let words = plain(cue.text);
        let piece = Piece {
            from: cue.from,
            to: cue.to,
            lines: cue.lines,
            ..Piece::new("", cue.line)
        };
        let unvoiced = words.voices.is_empty() && cue.voice.is_none();
        let heard = unvoiced && is_sound(&words.text) && self.stands_between_sentences();
        if heard || words.text.trim_start().starts_with("{\"") {
            let kind = Kind::Furniture;
            self.builder.push(Piece {
                text: &words.text,
                kind,
                ..piece
            });
            return false;
        }
        if !words.voices.is_empty() {
            return self.voices(&words, piece);
        }
        if let Some(voice) = cue.voice {
            let label = self.voice_label(voice);
            return self.builder.push(Piece {
                text: &words.text,
                words: &words.words,
                label,
                ..piece
            });
        }
        let start = if self.rolling { self.repetition(&words.text) } else { 0 };
        let times = within(&words.words, start..words.text.len());
        self.lines(&words.text[start..], &times, piece)
    }

    /// Whether no sentence is under way: a laugh inside one belongs to it.
    fn stands_between_sentences(&self) -> bool {
        let said = self
            .builder
            .so_far()
            .text()
            .trim_end_matches(['"', '”', '“', '»', ')', ']', '\'']);
        said.is_empty() || said.ends_with(['.', '?', '!', '…', '♪', '♫', '。', '？', '！'])
    }

    fn voices(&mut self, words: &Plain<'_>, piece: Piece<'_>) -> bool {
        let mut spoke = false;
        let first = words.voices.first().map_or(0, |(at, _)| *at);
        if let Some(before) = words.text.get(..first).filter(|before| !is_blank(before)) {
            let words = &within(&words.words, 0..first);
            spoke |= self.builder.push(Piece {
                text: before,
                words,
                ..piece
            });
        }
        for (index, (at, name)) in words.voices.iter().enumerate() {
            let end = words.voices.get(index + 1).map_or(words.text.len(), |(next, _)| *next);
            let label = self.voice_label(name);
            spoke |= self.builder.push(Piece {
                text: words.text.get(*at..end).unwrap_or(""),
                words: &within(&words.words, *at..end),
                label,
                ..piece
            });
        }
        spoke
    }

    fn voice_label(&mut self, name: &str) -> Option<Label> {
        if is_blank(name) {
            return None;
        }
        if let Some(label) = self.voices.get(name) {
            return Some(*label);
        }
        let label = self.builder.label(name);
        self.voices.insert(name.to_owned(), label);
        Some(label)
    }

    /// How much of a text stood at the end of the cue before, in bytes.
    fn repetition(&mut self, text: &str) -> usize {
        let is_new = |line: &str| !line.is_empty() && line != self.last_line;
        let start = lines(text)
            .find(|line| is_new(line.text.trim()))
            .map_or(text.len(), |line| line.start);
        if let Some(last) = lines(&text[start..])
            .map(|line| line.text.trim())
            .filter(|line| !line.is_empty())
            .last()
        {
            self.last_line.clear();
            self.last_line.push_str(last);
        }
        start
    }

    /// Splits text, some of whose words may have times, where a line changes the speaker.
    fn lines(&mut self, text: &str, times: &[WordTime], piece: Piece<'_>) -> bool {
        let mut spoke = false;
        let (mut start, mut begun) = (0, piece);
        for line in lines(text) {
            let Some((after, label, change)) = self.opening(line.text) else {
                continue;
            };
            if let Some(before) = text.get(start..line.start).filter(|before| !is_blank(before)) {
                let words = &within(times, start..line.start);
                spoke |= self.builder.push(Piece {
                    text: before,
                    words,
                    ..begun
                });
            }
            start = line.start + after;
            begun = Piece { label, change, ..piece };
        }
        if let Some(last) = text.get(start..) {
            let words = &within(times, start..text.len());
            spoke |= self.builder.push(Piece {
                text: last,
                words,
                ..begun
            });
        }
        spoke
    }

    /// Whether a line begins with a label that is believed or a sign of change: where its words begin, and what it says.
    fn opening(&mut self, line: &str) -> Option<(usize, Option<Label>, bool)> {
        let changed = change(line);
        if self.belief.any()
            && let Some((name, _, rest)) = label(line)
            && let Some(number) = self.belief.number(name)
        {
            let label = match self.labels[number] {
                Some(label) => label,
                None => *self.labels[number].insert(self.builder.label(name)),
            };
            return Some((line.len() - rest.len(), Some(label), false));
        }
        changed.map(|rest| (line.len() - rest.len(), None, true))
    }
}

/// The times of the words in a part of a text, with their places counted from where it begins.
fn within(words: &[WordTime], part: Range<usize>) -> Vec<WordTime> {
    let inside = words.iter().filter(|word| part.contains(&word.start()));
    let moved = inside.map(|word| WordTime::new(word.start() - part.start, word.time()));
    moved.collect()
}

/// What is odd in the cues, counted, with the first line of each.
#[derive(Default)]
struct Odd {
    untimed: (usize, usize),
    backwards: (usize, usize),
    empty: (usize, usize),
}

impl Odd {
    fn look(&mut self, cue: &Cue<'_>) {
        let note = |is: bool, (count, line): &mut (usize, usize)| {
            if is {
                *count += 1;
                *line = if *count == 1 { cue.line } else { *line };
            }
        };
        note(cue.from.is_none(), &mut self.untimed);
        note(cue.to.is_some() && cue.to < cue.from, &mut self.backwards);
        note(is_blank(cue.text), &mut self.empty);
    }

    fn report(&self, account: &Account, survey: &Survey, remarks: &mut Vec<Remark>) {
        let rows = [
            (self.untimed, ["cue without times", "cues without times"]),
            (
                self.backwards,
                ["cue that ends before it begins", "cues that end before they begin"],
            ),
            (self.empty, ["cue without text", "cues without text"]),
        ];
        for ((count, line), what) in rows.into_iter().filter(|((count, _), _)| *count > 0) {
            remarks.push(Remark {
                line: Some(line),
                text: SafeText::line(&format!("{count} {}", what[usize::from(count > 1)])),
            });
        }
        if survey.rolling {
            remarks.push(Remark {
                line: None,
                text: SafeText::line("automatic captions that show lines twice: repetitions left out"),
            });
        }
        if account.pieces == 0 && survey.cues == 0 {
            remarks.push(Remark {
                line: None,
                text: SafeText::line("no cues in it"),
            });
        }
    }
}
