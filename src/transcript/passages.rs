//! Passages that are written among the words and were not said as words: pauses, sounds, what was not understood, what another
//! said meanwhile.
//!
//! They stay where they stand, so that no word is lost and nothing is counted twice; a page shows them for what they are. Each
//! notation is a row of [`NOTATIONS`]. Brackets that hold anything else are words.

use crate::text::Span;

/// What a passage stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PassageKind {
    /// Nobody speaks: `(...)`, `(4)`, `(12 seconds pause)`.
    Pause,
    /// Heard and not said: `((lacht))`, `(seufzt)`, `[laughter]`.
    Sound,
    /// Not understood: `(unv.)`, `[inaudible 00:12]`.
    Unclear,
    /// Perhaps understood: `(Rinderhof?)`.
    Guess,
    /// Said by another meanwhile: `//mhm//`, `//S02: ja//`.
    Overlap,
    /// The time of the recording: `[00:12:03]`, `#00:12:03-4#`.
    Stamp,
}

/// A passage and where it stands, its signs included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Passage {
    /// Its place in the text.
    pub span: Span,
    /// What it stands for.
    pub kind: PassageKind,
}

/// How a passage is written: one row of the table.
pub struct Notation {
    /// The sign before it.
    pub opens: &'static str,
    /// The sign after it.
    pub closes: &'static str,
    /// What it stands for.
    pub kind: PassageKind,
    /// Whether what stands between the signs is one.
    pub fits: fn(&str) -> bool,
}

/// A passage is not longer, in bytes; what is would be words.
const LONGEST: usize = 160;

/// The notations, longer signs before shorter ones and the narrow before the wide.
pub const NOTATIONS: &[Notation] = &[
    // GAT 2, cGAT: ((lacht)), ((Tür fällt zu)).
    row("((", "))", PassageKind::Sound, has_letters),
    // noScribe and Dresing & Pehl: //mhm//, //S02: ja//.
    row("//", "//", PassageKind::Overlap, is_short_speech),
    // Dresing & Pehl: (.) (..) (...) (4); GAT 2: (-) (--) (0.5); noScribe: (12 seconds pause).
    row("(", ")", PassageKind::Pause, is_pause),
    row("[", "]", PassageKind::Pause, is_named_pause),
    row("(", ")", PassageKind::Unclear, is_unclear),
    row("[", "]", PassageKind::Unclear, is_unclear),
    // CLAN and Jefferson for what could not be made out at all.
    row("(", ")", PassageKind::Unclear, is_blank),
    row("(", ")", PassageKind::Sound, is_sound),
    row("[", "]", PassageKind::Sound, is_sound),
    row("*", "*", PassageKind::Sound, is_sound),
    // Dresing & Pehl: a word that may have been this one.
    row("(", ")", PassageKind::Guess, is_guess),
    // OHMS, noScribe, f4 and easytranscript write times among the words.
    row("[", "]", PassageKind::Stamp, is_stamp),
    row("(", ")", PassageKind::Stamp, is_stamp),
    row("{", "}", PassageKind::Stamp, is_stamp),
    row("#", "#", PassageKind::Stamp, is_stamp),
];

const fn row(opens: &'static str, closes: &'static str, kind: PassageKind, fits: fn(&str) -> bool) -> Notation {
    Notation {
        opens,
        closes,
        kind,
        fits,
    }
}

/// Words that say that nobody speaks.
const PAUSES: &[&str] = &["pause", "pausa", "silence", "stille", "schweigen", "silencio", "break"];

/// Units of a pause.
const UNITS: &[&str] = &[
    "s", "sec", "secs", "second", "seconds", "sek", "sekunde", "sekunden", "min", "minute", "minutes", "minuten",
    "lange", "kurze", "long", "short", "brief", "longue", "larga",
];

/// Beginnings of words for what could not be understood.
const UNCLEAR: &[&str] = &[
    "unv",
    "unverst",
    "unklar",
    "inaud",
    "unintell",
    "indistinct",
    "unclear",
    "crosstalk",
    "cross talk",
    "overlapping",
    "xxx",
    "incompr",
    "ininteli",
    "inintelli",
    "inaudible",
    "onverst",
    "akustisch unverst",
];

