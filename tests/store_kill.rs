//! Real processes that save real files and are killed at random moments: nothing acknowledged is lost.
//!
//! The test executes itself as the child that saves. `VISAVIS_LONG=1` kills ten times as often.

#![expect(clippy::disallowed_methods, reason = "the test starts itself again, to be killed")]

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use visavis::marks::{Anchor, Body, Edit, Event, Mark, MarkKind, Moment, Notebook, Status};
use visavis::store::{Directories, Identity, Keeper, Key, Shelf, Told, entropy, now};
use visavis::text::Span;

const DIRECTORY: &str = "VISAVIS_TEST_SAVES_IN";
const COUNT: &str = "VISAVIS_TEST_SAVES";

fn identity() -> Identity {
    Identity {
        key: Key::new("00112233445566778899").expect("a key"),
        text_version: String::new(),
    }
}

fn often(few: u64) -> u64 {
    if std::env::var_os("VISAVIS_LONG").is_some_and(|v| v == "1") {
        few * 10
    } else {
        few
    }
}

/// One more bookmark, with the number of its mark in the note.
fn one_more(notebook: &mut Notebook, note: &str, at: Moment) -> Vec<Event> {
    let span = Span::new(1, 9);
    let mark = Mark {
        kind: MarkKind::Bookmark { letter: None },
        span,
        note: note.to_owned(),
        tags: Vec::new(),
        anchor: Anchor {
            span,
            ..Anchor::default()
        },
        status: Status::Ok,
    };
    notebook.perform("bookmarked", vec![Edit::Add(Body::Mark(mark))], at)
}

/// The child's part: saves marks and prints the note of each once it is acknowledged.
fn save_as_told() {
    let (Some(directory), Ok(count)) = (std::env::var_os(DIRECTORY), std::env::var(COUNT)) else {
        return;
    };
    let count: usize = count.parse().expect("a number of saves");
    let (tell, told) = channel();
    let shelf = Shelf::open(Directories::below(Path::new(&directory)));
    let mut notebook = Notebook::on(shelf.device(), entropy());
    let mut keeper = Keeper::start(shelf, identity, move |t| drop(tell.send(t)));
    let mut out = std::io::stdout().lock();
    for number in 0..count {
        let note = format!("{}-{number}", std::process::id());
        let wanted = keeper.save(one_more(&mut notebook, &note, now()));
        loop {
            match told.recv() {
                Ok(Told::Saved { upto }) if upto >= wanted => break,
                Ok(Told::NotSaved { reason, .. }) => panic!("{reason}"),
                Ok(_) => {}
                Err(_) => return,
            }
        }
        writeln!(out, "saved {note}")
            .and_then(|()| out.flush())
            .expect("the test reads");
    }
    assert_eq!(keeper.close(Duration::from_secs(20)), Vec::<String>::new());
    std::process::exit(0);
}

fn child(directory: &Path, count: usize) -> Child {
    Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", "the_child_saves_as_it_is_told", "--nocapture"])
        .env(DIRECTORY, directory)
        .env(COUNT, count.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the child starts")
}

/// What a child that ended had acknowledged.
fn acknowledged(child: Child) -> Vec<String> {
    let out = child.stdout.expect("its output is ours");
    let lines = BufReader::new(out).lines().map_while(Result::ok);
    // The test harness may have begun the line with words of its own.
    lines
        .filter_map(|line| line.split_once("saved ").map(|(_, note)| note.to_owned()))
        .collect()
}

fn kept(directory: &Path) -> (BTreeSet<String>, usize) {
    let shelf = Shelf::open(Directories::below(directory));
    let loaded = shelf.journal(&identity()).expect("a journal").load();
    assert_eq!(loaded.unread, Vec::<String>::new());
    let damaged = loaded.damaged;
    let mut notebook = Notebook::on(shelf.device(), 0);
    notebook.absorb(loaded.events);
    (
        notebook.marks().map(|(_, _, mark)| mark.note.clone()).collect(),
        damaged,
    )
}

/// Lets `writers` save at once, kills each after a random time, and looks whether all that was acknowledged is there.
fn kill(rounds: u64, writers: usize) {
    let directory = tempfile::tempdir().expect("a directory");
    let mut all = BTreeSet::new();
    let begun = Instant::now();
    let mut chance = entropy();
    for round in 0..rounds {
        let mut children: Vec<Child> = (0..writers).map(|_| child(directory.path(), usize::MAX)).collect();
        for child in &mut children {
            chance = chance
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let micros = u64::try_from((chance >> 64) % 60_000).unwrap_or(0);
            std::thread::sleep(Duration::from_micros(micros));
            child.kill().expect("it runs");
        }
        for mut child in children {
            child.wait().expect("it ended");
            all.extend(acknowledged(child));
        }
        let (kept, _) = kept(directory.path());
        let lost: Vec<&String> = all.difference(&kept).collect();
        assert!(lost.is_empty(), "round {round}: {lost:?} of {}", all.len());
    }
    let (kept, damaged) = kept(directory.path());
    println!(
        "{rounds} kills of {writers}: {} acknowledged, {} kept, {damaged} torn lines, {:?}",
        all.len(),
        kept.len(),
        begun.elapsed()
    );
    assert!(
        all.len() as u64 >= rounds / 4,
        "the children lived long enough to save: {}",
        all.len()
    );
    // The next start writes again.
    let last = acknowledged(child(directory.path(), 3));
    assert_eq!(last.len(), 3);
    let (kept, _) = self::kept(directory.path());
    assert!(last.iter().all(|note| kept.contains(note)));
}

#[test]
fn the_child_saves_as_it_is_told() {
    save_as_told();
}

#[test]
fn killed_while_saving_nothing_acknowledged_is_lost() {
    kill(often(100), 1);
}

#[test]
fn three_that_save_at_once_and_are_killed_lose_nothing_acknowledged() {
    kill(often(20), 3);
}

#[test]
fn eight_that_save_at_once_are_all_kept() {
    let directory = tempfile::tempdir().expect("a directory");
    let children: Vec<Child> = (0..8).map(|_| child(directory.path(), 50)).collect();
    let all: BTreeSet<String> = children.into_iter().flat_map(acknowledged).collect();
    assert_eq!(all.len(), 400);
    let (kept, damaged) = kept(directory.path());
    assert_eq!((kept, damaged), (all, 0));
}
