//! Damaged and hostile files end with a transcript or a reason, soon, and never end the reader: every file of the corpus and every
//! fixture cut, with bits flipped, with other line ends and marks; lines without end; what is malformed or no transcript at all.
//!
//! `VISAVIS_LONG=1 cargo test --release --test it damage` cuts every file of the corpus at every 97th byte and takes bombs of
//! 100 MB; otherwise a share of them is taken.

use std::time::Duration;

use visavis::formats::{Part, Reading, read};

use crate::place;
use crate::stopwatch::Stopwatch;

/// Between two cuts, in bytes.
const STEP: usize = 97;

/// The fixtures, and the corpus where it is here: name and bytes.
fn samples() -> Vec<(String, Vec<u8>)> {
    let fixtures = place::files("tests/corpus", "")
        .into_iter()
        .map(|path| place::root().join(path));
    let fixtures = fixtures.filter(|path| path.extension().is_some_and(|extension| extension != "score"));
    let corpus = place::shared("corpus/formats")
        .map(|corpus| place::corpus(&corpus))
        .unwrap_or_default();
    let share = if place::is_long_run() { 1 } else { 7 };
    fixtures
        .chain(corpus.into_iter().step_by(share))
        .map(|path| {
            (
                path.to_string_lossy().into_owned(),
                std::fs::read(&path).expect("readable"),
            )
        })
        .collect()
}

/// Spans rise and lie in the text; a refusal has its reason.
fn assert_sound(found: &Result<Reading, visavis::formats::Refusal>, name: &str) {
    let reading = match found {
        Ok(reading) => reading,
        Err(refusal) => {
            assert!(!refusal.reason.is_empty(), "{name} is refused without a reason");
            return;
        }
    };
    let transcript = &reading.transcript;
    let mut end = 0;
    for utterance in transcript.utterances() {
        let span = utterance.span();
        assert!(span.start() >= end && !span.is_empty(), "{name}: spans fall");
        assert!(!transcript.words(span).is_empty(), "{name}: an utterance without words");
        end = span.end();
    }
}

/// Where a sample is cut: at every 97th byte in the long run, else at some of them.
fn cuts(bytes: usize) -> impl Iterator<Item = usize> {
    let most = if place::is_long_run() { usize::MAX } else { 6 };
    let step = (bytes / STEP / most.min(bytes.max(1))).max(1) * STEP;
    (1..bytes).step_by(step)
}

#[test]
fn a_file_cut_anywhere_is_read_or_refused() {
    for (name, bytes) in samples() {
        for (number, cut) in cuts(bytes.len()).enumerate() {
            let part = if number % 2 == 0 { Part::Whole } else { Part::Head };
            assert_sound(&read(&bytes[..cut], &name, part), &name);
        }
    }
}

#[test]
fn flipped_bits_are_read_or_refused() {
    for (name, bytes) in samples() {
        let mut flipped = bytes.clone();
        let mut state = bytes.len() as u64;
        let times = if place::is_long_run() { 40 } else { 4 };
        for _ in 0..times {
            for _ in 0..1 + bytes.len() / 4096 {
                // Numbers that look like chance and are the same in every run.
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                let at = (state >> 33) as usize % bytes.len().max(1);
                if let Some(byte) = flipped.get_mut(at) {
                    *byte ^= 1 << (state % 8);
                }
            }
            assert_sound(&read(&flipped, &name, Part::Whole), &name);
        }
    }
}

#[test]
fn other_line_ends_and_marks_are_read_or_refused() {
    for (name, bytes) in samples() {
        let Ok(text) = std::str::from_utf8(&bytes) else {
            continue;
        };
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let plain = read(text.as_bytes(), &name, Part::Whole);
        for variant in [
            text.replace('\n', "\r\n"),
            text.replace('\n', "\r"),
            format!("\u{feff}{text}"),
            text.replace('\n', "\n\u{200b}"),
        ] {
            let found = read(variant.as_bytes(), &name, Part::Whole);
            assert_sound(&found, &name);
            if variant.contains('\u{200b}') {
                continue;
            }
            if let (Ok(plain), Ok(found)) = (&plain, &found) {
                assert_eq!(found.account.pieces, plain.account.pieces, "{name}");
                assert_eq!(found.format, plain.format, "{name}");
            }
        }
    }
}

