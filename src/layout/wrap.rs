//! Words to lines: first fit within a width, in byte-exact spans.
//!
//! Words are found by white space, and by Unicode's line breaking only in paragraphs whose script needs it, because that costs
//! twenty times as much. Hyphenation is asked for only the word at a line's end. Nothing here knows turns or sides.

mod divide;

use hypher::Lang;
use textwrap::WordSeparator;

pub(super) use divide::needs_line_breaking;
use divide::{LETTERS_AFTER, LETTERS_BEFORE, after_dash, after_syllable, starts_alone};

use crate::text::Span;
use crate::text::width::{graphemes, width};

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
            return width(word);
        }
        let mut cells = 0;
        for (_, _, more) in graphemes(word) {
            cells += more;
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
        let dash = after_dash(word, room);
        let syllable = self.language.and_then(|language| after_syllable(word, room, language));
        let at = dash.max(syllable)?;
        Some(Cut {
            at: fragment.start + at,
            hyphen: dash != Some(at),
        })
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
        for (at, _, more) in graphemes(word) {
            cells += more;
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

#[cfg(test)]
mod tests;
