//! A quotation as a pattern: words that must be there, ellipses that leave words out, brackets that put words in.

use super::words::{Lexicon, words};

/// A piece of a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// A word, in one form or two: `[t]he` is `the` and `he`.
    Word {
        numbers: [u32; 2],
        form: String,
        shown: String,
    },
    /// An ellipsis.
    Gap,
    /// Words of the writer in brackets.
    Bracket,
}

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Pattern {
    pub items: Vec<Item>,
}

/// Between brackets that hold more bytes than this stands no remark of a writer.
const BRACKET_BYTES: usize = 200;

impl Pattern {
    /// The pattern of a quotation, in numbers of what was heard.
    pub fn of(quotation: &str, lexicon: &Lexicon) -> Self {
        let mut pattern = Self::default();
        let mut plain = String::new();
        let mut rest = quotation;
        let mut before = ' ';
        while let Some(c) = rest.chars().next() {
            if let Some((item, length)) = sign(rest, before) {
                pattern.add_words(&std::mem::take(&mut plain), lexicon);
                pattern.add_sign(item);
                rest = &rest[length..];
                before = ' ';
            } else {
                plain.push(c);
                rest = &rest[c.len_utf8()..];
                before = c;
            }
        }
        pattern.add_words(&plain, lexicon);
        // At its ends a quotation leaves out whatever it likes.
        while matches!(pattern.items.last(), Some(Item::Gap | Item::Bracket)) {
            pattern.items.pop();
        }
        pattern
    }

    /// How many words it has.
    pub fn words(&self) -> usize {
        self.items
            .iter()
            .filter(|item| matches!(item, Item::Word { .. }))
            .count()
    }

    /// The word of an item as it is written.
    pub fn shown(&self, item: usize) -> &str {
        match self.items.get(item) {
            Some(Item::Word { shown, .. }) => shown,
            _ => "",
        }
    }

    fn add_sign(&mut self, item: Item) {
        let begins = self.items.is_empty();
        if !begins && self.items.last() != Some(&item) {
            self.items.push(item);
        }
    }

    fn add_words(&mut self, plain: &str, lexicon: &Lexicon) {
        for chunk in plain.split_whitespace() {
            let whole = chunk.replace(['[', ']'], "");
            let found = words(&whole);
            let without = without_brackets(chunk);
            let other = words(&without);
            for (form, range) in &found {
                let number = lexicon.number(form);
                let second = match (found.as_slice(), other.as_slice()) {
                    ([_], [(other, _)]) => lexicon.number(other),
                    _ => number,
                };
                let shown = match found.as_slice() {
                    [_] => chunk.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '[' | ']')),
                    _ => &whole[range.clone()],
                };
                self.items.push(Item::Word {
                    numbers: [number, second],
                    form: form.clone(),
                    shown: shown.to_owned(),
                });
            }
        }
    }
}

/// A chunk without what stands in brackets.
fn without_brackets(chunk: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::new();
    for c in chunk.chars() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// The ellipsis or bracket at the beginning of a text, and its length in bytes. A bracket against letters belongs to a word.
fn sign(text: &str, before: char) -> Option<(Item, usize)> {
    let dots = dots(text);
    if dots > 0 {
        return Some((Item::Gap, dots));
    }
    let closing = match text.chars().next()? {
        '[' => ']',
        '(' => ')',
        _ => return None,
    };
    let end = text.find(closing).filter(|end| *end <= BRACKET_BYTES)?;
    let inside = text[1..end].trim();
    let length = end + 1;
    let is_ellipsis = !inside.is_empty() && dots_only(inside);
    if is_ellipsis {
        return Some((Item::Gap, length));
    }
    let after = text[length..].chars().next().unwrap_or(' ');
    let stands_apart = !before.is_alphanumeric() && !after.is_alphanumeric();
    (closing == ']' && stands_apart).then_some((Item::Bracket, length))
}

/// How many bytes of dots that are an ellipsis begin a text: `…`, `...` and more, `. . .`.
fn dots(text: &str) -> usize {
    let ellipses = text.len() - text.trim_start_matches('…').len();
    if ellipses > 0 {
        return ellipses;
    }
    let run = text.len() - text.trim_start_matches('.').len();
    if run >= 3 {
        return run;
    }
    if text.starts_with(". . .") { 5 } else { 0 }
}

fn dots_only(inside: &str) -> bool {
    inside
        .chars()
        .all(|c| matches!(c, '.' | '…' | ' ' | '\u{a0}' | '-' | '–'))
}

#[cfg(test)]
mod tests {
    use super::{Item, Pattern};
    use crate::export::proof::words::Lexicon;

    fn read(quotation: &str) -> String {
        let pattern = Pattern::of(quotation, &Lexicon::default());
        let item = |item: &Item| match item {
            Item::Word { form, .. } => form.clone(),
            Item::Gap => "…".to_owned(),
            Item::Bracket => "[]".to_owned(),
        };
        pattern.items.iter().map(item).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn ellipses_and_brackets_are_told_from_words() {
        for (quotation, expected) in [
            ("I have […] told [Quill] that.", "i have … told [] that"),
            (
                "I have [...] never (…) told . . . that ...",
                "i have … never … told … that",
            ),
            ("[T]he cat’s [sic] word[s]", "the cats [] words"),
            ("… well… yes", "well … yes"),
            ("he said (laughing) no", "he said laughing no"),
            ("e.g. 3.5", "e g 3 5"),
            ("[…]", ""),
        ] {
            assert_eq!(read(quotation), expected, "{quotation}");
        }
    }
}
