//! The signs of CHAT in what is said, after the manual: which are put into words, which are left out.

use crate::formats::sheet::place;
use crate::transcript::{Time, WordTime};

/// What is said, for a reader, and when.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Spoken {
    pub(super) text: String,
    pub(super) from: Option<Time>,
    pub(super) to: Option<Time>,
}

/// The control character around the times of a bullet.
const BULLET: char = '\u{15}';

/// How an utterance ends where it does not end in `.`, `?` or `!`, and how that is written elsewhere; longer signs first.
const ENDINGS: &[(&str, &str)] = &[
    ("+\"/.", "."),
    ("+//?", "–?"),
    ("+//.", "–"),
    ("+..?", "…?"),
    ("+!?", "?!"),
    ("+/?", "–?"),
    ("+/.", "–"),
    ("+...", "…"),
    ("+\".", "."),
    ("+.", "–"),
];

/// Takes the signs out of a main line.
pub(super) fn spoken(line: &str) -> Spoken {
    let mut said = Spoken::default();
    let mut words = String::with_capacity(line.len());
    for (number, part) in line.split(BULLET).enumerate() {
        let times = if number % 2 == 1 { bullet(part) } else { None };
        match times {
            Some((from, to)) => {
                said.from = said.from.or(Some(from));
                said.to = Some(to);
                words.push(' ');
            }
            None => words.push_str(part),
        }
    }
    let mut rest = words.as_str();
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '[' => bracket(rest, &mut said.text),
            '<' | '>' => c.len_utf8(),
            _ if c.is_whitespace() => c.len_utf8(),
            _ => {
                let end = rest
                    .find(|c: char| c.is_whitespace() || "[<>".contains(c))
                    .unwrap_or(rest.len());
                word(&rest[..end], &mut said.text);
                end
            }
        };
        rest = &rest[length..];
    }
    said
}

/// When the words of a main line were said, from the tier `%wor`, which says a word and its times in turn: `no \u{15}600_700\u{15}`.
pub(super) fn word_times(said: &str, tier: &str) -> Vec<WordTime> {
    let parts: Vec<&str> = tier.split(BULLET).collect();
    let mut at = 0;
    let times = parts.chunks_exact(2).filter_map(|pair| {
        let word = pair[0].split_whitespace().last()?;
        let (from, _) = bullet(pair[1])?;
        let found = place(said, at, word, true)?;
        at = found.end;
        Some(WordTime::new(found.start, from))
    });
    times.collect()
}

/// `600_2219`: two times in milliseconds.
fn bullet(written: &str) -> Option<(Time, Time)> {
    let (from, to) = written
        .trim()
        .trim_start_matches(|c: char| !c.is_ascii_digit())
        .split_once('_')?;
    let time = |number: &str| number.parse().ok().map(Time::from_millis);
    Some((time(from)?, time(to.trim_end_matches(|c: char| !c.is_ascii_digit()))?))
}

/// Appends words with a space before them where they do not close a sentence.
fn add(word: &str, out: &mut String) {
    let closes = word
        .chars()
        .all(|c| matches!(c, '.' | '?' | '!' | ',' | ';' | '…' | '–'));
    if !out.is_empty() && (!closes || word.starts_with('–')) {
        out.push(' ');
    }
    out.push_str(word);
}

/// What stands in square brackets at the beginning of `rest`: a remark is kept, a code is not. Its length.
fn bracket(rest: &str, out: &mut String) -> usize {
    let Some(end) = rest.find(']') else {
        add(&rest[1..], out);
        return rest.len();
    };
    let inside = rest[1..end].trim();
    let remark = inside.strip_prefix("=!").or_else(|| inside.strip_prefix('='));
    match remark.or_else(|| inside.strip_prefix('%')).map(str::trim) {
        Some(remark) if !remark.is_empty() => add(&format!("(({remark}))"), out),
        _ if inside == "?" => add("(?)", out),
        _ => {}
    }
    end + 1
}

/// Appends one word without its signs.
fn word(written: &str, out: &mut String) {
    if let Some((_, ending)) = ENDINGS.iter().find(|(sign, _)| *sign == written) {
        return add(ending, out);
    }
    // Links to what was said before.
    if matches!(written, "+<" | "+^" | "+," | "++" | "+\"" | "‡" | "0") {
        return;
    }
    if written == "„" {
        return add(",", out);
    }
    if let Some(deed) = written.strip_prefix("&=") {
        return add(&format!("(({}))", deed.replace([':', '_'], " ")), out);
    }
    if let Some(heard) = written.strip_prefix("&*") {
        // Someone else puts in a word.
        return add(&format!("//{}//", heard.replacen(':', ": ", 1).replace('_', " ")), out);
    }
    if matches!(written, "xxx" | "xx" | "yyy") {
        return add(&format!("({written})"), out);
    }
    let omitted = written
        .strip_prefix('0')
        .is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    if omitted {
        return;
    }
    let bare = written
        .strip_prefix('&')
        .map_or(written, |rest| rest.trim_start_matches(['-', '+', '~']));
    let bare = bare.split('@').next().filter(|bare| !bare.is_empty()).unwrap_or(bare);
    let pause = bare.starts_with('(') && bare.ends_with(')') && !bare.contains(char::is_alphabetic);
    let kept = |c: &char| pause || !matches!(c, '(' | ')');
    let joined = |c: char| if matches!(c, '_' | '+') { ' ' } else { c };
    let plain: String = bare.chars().filter(kept).map(joined).collect();
    add(plain.trim(), out);
}

#[cfg(test)]
mod tests {
    use super::spoken;

    #[test]
    fn signs_are_put_into_words_or_left_out() {
        for (line, text) in [
            ("so I was telling [>] him .", "so I was telling him."),
            ("<what's> [<] that ?", "what's that?"),
            ("that's the &-uh +/.", "that's the uh –"),
            (
                "&=laughs well (.) I+mean [=! sighs] xxx +...",
                "((laughs)) well (.) I mean ((sighs)) (xxx)…",
            ),
            (
                "(be)cause gonna [: going to] <no no> [//] yes@q",
                "because gonna no no yes",
            ),
            ("+< yeah &*MOT:mhm , 0is it [*] [?] !", "yeah //MOT: mhm//, it (?)!"),
            ("0 .", "."),
            ("an open [bracket", "an open bracket"),
        ] {
            assert_eq!(spoken(line).text, text, "{line}");
        }
    }

    #[test]
    fn bullets_are_times() {
        let said = spoken("one \u{15}600_900\u{15} two . \u{15}900_2219\u{15}");
        assert_eq!(said.text, "one two.");
        assert_eq!(said.from.map(crate::transcript::Time::millis), Some(600));
        assert_eq!(said.to.map(crate::transcript::Time::millis), Some(2219));
        assert_eq!(spoken("open \u{15}12").from, None);
    }
}
