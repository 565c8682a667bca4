//! Where text and recording meet: points with a place in the text and a time, in the order of both.

use super::super::quote::Quote;
use super::super::quotes::Extract;
use super::guid::guid;
use super::xml::Xml;
use crate::transcript::Time;

/// How long a character is spoken on average, in milliseconds.
const MILLIS_A_CHARACTER: u64 = 65;

/// The points of one transcript.
#[derive(Clone, Debug, Default)]
pub(super) struct SyncPoints {
    points: Vec<Point>,
}

#[derive(Clone, Debug)]
struct Point {
    guid: String,
    /// In characters.
    position: usize,
    millis: u32,
}

impl SyncPoints {
    /// Points where turns and quotes begin and end. Of voices that overlap a point is left out where its time would fall back.
    pub fn of(extract: &Extract<'_>, key: &str) -> Self {
        let source = extract.source;
        let mut known: Vec<(usize, Time)> = Vec::new();
        for (turn, (start, end)) in source.rendition.paragraphs() {
            let words = super::super::quote::times_of(source.transcript, source.turns.all()[turn].span);
            known.extend(words.0.map(|time| (start, time)));
            known.extend(words.1.map(|time| (end, time)));
        }
        for Quote { place, from, to, .. } in &extract.quotes {
            known.extend(place.zip(*from).map(|((start, _), time)| (start, time)));
            known.extend(place.zip(*to).map(|((_, end), time)| (end, time)));
        }
        // A file that says when turns begin says of the last one no end; it goes by the length of the words.
        if let Some((_, (start, end))) = source.rendition.paragraphs().last()
            && let Some((_, from)) = known.iter().find(|(position, _)| *position == start).copied()
        {
            let length = u64::try_from(end - start).unwrap_or(u64::MAX) * MILLIS_A_CHARACTER;
            known.push((end, Time::from_millis(u64::from(from.millis()) + length)));
        }
        known.sort_unstable();
        let mut points: Vec<Point> = Vec::new();
        for (position, time) in known {
            let follows = points
                .last()
                .is_none_or(|last| last.position < position && last.millis <= time.millis());
            if follows {
                points.push(Point {
                    guid: guid("point", &[key, &position.to_string()]),
                    position,
                    millis: time.millis(),
                });
            }
        }
        Self { points }
    }

    /// Whether there are enough to say when anything was said.
    pub const fn is_enough(&self) -> bool {
        self.points.len() > 1
    }

    /// The points around a place, the narrowest that there are.
    pub fn around(&self, (start, end): (usize, usize)) -> Option<(&str, &str)> {
        let from = self
            .points
            .partition_point(|point| point.position <= start)
            .checked_sub(1)?;
        let to = self.points.partition_point(|point| point.position < end);
        let (from, to) = (self.points.get(from)?, self.points.get(to)?);
        (from.position < to.position).then_some((from.guid.as_str(), to.guid.as_str()))
    }

    /// Writes them in their order.
    pub fn write(&self, xml: &mut Xml) {
        for point in &self.points {
            let (position, time) = (point.position.to_string(), point.millis.to_string());
            let attributes = [
                ("guid", point.guid.as_str()),
                ("timeStamp", &time),
                ("position", &position),
            ];
            xml.leaf("SyncPoint", &attributes);
        }
    }
}
