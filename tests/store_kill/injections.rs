//! Calls of the real system that fail in turn, by `strace`: what is acknowledged is there, what is not there is told.
//!
//! The same is played with every operation of a made-up file system in `store::tests::faults`; here it is the system's own calls
//! on the journal, its folders and its lock.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use visavis::store::{Directories, Shelf};

use super::child::{self, Saver, say, saying};
use super::{identity, kept};

/// So many marks are saved while one call fails.
const SAVES: usize = 3;
/// Calls that saving makes, the most telling ones first.
const CALLS: [&str; 10] = [
    "openat",
    "write",
    "fdatasync",
    "fsync",
    "mkdir",
    "flock",
    "lseek",
    "read",
    "statx",
    "fchmod",
];
const ERRORS: [&str; 6] = ["EIO", "ENOSPC", "EDQUOT", "EACCES", "EINTR", "EROFS"];

#[test]
fn the_child_saves_and_goes_on() {
    let Some((home, _)) = child::orders() else { return };
    let mut saver = Saver::start(&home);
    for _ in 0..SAVES {
        match saver.save() {
            Ok(notes) => notes.iter().for_each(|note| say(&format!("saved {note}"))),
            Err(reason) => say(&format!("told {reason}")),
        }
    }
    say(&format!("left {}", saver.close().len()));
    std::process::exit(0);
}

/// The files and folders that saving touches.
fn touched(home: &Path) -> Vec<PathBuf> {
    let shelf = Shelf::open(Directories::below(home));
    let journal = shelf.journal(&identity(), None).expect("a journal").path().to_owned();
    let locks = home.join("state/visavis/locks");
    let lock = locks.join(format!("{}.lock", identity().key.as_str()));
    let folders = journal.ancestors().skip(1).take(5).map(Path::to_owned);
    let folders: Vec<PathBuf> = folders.collect();
    [vec![journal, lock, locks], folders].concat()
}

/// Lets a child save while the call of that number fails; how many calls failed, and how many marks were acknowledged.
fn run(call: &str, error: &str, number: usize) -> Option<(usize, usize)> {
    let home = tempfile::tempdir().expect("a directory");
    let log = home.path().join("log");
    let mut arguments: Vec<OsString> = ["-f", "-qq", "-o"].map(OsString::from).to_vec();
    arguments.push(log.clone().into());
    for path in touched(home.path()) {
        arguments.extend(["-P".into(), path.into()]);
    }
    arguments.extend(["-e".into(), format!("trace={call}").into()]);
    arguments.extend(["-e".into(), format!("inject={call}:error={error}:when={number}").into()]);
    arguments.push(std::env::current_exe().expect("this test").into());
    let test = "injections::the_child_saves_and_goes_on";
    arguments.extend(["--exact", test, "--nocapture"].map(OsString::from));
    let mut command = Command::new("strace");
    let mut child = child::prepared(command.args(arguments), home.path(), SAVES)
        .spawn()
        .ok()?;
    let said: Vec<String> = saying(&mut child).collect();
    let ended = child.wait().expect("it ended");
    let failed = std::fs::read_to_string(&log).ok()?.matches("(INJECTED)").count();
    let what = format!("{call} {error} {number}: {said:?}");
    assert!(ended.success(), "never a panic: {what}");
    let saved: BTreeSet<String> = said
        .iter()
        .filter_map(|said| said.strip_prefix("saved ").map(str::to_owned))
        .collect();
    let told = said.iter().filter(|said| said.starts_with("told ")).count();
    let (there, _) = kept(home.path());
    assert!(saved.is_subset(&there), "acknowledged and not there: {what}");
    assert!(saved.len() == SAVES || told > 0, "neither saved nor told: {what}");
    let next = Saver::start(home.path()).save().expect("the next start saves");
    assert!(next.iter().all(|note| kept(home.path()).0.contains(note)), "{what}");
    Some((failed, saved.len()))
}

#[test]
fn whatever_call_of_the_system_fails_a_mark_is_saved_or_it_is_told() {
    let long = super::kills::often(1) > 1;
    let (calls, errors) = if long { (CALLS.len(), ERRORS.len()) } else { (4, 2) };
    let mut runs = 0;
    let mut acknowledged = 0;
    for call in &CALLS[..calls] {
        for error in &ERRORS[..errors] {
            for number in 1.. {
                let Some((failed, saved)) = run(call, error, number) else {
                    eprintln!("skipped: strace cannot be run here");
                    return;
                };
                if failed == 0 {
                    break;
                }
                (runs, acknowledged) = (runs + 1, acknowledged + saved);
            }
        }
    }
    println!(
        "{runs} calls failed, {acknowledged} of {} marks acknowledged, 0 lost",
        runs * SAVES
    );
    assert!(runs >= 20, "{runs}");
}
