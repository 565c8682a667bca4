//! How long it takes to say who speaks: 200 and 1,000 lines, and generated talk of 10 KB, 1 MB and 10 MB, without labels and with.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use visavis::transcript::{Builder, Piece, Transcript};
use visavis::turns::{Correction, infer};

/// Lines of an invented talk, said over and over.
const LINES: [&str; 8] = [
    "Und wie haben Sie damals angefangen, als noch niemand an das Boot glaubte?",
    "Ich glaube, wir waren einfach neugierig und hatten nichts zu verlieren.",
    "Das Holz kam aus dem Tal,",
    "und die Segel haben wir selbst genäht, Stück für Stück, einen Winter lang.",
    "Meine Schwester hat die Zahlen gemacht.",
    "Es war eine gute Zeit, auch wenn das Geld oft nicht reichte.",
    "Was würden Sie heute anders machen?",
    "Ja, vielleicht würde ich früher um Hilfe bitten.",
];

fn talk(bytes: usize, labelled: bool) -> Transcript {
    let mut builder = Builder::with_capacity(bytes);
    let labels = [builder.label("I"), builder.label("B")];
    let mut line = 0;
    while builder.so_far().text().len() < bytes {
        let words = LINES[line % LINES.len()];
        let asks = words.ends_with('?');
        line += 1;
        builder.push(Piece {
            label: labelled.then_some(labels[usize::from(!asks)]),
            ..Piece::new(words, line)
        });
    }
    builder.finish(line)
}

fn inference(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("infer");
    group.sample_size(10);
    for (name, bytes) in [("10 KB", 10_000), ("1 MB", 1_000_000), ("10 MB", 10_000_000)] {
        group.throughput(Throughput::Bytes(bytes as u64));
        for labelled in [false, true] {
            let transcript = talk(bytes, labelled);
            let what = if labelled { "labelled" } else { "plain" };
            group.bench_with_input(BenchmarkId::new(what, name), &transcript, |bencher, transcript| {
                bencher.iter(|| infer(black_box(transcript), &[]));
            });
        }
    }
    group.finish();
}

/// What the budgets are set for: the lines before the first frame, and a whole talk.
fn lines(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("infer lines");
    for lines in [200, 1_000] {
        let mut builder = Builder::default();
        for line in 0..lines {
            builder.push(Piece::new(LINES[line % LINES.len()], line + 1));
        }
        let transcript = builder.finish(lines);
        group.throughput(Throughput::Elements(lines as u64));
        group.bench_with_input(
            BenchmarkId::from_parameter(lines),
            &transcript,
            |bencher, transcript| {
                bencher.iter(|| infer(black_box(transcript), &[]));
            },
        );
    }
    group.finish();
}

/// A thousand lines with twenty corrections, as after some minutes of a reader's work.
fn corrected(criterion: &mut Criterion) {
    let transcript = talk(60_000, false);
    let starts = transcript
        .utterances()
        .iter()
        .step_by(40)
        .map(|utterance| utterance.span().start());
    let corrections: Vec<Correction> = starts.take(20).map(|at| Correction::Split { at: at + 9 }).collect();
    criterion.bench_function("infer under twenty corrections", |bencher| {
        bencher.iter(|| infer(black_box(&transcript), black_box(&corrections)));
    });
}

criterion_group!(benches, inference, lines, corrected);
criterion_main!(benches);
