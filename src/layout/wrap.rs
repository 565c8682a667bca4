//! Words to lines: first fit within a width, in byte-exact spans.
//!
//! Words are found by white space, and by Unicode's line breaking only in paragraphs whose script needs it, because that costs
//! twenty times as much. Hyphenation is asked for only the word at a line's end. Nothing here knows turns or sides.

use hypher::Lang;
use textwrap::WordSeparator;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::Span;
use crate::text::width::width;

/// One line of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// From its first word to its last; empty where an indent left no room for a word.
    pub span: Span,
    /// Whether the last word goes on in the next line after a hyphen that the text does not have.
    pub hyphen: bool,
}

/// What lines depend on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure<'a> {
    text: &'a str,
    width: usize,
    language: Option<Lang>,
}

/// What cannot be divided without need: a word, or what Unicode's line breaking leaves together.
#[derive(Clone, Copy, Debug)]
struct Fragment {
    start: usize,
    end: usize,
    /// White space before it in bytes, which are cells too: it is only spaces and line feeds.
    gap: usize,
    cells: usize,
}

/// Where a word is divided.
#[derive(Clone, Copy, Debug)]
struct Cut {
    at: usize,
    hyphen: bool,
}

/// Fewest letters before a hyphen.
const LETTERS_BEFORE: usize = 2;
/// Fewest letters after a hyphen; two would leave endings such as "-en" alone in a line.
const LETTERS_AFTER: usize = 3;
/// Longer runs of letters in bytes are no words, and hyphenating costs by length.
const LONGEST_WORD: usize = 80;
/// Words over this many bytes are measured only as far as a line reaches.
const MEASURED_WHOLE: usize = 256;

impl<'a> Measure<'a> {
    /// Lines of `text` at most `width` cells wide, hyphenated by an ISO 639-1 language if it is known.
    pub(super) fn new(text: &'a str, width: u16, hyphenation: Option<&str>) -> Self {
        let code = hyphenation.and_then(|code| <[u8; 2]>::try_from(code.as_bytes()).ok());
        Self {
            text,
            width: usize::from(width.max(1)),
            language: code.and_then(Lang::from_iso),
        }
    }

    /// Appends the lines of one paragraph, the first of them shorter by `indent` cells.
    ///
    /// A grapheme wider than the whole width stands alone in its line, to be clipped by the painter: the only other way would
    /// be to hide it.
    pub(super) fn wrap(&self, paragraph: Span, indent: usize, lines: &mut Vec<Line>) {
        let mut filling = Filling {
            measure: *self,
            room: self.width.saturating_sub(indent),
            line: None,
            lines,
        };
        if needs_line_breaking(paragraph.of(self.text).as_bytes()) {
            self.breaks(paragraph, &mut filling);
        } else {
            let whole = (self.text.as_bytes(), paragraph.start(), paragraph.end());
            self.spaces(whole, &mut 0, &mut filling);
        }
        filling.flush();
    }

    /// Fills in the words of `all` between two bytes, which are divided by white space. `gap` is the white space before them
    /// and is left as that after the last.
    fn spaces(&self, (all, from, to): (&[u8], usize, usize), gap: &mut usize, filling: &mut Filling<'_, '_>) {
        let mut at = from;
        while at < to {
            if is_space(all[at]) {
                *gap += 1;
                at += 1;
                continue;
            }
            let start = at;
            let mut signs = 0;
            while at < to && !is_space(all[at]) {
                signs |= all[at];
                at += 1;
            }
            let cells = if signs < 0x80 {
                at - start
            } else {
                self.cells(&self.text[start..at])
            };
            filling.add(Fragment {
                start,
                end: at,
                gap: std::mem::take(gap),
                cells,
            });
        }
    }

    /// The same for a paragraph in which lines may end inside words too. What Unicode keeps together over a space, such as a
    /// bracket and what follows it, is divided there nevertheless, so that no line begins or ends with one.
    fn breaks(&self, paragraph: Span, filling: &mut Filling<'_, '_>) {
        let (mut from, mut to, mut gap) = (paragraph.start(), paragraph.start(), 0);
        for word in WordSeparator::UnicodeBreakProperties.find_words(paragraph.of(self.text)) {
            to += word.word.len() + word.whitespace.len();
            if self.parts_graphemes(to, paragraph.end()) {
                self.spaces((self.text.as_bytes(), from, to), &mut gap, filling);
                from = to;
            }
        }
    }

    /// Whether no grapheme reaches over a break that line breaking allows, as a vowel sign after a foreign letter does.
    fn parts_graphemes(&self, at: usize, end: usize) -> bool {
        let next = self.text.as_bytes().get(at).copied().unwrap_or(b' ');
        // Neither ASCII nor Chinese goes on with a grapheme.
        at >= end
            || matches!(next, 0..=0x7F | 0xE4..=0xE9)
            || match (self.text[..at].chars().next_back(), self.text[at..].chars().next()) {
                (Some(last), Some(next)) => starts_alone(last, next),
                _ => true,
            }
    }

