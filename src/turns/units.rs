//! The smallest stretches between which a speaker may change: lines of the file, or sentences where a line holds several or where
//! lines end anywhere.
//!
//! It cuts, and says how each stretch begins and ends; it does not know what the words mean.

use super::draft::trimmed;
use crate::text::Span;
use crate::text::words::is_abbreviation;
use crate::transcript::{Kind, Transcript};

/// How the words of a unit end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// `?`, also behind a closing quotation mark or bracket.
    Asks,
    /// `.`
    Rests,
    /// `!`
    Calls,
    /// `…`, `...`, `--`, `-`, `/`: broken off or trailing.
    Trails,
    /// Nothing, or `,` `;` `:`: the sentence goes on.
    Open,
}

/// A line or a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    pub(super) span: Span,
    /// Index of its utterance, of the first where it runs on.
    pub(super) utterance: u32,
    /// It begins its utterance.
    pub(super) begins: bool,
    /// A blank line stands before it.
    pub(super) paragraph: bool,
    /// Something other than speech stands before it.
    pub(super) apart: bool,
    pub(super) ending: Ending,
}

impl Unit {
    /// Whether it runs on into another utterance.
    pub(super) fn runs_on(&self, transcript: &Transcript) -> bool {
        let first = transcript.utterances().get(self.utterance as usize);
        first.is_some_and(|first| first.span().end() < self.span.end())
    }
}

/// Marks that may close a sentence behind its full stop.
const CLOSERS: [char; 9] = ['"', '»', '«', '”', '“', '’', ')', ']', '\''];

/// Beside those that every reader of sentences knows: abbreviations that a sentence may end with, but seldom does in a talk.
const SELDOM_AT_ENDS: [&str; 3] = ["etc", "inc", "usw"];

/// From this share of sentence ends inside of lines on, and from this share of lines that end inside of a sentence, lines end
/// anywhere. In 616 transcripts with a line for each sentence, at most 6 sentences of 100 end inside a line; where lines are
/// filled to a width, 66 to 98 do, and 84 to 99 lines of 100 end inside a sentence.
const ANYWHERE: (f32, f32) = (0.12, 0.25);
/// A sentence runs on for so many bytes at most; what has no end for so long has none at all.
const LONGEST: usize = 1_000;

/// Every unit of speech in order.
pub(super) fn cut(transcript: &Transcript) -> Vec<Unit> {
    first(transcript, usize::MAX)
}

/// The first units of speech in order, `most` of them.
pub(super) fn first(transcript: &Transcript, most: usize) -> Vec<Unit> {
    let mut units = Vec::with_capacity(transcript.utterances().len().min(most));
    let mut apart = false;
    for (at, utterance) in transcript.utterances().iter().enumerate() {
        if units.len() >= most {
            break;
        }
        if utterance.kind() != Kind::Speech {
            apart = true;
            continue;
        }
        let span = utterance.span();
        let blank = span.start() >= 2 && transcript.text().as_bytes().get(span.start() - 2) == Some(&b'\n');
        let mut start = span.start();
        while start < span.end() && units.len() < most {
            let rest = transcript.words(Span::new(start, span.end()));
            let end = start + sentence_end(rest);
            let words = trimmed(transcript, Span::new(start, end));
            let begins = start == span.start();
            start = end;
            if words.is_empty() {
                continue;
            }
            units.push(Unit {
                span: words,
                utterance: u32::try_from(at).expect("a transcript is under 4 GiB"),
                begins,
                paragraph: begins && blank,
                apart: begins && apart,
                ending: ending(transcript.words(words)),
            });
            apart = false;
        }
    }
    if end_anywhere(&units) {
        run_on(transcript, &mut units);
    }
    units
}

/// Whether the lines that these units were cut from end anywhere, as those of captions and of text filled to a width do.
fn end_anywhere(units: &[Unit]) -> bool {
    let (mut lines, mut open, mut inside, mut at_end) = (0_usize, 0_usize, 0_usize, 0_usize);
    for pair in units.windows(2) {
        let ends = pair[0].ending != Ending::Open;
        lines += usize::from(pair[1].begins);
        match (ends, pair[1].begins) {
            (true, true) => at_end += 1,
            (true, false) => inside += 1,
            (false, _) => open += 1,
        }
    }
    let (inside_from, open_from) = ANYWHERE;
    inside as f32 > inside_from * (inside + at_end) as f32 && open as f32 > open_from * lines as f32
}

