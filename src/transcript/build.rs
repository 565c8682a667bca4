//! The only way to make a [`Transcript`]: every format pushes its pieces here, in order.

use super::{Facts, Kind, Label, StatedRole, TAG_CHANGE, TAG_NO_LABEL, Time, Transcript, Utterance, WordTime};
use crate::text::safe::{is_clean, printable, sanitize};
use crate::text::{SafeText, Span};

/// One piece as a format found it. Fields left at their default are "the file does not say".
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    /// Its words, raw; line breaks inside are kept as LF, other white space becomes single spaces.
    pub text: &'a str,
    /// Speech or what else.
    pub kind: Kind,
    /// The label before it.
    pub label: Option<Label>,
    /// A change of speaker is marked without a name.
    pub change: bool,
    /// A blank line or paragraph end stands before it.
    pub paragraph: bool,
    /// When it begins.
    pub from: Option<Time>,
    /// When it ends.
    pub to: Option<Time>,
    /// Its first source line, from 1.
    pub line: usize,
    /// How many source lines it takes.
    pub lines: usize,
    /// When its words begin, by offsets in `text` that rise.
    pub words: &'a [WordTime],
}

impl<'a> Piece<'a> {
    /// A piece of speech on one source line.
    #[must_use]
    pub const fn new(text: &'a str, line: usize) -> Self {
        Self {
            text,
            kind: Kind::Speech,
            label: None,
            change: false,
            paragraph: false,
            from: None,
            to: None,
            line,
            lines: 1,
            words: &[],
        }
    }
}

/// Gathers pieces into a transcript.
#[derive(Debug, Default)]
pub struct Builder {
    transcript: Transcript,
    safe: String,
}

impl Builder {
    /// An empty one, with room for `bytes` of text.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        let mut builder = Self::default();
        builder.transcript.text.reserve(bytes);
        builder
    }

    /// The number of a label, new or known. Labels are compared after white space is settled; beyond 4,094 the last is used.
    pub fn label(&mut self, written: &str) -> Label {
        let name = SafeText::line(written);
        let labels = &mut self.transcript.labels;
        let at = labels.iter().position(|l| *l == name).unwrap_or_else(|| {
            if labels.len() < usize::from(TAG_NO_LABEL) {
                labels.push(name);
            }
            labels.len() - 1
        });
        Label(u16::try_from(at).unwrap_or(TAG_NO_LABEL - 1))
    }

    /// Adds a piece; one without any visible character is dropped, and `false` is the answer.
    pub fn push(&mut self, piece: Piece<'_>) -> bool {
        let before = self.transcript.text.len();
        if before > 0 {
            let gap = if piece.paragraph { "\n\n" } else { "\n" };
            self.transcript.text.push_str(gap);
        }
        let start = self.transcript.text.len();
        if piece.words.is_empty() {
            self.words(piece.text.trim_ascii_end(), start, &mut None);
        } else {
            self.timed_words(piece.text, piece.words, start);
        }
        if self.transcript.text.len() == start {
            self.transcript.text.truncate(before);
            return false;
        }
        let label = piece.label.map_or(TAG_NO_LABEL, |l| l.0.min(TAG_NO_LABEL - 1));
        let change = if piece.change { TAG_CHANGE } else { 0 };
        let utterance = Utterance {
            span: Span::new(start, self.transcript.text.len()),
            from: piece.from,
            to: piece.to,
            line: u32::try_from(piece.line).unwrap_or(u32::MAX),
            lines: u16::try_from(piece.lines.max(1)).unwrap_or(u16::MAX),
            tag: label | change | ((piece.kind as u16) << 12),
        };
        if utterance.from.is_some() {
            let at = self.transcript.utterances.len();
            self.transcript.first_timed.get_or_insert(at);
        }
        self.transcript.utterances.push(utterance);
        true
    }

    /// Appends words to the utterance that begins at `start`, made safe and with white space settled.
    fn words(&mut self, raw: &str, start: usize, gap: &mut Option<char>) {
        let begins = self.transcript.text.len() == start;
        let mut words = if begins { raw.trim_ascii_start() } else { raw };
        if begins && gap.is_none() && is_plain(words) {
            self.transcript.text.push_str(words);
            return;
        }
        if !is_clean(words) {
            self.safe.clear();
            sanitize(words, &mut self.safe, &mut self.transcript.hidden);
            words = &self.safe;
        }
        push_settled(words, start, gap, &mut self.transcript.text);
    }

    /// The same word by word, so that it is known where each of them begins after all.
    fn timed_words(&mut self, raw: &str, words: &[WordTime], start: usize) {
        let (mut at, mut gap) = (0, None);
        let mut time: Option<Time> = None;
        let ends = words.iter().map(|word| (word.start(), Some(word.time())));
        for (end, next) in ends.chain([(raw.len(), None)]) {
            let Some(word) = raw.get(at..end) else { continue };
            let before = self.transcript.text.len();
            self.words(word, start, &mut gap);
            if let Some(time) = time.filter(|_| self.transcript.text.len() > before) {
                // The gap before a word is written with it.
                let space = usize::from(self.transcript.text[before..].starts_with([' ', '\n']));
                self.transcript.word_times.push(WordTime::new(before + space, time));
            }
            (at, time) = (end, next);
        }
    }

    /// Says what the file states of a label's role.
    pub fn state_role(&mut self, label: Label, role: StatedRole) {
        self.transcript.facts.stated_roles.push((label, role));
    }

    /// The facts, to be filled in.
    pub const fn facts_mut(&mut self) -> &mut Facts {
        &mut self.transcript.facts
    }

    /// How many utterances there are so far.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.transcript.utterances.len()
    }

    /// Whether nothing was pushed.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.transcript.utterances.is_empty()
    }

    /// Marks an utterance already pushed as something else, such as furniture recognised at the end of the file.
    pub fn set_kind(&mut self, utterance: usize, kind: Kind) {
        let tag = &mut self.transcript.utterances[utterance].tag;
        *tag = (*tag & !0x3000) | ((kind as u16) << 12);
    }

    /// What has been gathered so far.
    #[must_use]
    pub const fn so_far(&self) -> &Transcript {
        &self.transcript
    }

    /// The transcript of a source of that many lines.
    #[must_use]
    pub fn finish(mut self, source_lines: usize) -> Transcript {
        self.transcript.source_lines = source_lines;
        self.transcript.text.shrink_to_fit();
        self.transcript.utterances.shrink_to_fit();
        self.transcript.word_times.shrink_to_fit();
        self.transcript
    }
}