    /// Width in cells, exact up to the measure; anything above it means "too wide".
    fn cells(&self, word: &str) -> usize {
        if word.len() <= MEASURED_WHOLE {
            return narrow(word).unwrap_or_else(|| width(word));
        }
        let mut cells = 0;
        for grapheme in word.graphemes(true) {
            cells += width(grapheme);
            if cells > self.width {
                break;
            }
        }
        cells
    }

    /// The last place within `room` cells where a reader expects a word to be divided: after a dash or by syllables.
    fn cut(&self, fragment: Fragment, room: usize) -> Option<Cut> {
        let word = self.text.get(fragment.start..fragment.end)?;
        if room <= LETTERS_BEFORE || word.len() <= LETTERS_BEFORE + LETTERS_AFTER {
            return None;
        }
        let dash = self.after_dash(word, room);
        let syllable = self.language.and_then(|language| after_syllable(word, room, language));
        let at = dash.max(syllable)?;
        Some(Cut {
            at: fragment.start + at,
            hyphen: dash != Some(at),
        })
    }

    fn after_dash(&self, word: &str, room: usize) -> Option<usize> {
        let mut best = None;
        // Graphemes of more than eight bytes are so rare that a dash behind them may be missed.
        for (at, sign) in word.char_indices().take_while(|(at, _)| *at <= room * 8) {
            if at < LETTERS_BEFORE || !is_divider(sign) {
                continue;
            }
            let (before, after) = (&word[..at], &word[at + sign.len_utf8()..]);
            if !divides(before, sign, after) {
                continue;
            }
            let end = at + sign.len_utf8();
            if self.cells(&word[..end]) > room {
                break;
            }
            best = Some(end);
        }
        best
    }

    /// Where a word that is wider than a whole line is divided: as a reader expects it if that fills half the line, else after
    /// as many graphemes as fit, and after one in any case.
    fn split(&self, fragment: Fragment, room: usize) -> Cut {
        if let Some(cut) = self.cut(fragment, room)
            && self.cells(&self.text[fragment.start..cut.at]) * 2 >= room
        {
            return cut;
        }
        let word = self.text.get(fragment.start..fragment.end).unwrap_or("");
        let mut cells = 0;
        for (at, grapheme) in word.grapheme_indices(true) {
            cells += width(grapheme);
            if at > 0 && cells > room {
                return Cut {
                    at: fragment.start + at,
                    hyphen: false,
                };
            }
        }
        Cut {
            at: fragment.end,
            hyphen: false,
        }
    }
}

/// A line being filled.
#[derive(Debug)]
struct Filling<'a, 'b> {
    measure: Measure<'a>,
    room: usize,
    /// Start and end in bytes, and cells.
    line: Option<(usize, usize, usize)>,
    lines: &'b mut Vec<Line>,
}

impl Filling<'_, '_> {
    #[inline]
    fn add(&mut self, fragment: Fragment) {
        match self.line {
            Some((start, _, cells)) if cells + fragment.gap + fragment.cells <= self.room => {
                self.line = Some((start, fragment.end, cells + fragment.gap + fragment.cells));
            }
            None if fragment.cells <= self.room => {
                self.line = Some((fragment.start, fragment.end, fragment.cells));
            }
            _ => self.divide(fragment),
        }
    }

    /// Begins the next line with what of a fragment does not fit in this one.
    fn divide(&mut self, mut fragment: Fragment) {
        if let Some((start, _, cells)) = self.line {
            let room = self.room.saturating_sub(cells + fragment.gap);
            match self.measure.cut(fragment, room) {
                Some(cut) => {
                    self.push(start, cut.at, cut.hyphen);
                    fragment = self.rest(fragment, cut.at);
                }
                None => self.flush(),
            }
        }
        while fragment.cells > self.room && fragment.start < fragment.end {
            let indented = self.room < self.measure.width;
            if indented && (fragment.cells <= self.measure.width || self.room * 2 < self.measure.width) {
                self.push(fragment.start, fragment.start, false);
                continue;
            }
            let cut = self.measure.split(fragment, self.room);
            self.push(fragment.start, cut.at, cut.hyphen);
            fragment = self.rest(fragment, cut.at);
        }
        if fragment.start < fragment.end {
            self.line = Some((fragment.start, fragment.end, fragment.cells));
        }
    }

    fn rest(&self, fragment: Fragment, start: usize) -> Fragment {
        Fragment {
            start,
            end: fragment.end,
            gap: 0,
            cells: self.measure.cells(&self.measure.text[start..fragment.end]),
        }
    }

