//! Words and sentences around a place in the text, for selecting, moving and searching by them.
//!
//! Every answer looks only at the neighbourhood of the place, never at the whole text. A sentence end is guessed from its
//! signs; what cannot be told without knowing the language (an abbreviation before a capital that is in no list) is an end.

use unicode_segmentation::UnicodeSegmentation;

use super::Span;

/// How far a run without white space is looked at on either side of a place, in bytes.
const REACH: usize = 512;
/// How far on either side the ends of a sentence are looked for, in bytes; only a paragraph longer than that is cut.
const PARAGRAPH: usize = 32 * 1024;

/// The word at `offset`, or where none stands there, the next one in the same line. Words are those of Unicode: in scripts
/// without spaces a piece of one character or one run of kana.
#[must_use]
pub fn word_at(text: &str, offset: usize) -> Option<Span> {
    let line_end = text.get(floor(text, offset)..)?.find('\n');
    let line_end = line_end.map_or(text.len(), |at| floor(text, offset) + at);
    let around = word_around(text, offset);
    around.or_else(|| next_from(text, offset).filter(|word| word.start() < line_end))
}

/// Where the next word begins after `offset`; none where no further word stands.
#[must_use]
pub fn next_word(text: &str, offset: usize) -> Option<usize> {
    let from = word_around(text, offset).map_or(floor(text, offset), Span::end);
    next_from(text, from).map(Span::start)
}

/// Where the word before `offset` begins: the one that `offset` stands inside, else the one before.
#[must_use]
pub fn previous_word(text: &str, offset: usize) -> Option<usize> {
    let mut end = floor(text, offset);
    while end > 0 {
        let run = run_around(text, floor(text, end - 1));
        if let Some(word) = words_of(text, run).rev().find(|word| word.start() < end) {
            return Some(word.start());
        }
        end = run.start().min(end - 1);
        end = floor(text, end);
    }
    None
}

/// One past the last byte of the word that ends after `offset`: the one that `offset` stands in, unless on its last
/// character, else the next.
#[must_use]
pub fn word_end(text: &str, offset: usize) -> Option<usize> {
    let here = floor(text, offset);
    let after = here + text.get(here..)?.graphemes(true).next()?.len();
    match word_around(text, here) {
        Some(word) if word.end() > after => Some(word.end()),
        _ => next_from(text, after).map(Span::end),
    }
}

/// The sentence at `offset`, with its stop and closing quotes and without the space after it; from that space it is the
/// sentence before. Blank lines end sentences, single line ends do not.
#[must_use]
pub fn sentence_at(text: &str, offset: usize) -> Option<Span> {
    let offset = floor(text, offset);
    let paragraph = paragraph_around(text, offset);
    let mut start = paragraph.start();
    let mut last = None;
    while start < paragraph.end() && (start <= offset || last.is_none()) {
        let end = sentence_end(text, start, paragraph.end());
        last = Some(Span::new(start, end));
        start = skip_space(text, end, paragraph.end());
    }
    last
}

/// Where the next sentence begins after `offset`.
#[must_use]
pub fn next_sentence(text: &str, offset: usize) -> Option<usize> {
    let here = sentence_at(text, offset).map_or(offset, Span::end);
    let next = skip_space(text, here.max(floor(text, offset)), text.len());
    (next < text.len()).then_some(next)
}

/// Where the sentence around `offset` begins, or from its first byte the one before.
#[must_use]
pub fn previous_sentence(text: &str, offset: usize) -> Option<usize> {
    let start = sentence_at(text, offset)
        .map(Span::start)
        .filter(|&start| start < offset);
    if start.is_some() {
        return start;
    }
    let before = text.get(..floor(text, offset))?.trim_end();
    let last = before.char_indices().next_back()?.0;
    sentence_at(text, last).map(Span::start)
}

fn word_around(text: &str, offset: usize) -> Option<Span> {
    let offset = floor(text, offset);
    let run = run_around(text, offset);
    words_of(text, run).find(|word| word.contains(offset))
}

fn next_from(text: &str, offset: usize) -> Option<Span> {
    let mut at = floor(text, offset);
    while at < text.len() {
        at = skip_space(text, at, text.len());
        let run = run_around(text, at);
        if let Some(word) = words_of(text, run).find(|word| word.start() >= at) {
            return Some(word);
        }
        let beyond = at
            + text
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(1, char::len_utf8);
        at = run.end().max(beyond);
    }
    None
}

/// The words in `run`, without signs and spaces between them.
fn words_of(text: &str, run: Span) -> impl DoubleEndedIterator<Item = Span> {
    let pieces = run.of(text).split_word_bound_indices();
    pieces
        .filter(|(_, piece)| piece.chars().any(char::is_alphanumeric))
        .map(move |(at, piece)| Span::new(run.start() + at, run.start() + at + piece.len()))
}

