use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use super::{FORMATS, Part, Reading, read};
use crate::transcript::{Kind, Time, Utterance};

/// A fixture: its name under `tests/corpus`, its bytes, and the score that reading it must give.
type Case = (String, Vec<u8>, String);

/// Every fixture that has a score beside it, by name.
fn cases() -> &'static [Case] {
    static CASES: OnceLock<Vec<Case>> = OnceLock::new();
    CASES.get_or_init(|| {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
        let entries = |folder: &Path| {
            let entries = fs::read_dir(folder).expect("a readable folder");
            entries.map(|entry| entry.expect("a readable entry").path())
        };
        let files = entries(&corpus)
            .filter(|path| path.is_dir())
            .flat_map(|folder| entries(&folder));
        let mut cases: Vec<Case> = files
            .filter(|path| path.extension().is_none_or(|extension| extension != "score"))
            .filter_map(|path| {
                let score = fs::read_to_string(format!("{}.score", path.display())).ok()?;
                let name = path.strip_prefix(&corpus).ok()?.to_string_lossy().replace('\\', "/");
                Some((name, fs::read(&path).ok()?, score))
            })
            .collect();
        cases.sort();
        cases
    })
}

/// Whether a fixture is a document whose lines cannot be shown.
fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK")
}

/// What a reading holds, source lines and what was made of them in turn.
fn score(bytes: &[u8], reading: &Reading) -> String {
    let transcript = &reading.transcript;
    let source = String::from_utf8_lossy(bytes);
    let lines: Vec<&str> = super::lines::lines(&source).map(|line| line.text).collect();
    let facts = transcript.facts();
    let mut out = String::new();
    let _ = writeln!(out, "! {} ({}), {}", reading.format, reading.evidence, reading.encoding);
    let account = &reading.account;
    let _ = writeln!(out, "! {} pieces, {} set apart", account.pieces, account.set_apart);
    let stated = [
        ("title", &facts.title),
        ("outlet", &facts.outlet),
        ("date", &facts.date),
    ];
    for (name, fact) in stated {
        if let Some(fact) = fact {
            let _ = writeln!(out, "! {name}: {fact}");
        }
    }
    for (label, name) in &facts.full_names {
        let _ = writeln!(out, "! {} is {name}", transcript.labels()[usize::from(label.0)]);
    }
    for (label, role) in &facts.stated_roles {
        let _ = writeln!(
            out,
            "! {} is stated {role:?}",
            transcript.labels()[usize::from(label.0)]
        );
    }
    for remark in &reading.remarks {
        let _ = writeln!(out, "! remark, line {:?}: {}", remark.line, remark.text);
    }
    for utterance in transcript.utterances() {
        for line in utterance.line()..utterance.line() + utterance.lines() {
            let shown = if is_zip(bytes) {
                format!("(paragraph {line})")
            } else {
                lines.get(line - 1).unwrap_or(&"(no such line)").trim_end().to_owned()
            };
            let _ = writeln!(out, "> {shown}");
        }
        let label = utterance
            .label()
            .map(|label| transcript.labels()[usize::from(label.0)].as_str());
        let who = if utterance.marks_change() {
            "(another)"
        } else {
            label.unwrap_or("–")
        };
        let when = |time: Option<Time>| time.map_or_else(|| "–".to_owned(), |time| format!("{:.3}", time.seconds()));
        let kind = format!("{:?}", utterance.kind()).to_lowercase();
        let words = transcript.words(utterance.span()).replace('\n', " ⏎ ");
        let _ = writeln!(
            out,
            "# {kind} {who} {} {} | {words}",
            when(utterance.from()),
            when(utterance.to())
        );
        let timed = transcript.word_times().iter();
        for word in timed.filter(|word| utterance.span().contains(word.start())) {
            let rest = &transcript.text()[word.start()..];
            let said = rest.split_whitespace().next().unwrap_or_default();
            let _ = writeln!(out, "~ {:.3} {said}", word.time().seconds());
        }
    }
    out
}

#[test]
fn every_fixture_reads_as_its_score_says() {
    for (name, bytes, expect) in cases() {
        let reading = read(bytes, name, Part::Whole).expect("a fixture is a transcript");
        let found = score(bytes, &reading);
        if let Some(folder) = std::env::var_os("VISAVIS_SCORES") {
            let path = std::path::Path::new(&folder).join(format!("{name}.score"));
            std::fs::write(path, &found).expect("scores can be written");
            continue;
        }
        assert!(found == *expect, "{name} reads otherwise than its score:\n{found}");
        let folder = name.split('/').next();
        assert_eq!(folder, Some(reading.format), "{name}");
    }
}