#[test]
fn what_is_malformed_or_no_transcript_ends_within_a_second_and_says_so() {
    let Some(corpus) = place::shared("corpus/formats") else {
        return;
    };
    for path in place::corpus(&corpus) {
        let folder = path
            .parent()
            .and_then(|folder| folder.file_name())
            .expect("it lies in a folder");
        if folder != "malformed" && folder != "negative" {
            continue;
        }
        let (name, bytes) = (
            path.to_string_lossy().into_owned(),
            std::fs::read(&path).expect("readable"),
        );
        let watch = Stopwatch::start();
        let found = read(&bytes, &name, Part::Whole);
        assert!(watch.spent() < Duration::from_secs(1), "{name}");
        assert_sound(&found, &name);
        if let (Ok(reading), true) = (&found, folder == "negative") {
            assert!(!reading.remarks.is_empty(), "{name} is opened without a word");
        }
    }
}

/// What a line without an end is made of.
const BOMBS: &[(&str, &str, &str)] = &[
    ("words", "", "word "),
    ("one word", "", "x"),
    ("labels", "", "Ida: "),
    ("brackets", "", "["),
    ("round brackets", "", "(("),
    ("stars", "", "**a"),
    ("strokes", "", "//"),
    ("arrows", "", ">> "),
    ("hashes", "", "#00:00:01-0"),
    ("times", "", "00:00:01 "),
    ("backslashes", "", "\\"),
    ("entities", "WEBVTT\n\n00:01.000 --> 00:02.000\n", "&amp"),
    ("voices", "WEBVTT\n\n00:01.000 --> 00:02.000\n", "<v a"),
    ("tags", "WEBVTT\n\n00:01.000 --> 00:02.000\n", "<b>"),
    ("open tags", "1\n00:00:01,000 --> 00:00:02,000\n", "<"),
    ("codes", "1\n00:00:01,000 --> 00:00:02,000\n", "{\\an8"),
    ("arrows of times", "1\n00:00:01,000 --> 00:00:02,000\n", " --> "),
    ("front matter", "---\n", "a: "),
    ("letters of another script", "", "ก"),
    ("joined accents", "a", "\u{301}"),
];

#[test]
fn a_line_without_an_end_takes_no_longer_than_its_length() {
    let size = if place::is_long_run() { 100 << 20 } else { 1 << 20 };
    // A debug build takes two seconds for a megabyte of signs that may begin markup; what is not linear takes hours.
    let most = Duration::from_secs(5) * u32::try_from(size >> 20).expect("a small number");
    for (name, before, unit) in BOMBS {
        let mut text = (*before).to_owned();
        while text.len() < size {
            text.push_str(unit);
        }
        let watch = Stopwatch::start();
        let found = read(text.as_bytes(), "bomb.txt", Part::Whole);
        assert!(watch.spent() < most, "{name}: {:?}", watch.spent());
        assert_sound(&found, name);
    }
}

#[test]
fn many_short_lines_take_no_longer_than_their_length() {
    let size = if place::is_long_run() { 20 << 20 } else { 256 << 10 };
    let most = Duration::from_secs(6) * u32::try_from(1 + (size >> 20)).expect("a small number");
    for unit in [
        "\n",
        "a\n",
        "a:\n",
        "A: b\n",
        ">>\n",
        "- \n",
        "[0:01]\n",
        "#\n",
        "1\n",
        "-->\n",
        "**a:**\n",
        "{\n",
        "0:01\tA:\tb\n",
        "\r",
    ] {
        let text = unit.repeat(size / unit.len());
        let watch = Stopwatch::start();
        let found = read(text.as_bytes(), "lines.txt", Part::Whole);
        assert!(watch.spent() < most, "{unit:?}: {:?}", watch.spent());
        assert_sound(&found, unit);
    }
    // As many names as lines: none of them is believed, and looking them up costs no more.
    let many: String = (0..size / 24)
        .map(|number| format!("Name{number}: words here\n"))
        .collect();
    let watch = Stopwatch::start();
    assert_sound(&read(many.as_bytes(), "names.txt", Part::Whole), "names");
    assert!(watch.spent() < most, "{:?}", watch.spent());
}