/// Beginnings of words for what is heard.
const SOUNDS: &[&str] = &[
    "lach",
    "lächel",
    "schmunzel",
    "kicher",
    "seufz",
    "räusper",
    "hust",
    "niest",
    "atmet",
    "stöhn",
    "wein",
    "schluchz",
    "flüster",
    "klatsch",
    "applaus",
    "beifall",
    "musik",
    "gelächter",
    "telefon",
    "laugh",
    "chuckl",
    "giggl",
    "sigh",
    "cough",
    "clears",
    "sob",
    "sniff",
    "cry",
    "crying",
    "cries",
    "applau",
    "music",
    "whisper",
    "groan",
    "gasp",
    "sneez",
    "snort",
    "inhal",
    "exhal",
    "breath",
    "rire",
    "rit",
    "rires",
    "soupir",
    "toux",
    "tousse",
    "applaudi",
    "musique",
    "risa",
    "ríe",
    "ríen",
    "suspir",
    "tos",
    "aplauso",
    "música",
    "risata",
    "ride",
    "sospir",
    "applauso",
    "musica",
    "lacht",
    "zucht",
    "kucht",
    "gelach",
];

/// The passages that overlap a span of a text, in order; those that begin shortly before it or end shortly after it too, whole.
pub fn passages(text: &str, span: Span, found: &mut Vec<Passage>) {
    let mut at = span.start().saturating_sub(LONGEST);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let bytes = text.as_bytes();
    while at < span.end() {
        let rest = bytes.get(at..span.end()).unwrap_or_default();
        let next = rest
            .iter()
            .position(|byte| matches!(byte, b'(' | b'[' | b'/' | b'*' | b'{' | b'#'));
        let Some(next) = next else { return };
        at += next;
        // Strokes inside a word or an address open nothing.
        let before = at
            .checked_sub(1)
            .and_then(|before| bytes.get(before))
            .copied()
            .unwrap_or(b' ');
        let is_inside =
            bytes.get(at) == Some(&b'/') && (before.is_ascii_alphanumeric() || matches!(before, b':' | b'/'));
        match passage_at(text, at).filter(|_| !is_inside) {
            Some(passage) => {
                if passage.span.end() > span.start() {
                    found.push(passage);
                }
                at = passage.span.end();
            }
            None => at += 1,
        }
    }
}

/// The passage that begins at an offset.
fn passage_at(text: &str, at: usize) -> Option<Passage> {
    let rest = text.get(at..)?;
    NOTATIONS.iter().find_map(|notation| {
        let inside = rest.strip_prefix(notation.opens)?;
        let window = inside.as_bytes().get(..LONGEST).unwrap_or(inside.as_bytes());
        let length = memchr::memmem::find(window, notation.closes.as_bytes())?;
        let words = inside.get(..length)?;
        let end = at + notation.opens.len() + length + notation.closes.len();
        (notation.fits)(words).then(|| Passage {
            span: Span::new(at, end),
            kind: notation.kind,
        })
    })
}

fn has_letters(words: &str) -> bool {
    words.contains(char::is_alphabetic) && !words.contains(['(', ')'])
}

/// Few words, and no address: `https://a.b//` holds none of what people say.
fn is_short_speech(words: &str) -> bool {
    let begins = words.trim_start().chars().next().is_some_and(char::is_alphabetic);
    begins && !words.contains(['/', '\n']) && (!words.contains('.') || words.contains(' '))
}

fn is_blank(words: &str) -> bool {
    !words.is_empty() && words.trim().is_empty()
}

/// Dots or dashes, a number of at most two digits before its unit, or the word for it.
fn is_pause(words: &str) -> bool {
    let words = words.trim();
    let signs = |sign: char| words.chars().count() <= 5 && words.chars().all(|c| c == sign);
    if words.is_empty() {
        return false;
    }
    if signs('.') || signs('-') || words == "…" {
        return true;
    }
    let (mut number, mut named) = (false, false);
    for word in words.split_whitespace() {
        let lower = word.to_lowercase();
        let bare = lower.trim_end_matches(['.', ',']);
        let digits = bare.trim_end_matches(char::is_alphabetic);
        let (unit, length) = (&bare[digits.len()..], digits.len());
        let is_number = length > 0 && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
        // A year or a list's number in brackets is words.
        if is_number
            && digits.bytes().take_while(u8::is_ascii_digit).count() <= 2
            && (unit.is_empty() || UNITS.contains(&unit))
        {
            number = true;
        } else if PAUSES.contains(&bare) {
            named = true;
        } else if !UNITS.contains(&bare) {
            return false;
        }
    }
    number || named
}

