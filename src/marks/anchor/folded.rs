//! Text as it is compared when marks are sought: letters and digits alone, with a way back to where they stand.
//!
//! Compatible forms are taken apart, accents and apostrophes dropped, cases folded, and everything else that stands between
//! two words is one space (`marks.md`). A letter is one byte: ASCII as it is, any other by its place among its neighbours in
//! Unicode, so that no two letters of one alphabet are taken for each other.

use unicode_normalization::char::{canonical_combining_class, decompose_compatible, is_combining_mark};

use crate::text::Span;

/// Between words.
pub(super) const SPACE: u8 = b' ';

/// Folded text.
#[derive(Clone, Debug, Default)]
pub(super) struct Folded {
    letters: Vec<u8>,
    /// Where the character that a letter is of begins in the text, in bytes.
    offsets: Vec<u32>,
    /// The letters with which lines begin, but the first.
    lines: Vec<u32>,
}

impl Folded {
    /// Folds a text.
    pub fn of(text: &str) -> Self {
        let mut folder = Folder {
            folded: Self {
                letters: Vec::with_capacity(text.len()),
                offsets: Vec::with_capacity(text.len()),
                lines: Vec::new(),
            },
            gap: None,
            broken: false,
        };
        for (offset, c) in text.char_indices() {
            folder.take(c, u32::try_from(offset).unwrap_or(u32::MAX));
        }
        folder.folded
    }

    /// The letters, one space between words, none at either end.
    pub fn letters(&self) -> &[u8] {
        &self.letters
    }

    /// The letters of the characters that begin in `range` of the text, without the spaces at its ends.
    pub fn within(&self, range: Span) -> (usize, usize) {
        self.trimmed((self.letter_at(range.start()), self.letter_at(range.end())))
    }

    /// The first letter of a character that begins at `offset` of the text or behind it.
    pub fn letter_at(&self, offset: usize) -> usize {
        self.offsets.partition_point(|known| (*known as usize) < offset)
    }

    /// The same letters without spaces at the ends.
    pub fn trimmed(&self, (mut start, mut end): (usize, usize)) -> (usize, usize) {
        while start < end && self.letters[start] == SPACE {
            start += 1;
        }
        while start < end && self.letters[end - 1] == SPACE {
            end -= 1;
        }
        (start, end)
    }

    /// Where letters stand in the text they are of, accents included.
    pub fn span(&self, text: &str, (start, end): (usize, usize)) -> Span {
        let (Some(first), Some(last)) = (self.offsets.get(start), self.offsets.get(end.wrapping_sub(1))) else {
            return Span::at(text.len());
        };
        let last = *last as usize;
        let rest = text.get(last..).unwrap_or("");
        let mut behind = rest.chars();
        let mut length = behind.next().map_or(0, char::len_utf8);
        length += behind.take_while(|c| is_accent(*c)).map(char::len_utf8).sum::<usize>();
        Span::new(*first as usize, last + length)
    }

    /// The line that a letter is of, from 0; lines without letters are none.
    pub fn line_of(&self, letter: usize) -> usize {
        self.lines.partition_point(|start| *start as usize <= letter)
    }

    /// The letters of a line.
    pub fn line(&self, line: usize) -> (usize, usize) {
        let at = |line: usize| self.lines.get(line).map_or(self.letters.len(), |start| *start as usize);
        (line.checked_sub(1).map_or(0, at), at(line))
    }

    /// The words that letters from `start` to `end` are of, in full: the ends go outward to the nearest spaces.
    pub fn whole_words(&self, (start, end): (usize, usize)) -> (usize, usize) {
        let before = self.letters[..start].iter().rposition(|letter| *letter == SPACE);
        let after = self.letters[end..].iter().position(|letter| *letter == SPACE);
        (
            before.map_or(0, |space| space + 1),
            after.map_or(self.letters.len(), |space| end + space),
        )
    }
}

struct Folder {
    folded: Folded,
    /// Where what stands between two words begins.
    gap: Option<u32>,
    /// Whether a line has ended since the last letter.
    broken: bool,
}

