//! Other people on the same machine: what is private stays so, and what they plant leads nowhere.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::super::fs::RealFs;
use super::super::{Directories, Journal, Place, Shelf, Unsaved};
use super::{identity, notebook, one_more};
use crate::marks::Device;

fn all_below(path: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(path).expect("a directory") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            all_below(&path, found);
        }
        found.push(path);
    }
}

fn save_one(shelf: &Shelf) -> Result<(), String> {
    let mut journal = shelf
        .journal(&identity(), None)?
        .with_patience(Duration::from_millis(20));
    let (_, events) = one_more(&mut notebook("here", 1), 1, "private");
    journal.append(&events).map_err(|error| error.to_string())
}

#[test]
fn everything_kept_is_for_its_owner_alone_whatever_the_umask() {
    // The mask is the whole process's, so other tests may make files under it meanwhile; none of them minds.
    let before = rustix::process::umask(rustix::fs::Mode::empty());
    let directory = tempfile::tempdir().expect("a directory");
    let below = directory.path().join("deep");
    let shelf = Shelf::open(Directories::below(&below));
    save_one(&shelf).expect("saved");
    shelf.keep_search("wort").expect("kept");
    shelf
        .keep_place(
            &identity().key,
            &Place {
                path: Some(below.clone()),
                ..Place::default()
            },
        )
        .expect("kept");
    let unsaved = Unsaved {
        key: None,
        lines: vec!["{}".to_owned()],
    };
    shelf.keep_unsaved(&unsaved).expect("kept");
    rustix::process::umask(before);
    let mut found = vec![below.clone()];
    all_below(&below, &mut found);
    assert!(found.len() > 15, "{found:?}");
    for path in found {
        let mode = fs::metadata(&path).expect("it is there").mode() & 0o777;
        let expected = if path.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(mode, expected, "{}: {mode:o}", path.display());
    }
}

#[test]
fn a_link_planted_for_the_journal_or_the_lock_leads_nowhere() {
    let directory = tempfile::tempdir().expect("a directory");
    let victim = directory.path().join("victim");
    fs::write(&victim, "as it was").expect("written");
    fs::set_permissions(&victim, fs::Permissions::from_mode(0o644)).expect("set");
    let plain = Shelf::open(Directories::below(&directory.path().join("one")));
    let journal = plain.journal(&identity(), None).expect("a journal").path().to_owned();
    fs::create_dir_all(journal.parent().expect("a directory")).expect("made");
    symlink(&victim, &journal).expect("planted");
    let told = save_one(&plain).expect_err("a link is not written through");
    assert!(told.starts_with("could not save marks to /"), "{told}");
    let loaded = plain.journal(&identity(), None).expect("a journal").load();
    assert_eq!((loaded.files, loaded.unread.len()), (0, 1));

    let directories = Directories::below(&directory.path().join("two"));
    let locks = directories.state.clone().expect("a state directory").join("locks");
    fs::create_dir_all(&locks).expect("made");
    symlink(&victim, locks.join(format!("{}.lock", identity().key.as_str()))).expect("planted");
    save_one(&Shelf::open(directories)).expect("saved without the lock");
    assert_eq!(fs::read_to_string(&victim).expect("it is there"), "as it was");
    assert_eq!(fs::metadata(&victim).expect("it is there").mode() & 0o777, 0o644);
}

#[test]
fn a_data_directory_that_others_can_write_to_is_read_and_not_written_until_it_is_closed_to_them() {
    let directory = tempfile::tempdir().expect("a directory");
    let directories = Directories::below(directory.path());
    let data = directories.data.clone().expect("a data directory");
    let shelf = Shelf::open(directories);
    save_one(&shelf).expect("saved");
    let key = data.join("t").join(identity().key.as_str());
    for open in [&data, &data.join("t"), &key] {
        for mode in [0o770, 0o702, 0o777] {
            fs::set_permissions(open, fs::Permissions::from_mode(mode)).expect("set");
            let told = save_one(&shelf).expect_err("refused");
            let says = format!("{} can be written by others (chmod go-w ends that)", open.display());
            assert!(told.ends_with(&says), "{told}");
        }
        let loaded = shelf.journal(&identity(), None).expect("a journal").load();
        assert_eq!((loaded.files, loaded.events.len()), (1, 2), "what is there is read");
        fs::set_permissions(open, fs::Permissions::from_mode(0o755)).expect("set");
    }
    save_one(&shelf).expect("saved");
    // A link that a person made for the directory as a whole is theirs to make.
    let linked = directory.path().join("linked");
    fs::create_dir(&linked).expect("made");
    symlink(&data, linked.join("visavis")).expect("linked");
    let mut directories = Directories::below(directory.path());
    directories.data = Some(linked.join("visavis"));
    save_one(&Shelf::open(directories)).expect("saved");
    if rustix::process::geteuid().is_root() {
        std::os::unix::fs::chown(&data, Some(12_345), None).expect("root may");
        let told = save_one(&shelf).expect_err("refused");
        assert!(
            told.ends_with(&format!("{} belongs to somebody else", data.display())),
            "{told}"
        );
    }
}

#[test]
fn a_pipe_in_the_place_of_a_journal_makes_nobody_wait() {
    let directory = tempfile::tempdir().expect("a directory");
    let shelf = Shelf::open(Directories::below(directory.path()));
    let journal = shelf.journal(&identity(), None).expect("a journal").path().to_owned();
    fs::create_dir_all(journal.parent().expect("a directory")).expect("made");
    rustix::fs::mkfifoat(rustix::fs::CWD, &journal, rustix::fs::Mode::RUSR).expect("planted");
    assert_eq!(
        shelf.journal(&identity(), None).expect("a journal").load().unread.len(),
        1
    );
    assert!(save_one(&shelf).is_err());
}

#[test]
fn a_lock_that_another_holds_delays_the_mark_and_does_not_prevent_it() {
    let directory = tempfile::tempdir().expect("a directory");
    let (data, locks) = (directory.path().join("data"), directory.path().join("locks"));
    let journal = |device| {
        let fs = Arc::new(RealFs);
        Journal::new(fs, &data, Some(&locks), &identity(), Device::new(device)).with_patience(Duration::from_millis(50))
    };
    let (mut first, mut second) = (journal("here"), journal("here"));
    let (one, events) = one_more(&mut notebook("here", 1), 1, "");
    first.append(&events).expect("saved");
    let held = first.locked().expect("free");
    let (two, events) = one_more(&mut notebook("here", 2), 1, "");
    second.append(&events).expect("saved without the lock");
    assert!(
        !second
            .compact(
                crate::marks::Moment(1),
                super::super::Thresholds {
                    short: 0,
                    long: 0,
                    operations: 0
                }
            )
            .expect("not tried")
    );
    drop(held);
    assert_eq!(super::standing(second.load().events), [one, two].into());
}

#[test]
fn a_directory_that_cannot_be_written_is_told_with_path_and_cause() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("file");
    fs::write(&file, "").expect("written");
    let told = save_one(&Shelf::open(Directories::below(&file))).expect_err("a file is no directory");
    assert!(told.contains("file") && told.ends_with(": not a directory"), "{told}");
}