/// Two or three numbers with colons between them, and a fraction.
fn is_stamp(words: &str) -> bool {
    let colons = words.bytes().filter(|byte| *byte == b':').count();
    let begins = words.starts_with(|c: char| c.is_ascii_digit()) && words.ends_with(|c: char| c.is_ascii_digit());
    begins
        && (1..=3).contains(&colons)
        && words
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b":.,-".contains(&byte))
}

/// In square brackets a bare number is a note's.
fn is_named_pause(words: &str) -> bool {
    words.contains(char::is_alphabetic) && is_pause(words)
}

fn begins_with_any(words: &str, beginnings: &[&str]) -> bool {
    let lower = words.trim().to_lowercase();
    beginnings.iter().any(|beginning| lower.starts_with(beginning))
}

fn is_unclear(words: &str) -> bool {
    words.len() <= 48 && begins_with_any(words, UNCLEAR)
}

/// Few words that begin with one for a sound, and no sentence.
fn is_sound(words: &str) -> bool {
    words.split_whitespace().count() <= 4 && !words.ends_with(['.', '!', '?', ',']) && begins_with_any(words, SOUNDS)
}

/// One to three words with a question mark behind them.
fn is_guess(words: &str) -> bool {
    let Some(guess) = words.trim().strip_suffix('?') else {
        return false;
    };
    let begins = guess.chars().next().is_some_and(char::is_alphanumeric);
    begins && guess.split_whitespace().count() <= 3 && !guess.contains(['.', '!', '?'])
}

#[cfg(test)]
mod tests {
    use super::{PassageKind, passages};
    use crate::text::Span;

    fn check(text: &str, expect: &[(&str, PassageKind)]) {
        let mut found = Vec::new();
        passages(text, Span::new(0, text.len()), &mut found);
        let found: Vec<_> = found
            .iter()
            .map(|passage| (passage.span.of(text), passage.kind))
            .collect();
        assert_eq!(found, expect, "{text:?}");
    }

    #[test]
    fn every_notation_is_known_for_what_it_stands_for() {
        use PassageKind::{Guess, Overlap, Pause, Sound, Stamp, Unclear};
        for (written, kind) in [
            ("(.)", Pause),
            ("(...)", Pause),
            ("(…)", Pause),
            ("(--)", Pause),
            ("(4)", Pause),
            ("(0.5)", Pause),
            ("(3s)", Pause),
            ("(12 seconds pause)", Pause),
            ("(4 Sek.)", Pause),
            ("(lange Pause)", Pause),
            ("[pause]", Pause),
            ("((lacht))", Sound),
            ("((Tür fällt zu))", Sound),
            ("(räuspert sich)", Sound),
            ("[laughter]", Sound),
            ("*sighs*", Sound),
            ("(unv.)", Unclear),
            ("(unverständlich, 2 Sek.)", Unclear),
            ("[inaudible 00:12:03]", Unclear),
            ("[crosstalk]", Unclear),
            ("(   )", Unclear),
            ("(Rinderhof?)", Guess),
            ("//mhm//", Overlap),
            ("[00:12:03]", Stamp),
            ("#00:12:03-4#", Stamp),
            ("{1:02}", Stamp),
            ("//S02: Ja, genau. //", Overlap),
        ] {
            check(&format!("Well, {written} yes."), &[(written, kind)]);
        }
    }

    #[test]
    fn brackets_that_hold_words_are_words() {
        for words in [
            "He came (in 1984) and left (2001).",
            "The (old) baker [Name] had (as you said) two.",
            "(He laughed at me. Then he left.) Well (why would he not do it?).",
            "See https://example.org//path and a // b, and/or * c",
            "( ( [ / // * # {",
            "Psalm (23:) and [12] and #1 of #2 {a}",
            "",
        ] {
            check(words, &[]);
        }
    }

    #[test]
    fn a_passage_that_is_cut_by_a_row_is_found_from_either_side() {
        let text = "Ja. (12 seconds pause) Nein.";
        for span in [Span::new(0, 8), Span::new(8, 12), Span::new(20, 28)] {
            let mut found = Vec::new();
            passages(text, span, &mut found);
            assert_eq!(found.len(), 1, "{span:?}");
        }
    }
}