#[test]
fn every_format_has_a_fixture() {
    for format in FORMATS {
        let prefix = format!("{}/", format.name);
        assert!(
            cases().iter().any(|(name, _, _)| name.starts_with(&prefix)),
            "no fixture for {}",
            format.name
        );
    }
}

fn words_of(reading: &Reading) -> Vec<String> {
    reading
        .transcript
        .text()
        .split_whitespace()
        .map(str::to_owned)
        .collect()
}

#[test]
fn line_ends_and_marks_change_nothing() {
    for (name, bytes, _) in cases().iter().filter(|(_, bytes, _)| !is_zip(bytes)) {
        let text = String::from_utf8_lossy(bytes);
        let plain = read(bytes, name, Part::Whole).expect("a fixture is a transcript");
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let variants = [
            text.replace('\n', "\r\n").into_bytes(),
            text.replace('\n', "\r").into_bytes(),
            format!("\u{FEFF}{text}").into_bytes(),
            [b"\xFF\xFE".to_vec(), wide].concat(),
        ];
        for variant in variants {
            let other = read(&variant, name, Part::Whole).expect("a fixture is a transcript");
            assert_eq!(other.transcript.text(), plain.transcript.text(), "{name}");
            assert_eq!(other.transcript.utterances(), plain.transcript.utterances(), "{name}");
            assert_eq!(other.account.pieces, plain.account.pieces, "{name}");
        }
    }
}

/// Spans rise, lie on characters, and every utterance has words and a line.
fn assert_sound(reading: &Reading, name: &str) {
    let transcript = &reading.transcript;
    let mut end = 0;
    let mut line = 0;
    // Where tiers lie one behind the other, or rows in any order, time decides what is next.
    let by_time = ["ass", "elan", "exmaralda", "lrc", "textgrid"].contains(&reading.format);
    for utterance in transcript.utterances() {
        let span = utterance.span();
        assert!(span.start() >= end && !span.is_empty(), "{name}");
        assert!(!transcript.words(span).trim().is_empty(), "{name}");
        assert!(utterance.line() >= line.max(1) || by_time, "{name}: lines fall");
        assert!(
            utterance.line() + utterance.lines() <= transcript.source_lines() + 1,
            "{name}: a line too many"
        );
        end = span.end();
        line = utterance.line();
    }
    assert!(
        !transcript.text().contains(|c: char| c.is_control() && c != '\n'),
        "{name}"
    );
}

#[test]
fn a_file_cut_anywhere_or_with_flipped_bits_is_read_or_refused_but_never_ends_the_reader() {
    // A share of the places each time, another for each file; all of them where there is time.
    let step = if std::env::var_os("VISAVIS_LONG").is_some() {
        1
    } else {
        11
    };
    for (number, (name, bytes, _)) in cases().iter().enumerate() {
        for cut in (number % step..bytes.len()).step_by(step) {
            // Cuts inside a word of plain letters are all alike.
            if cut > 0 && bytes[cut].is_ascii_lowercase() && bytes[cut - 1].is_ascii_lowercase() {
                continue;
            }
            let part = if cut % 2 == 0 { Part::Head } else { Part::Whole };
            if let Ok(reading) = read(&bytes[..cut], name, part) {
                assert_sound(&reading, name);
            }
            if cut % 5 > 0 {
                continue;
            }
            let mut flipped = bytes.to_vec();
            flipped[cut] ^= 1 << (cut % 8);
            if let Ok(reading) = read(&flipped, name, Part::Whole) {
                assert_sound(&reading, name);
            }
        }
    }
}

#[test]
fn every_word_of_plain_and_labelled_text_is_kept() {
    for (name, bytes, _) in cases()
        .iter()
        .filter(|(name, _, _)| name.starts_with("plain") || name.starts_with("labelled"))
    {
        let reading = read(bytes, name, Part::Whole).expect("a fixture is a transcript");
        let labels: String = reading
            .transcript
            .labels()
            .iter()
            .map(|label| format!("{label} "))
            .collect();
        let kept = format!("{labels} {}", words_of(&reading).join(" "));
        let source = String::from_utf8_lossy(bytes);
        let body = &source[super::preface::block(&source).map_or(0, |preface| preface.end)..];
        for word in body
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| word.chars().count() > 2)
        {
            let initials = name.contains("initials");
            assert!(kept.contains(word) || initials, "{name}: {word} is lost");
        }
    }
}