/// The characters around `offset` up to white space, where words surely begin and end; empty on white space.
fn run_around(text: &str, offset: usize) -> Span {
    let (before, after) = text.split_at(floor(text, offset));
    let far = ceiling(after, REACH);
    let end = after
        .get(..far)
        .unwrap_or(after)
        .find(char::is_whitespace)
        .unwrap_or(far);
    if end == 0 {
        return Span::at(before.len());
    }
    let near = floor(before, before.len().saturating_sub(REACH));
    let head = before.get(near..).unwrap_or(before);
    let length = head.len() - head.trim_end_matches(|c: char| !c.is_whitespace()).len();
    Span::new(before.len() - length, before.len() + end)
}

/// From the blank line before `offset` to the one after it.
fn paragraph_around(text: &str, offset: usize) -> Span {
    let (before, after) = text.split_at(floor(text, offset));
    let near = floor(before, before.len().saturating_sub(PARAGRAPH));
    let head = before.get(near..).unwrap_or(before);
    // On the blank line itself the paragraph is the one before it.
    let settled = head.trim_end_matches('\n');
    let start = settled.rfind("\n\n").map_or(near, |at| near + at + 2);
    let far = ceiling(after, PARAGRAPH);
    let end = before.len() + after.get(..far).unwrap_or(after).find("\n\n").unwrap_or(far);
    Span::new(skip_space(text, start, end), end)
}

fn sentence_end(text: &str, start: usize, limit: usize) -> usize {
    let sentence = text.get(start..limit).unwrap_or("");
    let mut characters = sentence.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        if !is_stop(c) {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((more, c)) = characters.next_if(|(_, c)| is_stop(*c) || is_closing(*c)) {
            end = more + c.len_utf8();
        }
        let (head, tail) = sentence.split_at(end);
        if is_wide_stop(c) || ends_here(head, tail, sentence.get(..at).unwrap_or(""), c) {
            return start + end;
        }
    }
    start + sentence.trim_end().len()
}

/// Whether a sentence ends between `head` and `tail`; `before` is what stands before the stop.
fn ends_here(head: &str, tail: &str, before: &str, stop: char) -> bool {
    if tail.trim().is_empty() {
        return true;
    }
    if !tail.starts_with(char::is_whitespace) {
        return false;
    }
    let next = tail.chars().find(|c| !c.is_whitespace() && !is_opening(*c));
    if next.is_some_and(char::is_lowercase) {
        return false;
    }
    if stop != '.' || !head.ends_with('.') || before.ends_with('.') {
        return true;
    }
    let is_number = next.is_some_and(char::is_numeric);
    let token = before
        .rsplit(|c: char| c.is_whitespace() || is_opening(c))
        .next()
        .unwrap_or("");
    let last = token.rsplit(['.', '-', '–']).next().unwrap_or(token);
    !(is_abbreviation(last) || is_number && last.chars().count() < 4 || is_ordinal(token))
}

/// One or two digits before a stop: "am 3. Mai", "das 19. Jahrhundert".
fn is_ordinal(token: &str) -> bool {
    token.len() <= 2 && !token.is_empty() && token.bytes().all(|b| b.is_ascii_digit())
}

/// Abbreviations after which a name, a noun or a number goes on, in the languages hyphenated here. Those that may as well end
/// a sentence ("etc.", "usw.", "a.m.") are not in it.
const ABBREVIATIONS: &[&str] = &[
    "dr", "prof", "mr", "mrs", "ms", "st", "sr", "jr", "gen", "col", "capt", "sen", "rep", "gov", "rev", "hon", "vs",
    "no", "nos", "vol", "fig", "pp", "approx", "hr", "fr", "hrn", "dipl", "ing", "med", "phil", "jur", "rer", "nat",
    "mag", "nr", "abs", "art", "bd", "kap", "bzw", "ca", "vgl", "evtl", "ggf", "inkl", "mill", "mio", "mrd", "tsd",
    "sek", "std", "sog", "bspw", "mme", "mlle", "mgr", "dott", "sig", "sra", "srta", "dña", "dhr", "mevr", "drs",
];

/// Whether a full stop behind this word, given without it, is that of an abbreviation or an initial.
#[must_use]
pub fn is_abbreviation(token: &str) -> bool {
    let mut characters = token.chars();
    let is_initial = matches!((characters.next(), characters.next()), (Some(c), None) if c.is_alphabetic() && c != 'I');
    is_initial || ABBREVIATIONS.iter().any(|known| known.eq_ignore_ascii_case(token))
}

const fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‽' | '؟' | '।' | '۔') || is_wide_stop(c)
}

/// Stops of scripts that write no space after them.
const fn is_wide_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '．' | '｡')
}

const fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '”' | '“' | '’' | '‘' | '»' | '«' | '›' | '‹' | ')' | ']' | '}' | '」' | '』' | '）' | '】'
    )
}

const fn is_opening(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '„'
            | '“'
            | '‚'
            | '‘'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '('
            | '['
            | '{'
            | '¿'
            | '¡'
            | '-'
            | '–'
            | '—'
    )
}

fn skip_space(text: &str, from: usize, limit: usize) -> usize {
    let rest = text.get(from..limit).unwrap_or("");
    from + (rest.len() - rest.trim_start().len())
}

/// The character boundary at or before `offset`.
fn floor(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The character boundary at or after `offset`.
fn ceiling(text: &str, offset: usize) -> usize {
    (offset..text.len())
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(text.len())
}

#[cfg(test)]
mod tests;
