//! Where nothing can be saved, that is told at once for every mark; nothing saved before is lost, and what waited is saved as soon
//! as it can be.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use rustix::process::{Resource, getrlimit, setrlimit};

use super::child::{self, Saver, say, saying};
use super::kept;

/// So many saves are tried while there is no room, and so many afterwards.
const IN_VAIN: usize = 50;
const AFTERWARDS: usize = 3;

/// Saves while there is room, while there is none, and again; says how many were told, and how many of all that was ever handed
/// over a start finds.
fn through(home: &Path, take_room: impl FnOnce(), give_room: impl FnOnce()) {
    let mut saver = Saver::start(home);
    let mut saved = Vec::new();
    for _ in 0..5 {
        saved.extend(saver.save().expect("there is room"));
    }
    take_room();
    let mut told = 0;
    for _ in 0..IN_VAIN {
        match saver.save() {
            Ok(notes) => saved.extend(notes),
            Err(_) => told += 1,
        }
        let (kept, _) = kept(home);
        assert!(
            saved.iter().all(|note| kept.contains(note)),
            "acknowledged and not there"
        );
    }
    give_room();
    for _ in 0..AFTERWARDS {
        saved.extend(saver.save().expect("there is room again"));
    }
    assert_eq!(saver.close(), Vec::<String>::new());
    let (kept, _) = kept(home);
    assert!(
        saved.iter().all(|note| kept.contains(note)),
        "acknowledged and not there"
    );
    say(&format!("told {told} kept {}", kept.len()));
    std::process::exit(0);
}

/// What `through` said: how many saves in vain were told, how many marks were kept.
fn told_and_kept(said: &[String]) -> (usize, usize) {
    let words = said.iter().find_map(|words| words.strip_prefix("told "));
    let (told, kept) = words
        .and_then(|words| words.split_once(" kept "))
        .unwrap_or_else(|| panic!("the child came to no end: {said:?}"));
    (told.parse().expect("a number"), kept.parse().expect("a number"))
}

#[test]
fn the_child_fills_its_disk() {
    let Some((home, _)) = child::orders() else { return };
    let filler = home.join("filler");
    through(
        &home,
        || {
            let mut file = File::create(&filler).expect("there is room");
            for size in [4096, 1] {
                while file.write_all(&vec![b'x'; size]).is_ok() {}
            }
        },
        || fs::remove_file(&filler).expect("removed"),
    );
}

#[test]
fn the_child_may_write_no_long_files() {
    let Some((home, _)) = child::orders() else { return };
    let flag = std::sync::Arc::default();
    signal_hook::flag::register(signal_hook::consts::SIGXFSZ, flag).expect("a handler");
    let usual = getrlimit(Resource::Fsize);
    let limit = |bytes| setrlimit(Resource::Fsize, bytes).expect("the soft limit is ours");
    through(
        &home,
        || {
            limit(rustix::process::Rlimit {
                current: Some(8 * 1024),
                maximum: usual.maximum,
            });
        },
        || limit(usual),
    );
}

#[test]
fn the_child_only_tries() {
    let Some((home, _)) = child::orders() else { return };
    let before = kept(&home).0.len();
    let mut saver = Saver::start(&home);
    let told = (0..IN_VAIN).filter(|_| saver.save().is_err()).count();
    let handed_back = saver.close().len();
    assert_eq!(handed_back, 2 * IN_VAIN, "a mark and what was done, each of every mark");
    assert_eq!(kept(&home).0.len(), before);
    say(&format!("told {told} kept {before}"));
    std::process::exit(0);
}

#[test]
fn a_full_disk_is_told_for_every_mark_and_loses_none() {
    let home = tempfile::tempdir().expect("a directory");
    let line = "mount -t tmpfs -o size=1m none \"$VISAVIS_TEST_SAVES_IN\" || exit 9; exec \"$0\" \"$@\"";
    let mut child = child::child_of_shell(line, "hardship::the_child_fills_its_disk", home.path());
    let said: Vec<String> = saying(&mut child).collect();
    if child.wait().expect("it ended").code() == Some(9) {
        eprintln!("skipped: no disk of a megabyte can be mounted here");
        return;
    }
    let (told, kept) = told_and_kept(&said);
    println!("a full disk: {told} of {IN_VAIN} told, {kept} kept");
    // What was left of a block when the disk was full takes a line or two.
    assert!(told >= IN_VAIN - 4, "{told}");
    assert_eq!(kept, 5 + IN_VAIN + AFTERWARDS);
}

#[test]
fn a_limit_on_the_size_of_files_is_told_for_every_mark_and_loses_none() {
    let home = tempfile::tempdir().expect("a directory");
    let mut child = child::child("hardship::the_child_may_write_no_long_files", home.path(), 1);
    let (told, kept) = told_and_kept(&saying(&mut child).collect::<Vec<_>>());
    println!("files of 8 KiB: {told} of {IN_VAIN} told, {kept} kept");
    assert!(told >= IN_VAIN - 10, "{told}");
    assert_eq!(kept, 5 + IN_VAIN + AFTERWARDS);
}

#[test]
fn a_disk_that_is_read_only_is_read_and_every_mark_is_told() {
    let home = tempfile::tempdir().expect("a directory");
    let line = "mount -t tmpfs -o size=1m none \"$VISAVIS_TEST_SAVES_IN\" || exit 9; \
                \"$0\" --exact kills::the_child_saves_as_it_is_told --nocapture; \
                mount -o remount,ro none \"$VISAVIS_TEST_SAVES_IN\" || exit 9; exec \"$0\" \"$@\"";
    let mut child = child::child_of_shell(line, "hardship::the_child_only_tries", home.path());
    let said: Vec<String> = saying(&mut child).collect();
    if child.wait().expect("it ended").code() == Some(9) {
        eprintln!("skipped: no disk can be mounted here");
        return;
    }
    assert_eq!(told_and_kept(&said), (IN_VAIN, 1));
}