    fn push(&mut self, start: usize, end: usize, hyphen: bool) {
        self.lines.push(Line {
            span: Span::new(start, end),
            hyphen,
        });
        self.line = None;
        self.room = self.measure.width;
    }

    fn flush(&mut self) {
        if let Some((start, end, _)) = self.line {
            self.push(start, end, false);
        }
    }
}

/// White space as [`crate::transcript::Builder`] leaves it.
pub(super) const fn is_space(byte: u8) -> bool {
    byte == b' ' || byte == b'\n'
}

/// Cells of a word in which every character takes one, which is nearly every word of a European language; none for others.
fn narrow(word: &str) -> Option<usize> {
    let mut cells = 0;
    for sign in word.chars() {
        if !(' '..'\u{300}').contains(&sign) && !('\u{2010}'..='\u{2027}').contains(&sign)
            || ('\u{7f}'..'\u{a0}').contains(&sign)
            || sign == '\u{ad}'
        {
            return None;
        }
        cells += 1;
    }
    Some(cells)
}

/// Whether lines may end between characters without a space: Thai, Lao, Tibetan, Burmese, Khmer, Tai, Chinese, Japanese, Yi.
/// Korean is set with spaces, and its lines are easier to read when they end there.
pub(super) fn needs_line_breaking(words: &[u8]) -> bool {
    words.chunks(64).enumerate().any(|(at, chunk)| {
        chunk.iter().fold(0, |most, byte| most.max(*byte)) >= 0xE0
            && (0..chunk.len()).any(|within| {
                let lead = at * 64 + within;
                words
                    .get(lead + 1)
                    .is_some_and(|next| breaks_anywhere(words[lead], *next))
            })
    })
}

/// The same of the first two bytes of a character in UTF-8.
const fn breaks_anywhere(first: u8, second: u8) -> bool {
    match first {
        0xE0 => second >= 0xB8,
        0xE1 => matches!(second, 0x80..=0x82 | 0x9E..=0x9F | 0xA5..=0xAA),
        0xE2 => second >= 0xBA,
        0xE3..=0xE9 => true,
        0xEA => second < 0xB0,
        0xEF => matches!(second, 0xBC..=0xBE),
        0xF0 => second >= 0xA0,
        _ => false,
    }
}

const fn is_divider(sign: char) -> bool {
    matches!(sign, '-' | '\u{2010}' | '\u{2013}' | '\u{2014}' | '/')
}

/// Whether a line may end after this sign: between two letters or figures, but not inside a number.
fn divides(before: &str, sign: char, after: &str) -> bool {
    let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    let alone = sign == '\u{2014}' || sign == '\u{2013}';
    let joins = (last.is_alphanumeric() || alone && !is_divider(last)) && next.is_alphanumeric();
    joins
        && after.len() > next.len_utf8()
        && !(last.is_numeric() && next.is_numeric())
        // What a vowel sign of an Indian script follows would be torn from it.
        && (next < '\u{300}' || after[..next.len_utf8()].graphemes(true).count() == 1 && starts_alone(sign, next))
}

fn starts_alone(sign: char, next: char) -> bool {
    let mut both = [0; 8];
    let first = sign.encode_utf8(&mut both).len();
    let second = next.encode_utf8(&mut both[first..]).len();
    std::str::from_utf8(&both[..first + second]).is_ok_and(|pair| pair.graphemes(true).count() == 2)
}

/// The last end of a syllable that leaves room for a hyphen; only in words that are letters throughout.
fn after_syllable(word: &str, room: usize, language: Lang) -> Option<usize> {
    let begun = word.len() - word.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let core = word[begun..].trim_end_matches(|c: char| !c.is_alphanumeric());
    narrow(&word[..begun])?;
    let limit = word.char_indices().nth(room - 1).map_or(word.len(), |(at, _)| at);
    let mut run = begun;
    for (at, sign) in core.char_indices() {
        let at = begun + at;
        if !is_latin_letter(sign) {
            if !matches!(sign, '-' | '\u{2010}' | '\'' | '\u{2019}') {
                return None;
            }
            if at < limit {
                run = at + sign.len_utf8();
            }
        }
    }
    let letters = &word[run..];
    let length = letters.find(|c: char| !is_latin_letter(c)).unwrap_or(letters.len());
    if !(LETTERS_BEFORE + LETTERS_AFTER..=LONGEST_WORD).contains(&length) || run >= limit {
        return None;
    }
    let mut end = run;
    let mut best = None;
    for syllable in hypher::hyphenate_bounded(&letters[..length], language, LETTERS_BEFORE, LETTERS_AFTER) {
        end += syllable.len();
        if end > limit || end >= run + length {
            break;
        }
        best = Some(end);
    }
    best
}

/// A letter that hyphenation knows and that is a grapheme of its own.
fn is_latin_letter(sign: char) -> bool {
    sign < '\u{250}' && sign.is_alphabetic()
}

#[cfg(test)]
mod tests;