impl Folder {
    fn take(&mut self, c: char, offset: u32) {
        if c.is_ascii_alphanumeric() {
            self.letter(c.to_ascii_lowercase(), offset);
        } else if is_apostrophe(c) || is_unseen(c) {
            // Neither a letter nor the end of a word.
        } else if c.is_ascii() {
            self.broken |= c == '\n';
            self.gap.get_or_insert(offset);
        } else {
            decompose_compatible(c, |part| self.part(part, offset));
        }
    }

    fn part(&mut self, part: char, offset: u32) {
        if is_accent(part) || is_apostrophe(part) {
            return;
        }
        if !part.is_alphanumeric() {
            self.gap.get_or_insert(offset);
            return;
        }
        for c in part.to_uppercase().flat_map(char::to_lowercase) {
            self.letter(c, offset);
        }
    }

    fn letter(&mut self, c: char, offset: u32) {
        if let Some(gap) = self.gap.take()
            && !self.folded.letters.is_empty()
        {
            self.folded.letters.push(SPACE);
            self.folded.offsets.push(gap);
        }
        if std::mem::take(&mut self.broken) && !self.folded.letters.is_empty() {
            self.folded
                .lines
                .push(u32::try_from(self.folded.letters.len()).unwrap_or(u32::MAX));
        }
        self.folded.letters.push(byte(c));
        self.folded.offsets.push(offset);
    }
}

/// One byte for a letter. Alphabets outside ASCII lie in rows of 128; of ideographs one in 128 is taken for another, which costs
/// an error that is not seen.
const fn byte(c: char) -> u8 {
    if c.is_ascii() {
        c as u8
    } else {
        0x80 | (c as u32 & 0x7F) as u8
    }
}

/// Marks on letters: what joins them by a class of its own (points and tones too), and marks that are no letters.
fn is_accent(c: char) -> bool {
    !c.is_ascii() && (canonical_combining_class(c) != 0 || (is_combining_mark(c) && !c.is_alphanumeric()))
}

const fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '`' | '´' | '‘' | '’' | '‛' | 'ʼ' | 'ʻ' | '′' | '＇' | '\u{1FFD}'
    )
}

/// What has neither width nor meaning: soft hyphens, joiners, directions.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::{Folded, SPACE};
    use crate::text::Span;

    /// Folds both alike.
    fn same(one: &str, other: &str) {
        assert_eq!(
            Folded::of(one).letters(),
            Folded::of(other).letters(),
            "{one:?} and {other:?}"
        );
    }

    #[test]
    fn case_accents_and_what_stands_between_words_make_no_difference() {
        same("  Größe — „naïve“, e.g. don’t!", "grosse naive e g dont");
        same("E\u{301}te\u{301}", "été");
        same("ﬁnal ½", "final 1 2");
        same("Ёлка, ПОЙДЁМ", "елка пойдем");
        same("שָׁלוֹם", "שלום");
        same("co\u{AD}operate", "cooperate");
        assert_eq!(Folded::of("A-b  c.").letters(), b"a b c");
        assert!(Folded::of("… ? ♪").letters().is_empty());
        assert_ne!(Folded::of("дом").letters(), Folded::of("дым").letters());
        assert_ne!(Folded::of("かが").letters(), Folded::of("なに").letters());
    }

    #[test]
    fn letters_lead_back_to_where_they_stand() {
        let text = "»Grüße!« sagte Zoe\u{308}.";
        let folded = Folded::of(text);
        assert_eq!(folded.letters(), b"grusse sagte zoe");
        assert_eq!(folded.span(text, (0, 6)).of(text), "Grüße");
        assert_eq!(folded.span(text, (13, 16)).of(text), "Zoe\u{308}");
        let quote = Span::new(0, text.find("sagte").expect("it stands there"));
        assert_eq!(folded.within(quote), (0, 6));
        assert_eq!(folded.whole_words((8, 14)), (7, 16));
        assert_eq!(folded.letters()[6], SPACE);
        assert_eq!(folded.within(Span::new(0, 0)), (0, 0));
        let lines = Folded::of("\nEins zwei.\n\n— drei\n…\n");
        assert_eq!((lines.line_of(0), lines.line_of(8), lines.line_of(10)), (0, 0, 1));
        assert_eq!(
            (lines.line(0), lines.line(1), lines.line(2)),
            ((0, 10), (10, 14), (14, 14))
        );
        assert_eq!(folded.span(text, (99, 100)), Span::at(text.len()));
    }
}
