//! The same interview as somebody's tools wrote it in several formats: what is marked in one is found in all the others.
//!
//! `cargo test --test it real_pairs -- --nocapture` tells the counts.

use std::path::Path;

use visavis::formats::{Part, read};
use visavis::marks::{Anchor, Mark, MarkKind, Seeker, Status};
use visavis::text::Span;
use visavis::transcript::Transcript;

use crate::place;

/// Files with the words of one talk, by folder of the corpus and name.
const TALKS: &[&[&str]] = &[
    &[
        "plain-unlabelled/hitsave-interview-transcripts__Goodboy_Galaxy_-_Rik_Nicol.text",
        "srt/hitsave-interview-transcripts__Goodboy_Galaxy_-_Rik_Nicol.srt",
        "webvtt/hitsave-interview-transcripts__Goodboy_Galaxy_-_Rik_Nicol.vtt",
        "lrc/hitsave-interview-transcripts__Goodboy_Galaxy_-_Rik_Nicol.lrc",
        "faster-whisper-json/hitsave-interview-transcripts__Goodboy_Galaxy_-_Rik_Nicol.minified.json",
    ],
    &[
        "plain-unlabelled/hitsave-interview-transcripts__Keitai_update_Spring_2025.txt",
        "whisper-json/hitsave-interview-transcripts__Keitai_update_Spring_2025.json",
        "whisper-tsv/hitsave-interview-transcripts__Keitai_update_Spring_2025.tsv",
    ],
    &[
        "plain-labelled/DERIVED__whisperx_diarized.txt",
        "srt/DERIVED__whisperx_diarized.srt",
        "whisper-tsv/DERIVED__whisperx_diarized.tsv",
        "whisperx-json/DERIVED__whisperx_diarized.json",
    ],
    &[
        "srt/samvera-labs-ramp__lunchroom_manners.srt",
        "webvtt/samvera-labs-ramp__lunchroom_manners.vtt",
    ],
    &[
        "html/stevencrader-transcriptator__buzzcast.html",
        "srt/stevencrader-transcriptator__buzzcast.srt",
    ],
    &[
        "elan/christopheparisse-teicorpo__DOC_FR_2020_CHOIX_5.eaf",
        "tei/christopheparisse-teicorpo__DOC_FR_2020_CHOIX_5.eaf.tei_corpo.xml",
        "transcriber-trs/christopheparisse-teicorpo__DOC_FR_2020_CHOIX_5.trs",
    ],
];

/// Words of a quote that is not a whole utterance.
const WORDS: usize = 8;
/// Quotes of either sort taken from a file, at most.
const QUOTES: usize = 120;

/// Letters and digits alone, so that marks of one format are not missed in another.
fn letters(words: &str) -> String {
    words
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// How many letters and digits stand before each byte, where the words of both texts are the same; else nothing.
fn before(from: &str, to: &str) -> Option<[Vec<usize>; 2]> {
    let counted = |text: &str| {
        let mut counts = vec![0; text.len() + 1];
        let mut count = 0;
        for (at, c) in text.char_indices() {
            counts[at] = count;
            count += usize::from(c.is_alphanumeric());
        }
        counts
    };
    (letters(from) == letters(to)).then(|| [counted(from), counted(to)])
}

/// Quotes from all over a transcript: utterances as they are, and words in a row.
fn quotes(transcript: &Transcript) -> Vec<Span> {
    let utterances: Vec<Span> = transcript
        .utterances()
        .iter()
        .map(visavis::transcript::Utterance::span)
        .collect();
    let text = transcript.text();
    let words: Vec<Span> = text
        .split_whitespace()
        .map(|word| {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            Span::new(start, start + word.len())
        })
        .collect();
    let rows: Vec<Span> = words.windows(WORDS).map(|row| row[0].cover(row[WORDS - 1])).collect();
    let some = |all: &[Span]| -> Vec<Span> {
        let step = all.len().div_ceil(QUOTES).max(1);
        all.iter().step_by(step).copied().collect()
    };
    let mut all = some(&utterances);
    all.extend(some(&rows));
    all.retain(|span| letters(span.of(text)).len() > 3);
    all
}

fn transcript(corpus: &Path, name: &str) -> Transcript {
    let bytes = std::fs::read(corpus.join(name)).expect("it stands in the corpus");
    read(&bytes, name, Part::Whole).expect("it is a transcript").transcript
}

/// How many quotes were sought, and what became of those that are not found at their words.
fn sought(from: &Transcript, to: &Transcript) -> (usize, Vec<String>) {
    let there = letters(to.text());
    let (one, other) = (from.text(), to.text());
    let counts = before(one, other);
    let mut seeker = Seeker::new(to);
    let mut missed = Vec::new();
    let mut count = 0;
    for span in quotes(from) {
        let anchor = Anchor::of(from, span);
        // One file may hold words that another of the same talk does not.
        if !there.contains(&letters(&anchor.quote)) {
            continue;
        }
        count += 1;
        let mut mark = Mark::new(MarkKind::Bookmark { letter: None }, anchor);
        seeker.place(&mut mark);
        let found = to.words(mark.span);
        // Where both have the same words, one that is said twice must be found where it was marked.
        let elsewhere = counts.as_ref().is_some_and(|[from, to]| {
            let first = |span: Span, text: &str| span.start() + span.of(text).find(char::is_alphanumeric).unwrap_or(0);
            from[first(span, one)] != to[first(mark.span, other)]
        });
        if mark.status == Status::Orphan || elsewhere || letters(found) != letters(&mark.anchor.quote) {
            missed.push(format!("{:?}: {:?} for {:?}", mark.status, found, mark.anchor.quote));
        }
    }
    (count, missed)
}

#[test]
fn what_is_marked_in_one_format_is_found_in_all_others_of_the_same_interview() {
    let Some(corpus) = place::shared("corpus/formats") else {
        return;
    };
    let mut all = 0;
    let mut missed = Vec::new();
    for talk in TALKS {
        let read: Vec<(&str, Transcript)> = talk.iter().map(|name| (*name, transcript(&corpus, name))).collect();
        for (from, one) in &read {
            for (to, other) in read.iter().filter(|(to, _)| to != from) {
                let (count, lost) = sought(one, other);
                println!("{:3} of {count:3} found: {from} → {to}", count - lost.len());
                assert!(count > 40, "{from} and {to} share {count} quotes");
                all += count;
                missed.extend(lost.into_iter().map(|lost| format!("{from} → {to}: {lost}")));
            }
        }
    }
    println!("{} of {all} found", all - missed.len());
    assert!(
        missed.is_empty(),
        "{} of {all} missed\n{}",
        missed.len(),
        missed.join("\n")
    );
}
