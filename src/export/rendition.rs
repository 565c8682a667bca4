//! A transcript as one plain text, and where every byte of the talk stands in it.
//!
//! It is the text that `visavis FILE > talk.txt` writes: a paragraph a turn, `Name: words`, what is set apart as it stands. Other
//! programs count places in it by characters (Unicode code points), so every export that names a place names one of these, and
//! who has the text can find the words without the transcript.

use super::one_line;
use crate::text::Span;
use crate::transcript::{Kind, Transcript};
use crate::turns::Turns;

/// What stands one after the other on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A title, a section head, something that is not of the talk: an index of the utterances.
    Apart(usize),
    /// A turn, by index.
    Turn(usize),
}

/// The parts of a transcript in their order.
#[must_use]
pub fn parts(transcript: &Transcript, turns: &Turns) -> Vec<Part> {
    let apart = transcript.utterances().iter().enumerate();
    let apart = apart.filter(|(_, utterance)| utterance.kind() != Kind::Speech);
    let mut parts: Vec<(usize, Part)> = apart
        .map(|(at, utterance)| (utterance.span().start(), Part::Apart(at)))
        .collect();
    let spoken = turns.all().iter().enumerate();
    parts.extend(spoken.map(|(at, turn)| (turn.span.start(), Part::Turn(at))));
    parts.sort_by_key(|(start, _)| *start);
    parts.into_iter().map(|(_, part)| part).collect()
}

/// The text with its places.
#[derive(Clone, Debug, Default)]
pub struct Rendition {
    text: String,
    stretches: Vec<Stretch>,
}

/// Words that stand in the rendition as they stand in the transcript.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    /// Where in the transcript, in bytes.
    span: Span,
    /// Where in the rendition, in bytes.
    at: usize,
    /// The same in characters.
    characters: usize,
    /// Where the paragraph begins, the name before the words included, in characters.
    paragraph: usize,
    /// The turn, unless it is something set apart.
    turn: Option<usize>,
}

impl Rendition {
    /// The rendition of a transcript.
    #[must_use]
    pub fn new(transcript: &Transcript, turns: &Turns) -> Self {
        let mut text = String::with_capacity(transcript.text().len() * 5 / 4);
        let mut stretches: Vec<Stretch> = Vec::new();
        let (mut characters, mut counted) = (0, 0);
        for part in parts(transcript, turns) {
            if !text.is_empty() {
                text.push('\n');
            }
            let begun = text.len();
            let (span, turn) = match part {
                Part::Apart(at) => (transcript.utterances()[at].span(), None),
                Part::Turn(at) => {
                    text.push_str(&turns.speaker(at).name);
                    text.push_str(": ");
                    (turns.all()[at].span, Some(at))
                }
            };
            let paragraph = characters + text[counted..begun].chars().count();
            characters = paragraph + text[begun..].chars().count();
            counted = text.len();
            stretches.push(Stretch {
                span,
                at: text.len(),
                characters,
                paragraph,
                turn,
            });
            // A line break becomes a space, so that every byte keeps its distance from the first.
            text.push_str(&one_line(transcript.words(span)));
            text.push('\n');
        }
        Self { text, stretches }
    }

    /// The text, LF at the end of every line.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text without its places.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }

    /// Where a span of the transcript stands, in characters from 0, the end left out. What lies between two stretches stands at
    /// the next of them.
    #[must_use]
    pub fn place(&self, span: Span) -> Option<(usize, usize)> {
        let first = self.stretch_after(span.start())?;
        let start = self.characters(first, span.start().max(first.span.start()));
        if span.is_empty() {
            return Some((start, start));
        }
        let last = self
            .stretches
            .partition_point(|stretch| stretch.span.start() < span.end());
        let last = self.stretches.get(last.checked_sub(1)?)?;
        let end = self.characters(last, span.end().min(last.span.end()));
        (end >= start).then_some((start, end))
    }

    /// The span of the transcript between two places, names between turns left out; none where there are no words.
    #[must_use]
    pub fn span(&self, start: usize, end: usize) -> Option<Span> {
        let first = self
            .stretches
            .partition_point(|stretch| stretch.paragraph <= start)
            .checked_sub(1)?;
        let last = self
            .stretches
            .partition_point(|stretch| stretch.paragraph < end)
            .checked_sub(1)?;
        let (first, last) = (self.stretches.get(first)?, self.stretches.get(last)?);
        let span = Span::new(self.offset(first, start), self.offset(last, end));
        (!span.is_empty()).then_some(span)
    }

