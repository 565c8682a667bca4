//! How well marks are found again, measured: quotes of an interview sought in the same interview with words changed.
//!
//! A recogniser that hears the recording again exchanges words, leaves some out and hears some that were not said; so does this,
//! at random and the same in every run. What became of each word is known, and so is where a quote ought to be found. Values in,
//! values out: whoever calls reads the interviews.

use std::collections::BTreeMap;
use std::fmt;

use super::anchor::is_said_twice;
use super::{Anchor, Mark, MarkKind, Seeker, Status};
use crate::text::{Span, words};
use crate::transcript::{Builder, Piece, Transcript};
use crate::turns::training::Random;

/// Words of a short turn, at most.
const FEW: usize = 3;
/// Words of a longer quote that is no sentence.
const EIGHT: usize = 8;

/// Sorts of quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A whole turn of three words or fewer.
    ShortTurn,
    /// Eight words in a row.
    EightWords,
    /// A sentence of more than three words.
    Sentence,
    /// A whole turn of more than three words.
    Turn,
}

/// What was done to the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Damage {
    /// This share of its words, in per cent, was exchanged, left out or doubled by another.
    Errors(u8),
    /// The quote itself was taken out, and the same was done to the rest. What is said twice, as in a clip before the talk, is
    /// not gone when one of the two is, so that longer quotes of which another stands are passed over.
    Gone(u8),
}

/// How many quotes were found where they ought to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// At their words: what was found and what ought to be share more than half of what both cover.
    pub right: usize,
    /// To the letter, among those.
    pub exact: usize,
    /// Elsewhere.
    pub wrong: usize,
    /// Nowhere.
    pub lost: usize,
}

/// Quotes found again, by sort and damage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scores(BTreeMap<(Damage, Sort), Tally>);

/// What to try on an interview.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Fixes every random choice.
    pub seed: u64,
    /// Quotes of each sort.
    pub quotes: usize,
    /// What is done to the text.
    pub damages: Vec<Damage>,
}

/// An interview as its words, and what became of them.
struct Words {
    /// Where each word stands, and on which line.
    all: Vec<(Span, usize)>,
}

/// A text with words changed.
struct Changed {
    transcript: Transcript,
    /// Where each word of the old text stands now; none for one that was left out.
    places: Vec<Option<Span>>,
}

impl Tally {
    /// All quotes that were sought.
    #[must_use]
    pub const fn all(&self) -> usize {
        self.right + self.wrong + self.lost
    }
}

impl Scores {
    /// What was counted for a sort of quotes in texts damaged in one way.
    #[must_use]
    pub fn of(&self, damage: Damage, sort: Sort) -> Tally {
        self.0.get(&(damage, sort)).copied().unwrap_or_default()
    }

    /// Adds what was counted elsewhere.
    pub fn add(&mut self, other: &Self) {
        for (key, tally) in &other.0 {
            let sum = self.0.entry(*key).or_default();
            sum.right += tally.right;
            sum.exact += tally.exact;
            sum.wrong += tally.wrong;
            sum.lost += tally.lost;
        }
    }
}

/// Marks quotes of an interview, whose turns are `turns` of some `lines` each, changes its words, and seeks the quotes.
#[must_use]
pub fn attempt(turns: &[Vec<&str>], plan: &Plan) -> Scores {
    let lines: Vec<&str> = turns.iter().flatten().copied().collect();
    let old = transcript(&lines);
    let words = Words::of(&old);
    let mut random = Random::new(plan.seed);
    let quotes = quotes(turns, &old, &words, (plan.quotes, &mut random));
    let anchors: Vec<Anchor> = quotes
        .iter()
        .map(|(_, from, to)| Anchor::of(&old, words.span(*from, *to)))
        .collect();
    let mut scores = Scores::default();
    for damage in &plan.damages {
        let all_at_once = match damage {
            Damage::Errors(errors) => Some(words.change(&old, None, (*errors, &mut random))),
            Damage::Gone(_) => None,
        };
        let mut seeker = all_at_once.as_ref().map(|changed| Seeker::new(&changed.transcript));
        for ((sort, from, to), anchor) in quotes.iter().zip(&anchors) {
            let gone;
            let (changed, found) = match (damage, &all_at_once, &mut seeker) {
                (Damage::Errors(_), Some(changed), Some(seeker)) => (changed, found(seeker, anchor)),
                (Damage::Errors(errors) | Damage::Gone(errors), ..) => {
                    gone = words.change(&old, Some((*from, *to)), (*errors, &mut random));
                    if *sort != Sort::ShortTurn && is_said_twice(old.text(), anchor) {
                        continue;
                    }
                    let found = found(&mut Seeker::new(&gone.transcript), anchor);
                    (&gone, found)
                }
            };
            let tally = scores.0.entry((*damage, *sort)).or_default();
            let ought = changed.places[*from..*to].iter().flatten().copied().reduce(Span::cover);
            tally.count(found, ought, changed.transcript.text());
        }
    }
    scores
}