#[test]
fn the_head_of_a_file_reads_as_the_whole_does_but_for_its_cut_end() {
    let cues: String = (0..400)
        .map(|n| {
            format!(
                "{n}\n00:{:02}:{:02},000 --> 00:{:02}:{:02},500\nSentence number {n} of these.\n\n",
                n / 60,
                n % 60,
                n / 60,
                n % 60
            )
        })
        .collect();
    let turns: String = (0..400)
        .map(|n| {
            format!(
                "{}: Sentence number {n} of these.\n\n",
                if n % 2 == 0 { "Ida" } else { "Tom" }
            )
        })
        .collect();
    let lines: String = (0..400).map(|n| format!("Sentence number {n} of these.\n")).collect();
    for (name, text) in [("a.srt", cues), ("a.txt", turns), ("b.txt", lines)] {
        let whole = read(text.as_bytes(), name, Part::Whole).expect("read");
        for cut in [3000, 3017, 3031] {
            let head = read(&text.as_bytes()[..cut], name, Part::Head).expect("read");
            let count = head.transcript.utterances().len();
            assert!(count > 20, "{name}: {count}");
            assert_eq!(
                head.transcript.utterances()[..count - 1],
                whole.transcript.utterances()[..count - 1],
                "{name}"
            );
            assert!(whole.transcript.text().starts_with(head.transcript.text()), "{name}");
            assert!(head.remarks.is_empty(), "{name}: {:?}", head.remarks);
        }
    }
}

#[test]
fn an_empty_file_is_an_empty_transcript_with_a_remark() {
    for bytes in [
        &b""[..],
        b"\xEF\xBB\xBF",
        b"\n\n \n",
        b"WEBVTT\n",
        b"---\ntitle: Bees\n---\n",
    ] {
        let reading = read(bytes, "a.txt", Part::Whole).expect("empty is no refusal");
        assert!(reading.transcript.utterances().is_empty());
        assert_eq!(reading.remarks.len(), 1);
    }
}

#[test]
fn a_terminal_command_in_a_name_or_a_text_goes_nowhere() {
    let text =
        "Ida\u{200b}\u{7}: \u{1b}]0;x\u{7}Hello\u{202e}.\n\nTom: Hi\u{9b}2J.\n\nIda\u{200b}\u{7}: So.\n\nTom: Well.\n";
    let reading = read(text.as_bytes(), "a.txt", Part::Whole).expect("read");
    assert_eq!(reading.transcript.labels()[0].as_str(), "Ida\u{2407}");
    assert_eq!(reading.transcript.text(), "Hello<RLO>.\n\nHi.\n\nSo.\n\nWell.");
    assert_sound(&reading, "hostile");
}

#[test]
fn front_matter_never_swallows_a_talk() {
    let reading = read(b"Hi John!\nHello.\nHow are you?\nFine.\n", "a.txt", Part::Whole).expect("read");
    assert!(
        reading
            .transcript
            .utterances()
            .iter()
            .all(|utterance| utterance.kind() == Kind::Speech)
    );
}

/// The files that nobody here wrote, where they lie; none outside a checkout that has them beside it.
fn shared(path: &str) -> Option<Vec<u8>> {
    let folder = std::env::var("VISAVIS_SHARED").unwrap_or_else(|_| "../shared".to_owned());
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(path);
    let bytes = std::fs::read(&path).ok();
    if bytes.is_none() {
        println!("skipped: {} is not here", path.display());
    }
    bytes
}

#[test]
fn what_is_not_of_the_bundled_talk_is_told_from_it() {
    let (Some(text), Some(truth)) = (shared("seed/interview.txt"), shared("seed/interview.truth.tsv")) else {
        return;
    };
    let reading = read(&text, "interview.txt", Part::Whole).expect("the seed is a transcript");
    let truth = String::from_utf8_lossy(&truth).into_owned();
    let meta: Vec<usize> = truth
        .lines()
        .filter(|row| row.ends_with("meta"))
        .filter_map(|row| row.split('\t').next()?.parse().ok())
        .collect();
    let apart: Vec<usize> = reading
        .transcript
        .utterances()
        .iter()
        .filter(|utterance| utterance.kind() != Kind::Speech)
        .map(Utterance::line)
        .collect();
    assert_eq!(apart, meta);
    assert_eq!(reading.transcript.facts().language, Some("de"));
}