    /// The paragraph of a turn, its name included, in characters.
    #[must_use]
    pub fn paragraph(&self, turn: usize) -> Option<(usize, usize)> {
        let stretch = self.stretches.iter().find(|stretch| stretch.turn == Some(turn))?;
        Some((stretch.paragraph, self.characters(stretch, stretch.span.end())))
    }

    /// The paragraphs of all turns in order: the turn, and where it begins and ends, in characters.
    pub fn paragraphs(&self) -> impl Iterator<Item = (usize, (usize, usize))> {
        self.stretches.iter().filter_map(|stretch| {
            let turn = stretch.turn?;
            Some((turn, (stretch.paragraph, self.characters(stretch, stretch.span.end()))))
        })
    }

    /// The words between two places.
    #[must_use]
    pub fn between(&self, start: usize, end: usize) -> String {
        self.text.chars().skip(start).take(end.saturating_sub(start)).collect()
    }

    /// How many characters lie beyond the first 65,536, which some programs count as two.
    #[must_use]
    pub fn astral(&self) -> usize {
        self.text.chars().filter(|c| c.len_utf16() > 1).count()
    }

    /// The stretch that holds an offset, else the next.
    fn stretch_after(&self, offset: usize) -> Option<&Stretch> {
        let at = self.stretches.partition_point(|stretch| stretch.span.end() <= offset);
        self.stretches.get(at).or(self.stretches.last())
    }

    /// The byte of the transcript at a place in a stretch.
    fn offset(&self, stretch: &Stretch, place: usize) -> usize {
        let words = self.text.get(stretch.at..stretch.at + stretch.span.len()).unwrap_or("");
        let within = words.char_indices().nth(place.saturating_sub(stretch.characters));
        stretch.span.start() + within.map_or(words.len(), |(at, _)| at)
    }

    fn characters(&self, stretch: &Stretch, offset: usize) -> usize {
        let length = offset.min(stretch.span.end()).saturating_sub(stretch.span.start());
        let words = self.text.get(stretch.at..stretch.at + length).unwrap_or("");
        stretch.characters + words.chars().count()
    }
}

#[cfg(test)]
mod tests {
    use super::Rendition;
    use crate::formats::{Part, read};
    use crate::text::Span;
    use crate::turns::infer;

    #[test]
    fn every_word_of_the_talk_is_found_by_its_characters() {
        let talk =
            "A title 😀\n\nAda: Who feeds the 😀 cat?\nBen: Ätsch, it\nfeeds itself.\n\nAda: 猫は？\nBen: Yes.\n";
        for source in [talk.to_owned(), talk.replace('\n', "\r\n"), talk.replace('\n', "\r")] {
            let reading = read(source.as_bytes(), "talk.txt", Part::Whole).expect("it is a transcript");
            let transcript = &reading.transcript;
            let rendition = Rendition::new(transcript, &infer(transcript, &[]));
            for word in ["Who", "cat", "Ätsch, it", "itself.", "猫は？", "Yes."] {
                let at = transcript.text().find(word).expect("it is said");
                let span = Span::new(at, at + word.len());
                let (start, end) = rendition.place(span).expect("it has a place");
                assert_eq!(rendition.between(start, end), word, "{source:?}");
                assert_eq!(rendition.span(start, end), Some(span), "{source:?}");
            }
            let (start, end) = rendition.paragraph(1).expect("there are two turns");
            assert_eq!(rendition.between(start, end), "Ben: Ätsch, it feeds itself.");
            assert!(rendition.astral() > 0);
        }
    }

    #[test]
    fn words_of_two_turns_stand_from_the_first_to_the_last() {
        let reading = read(b"Ada: One two?\nBen: Three four.\n", "t.txt", Part::Whole).expect("it is a transcript");
        let transcript = &reading.transcript;
        let rendition = Rendition::new(transcript, &infer(transcript, &[]));
        let (from, to) = (transcript.text().find("two"), transcript.text().find(" four"));
        let span = Span::new(from.expect("it is said"), to.expect("it is said"));
        let (start, end) = rendition.place(span).expect("it has a place");
        assert_eq!(rendition.between(start, end), "two?\n\nBen: Three");
        assert_eq!(rendition.span(start, end), Some(span));
        assert_eq!(rendition.text(), "Ada: One two?\n\nBen: Three four.\n");
    }
}
