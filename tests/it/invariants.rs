//! What holds of real files whatever our own code thinks: one talk in several formats is one talk, one text in several encodings
//! one text. Read where they lie; a family of which fewer than two are open, or read yet, is passed over and says so.

use std::path::Path;

use visavis::formats::{Part, Reading, read};
use visavis::transcript::{Time, Utterance};
use visavis::turns::infer;

use crate::place;

/// A talk in several formats: files below the corpus, and how many pieces each has.
struct Family {
    name: &'static str,
    pieces: usize,
    /// When its first piece begins and its last one ends, in seconds; none where not all members have times.
    times: Option<(f64, f64)>,
    files: &'static [&'static str],
}

const FAMILIES: &[Family] = &[
    Family {
        name: "a talk with a game maker",
        pieces: 753,
        times: Some((43.81, 3125.56)),
        files: &[
            "srt/hitsave-interview-transcripts__Goodboy_Galaxy_-_Rik_Nicol.srt",
            "webvtt/hitsave-interview-transcripts__Goodboy_Galaxy_-_Rik_Nicol.vtt",
            "lrc/hitsave-interview-transcripts__Goodboy_Galaxy_-_Rik_Nicol.lrc",
            "whisper-tsv/hitsave-interview-transcripts__Goodboy_Galaxy_-_Rik_Nicol.tsv",
            "whisper-txt/hitsave-interview-transcripts__Goodboy_Galaxy_-_Rik_Nicol.txt",
            "plain-unlabelled/hitsave-interview-transcripts__Goodboy_Galaxy_-_Rik_Nicol.text",
            "faster-whisper-json/hitsave-interview-transcripts__Goodboy_Galaxy_-_Rik_Nicol.minified.json",
        ],
    },
    Family {
        name: "a talk about telephones",
        pieces: 762,
        times: None,
        files: &[
            "srt/hitsave-interview-transcripts__Keitai_update_Spring_2025.srt",
            "webvtt/hitsave-interview-transcripts__Keitai_update_Spring_2025.vtt",
            "whisper-tsv/hitsave-interview-transcripts__Keitai_update_Spring_2025.tsv",
            "plain-unlabelled/hitsave-interview-transcripts__Keitai_update_Spring_2025.txt",
            "whisper-json/hitsave-interview-transcripts__Keitai_update_Spring_2025.json",
        ],
    },
    Family {
        name: "a film about table manners",
        pieces: 107,
        times: None,
        files: &[
            "srt/samvera-labs-ramp__lunchroom_manners.srt",
            "webvtt/samvera-labs-ramp__lunchroom_manners.vtt",
        ],
    },
];

/// One text in several encodings or writings, and how many pieces it has where all of it is read.
const TWINS: &[(Option<usize>, &[&str])] = &[
    (
        Some(1332),
        &[
            "srt/pypi-pysrt-1.1.2__windows-1252.srt",
            "srt/pypi-pysrt-1.1.2__utf-8.srt",
        ],
    ),
    (
        Some(7),
        &[
            "srt/pypi-pysrt-1.1.2__bom-utf-8.srt",
            "srt/pypi-pysrt-1.1.2__bom-utf-16-le.srt",
            "srt/pypi-pysrt-1.1.2__bom-utf-16-be.srt",
            "srt/pypi-pysrt-1.1.2__bom-utf-32-le.srt",
        ],
    ),
    (
        // Of its tiers one is read: the words.
        None,
        &[
            "textgrid/pypi-praatio-6.2.2__mary.TextGrid",
            "textgrid/pypi-praatio-6.2.2__mary_longfile.TextGrid",
        ],
    ),
];

