//! How fast bytes become a transcript, for the formats that are read first: 10 KB, 1 MB and 10 MB of each.

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use visavis::formats::{Part, read};

const SIZES: [usize; 3] = [10 << 10, 1 << 20, 10 << 20];

const WORDS: [&str; 12] = [
    "Bienen", "finden", "über", "den", "Dächern", "immer", "noch", "mehr", "als", "man", "denkt", "draußen",
];

/// A sentence of seven to eighteen words, another for every number.
fn sentence(number: usize, out: &mut String) {
    for word in 0..7 + number % 12 {
        out.push_str(WORDS[(number * 7 + word * 5) % WORDS.len()]);
        out.push(if word == 6 + number % 12 { '.' } else { ' ' });
    }
}

fn written(bytes: usize, mut piece: impl FnMut(usize, &mut String)) -> String {
    let mut out = String::with_capacity(bytes + 512);
    let mut number = 0;
    while out.len() < bytes {
        piece(number, &mut out);
        number += 1;
    }
    out
}

fn clock(seconds: usize, sign: char) -> String {
    format!(
        "{:02}:{:02}:{:02}{sign}250",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}

fn srt(number: usize, out: &mut String) {
    let _ = writeln!(
        out,
        "{}\n{} --> {}",
        number + 1,
        clock(number * 3, ','),
        clock(number * 3 + 2, ',')
    );
    sentence(number, out);
    out.push_str("\n\n");
}

fn webvtt(number: usize, out: &mut String) {
    if number == 0 {
        out.push_str("WEBVTT\n\n");
    }
    let voice = if number.is_multiple_of(3) { "Ida" } else { "Tom" };
    let _ = write!(
        out,
        "{} --> {}\n<v {voice}>",
        clock(number * 3, '.'),
        clock(number * 3 + 2, '.')
    );
    sentence(number, out);
    out.push_str("</v>\n\n");
}

fn labelled(number: usize, out: &mut String) {
    out.push_str(if number.is_multiple_of(2) {
        "Ida Falk: "
    } else {
        "Tom Kern: "
    });
    for part in 0..1 + number % 4 {
        sentence(number + part, out);
        out.push(' ');
    }
    out.push_str("\n\n");
}

fn plain(number: usize, out: &mut String) {
    sentence(number, out);
    out.push('\n');
}

/// A segment with its words, as WhisperX writes it.
fn whisperx(number: usize, out: &mut String) {
    out.push_str(if number == 0 { "{\"segments\": [" } else { ", " });
    let mut said = String::new();
    sentence(number, &mut said);
    let speaker = if number.is_multiple_of(2) {
        "SPEAKER_00"
    } else {
        "SPEAKER_01"
    };
    let from = number * 3;
    let _ = write!(
        out,
        "{{\"start\": {from}.0, \"end\": {}.4, \"text\": \" {said}\", \"speaker\": \"{speaker}\", \"words\": [",
        from + 2
    );
    for (at, word) in said.split(' ').enumerate() {
        let comma = if at > 0 { ", " } else { "" };
        let _ = write!(
            out,
            "{comma}{{\"word\": \"{word}\", \"start\": {from}.{at:02}, \"end\": {from}.{at:02}9, \"score\": 0.871, \"speaker\": \"{speaker}\"}}"
        );
    }
    out.push_str("]}\n");
}

/// A word with alternatives and string times, as Amazon writes it, without the end of the file.
fn transcribe(number: usize, out: &mut String) {
    out.push_str(if number == 0 {
        "{\"results\": {\"items\": [\n"
    } else {
        ",\n"
    });
    let word = WORDS[number * 5 % WORDS.len()];
    let _ = write!(
        out,
        "{{\"start_time\": \"{0}.12\", \"end_time\": \"{0}.48\", \"alternatives\": [{{\"confidence\": \"0.99\", \"content\": \"{word}\"}}], \"type\": \"pronunciation\", \"speaker_label\": \"spk_{1}\"}}",
        number / 2,
        number / 40 % 2
    );
}

/// Appends the piece of that number.
type Write = fn(usize, &mut String);

fn reading(criterion: &mut Criterion) {
    let formats: [(&str, Write); 6] = [
        ("srt", srt),
        ("webvtt", webvtt),
        ("labelled", labelled),
        ("plain", plain),
        ("whisperx", whisperx),
        ("aws-transcribe", transcribe),
    ];
    for (format, piece) in formats {
        let mut group = criterion.benchmark_group(format);
        group.sample_size(10);
        for size in SIZES {
            let text = written(size, piece);
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_with_input(BenchmarkId::from_parameter(size), &text, |bencher, text| {
                bencher.iter(|| {
                    read(black_box(text.as_bytes()), "a.txt", Part::Whole).map(|reading| reading.account.pieces)
                });
            });
        }
        group.finish();
    }
}

criterion_group!(benches, reading);
criterion_main!(benches);