/// Whether words are clean and their white space settled, told in one walk: letters of the common scripts, usual punctuation, single spaces and LF.
/// What is denied may be so all the same.
fn is_plain(words: &str) -> bool {
    let bytes = words.as_bytes();
    let (mut at, mut before) = (0, b' ');
    while let Some(&byte) = bytes.get(at) {
        if let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
            let together = u64::from_le_bytes(*eight);
            let looked_at = printable(together);
            if let Some(last) = looked_at.checked_sub(1) {
                if !are_settled(together, looked_at, before) {
                    return false;
                }
                (at, before) = (at + looked_at, eight[last]);
                continue;
            }
        }
        let length = match byte {
            b' ' | b'\n' if before == b' ' || before == b'\n' => return false,
            b' '..=0x7E | b'\n' => 1,
            0xC3..=0xCB | 0xCE..=0xD1 => 2,
            0xE2 if matches!(bytes.get(at + 1..at + 3), Some([0x80, 0x90..=0xA7 | 0xB0..=0xBF])) => 3,
            0xE4..=0xE9 | 0xEB..=0xEC => 3,
            _ => return false,
        };
        (at, before) = (at + length, byte);
    }
    before != b' ' && before != b'\n'
}

/// Whether white space is settled already: single spaces and LF, none of them at an end. Most lines are so.
fn is_settled(words: &str) -> bool {
    let bytes = words.as_bytes();
    let (mut at, mut before) = (0, b' ');
    while let Some(&byte) = bytes.get(at) {
        let odd = match byte {
            b' ' | b'\n' => before == b' ' || before == b'\n',
            0..=0x1F | 0xE1 => true,
            // White space beyond ASCII begins with these bytes.
            0xC2 => matches!(bytes.get(at + 1), Some(0x85 | 0xA0)),
            0xE2 => matches!(
                bytes.get(at + 1..at + 3),
                Some([0x80, 0x80..=0x8A | 0xA8 | 0xA9 | 0xAF] | [0x81, 0x9F])
            ),
            0xE3 => bytes.get(at + 1..at + 3) == Some(&[0x80, 0x80]),
            _ => false,
        };
        if odd {
            return false;
        }
        (at, before) = (at + 1, byte);
    }
    before != b' ' && before != b'\n'
}