/// Puts together sentences that were cut by the end of a line, unless something marks that another speaks from there.
fn run_on(transcript: &Transcript, units: &mut Vec<Unit>) {
    let utterances = transcript.utterances();
    units.dedup_by(|next, unit| {
        let utterance = &utterances[next.utterance as usize];
        let labelled = utterance.label().is_some() && utterance.label() != utterances[unit.utterance as usize].label();
        let marked = labelled || next.paragraph || next.apart || utterance.marks_change();
        let goes_on = unit.ending == Ending::Open && !marked && next.span.end() - unit.span.start() <= LONGEST;
        if goes_on {
            unit.span = unit.span.cover(next.span);
            unit.ending = next.ending;
        }
        goes_on
    });
}

/// How words end.
pub(super) fn ending(words: &str) -> Ending {
    let bare = words.trim_end_matches(|c: char| CLOSERS.contains(&c) || c.is_whitespace());
    if bare.ends_with("...") || bare.ends_with("--") {
        return Ending::Trails;
    }
    match bare.chars().next_back() {
        Some('?' | '？' | '؟' | '‽') => Ending::Asks,
        Some('.' | '。') => Ending::Rests,
        Some('!' | '！') => Ending::Calls,
        Some('…' | '-' | '–' | '—' | '/') => Ending::Trails,
        _ => Ending::Open,
    }
}

/// Bytes up to the end of the first sentence, the white space behind it included; all of them where there is only one.
fn sentence_end(words: &str) -> usize {
    let bytes = words.as_bytes();
    let mut from = 0;
    while let Some(found) = next_stop(bytes, from) {
        let mut end = found + words[found..].chars().next().map_or(1, char::len_utf8);
        for c in words[end..].chars() {
            if !(CLOSERS.contains(&c) || matches!(c, '.' | '!' | '?' | '…')) {
                break;
            }
            end += c.len_utf8();
        }
        let rest = &words[end..];
        let next = rest.trim_start();
        let spaced = next.len() < rest.len() || bytes[found] >= 0x80;
        let opens = next.chars().next().is_some_and(begins_sentence);
        if spaced && opens && !(bytes[found] == b'.' && ends_abbreviated(&words[..found])) {
            return words.len() - next.len();
        }
        from = end;
    }
    words.len()
}

/// The next byte that may end a sentence; in multi-byte signs the first byte.
fn next_stop(bytes: &[u8], from: usize) -> Option<usize> {
    // Looked at piece by piece: a line that knows only one sort of stop would else be gone through to its end for each of them.
    (from..bytes.len()).step_by(LOOKED_AT).find_map(|from| {
        let piece = &bytes[from..bytes.len().min(from + LOOKED_AT)];
        let plain = memchr::memchr3(b'.', b'!', b'?', piece);
        // `…`, `。`, `！`, `？`; no letter of a Latin alphabet begins as they do.
        let mut wide = memchr::memchr3_iter(0xE2, 0xE3, 0xEF, &piece[..plain.unwrap_or(piece.len())]);
        let is_stop = |at: &usize| {
            WIDE_STOPS
                .iter()
                .any(|stop| bytes[from + at..].starts_with(stop.as_bytes()))
        };
        wide.find(is_stop).or(plain).map(|at| from + at)
    })
}

/// Bytes in which a stop is looked for at a time; most sentences are shorter.
const LOOKED_AT: usize = 256;

/// Signs of several bytes that end a sentence.
const WIDE_STOPS: [&str; 4] = ["…", "。", "！", "？"];

fn begins_sentence(c: char) -> bool {
    c.is_uppercase() || c.is_numeric() || "\"„“«»‘'([¿¡–—-".contains(c) || (c.is_alphabetic() && !c.is_lowercase())
}