/// Marks anywhere in an interview, and the same interview with `errors` per cent of its words changed.
#[must_use]
pub fn marked(turns: &[Vec<&str>], (marks, errors): (usize, u8), seed: u64) -> (Vec<Mark>, Transcript) {
    let lines: Vec<&str> = turns.iter().flatten().copied().collect();
    let old = transcript(&lines);
    let words = Words::of(&old);
    let mut random = Random::new(seed);
    let mut quotes = quotes(turns, &old, &words, (marks, &mut random));
    random.shuffle(&mut quotes);
    quotes.truncate(marks);
    let marks = quotes
        .iter()
        .map(|(_, from, to)| mark(Anchor::of(&old, words.span(*from, *to))));
    (
        marks.collect(),
        words.change(&old, None, (errors, &mut random)).transcript,
    )
}

impl Tally {
    fn count(&mut self, found: Option<Span>, ought: Option<Span>, text: &str) {
        match (found, ought) {
            (None, _) => self.lost += 1,
            (Some(_), None) => self.wrong += 1,
            (Some(found), Some(ought)) => {
                let shared = found.intersection(ought).map_or(0, Span::len);
                if shared * 2 > found.cover(ought).len() {
                    self.right += 1;
                    let is_sign = |c: char| !c.is_alphanumeric();
                    let words = |span: Span| span.of(text).trim_matches(is_sign);
                    let same = words(found) == words(ought) && words(found) == words(found.cover(ought));
                    self.exact += usize::from(same);
                } else {
                    self.wrong += 1;
                }
            }
        }
    }
}

fn mark(anchor: Anchor) -> Mark {
    Mark::new(MarkKind::Bookmark { letter: None }, anchor)
}

fn found(seeker: &mut Seeker<'_>, anchor: &Anchor) -> Option<Span> {
    let mut mark = mark(anchor.clone());
    seeker.place(&mut mark);
    (mark.status != Status::Orphan).then_some(mark.span)
}

/// Some quotes of every sort: the sort, the first word and the one behind the last.
fn quotes(
    turns: &[Vec<&str>],
    old: &Transcript,
    words: &Words,
    (count, random): (usize, &mut Random),
) -> Vec<(Sort, usize, usize)> {
    let mut of_sort: BTreeMap<Sort, Vec<(usize, usize)>> = BTreeMap::new();
    let (mut line, mut first) = (0, 0);
    for turn in turns {
        line += turn.len();
        let end = words.all.partition_point(|(_, of)| *of < line);
        let sort = if end - first <= FEW {
            Sort::ShortTurn
        } else {
            Sort::Turn
        };
        if end > first {
            of_sort.entry(sort).or_default().push((first, end));
        }
        first = end;
    }
    let all = words.all.len();
    for _ in 0..count * 4 {
        let at = random.below(all);
        if at + EIGHT <= all {
            of_sort.entry(Sort::EightWords).or_default().push((at, at + EIGHT));
        }
        let sentence = words
            .all
            .get(at)
            .and_then(|(word, _)| words::sentence_at(old.text(), word.start()));
        let (from, to) = sentence.map_or((0, 0), |sentence| words.within(sentence));
        if to - from > FEW {
            of_sort.entry(Sort::Sentence).or_default().push((from, to));
        }
    }
    let mut quotes = Vec::new();
    for (sort, mut places) in of_sort {
        places.sort_unstable();
        places.dedup();
        random.shuffle(&mut places);
        quotes.extend(places.into_iter().take(count).map(|(from, to)| (sort, from, to)));
    }
    quotes
}

