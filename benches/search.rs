//! What a key in the search line costs: whole passes over 10 KB, 1 MB and 10 MB of generated talk, and the way to the first hit.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use visavis::search::{Query, find, find_next};
use visavis::text::{SafeText, Span};
use visavis::transcript::{Builder, Piece, Transcript};
use visavis::turns::{Origin, Role, Speaker, SpeakerId, Turn, Turns};

/// Common words of two languages, with about two umlauts in a hundred letters.
const WORDS: &[&str] = &[
    "the",
    "and",
    "that",
    "we",
    "went",
    "over",
    "a",
    "bridge",
    "with",
    "nobody",
    "watching",
    "because",
    "it",
    "was",
    "early",
    "und",
    "dann",
    "haben",
    "wir",
    "natürlich",
    "noch",
    "einmal",
    "über",
    "den",
    "Fluss",
    "gesprochen",
    "weil",
    "es",
    "schön",
    "war",
    "in",
    "diesem",
    "Jahr",
    "Straße",
    "is",
    "not",
    "what",
    "people",
    "remember",
    "when",
    "they",
    "leave",
];
/// Stands once in every 64 KB.
const RARE: &str = "Zwiebelfähre";

fn talk(bytes: usize) -> (Transcript, Turns) {
    let mut builder = Builder::with_capacity(bytes);
    let (mut seed, mut written, mut line, mut next_rare) = (7_u64, 0, 1, 48 * 1024);
    let mut words = String::new();
    while written < bytes {
        words.clear();
        let length = 40 + (seed >> 40) % 400;
        while (words.len() as u64) < length {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let at = usize::try_from(seed >> 33).unwrap_or(0) % WORDS.len();
            words.push_str(WORDS.get(at).unwrap_or(&"the"));
            words.push(' ');
        }
        if written > next_rare {
            words.push_str(RARE);
            next_rare += 64 * 1024;
        }
        builder.push(Piece::new(&words, line));
        written += words.len() + 1;
        line += 1;
    }
    let transcript = builder.finish(line);
    let turns = transcript.utterances().iter().enumerate().map(|(at, utterance)| Turn {
        span: utterance.span(),
        speaker: SpeakerId(u16::from(at % 2 == 1)),
        confidence: 1.0,
        origin: Origin::Label,
        signal: false,
    });
    let speakers = [Role::Interviewer, Role::Guest].map(|role| Speaker {
        key: SafeText::line(role.word()),
        name: SafeText::line(role.word()),
        label: None,
        role,
        role_confidence: 1.0,
        side: role.side(),
    });
    let turns = Turns::new(&transcript, turns.collect(), speakers.to_vec());
    (transcript, turns)
}

const QUERIES: &[(&str, &str)] = &[
    ("absent word", "quokka"),
    ("rare word", "zwiebel"),
    ("frequent word", "the"),
    ("one letter", "e"),
    ("umlaut word", "über"),
    ("umlaut spelled out", "natuerlich"),
    ("capital", "Fluss"),
    ("phrase", "over a bridge"),
    ("not latin", "мост"),
    ("guest", "guest: bridge"),
    ("regex", "re:br[ie]dge|fl.ss"),
    ("near", "\"bridge river fluss\" near:20"),
    ("near frequent", "\"bridge Fluss\" near:5"),
];

fn passes(criterion: &mut Criterion) {
    for (size, bytes) in [("10 KB", 10_000), ("1 MB", 1_000_000), ("10 MB", 10_000_000)] {
        let (transcript, turns) = talk(bytes);
        let all = Span::new(0, transcript.text().len());
        let mut group = criterion.benchmark_group(format!("all hits in {size}"));
        group.throughput(Throughput::Bytes(all.len() as u64));
        group
            .sample_size(10)
            .warm_up_time(std::time::Duration::from_millis(100));
        group.measurement_time(std::time::Duration::from_millis(400));
        for (name, line) in QUERIES {
            group.bench_with_input(BenchmarkId::from_parameter(name), line, |bencher, line| {
                bencher.iter(|| {
                    let query = Query::parse(black_box(line), false, &turns).ok().flatten();
                    query.map(|query| find(&query, &transcript, &turns, &[], all).len())
                });
            });
        }
        group.finish();
    }
}

fn next_hit(criterion: &mut Criterion) {
    let (transcript, turns) = talk(10_000_000);
    let middle = transcript.text().len() / 2;
    let mut group = criterion.benchmark_group("next hit in 10 MB");
    group
        .sample_size(10)
        .warm_up_time(std::time::Duration::from_millis(100));
    group.measurement_time(std::time::Duration::from_millis(400));
    for (name, line, backwards) in [
        ("rare, forwards", "zwiebel", false),
        ("rare, backwards", "zwiebel", true),
        ("frequent", "the", false),
    ] {
        let query = Query::parse(line, false, &turns).ok().flatten();
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                query
                    .as_ref()
                    .and_then(|q| find_next(q, &transcript, &turns, &[], black_box(middle), backwards))
            });
        });
    }
    group.finish();
}

criterion_group!(benches, passes, next_hit);
criterion_main!(benches);
