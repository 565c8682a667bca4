//! How long a turned page takes, from the key's action to the cells, by the length of the text; and a first page.

use std::hint::black_box;
use std::sync::Arc;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use visavis::formats::{self, Part};
use visavis::marks::Moment;
use visavis::session::action::Motion;
use visavis::session::{Action, Document, Extent, Outcome, Session, Settings, Shelf, Writer};
use visavis::text::SafeText;
use visavis::turns;
use visavis::ui::keymap::Keymap;
use visavis::ui::theme::{Ground, Palette, Theme};

/// Columns and rows of a wide terminal.
const SIZE: (u16, u16) = (160, 48);
const QUESTION: &str = "Frage: Und wie ging es danach weiter, als die Überfahrt endlich überstanden war?\n";
const ANSWER: &str = "Antwort: Wir warteten – das weiß ich noch – drei Wochen auf eine Nachricht, die dann ganz anders ausfiel, \
    als irgendjemand von uns es für möglich gehalten hätte.\n";

/// A session that has a labelled interview of at least that many bytes open.
fn reading(bytes: usize) -> Session {
    let mut text = String::with_capacity(bytes + 512);
    for at in 1.. {
        text.push_str(QUESTION);
        text.push_str(&ANSWER.repeat(1 + at % 5));
        if text.len() >= bytes {
            break;
        }
    }
    let reading = formats::read(text.as_bytes(), "talk.txt", Part::Whole).expect("a transcript");
    let turns = turns::infer(&reading.transcript, &[]);
    let shelf = Shelf {
        names: vec![SafeText::line("talk.txt")],
        open: None,
    };
    let mut session = Session::new(Settings::default(), shelf, SIZE, Writer::default());
    let document = Document {
        shelf: 0,
        reading: Arc::new(reading),
        turns,
        extent: Extent::Whole,
        place: None,
    };
    session.update(Action::Told(Outcome::Opened(Box::new(document))), None, Moment(0));
    session
}

fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("painting");
    let (theme, keymap) = (Theme::new(Ground::Dark, Palette::Full), Keymap::standard());
    let area = Rect::new(0, 0, SIZE.0, SIZE.1);
    let mut buffer = Buffer::empty(area);
    for (name, bytes) in [("10 KB", 10_000), ("1 MB", 1_000_000), ("10 MB", 10_000_000)] {
        let mut session = reading(bytes);
        group.bench_function(BenchmarkId::new("the same page", name), |bencher| {
            bencher.iter(|| {
                buffer.reset();
                black_box(visavis::ui::draw(black_box(&session), &theme, &keymap, &mut buffer))
            });
        });
        let mut down = true;
        group.bench_function(BenchmarkId::new("a page turned", name), |bencher| {
            bencher.iter(|| {
                let motion = if down { Motion::PageDown } else { Motion::PageUp };
                let before = session.page().place();
                session.update(Action::Move(motion), None, Moment(0));
                down ^= session.page().place() == before;
                buffer.reset();
                black_box(visavis::ui::draw(&session, &theme, &keymap, &mut buffer))
            });
        });
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