/// The members that are open and that some format other than text reads, with their readings.
fn members(corpus: &Path, files: &[&'static str]) -> Vec<(&'static str, Reading)> {
    let open = files.iter().filter(|file| corpus.join(file).is_file());
    let readings = open.filter_map(|file| {
        let bytes = std::fs::read(corpus.join(file)).expect("readable");
        Some((*file, read(&bytes, file, Part::Whole).ok()?))
    });
    let is_known = |(file, reading): &(&str, Reading)| {
        let is_text = matches!(reading.format, "plain" | "labelled");
        let known = !is_text || file.contains("plain") || file.contains("txt");
        if !known {
            println!("skipped: {file} is not read for what it is yet");
        }
        known
    };
    readings.filter(is_known).collect()
}

/// Its turns as words, one line each: the same talk has the same whatever it came in.
fn turns(reading: &Reading) -> Vec<String> {
    let turns = infer(&reading.transcript, &[]);
    let words = |span| {
        reading
            .transcript
            .words(span)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    turns.all().iter().map(|turn| words(turn.span)).collect()
}

#[test]
fn one_talk_in_several_formats_has_the_same_pieces_times_and_turns() {
    let Some(corpus) = place::shared("corpus/formats") else {
        return;
    };
    for family in FAMILIES {
        let members = members(&corpus, family.files);
        if members.len() < 2 {
            println!("skipped: {} is open in {} formats", family.name, members.len());
            continue;
        }
        // A pause between two times tells of a change of speaker, so that times make turns that plain text cannot know of.
        let alike = |timed: bool| {
            members
                .iter()
                .find(|(_, reading)| reading.transcript.is_timed() == timed)
        };
        let expected = [false, true].map(|timed| alike(timed).map(|(_, reading)| turns(reading)).unwrap_or_default());
        for (file, reading) in &members {
            assert_eq!(reading.account.pieces, family.pieces, "{file}");
            let utterances = reading.transcript.utterances();
            if let (Some((from, to)), true) = (family.times, reading.transcript.is_timed()) {
                let first = utterances.iter().find_map(Utterance::from).map(Time::seconds);
                let last = utterances.iter().rev().find_map(Utterance::to).map(Time::seconds);
                assert!(
                    first.is_some_and(|first| (first - from).abs() < 0.011),
                    "{file} begins at {first:?}"
                );
                assert!(
                    last.is_none_or(|last| (last - to).abs() < 0.011),
                    "{file} ends at {last:?}"
                );
            }
            let found = turns(reading);
            let expected = &expected[usize::from(reading.transcript.is_timed())];
            let part = found.iter().zip(expected).find(|(a, b)| a != b);
            assert!(
                found.len() == expected.len() && part.is_none(),
                "{file}: {} turns, {} in another format; they part at {part:?}",
                found.len(),
                expected.len()
            );
        }
    }
}

#[test]
fn one_text_in_several_encodings_is_one_text() {
    let Some(corpus) = place::shared("corpus/formats") else {
        return;
    };
    for (pieces, files) in TWINS {
        let members = members(&corpus, files);
        let Some((_, first)) = members.first() else { continue };
        for (file, reading) in &members {
            let expected = pieces.unwrap_or(first.account.pieces);
            assert_eq!(reading.account.pieces, expected, "{file}");
            assert_eq!(reading.transcript.text(), first.transcript.text(), "{file}");
            assert_eq!(reading.transcript.duration(), first.transcript.duration(), "{file}");
        }
    }
}

#[test]
fn the_speakers_of_one_episode_are_the_same_in_captions_and_on_the_page() {
    let Some(corpus) = place::shared("corpus/formats") else {
        return;
    };
    let files = [
        "srt/stevencrader-transcriptator__buzzcast.srt",
        "podcast-json/stevencrader-transcriptator__buzzcast.json",
        "html/stevencrader-transcriptator__buzzcast.html",
    ];
    let members = members(&corpus, &files);
    for pair in members.windows(2) {
        let names = |reading: &Reading| {
            let mut names: Vec<String> = reading.transcript.labels().iter().map(ToString::to_string).collect();
            names.sort();
            names
        };
        assert_eq!(names(&pair[0].1), names(&pair[1].1), "{} and {}", pair[0].0, pair[1].0);
        assert_eq!(names(&pair[0].1).len(), 5);
    }
}