impl Words {
    fn of(transcript: &Transcript) -> Self {
        let mut all = Vec::new();
        for (line, utterance) in transcript.utterances().iter().enumerate() {
            let said = transcript.words(utterance.span());
            let words = said.split_whitespace().map(|word| {
                let start = utterance.span().start() + (word.as_ptr() as usize - said.as_ptr() as usize);
                (Span::new(start, start + word.len()), line)
            });
            all.extend(words);
        }
        Self { all }
    }

    fn span(&self, from: usize, to: usize) -> Span {
        self.all[from].0.cover(self.all[to - 1].0)
    }

    fn within(&self, span: Span) -> (usize, usize) {
        let from = self.all.partition_point(|(word, _)| word.start() < span.start());
        let to = self.all.partition_point(|(word, _)| word.start() < span.end());
        (from, to)
    }

    /// The text with `errors` per cent of its words changed and without those from `gone.0` to `gone.1`.
    fn change(&self, old: &Transcript, gone: Option<(usize, usize)>, (errors, random): (u8, &mut Random)) -> Changed {
        let mut lines: Vec<String> = vec![String::new(); old.utterances().len()];
        let mut stand: Vec<Option<(usize, usize, usize)>> = Vec::with_capacity(self.all.len());
        let any = |random: &mut Random| old.words(self.all[random.below(self.all.len())].0);
        for (at, (word, line)) in self.all.iter().enumerate() {
            let is_wrong = random.below(100) < usize::from(errors);
            let kind = random.below(3);
            if gone.is_some_and(|(from, to)| (from..to).contains(&at)) || (is_wrong && kind == 0) {
                stand.push(None);
                continue;
            }
            let said = if is_wrong && kind == 1 {
                any(random)
            } else {
                old.words(*word)
            };
            let text = &mut lines[*line];
            if !text.is_empty() {
                text.push(' ');
            }
            stand.push(Some((*line, text.len(), said.len())));
            text.push_str(said);
            if is_wrong && kind == 2 {
                text.push(' ');
                text.push_str(any(random));
            }
        }
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let transcript = transcript(&lines);
        // A line without words is no utterance, so that lines are counted anew.
        let mut starts = vec![0; lines.len()];
        let mut utterances = transcript.utterances().iter();
        for (start, line) in starts.iter_mut().zip(&lines) {
            if !line.is_empty() {
                *start = utterances.next().map_or(0, |utterance| utterance.span().start());
            }
        }
        let place = |(line, start, length): (usize, usize, usize)| {
            let start = starts[line] + start;
            Span::new(start, start + length)
        };
        let places = stand.into_iter().map(|stands| stands.map(place)).collect();
        Changed { transcript, places }
    }
}

fn transcript(lines: &[&str]) -> Transcript {
    let mut builder = Builder::default();
    for (at, line) in lines.iter().enumerate() {
        builder.push(Piece::new(line, at + 1));
    }
    builder.finish(lines.len())
}

impl fmt::Display for Scores {
    /// A table: a row for each damage and sort, in per cent.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:34} {:>7} {:>7} {:>7} {:>7} {:>7}",
            "", "quotes", "right", "exact", "wrong", "lost"
        )?;
        for ((damage, sort), tally) in &self.0 {
            let damage = match damage {
                Damage::Errors(errors) => format!("{errors} % word errors"),
                Damage::Gone(0) => "quote taken out".to_owned(),
                Damage::Gone(errors) => format!("taken out, {errors} % errors"),
            };
            let sort = match sort {
                Sort::ShortTurn => "1–3 words",
                Sort::EightWords => "8 words",
                Sort::Sentence => "sentence",
                Sort::Turn => "turn",
            };
            let share = |count: usize| 100.0 * count as f64 / tally.all().max(1) as f64;
            writeln!(
                f,
                "{damage:24}{sort:10} {:7} {:7.2} {:7.2} {:7.2} {:7.2}",
                tally.all(),
                share(tally.right),
                share(tally.exact),
                share(tally.wrong),
                share(tally.lost)
            )?;
        }
        Ok(())
    }
}
