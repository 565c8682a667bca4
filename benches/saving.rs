//! How long it takes until a mark is saved, beside what the disk itself takes: one after the other a mark is handed over and
//! awaited, and as many bytes are appended to another file of the same file system and made durable by `fdatasync`.
//!
//! `cargo bench --bench saving [-- DIRECTORY [COUNT]]` prints both and their ratio; 2 at most is the goal. Without a directory it
//! measures where the program is built.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use visavis::marks::{Anchor, Body, Edit, Event, Mark, MarkKind, Notebook, Status};
use visavis::store::{Directories, Identity, Keeper, Key, Shelf, Shingles, Told, entropy, now};
use visavis::text::Span;

const COUNT: usize = 1000;

fn identity() -> Identity {
    Identity {
        key: Key::new("00112233445566778899").unwrap_or_else(|| unreachable!("20 digits")),
        text_version: String::new(),
        shingles: Shingles::default(),
    }
}

/// One more bookmark with a note and what it is found again by, about as long as real ones are.
fn mark(notebook: &mut Notebook, number: usize) -> Vec<Event> {
    let span = Span::new(number, number + 40);
    let mark = Mark {
        kind: MarkKind::Bookmark { letter: None },
        span,
        note: format!("number {number} #measured"),
        tags: vec!["measured".to_owned()],
        anchor: Anchor {
            quote: "The cat feeds itself, and so do the fish".to_owned(),
            prefix: "x".repeat(64),
            suffix: "y".repeat(64),
            span,
            ..Anchor::default()
        },
        earlier: Vec::new(),
        status: Status::Ok,
    };
    notebook.perform("bookmarked", vec![Edit::Add(Body::Mark(mark))], now())
}

/// Waits until the keeper says that this much is durable.
fn saved(told: &Receiver<Told>, number: u64) {
    loop {
        match told.recv() {
            Ok(Told::Saved { upto }) if upto >= number => return,
            Ok(Told::NotSaved { reason, .. }) => panic!("not saved: {reason}"),
            Ok(_) => {}
            Err(_) => panic!("the keeper has ended"),
        }
    }
}

/// The time of which this share took less.
fn quantile(times: &mut [Duration], share: f64) -> Duration {
    times.sort_unstable();
    let at = (times.len() as f64 * share).ceil() as usize;
    times[at.clamp(1, times.len()) - 1]
}

fn journal_length(home: &Path) -> u64 {
    let shelf = Shelf::open(Directories::below(home));
    let path = shelf
        .journal(&identity(), None)
        .map(|journal| journal.path().to_owned());
    path.ok()
        .and_then(|path| path.metadata().ok())
        .map_or(0, |facts| facts.len())
}

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"))
        .collect();
    let below = arguments
        .first()
        .map_or_else(|| PathBuf::from(env!("CARGO_TARGET_TMPDIR")), PathBuf::from);
    let count = arguments.get(1).and_then(|word| word.parse().ok()).unwrap_or(COUNT);
    let home = tempfile::tempdir_in(&below).unwrap_or_else(|error| panic!("{}: {error}", below.display()));
    let (tell, told) = channel();
    let shelf = Shelf::open(Directories::below(home.path()));
    let mut notebook = Notebook::on(shelf.device(), entropy());
    let mut keeper = Keeper::start(shelf, None, identity, move |t| drop(tell.send(t)));
    // The first makes the folders durable, once for all that follow.
    let first = keeper.save(mark(&mut notebook, 0));
    saved(&told, first);
    let bytes = vec![b'x'; usize::try_from(journal_length(home.path())).unwrap_or(1000)];
    let mut beside: File = OpenOptions::new()
        .append(true)
        .create(true)
        .open(home.path().join("beside"))
        .unwrap_or_else(|error| panic!("{error}"));
    let (mut disk, mut marks, mut keys) = (Vec::new(), Vec::new(), Vec::new());
    for number in 1..=count {
        let begun = Instant::now();
        let written = beside.write_all(&bytes).and_then(|()| beside.sync_data());
        disk.push(begun.elapsed());
        written.unwrap_or_else(|error| panic!("{error}"));
        let events = mark(&mut notebook, number);
        let begun = Instant::now();
        let handed = keeper.save(events);
        keys.push(begun.elapsed());
        saved(&told, handed);
        marks.push(begun.elapsed());
    }
    println!("{count} marks of {} bytes, below {}", bytes.len(), below.display());
    println!("{:>24} {:>12} {:>12} {:>12}", "", "p50", "p90", "p99");
    for (name, times) in [
        ("fdatasync", &mut disk),
        ("saved", &mut marks),
        ("handed over by the key", &mut keys),
    ] {
        let [p50, p90, p99] = [0.5, 0.9, 0.99].map(|share| quantile(times, share).as_secs_f64() * 1e3);
        println!("{name:>24} {p50:>9.3} ms {p90:>9.3} ms {p99:>9.3} ms");
    }
    let ratio =
        |share| quantile(&mut marks.clone(), share).as_secs_f64() / quantile(&mut disk.clone(), share).as_secs_f64();
    println!(
        "{:>24} {:>12.2} {:>12.2} {:>12.2}   (goal: 2 at most)",
        "saved / fdatasync",
        ratio(0.5),
        ratio(0.9),
        ratio(0.99)
    );
    assert!(keeper.close(Duration::from_secs(20)).lines.is_empty(), "all is saved");
}
