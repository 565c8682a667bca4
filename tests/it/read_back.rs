//! What `convert` writes reads back to the same turns: for every form, over every fixture and every file of the corpus that opens.
//!
//! `VISAVIS_LONG=1 cargo test --test it read_back` takes all of the corpus, otherwise every third file of a folder is taken.

use std::path::Path;

use visavis::export::convert::{TARGETS, Target};
use visavis::export::script::Script;
use visavis::formats::{Part, read, writing};
use visavis::transcript::{Time, Transcript};
use visavis::turns::{Turns, infer};

use crate::place;

/// A turn as it is compared: who, when it begins, which words.
#[derive(Debug, PartialEq)]
struct Told {
    who: String,
    from: Option<Time>,
    words: String,
}

/// Forms that tell times to the second.
const TO_THE_SECOND: [&str; 2] = ["md", "txt"];

/// The turns of a transcript, those of one speaker in a row as one: a head between them is not kept by every form.
fn told(transcript: &Transcript, turns: &Turns) -> Vec<Told> {
    let script = Script::new(transcript, turns);
    let mut told: Vec<Told> = Vec::new();
    for said in script.said() {
        let who = writing::label(script.name(said.person));
        match told.last_mut().filter(|last| last.who == who) {
            Some(last) => {
                last.words.push(' ');
                last.words.push_str(&said.words);
            }
            None => told.push(Told {
                who,
                from: said.from,
                words: said.words.clone(),
            }),
        }
    }
    for turn in &mut told {
        // Where words are marked up one by one, TEI sets marks against the word before them.
        let mut words = turn.words.split_whitespace().collect::<Vec<_>>().join(" ");
        for mark in ["?", "!", ".", ",", ";", ":", "…"] {
            words = words.replace(&format!(" {mark}"), mark);
        }
        turn.words = without_wide_spaces(&words);
    }
    told
}

/// Words without the spaces between signs of scripts that write none: pieces of a word each are joined by nothing there.
fn without_wide_spaces(words: &str) -> String {
    let is_wide = |c: Option<char>| c.is_some_and(|c| ('\u{2E80}'..'\u{FFF0}').contains(&c));
    let mut kept = String::with_capacity(words.len());
    let mut rest = words.chars().peekable();
    while let Some(c) = rest.next() {
        if c != ' ' || !is_wide(kept.chars().next_back()) || !is_wide(rest.peek().copied()) {
            kept.push(c);
        }
    }
    kept
}

/// Where two tellings part, as a sentence; nothing where they do not.
fn parting(before: &[Told], after: &[Told], target: &Target) -> Option<String> {
    let near = if TO_THE_SECOND.contains(&target.name) { 1000 } else { 1 };
    for (at, (a, b)) in before.iter().zip(after).enumerate() {
        let same_time = match (a.from, b.from) {
            (Some(a), Some(b)) => a.millis().abs_diff(b.millis()) < near,
            // Captions reckon what is not known.
            (None, b) => b.is_none() || target.needs_times,
            (Some(_), None) => false,
        };
        if a.who != b.who || a.words != b.words || !same_time {
            let same = a.words.chars().zip(b.words.chars()).take_while(|(a, b)| a == b).count();
            let part = |told: &Told| {
                told.words
                    .chars()
                    .skip(same.saturating_sub(20))
                    .take(80)
                    .collect::<String>()
            };
            let turn = |told: &Told| format!("{} {:?} …{}", told.who, told.from, part(told));
            return Some(format!("turn {at}: {} became {}", turn(a), turn(b)));
        }
    }
    (before.len() != after.len()).then(|| format!("{} turns became {}", before.len(), after.len()))
}

/// What does not read back of a file.
fn lost(bytes: &[u8], name: &str) -> Vec<String> {
    let Ok(reading) = read(bytes, name, Part::Whole) else {
        return Vec::new();
    };
    let turns = infer(&reading.transcript, &[]);
    let before = told(&reading.transcript, &turns);
    if before.is_empty() {
        return Vec::new();
    }
    let script = Script::new(&reading.transcript, &turns);
    let mut lost = Vec::new();
    for target in TARGETS {
        let written = (target.write)(&script);
        let back = match read(written.as_bytes(), &format!("talk.{}", target.name), Part::Whole) {
            Ok(back) => back,
            Err(refusal) => {
                lost.push(format!("{name} as {}: {refusal}", target.name));
                continue;
            }
        };
        let after = told(&back.transcript, &infer(&back.transcript, &[]));
        if let Some(parting) = parting(&before, &after, target) {
            lost.push(format!("{name} as {}: {parting}", target.name));
        }
    }
    lost
}

fn assert_none(lost: &[String]) {
    assert!(lost.is_empty(), "{} do not read back:\n{}", lost.len(), lost.join("\n"));
}

#[test]
fn every_fixture_reads_back_from_every_form() {
    let fixtures = place::files("tests/corpus", "");
    let files = fixtures.iter().filter(|path| !path.ends_with(".score"));
    let lost: Vec<String> = files
        .flat_map(|path| lost(&std::fs::read(place::root().join(path)).expect("a fixture"), path))
        .collect();
    assert_none(&lost);
}

#[test]
fn every_file_of_the_corpus_that_opens_reads_back_from_every_form() {
    let Some(corpus) = place::shared("corpus/formats") else {
        return;
    };
    let share = if place::is_long_run() { 1 } else { 3 };
    let lost: Vec<String> = place::corpus(&corpus)
        .iter()
        .step_by(share)
        .flat_map(|path| lost(&std::fs::read(path).expect("readable"), &name(path)))
        .collect();
    assert_none(&lost);
}

fn name(path: &Path) -> String {
    path.strip_prefix(path.ancestors().nth(2).unwrap_or(path))
        .unwrap_or(path)
        .display()
        .to_string()
}
