//! How long blocks and the rows of a screen take, by the length of the text.

use std::collections::BTreeSet;
use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use visavis::layout::{Arrangement, Columns, Options, blocks, rows};
use visavis::text::SafeText;
use visavis::transcript::{Builder, Piece, Transcript};
use visavis::turns::{Origin, Role, Speaker, SpeakerId, Turn, Turns};

/// Rows of a tall terminal.
const SCREEN: usize = 48;
const QUESTION: &str = "Und wie ging es danach weiter, als die Überfahrt endlich überstanden war? ";
const ANSWER: &str = "Wir warteten – das weiß ich noch – drei Wochen auf eine Nachricht, die dann ganz anders ausfiel, als \
    irgendjemand von uns es für möglich gehalten hätte. ";

/// Questions with answers of one to twelve sentences, at least `bytes` long.
fn talk(bytes: usize) -> (Transcript, Turns) {
    let mut builder = Builder::with_capacity(bytes);
    let mut turns = Vec::new();
    for at in 0.. {
        let words = if at % 2 == 0 {
            QUESTION.repeat(1 + at % 3)
        } else {
            ANSWER.repeat(1 + at % 12)
        };
        builder.push(Piece {
            paragraph: true,
            ..Piece::new(&words, at + 1)
        });
        let Some(said) = builder.so_far().utterances().last() else {
            continue;
        };
        turns.push(Turn {
            span: said.span(),
            speaker: SpeakerId(u16::from(at % 2 == 1)),
            confidence: 1.0,
            origin: Origin::Label,
            signal: false,
        });
        if builder.so_far().text().len() >= bytes {
            break;
        }
    }
    let transcript = builder.finish(turns.len());
    let speakers = [Role::Interviewer, Role::Guest].map(|role| Speaker {
        key: SafeText::line(role.word()),
        name: SafeText::line(role.word()),
        label: None,
        role,
        role_confidence: 1.0,
        side: role.side(),
    });
    let turns = Turns::new(&transcript, turns, speakers.to_vec());
    (transcript, turns)
}

fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("layout");
    for (name, bytes) in [("10 KB", 10_000), ("1 MB", 1_000_000), ("10 MB", 10_000_000)] {
        let (transcript, turns) = talk(bytes);
        let all = blocks(&transcript, &turns);
        group.throughput(Throughput::Bytes(transcript.text().len() as u64));
        group.bench_function(BenchmarkId::new("blocks", name), |bencher| {
            bencher.iter(|| blocks(black_box(&transcript), &turns));
        });
        group.throughput(Throughput::Elements(SCREEN as u64));
        for (how, hyphenation) in [("screen", None), ("screen, hyphenated", Some("de"))] {
            let options = Options {
                arrangement: Arrangement::SideBySide,
                columns: Columns { left: 48, right: 72 },
                hyphenation,
                unfolded: BTreeSet::new(),
            };
            group.bench_function(BenchmarkId::new(how, name), |bencher| {
                bencher.iter(|| {
                    let mut height = 0;
                    for block in all.iter().skip(all.len() / 2) {
                        height += 1 + black_box(rows(&transcript, &turns, block, &options)).len();
                        if height > SCREEN {
                            break;
                        }
                    }
                    height
                });
            });
        }
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