/// Whether the words before a full stop end in an abbreviation, an initial or an ordinal number.
fn ends_abbreviated(before: &str) -> bool {
    let word = before
        .rsplit(|c: char| c.is_whitespace() || c == '.' || c == '(')
        .next()
        .unwrap_or("");
    if word.is_empty() {
        return false;
    }
    let ordinal = word.len() <= 2 && word.chars().all(|c| c.is_ascii_digit());
    ordinal || is_abbreviation(word) || SELDOM_AT_ENDS.iter().any(|known| word.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::{Ending, cut, ending};
    use crate::transcript::{Builder, Piece};

    fn check(line: &str, expect: &[&str]) {
        let mut builder = Builder::default();
        builder.push(Piece::new(line, 1));
        let transcript = builder.finish(1);
        let units: Vec<&str> = cut(&transcript)
            .iter()
            .map(|unit| transcript.words(unit.span))
            .collect();
        assert_eq!(units, expect);
    }

    #[test]
    fn a_line_is_cut_at_its_sentence_ends() {
        check("Ja. Und dann? Nichts!", &["Ja.", "Und dann?", "Nichts!"]);
        check("\"Was?\" Das fragte er.", &["\"Was?\"", "Das fragte er."]);
        check("Well... Maybe. ¿Y tú?", &["Well...", "Maybe.", "¿Y tú?"]);
        check("だれですか？私です。", &["だれですか？", "私です。"]);
        // Also where a stop lies across two of the pieces that are looked at.
        for before in 250..260 {
            let first = "x".repeat(before) + "…";
            check(&format!("{first} Ja."), &[&first, "Ja."]);
        }
    }

    #[track_caller]
    fn check_lines(lines: &str, expect: &[&str]) {
        let mut builder = Builder::default();
        for (at, line) in lines.lines().enumerate() {
            builder.push(Piece {
                change: line.starts_with('>'),
                paragraph: line.starts_with('¶'),
                ..Piece::new(line.trim_start_matches(['>', '¶']), at + 1)
            });
        }
        let transcript = builder.finish(lines.lines().count());
        let units = cut(&transcript);
        let words = units.iter().map(|unit| transcript.words(unit.span).replace('\n', "|"));
        assert_eq!(words.collect::<Vec<_>>(), expect);
        assert!(
            units
                .iter()
                .all(|unit| unit.runs_on(&transcript) == transcript.words(unit.span).contains('\n'))
        );
    }

    #[test]
    fn where_lines_end_anywhere_sentences_run_on() {
        check_lines(
            "We had a boat. It was\nblue, and it leaked. How\nold were you? I was\nnine.",
            &[
                "We had a boat.",
                "It was|blue, and it leaked.",
                "How|old were you?",
                "I was|nine.",
            ],
        );
        // What the file marks as another's is no end of a sentence of the first.
        check_lines(
            "We had a boat. It was\n>Blue? It leaked, and\nhow it did. I was",
            &[
                "We had a boat.",
                "It was",
                "Blue?",
                "It leaked, and|how it did.",
                "I was",
            ],
        );
        // Nor does a sentence go on behind a blank line.
        check_lines(
            "We had a boat. It was\n¶blue? It leaked, and\nhow it did. I was",
            &[
                "We had a boat.",
                "It was",
                "blue?",
                "It leaked, and|how it did.",
                "I was",
            ],
        );
    }

    #[test]
    fn no_sentence_runs_on_into_what_another_is_labelled_to_say() {
        let mut builder = Builder::default();
        let labels = ["Nora", "Till"].map(|name| builder.label(name));
        let lines = [
            (0, "We had a boat. It was"),
            (0, "blue, and it leaked. I"),
            (1, "Did it? And then you"),
            (1, "sold it. Or"),
            (0, "nearly. I was"),
        ];
        for (at, (label, words)) in lines.into_iter().enumerate() {
            builder.push(Piece {
                label: Some(labels[label]),
                ..Piece::new(words, at + 1)
            });
        }
        let transcript = builder.finish(5);
        let units = cut(&transcript);
        let words = units.iter().map(|unit| transcript.words(unit.span).replace('\n', "|"));
        let expect = [
            "We had a boat.",
            "It was|blue, and it leaked.",
            "I",
            "Did it?",
            "And then you|sold it.",
            "Or",
            "nearly.",
            "I was",
        ];
        assert_eq!(words.collect::<Vec<_>>(), expect);
    }

    #[test]
    fn lines_that_are_cut_at_pauses_stay_lines() {
        check_lines(
            "We had a boat,\nand it leaked.\nHow old were you?\nI was nine,\nor ten.",
            &[
                "We had a boat,",
                "and it leaked.",
                "How old were you?",
                "I was nine,",
                "or ten.",
            ],
        );
    }

    #[test]
    fn abbreviations_numbers_and_initials_end_no_sentence() {
        check(
            "Am 3. Mai kam Dr. Voss mit 5 Mio. Euro.",
            &["Am 3. Mai kam Dr. Voss mit 5 Mio. Euro."],
        );
        check("Das kostet 20 Tsd. Euro.", &["Das kostet 20 Tsd. Euro."]);
        check(
            "John F. Muster, ca. 40 Jahre alt.",
            &["John F. Muster, ca. 40 Jahre alt."],
        );
        check("example.com is a name", &["example.com is a name"]);
    }

    #[test]
    fn endings_are_told_behind_closing_marks() {
        assert_eq!(ending("Warum?«"), Ending::Asks);
        assert_eq!(ending("So …"), Ending::Trails);
        assert_eq!(ending("und dann,"), Ending::Open);
        assert_eq!(ending(""), Ending::Open);
    }
}
