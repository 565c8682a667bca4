//! When each word was said, beside the text: sorted pairs of an offset and a time, eight bytes a word.
//!
//! Turns, exchanges and rows are spans of the same text, so nothing has to be carried along when utterances are joined. A
//! format that knows no word times gives none, and every question is then answered by the times of the utterances.

use super::{Time, Transcript, Utterance};

/// Where a word begins, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordTime {
    start: u32,
    time: Time,
}

impl WordTime {
    /// A word that begins at that byte of a text.
    #[must_use]
    pub fn new(start: usize, time: Time) -> Self {
        Self {
            start: u32::try_from(start).unwrap_or(u32::MAX),
            time,
        }
    }

    /// Its first byte.
    #[must_use]
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// When it begins in the recording.
    #[must_use]
    pub const fn time(self) -> Time {
        self.time
    }
}

impl Transcript {
    /// The words whose times the file gives, by where they begin in the text.
    #[must_use]
    pub fn word_times(&self) -> &[WordTime] {
        &self.word_times
    }

    /// The last word with a time that begins at or before `offset`.
    #[must_use]
    pub fn timed_word(&self, offset: usize) -> Option<WordTime> {
        let words = self.word_times.partition_point(|word| word.start() <= offset);
        words.checked_sub(1).and_then(|last| self.word_times.get(last)).copied()
    }

    /// When what stands at `offset` was said: the start of its word where the file gives it, else that of its utterance, else
    /// the last time before it, be it of a word or of an utterance.
    #[must_use]
    pub fn time_at(&self, offset: usize) -> Option<Time> {
        let at = self.utterance_at(offset)?;
        let word = self.timed_word(offset);
        let timed = self.first_timed.and_then(|first| self.utterances.get(first..=at));
        let timed = timed.unwrap_or_default().iter().rev();
        let mut timed = timed.map(|utterance| (utterance.span().start(), utterance.from()));
        let utterance = timed.find(|(_, from)| from.is_some());
        match (word, utterance) {
            (Some(word), utterance) if utterance.is_none_or(|(begun, _)| word.start() >= begun) => Some(word.time),
            (_, utterance) => utterance?.1,
        }
    }

    /// Where in the text what is said at `time` stands: the last word, or else utterance, that has begun by then. None before
    /// the first and where there are no times.
    #[must_use]
    pub fn offset_at(&self, time: Time) -> Option<usize> {
        // Voices overlap, so that times may fall from one utterance to the next: all of them are looked at.
        let begun = |utterance: &&Utterance| utterance.from().is_some_and(|from| from <= time);
        let latest = self.utterances.iter().filter(begun).reduce(|latest, utterance| {
            if utterance.from() > latest.from() {
                utterance
            } else {
                latest
            }
        });
        let Some(latest) = latest else {
            // Some files have times inside what is said and none at its beginnings.
            let mut begun = self.word_times.iter().filter(|word| word.time <= time);
            return begun.next_back().map(|word| word.start());
        };
        let span = latest.span();
        let first = self.word_times.partition_point(|word| word.start() < span.start());
        let words = self.word_times.get(first..).unwrap_or_default().iter();
        let word = words
            .take_while(|word| word.start() < span.end())
            .filter(|word| word.time <= time)
            .last();
        Some(word.map_or(span.start(), |word| word.start()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Builder, Piece, Time};
    use super::WordTime;

    fn words(times: &[(usize, u64)]) -> Vec<WordTime> {
        let word = |(start, millis): &(usize, u64)| WordTime::new(*start, Time::from_millis(*millis));
        times.iter().map(word).collect()
    }

    #[test]
    fn a_word_is_found_by_its_time_and_its_time_by_the_word() {
        let mut builder = Builder::default();
        let raw = " Good \u{1b}[1m evening\u{a0} to\tyou";
        let times = words(&[(1, 100), (6, 400), (21, 900), (24, 1000)]);
        builder.push(Piece {
            words: &times,
            from: Some(Time::from_millis(100)),
            ..Piece::new(raw, 1)
        });
        builder.push(Piece {
            from: Some(Time::from_millis(2000)),
            ..Piece::new("No words known.", 2)
        });
        builder.push(Piece::new("No time at all.", 3));
        let transcript = builder.finish(3);
        assert!(transcript.text().starts_with("Good evening to you\nNo words"));
        let starts: Vec<usize> = transcript.word_times().iter().map(|word| word.start()).collect();
        assert_eq!(starts, [0, 5, 13, 16]);
        let time = |offset| transcript.time_at(offset).map(Time::millis);
        assert_eq!([time(0), time(4), time(5), time(14)], [100, 100, 400, 900].map(Some));
        assert_eq!([time(25), time(40)], [Some(2000), Some(2000)]);
        let offset = |millis| transcript.offset_at(Time::from_millis(millis));
        assert_eq!([offset(99), offset(100), offset(899)], [None, Some(0), Some(5)]);
        assert_eq!([offset(1999), offset(9000)], [Some(16), Some(20)]);
    }

    #[test]
    fn words_stay_within_their_utterance() {
        let mut builder = Builder::default();
        for (text, millis) in [("One two.", 500), ("Three four.", 700)] {
            let times = words(&[(0, millis), (900, millis + 1)]);
            builder.push(Piece {
                words: &times,
                from: Some(Time::from_millis(millis)),
                ..Piece::new(text, 1)
            });
        }
        let transcript = builder.finish(1);
        let starts: Vec<usize> = transcript.word_times().iter().map(|word| word.start()).collect();
        assert_eq!(starts, [0, 9]);
    }
}
