//! The shape of a piece: under which keys an object keeps its words, its times and its speaker. Most formats are told by a row
//! or two of such names.

use super::page::Page;
use super::value::{Value, from_millis};
use crate::formats::sheet::{Entry, Joint, Who};
use crate::transcript::Time;

/// What a number counts that is a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Seconds, with a fraction or not.
    Seconds,
    /// Thousandths of a second.
    Millis,
    /// Ten-millionths of a second.
    Ticks,
}

/// Keys of a piece, each list from the best to the worst.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Its words.
    pub text: &'static [&'static str],
    /// When it begins.
    pub from: &'static [&'static str],
    /// When it ends.
    pub to: &'static [&'static str],
    /// How long it takes, where that is said instead.
    pub length: &'static [&'static str],
    /// Who says it.
    pub who: &'static [&'static str],
    /// Its words one by one.
    pub words: &'static [&'static str],
    /// What its times count.
    pub unit: Unit,
}

/// What was found under the keys of a shape.
#[derive(Clone, Copy, Debug, Default)]
pub struct Found<'a> {
    /// Its words.
    pub text: Option<Value<'a>>,
    from: Option<Value<'a>>,
    to: Option<Value<'a>>,
    length: Option<Value<'a>>,
    /// Who says it.
    pub who: Option<Value<'a>>,
    /// Its words one by one.
    pub words: Option<Value<'a>>,
}

impl Shape {
    /// A shape without anything, to be filled in.
    pub const NONE: Shape = Shape {
        text: &[],
        from: &[],
        to: &[],
        length: &[],
        who: &[],
        words: &[],
        unit: Unit::Seconds,
    };

    /// What an object has under the keys; of several the best, of one given twice the last.
    pub fn look<'a>(&self, object: Value<'a>) -> Found<'a> {
        let mut found = Found::default();
        let mut ranks = [usize::MAX; 6];
        for (key, value) in object.fields() {
            let places = [
                (self.text, &mut found.text),
                (self.from, &mut found.from),
                (self.to, &mut found.to),
                (self.length, &mut found.length),
                (self.who, &mut found.who),
                (self.words, &mut found.words),
            ];
            for ((keys, place), best) in places.into_iter().zip(&mut ranks) {
                if let Some(rank) = keys.iter().position(|known| *known == key)
                    && rank <= *best
                    && !value.is_null()
                {
                    *best = rank;
                    *place = Some(value);
                }
            }
        }
        found
    }

    /// When a piece begins and ends.
    pub fn times(&self, found: &Found<'_>) -> (Option<Time>, Option<Time>) {
        let from = found.from.and_then(|value| self.unit.time(value));
        let to = found.to.and_then(|value| self.unit.time(value));
        let length = found.length.and_then(|value| self.unit.time(value));
        let sum = from
            .zip(length)
            .map(|(from, length)| Time::from_millis(u64::from(from.millis()) + u64::from(length.millis())));
        (from, to.or(sum))
    }

    /// Lays a piece down, its words first.
    pub fn lay<'a>(&self, page: &mut Page<'a>, object: Value<'a>, words: &Shape) {
        let found = self.look(object);
        if let Some(list) = found.words {
            words.words(page, list);
        }
        let entry = self.entry(page, object, &found);
        page.sheet.lay(entry);
    }

    /// The entry of an object.
    pub fn entry<'a>(&self, page: &mut Page<'a>, object: Value<'a>, found: &Found<'a>) -> Entry<'a> {
        let (from, to) = self.times(found);
        let who = found.who.and_then(|value| page.who(value));
        Entry {
            text: found.text.and_then(Value::words).unwrap_or_default(),
            who,
            from,
            to,
            ..page.entry(object)
        }
    }

    /// The words of the piece that comes next.
    pub fn words<'a>(&self, page: &mut Page<'a>, list: Value<'a>) {
        for word in list.elements() {
            let found = self.look(word);
            let who = found.who.and_then(|value| page.who(value));
            self.word(page, &found, who);
        }
    }

    fn word<'a>(&self, page: &mut Page<'a>, found: &Found<'a>, who: Option<Who>) {
        let time = found.from.and_then(|value| self.unit.time(value));
        if let Some(text) = found.text.and_then(Value::string) {
            page.sheet.word(text, time, who, Joint::Apart);
        }
    }
}

impl Unit {
    /// A time as it is written: a number of these, a clock, an ISO duration, or an object of seconds and nanoseconds.
    pub fn time(self, value: Value<'_>) -> Option<Time> {
        if let Some(number) = value.number() {
            return Some(from_millis(match self {
                Unit::Seconds => number * 1000.0,
                Unit::Millis => number,
                Unit::Ticks => number / 10_000.0,
            }));
        }
        if let Some(written) = value.string() {
            return clock(&written);
        }
        if !value.is_object() {
            return None;
        }
        let part = |key| value.get(key).and_then(Value::number).unwrap_or(0.0);
        Some(from_millis(part("seconds") * 1000.0 + part("nanos") / 1e6))
    }
}

/// A time in words: `00:00:12,900`, `12.900s`, `PT1M0.76S`.
fn clock(written: &str) -> Option<Time> {
    let written = written.trim();
    let Some(mut rest) = written.strip_prefix("PT") else {
        return crate::formats::times::stamp(written).map(|stamp| stamp.time);
    };
    let mut millis = 0.0;
    while let Some(at) = rest.find(['H', 'M', 'S']) {
        let number: f64 = rest.get(..at)?.parse().ok()?;
        millis += number
            * match rest.as_bytes()[at] {
                b'H' => 3_600_000.0,
                b'M' => 60_000.0,
                _ => 1000.0,
            };
        rest = rest.get(at + 1..)?;
    }
    Some(from_millis(millis))
}
