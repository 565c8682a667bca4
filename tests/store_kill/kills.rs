//! Processes killed while they save, alone and several at once; and many that are left alone.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Child;
use std::time::{Duration, Instant};

use visavis::store::entropy;

use super::child::{self, Saver, acknowledging, say};
use super::kept;

/// The test that is the child's part.
const SAVES: &str = "kills::the_child_saves_as_it_is_told";

pub fn often(few: usize) -> usize {
    if std::env::var_os("VISAVIS_LONG").is_some_and(|v| v == "1") {
        few * 10
    } else {
        few
    }
}

fn start(home: &Path, count: usize) -> Child {
    child::child(SAVES, home, count)
}

/// Lets `writers` save at once, kills each after a random time, and looks whether all that was acknowledged is there; so often
/// that `kills` were killed.
fn kill(kills: usize, writers: usize) {
    let home = tempfile::tempdir().expect("a directory");
    let mut all = BTreeSet::new();
    let begun = Instant::now();
    let mut chance = entropy();
    let rounds = kills.div_ceil(writers);
    for round in 0..rounds {
        let mut children: Vec<Child> = (0..writers).map(|_| start(home.path(), usize::MAX)).collect();
        let mut acknowledged: Vec<_> = children.iter_mut().map(acknowledging).collect();
        // Every other time it is killed in the midst of saving, else while it starts.
        let longest = if round % 2 == 0 {
            all.extend(acknowledged.iter_mut().filter_map(Iterator::next));
            20_000
        } else {
            60_000
        };
        for child in &mut children {
            chance = chance
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let micros = u64::try_from((chance >> 64) % longest).unwrap_or(0);
            std::thread::sleep(Duration::from_micros(micros));
            child.kill().expect("it runs");
        }
        for (mut child, acknowledged) in children.into_iter().zip(acknowledged) {
            child.wait().expect("it ended");
            all.extend(acknowledged);
        }
        let (kept, _) = kept(home.path());
        let lost: Vec<&String> = all.difference(&kept).collect();
        assert!(lost.is_empty(), "round {round}: {lost:?} of {}", all.len());
    }
    let (kept, damaged) = kept(home.path());
    println!(
        "{} kills, {writers} at once: {} acknowledged, 0 lost, {} kept, {damaged} torn lines, {:?}",
        rounds * writers,
        all.len(),
        kept.len(),
        begun.elapsed()
    );
    assert!(
        all.len() >= rounds / 2,
        "the children lived long enough to save: {}",
        all.len()
    );
    // The next start writes again.
    let last = acknowledging(&mut start(home.path(), 3)).collect::<Vec<_>>();
    assert_eq!(last.len(), 3);
    let (kept, _) = self::kept(home.path());
    assert!(last.iter().all(|note| kept.contains(note)));
}

#[test]
fn the_child_saves_as_it_is_told() {
    let Some((home, count)) = child::orders() else { return };
    let mut saver = Saver::start(&home);
    for _ in 0..count {
        for note in saver.save().expect("there is room") {
            say(&format!("saved {note}"));
        }
    }
    assert_eq!(saver.close(), Vec::<String>::new());
    std::process::exit(0);
}

#[test]
fn killed_while_saving_nothing_acknowledged_is_lost() {
    kill(often(100), 1);
}

#[test]
fn three_that_save_at_once_and_are_killed_lose_nothing_acknowledged() {
    kill(often(100), 3);
}

#[test]
fn eight_that_save_at_once_are_all_kept() {
    const WRITERS: usize = 8;
    const MARKS: usize = 250;
    let home = tempfile::tempdir().expect("a directory");
    let begun = Instant::now();
    let children: Vec<Child> = (0..WRITERS).map(|_| start(home.path(), MARKS)).collect();
    let all: BTreeSet<String> = children
        .into_iter()
        .flat_map(|mut child| acknowledging(&mut child))
        .collect();
    let (kept, damaged) = kept(home.path());
    println!("{WRITERS} × {MARKS}: {} kept, {:?}", kept.len(), begun.elapsed());
    assert_eq!((all.len(), damaged), (WRITERS * MARKS, 0));
    assert_eq!(kept, all);
}