/// The same for the first `many` of eight bytes in one step, which are printable ASCII.
const fn are_settled(eight: u64, many: usize, before: u8) -> bool {
    const EACH: u64 = 0x0101_0101_0101_0101;
    // Only a space has no bit left that could carry into the highest one; what is not looked at has none.
    let others = ((eight ^ (EACH * 0x20)) & (EACH * 0x7F)) + EACH * 0x7F;
    let spaces = !others & (EACH * 0x80) & (u64::MAX >> (64 - 8 * many));
    let leads = spaces & 0x80 != 0 && matches!(before, b' ' | b'\n');
    spaces & (spaces >> 8) == 0 && !leads
}

/// Appends words with every run of white space as one space, or as one LF where it holds a line break. `begun` is where the
/// utterance begins; `gap` is white space that stood at the end of what was appended to it before, and in turn at this end.
fn push_settled(safe: &str, begun: usize, gap: &mut Option<char>, out: &mut String) {
    let body = safe.trim_ascii_end();
    let mut rest = safe;
    if is_settled(body) {
        out.extend(gap.take().filter(|_| out.len() > begun));
        out.push_str(body);
        rest = &safe[body.len()..];
    }
    for c in rest.chars() {
        if c.is_whitespace() {
            *gap = Some(if c == '\n' || *gap == Some('\n') { '\n' } else { ' ' });
            continue;
        }
        out.extend(gap.take().filter(|_| out.len() > begun));
        out.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::{Builder, Kind, Piece, Time, WordTime};

    #[test]
    fn white_space_settles_the_same_however_it_is_written() {
        for (raw, settled) in [
            ("a b\nc", "a b\nc"),
            ("a\u{a0}b", "a b"),
            ("a \u{2009}b\u{3000}c", "a b c"),
            ("a\r\nb\rc", "a\nb\nc"),
            ("\u{1680}a\t b", "a b"),
            ("ሰላም “a” – b", "ሰላም “a” – b"),
            ("a  b", "a b"),
            (
                "seven words  and two spaces among them",
                "seven words and two spaces among them",
            ),
            ("a gap at the eighth:   it is one", "a gap at the eighth: it is one"),
            ("one and  a line\n end after  it", "one and a line\nend after it"),
            ("a \n b", "a\nb"),
        ] {
            let mut builder = Builder::default();
            builder.push(Piece::new(raw, 1));
            assert_eq!(builder.finish(1).text(), settled, "{raw:?}");
        }
    }

    #[test]
    fn a_time_may_stand_before_the_gap_or_behind_it() {
        for start in [3, 4] {
            let words = [WordTime::new(start, Time::from_millis(700))];
            let mut builder = Builder::default();
            builder.push(Piece {
                words: &words,
                ..Piece::new("Wie geht es?", 1)
            });
            let transcript = builder.finish(1);
            assert_eq!(transcript.text(), "Wie geht es?");
            assert_eq!(transcript.word_times()[0].start(), 4);
        }
    }

    #[test]
    fn pieces_become_one_text_with_rising_spans() {
        let mut builder = Builder::default();
        assert!(builder.push(Piece::new("  Guten \t Tag. ", 1)));
        assert!(!builder.push(Piece::new(" \n ", 2)));
        assert!(builder.push(Piece {
            paragraph: true,
            ..Piece::new("Wie\n geht es?", 3)
        }));
        builder.set_kind(0, Kind::Furniture);
        let transcript = builder.finish(4);
        assert_eq!(transcript.text(), "Guten Tag.\n\nWie\ngeht es?");
        assert_eq!(transcript.utterances()[0].kind(), Kind::Furniture);
        assert_eq!(transcript.utterances()[1].kind(), Kind::Speech);
        assert_eq!(transcript.words(transcript.utterances()[1].span()), "Wie\ngeht es?");
        assert_eq!(transcript.utterances()[1].label(), None);
        assert_eq!(std::mem::size_of::<super::Utterance>(), 24);
    }
}
