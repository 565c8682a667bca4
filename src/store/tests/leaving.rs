//! What could not be saved when a run ended, and what becomes of it in the next.

use std::collections::BTreeSet;
use std::fs;
use std::sync::mpsc::channel;
use std::time::Duration;

use super::super::fs::crash::CrashFs;
use super::super::{Directories, Keeper, Loaded, Shelf, Told, Unsaved};
use super::{identity, notebook, one_more, standing};
use crate::marks::Id;

/// What a start finds, and what it leaves unsaved.
fn start(shelf: &Shelf) -> (Loaded, Unsaved) {
    let (tell, told) = channel();
    let keeper = Keeper::start(shelf.clone(), None, identity, move |t| drop(tell.send(t)));
    let Ok(Told::Loaded(_, loaded)) = told.recv() else {
        panic!("loading comes first")
    };
    (loaded, keeper.close(Duration::from_secs(20)))
}

#[test]
fn what_a_run_could_not_save_is_saved_by_the_next_that_can() {
    let directory = tempfile::tempdir().expect("a directory");
    let directories = Directories::below(directory.path());
    let (data, state) = (directory.path().join("data"), directories.state.clone().expect("state"));
    let shelf = Shelf::open(directories);
    fs::write(&data, "in the way").expect("written");
    let (tell, told) = channel();
    let mut keeper = Keeper::start(shelf.clone(), None, identity, move |t| drop(tell.send(t)));
    let (id, events) = one_more(&mut notebook("x", 3), 5, "waits");
    keeper.save(events);
    while !matches!(told.recv(), Ok(Told::NotSaved { .. })) {}
    let unsaved = keeper.close(Duration::from_secs(20));
    assert_eq!((unsaved.lines.len(), unsaved.key.as_ref()), (2, Some(&identity().key)));
    let path = shelf.keep_unsaved(&unsaved).expect("put aside");
    assert!(path.starts_with(&state) && path.exists());
    // What another transcript left is not ours.
    let other = Unsaved {
        key: super::super::Key::new("99999999990000000000"),
        lines: vec!["{}".to_owned()],
    };
    let others = shelf.keep_unsaved(&other).expect("put aside");

    let (loaded, _) = start(&shelf);
    assert_eq!(
        standing(loaded.events.clone()),
        [id].into(),
        "it is there, though not saved yet"
    );
    let says = format!("what an earlier run could not save is still only in {}", path.display());
    assert!(loaded.remarks().contains(&says), "{:?}", loaded.remarks());
    assert!(path.exists());

    fs::remove_file(&data).expect("removed");
    let (loaded, unsaved) = start(&shelf);
    assert_eq!(
        (standing(loaded.events.clone()), unsaved),
        ([id].into(), Unsaved::default())
    );
    assert_eq!(
        loaded.remarks(),
        ["2 lines that an earlier run could not save: saved now"]
    );
    assert!(!path.exists() && others.exists());
    let (loaded, _) = start(&shelf);
    assert_eq!(
        (standing(loaded.events.clone()), loaded.remarks()),
        ([id].into(), Vec::new())
    );
}

#[test]
fn no_key_waits_for_a_disk_that_hangs_and_leaving_waits_no_longer_than_it_says() {
    let directories = Directories::below(std::path::Path::new("/home"));
    let shelf = Shelf::on(CrashFs::default(), directories);
    let start = || {
        let (tell, told) = channel();
        let keeper = Keeper::start(shelf.clone(), None, identity, move |t| drop(tell.send(t)));
        assert!(matches!(told.recv(), Ok(Told::Loaded(..))));
        (keeper, told)
    };
    let (mut keeper, told) = start();
    let mut notebook = notebook("x", 3);
    // While somebody looks at this disk nothing can be done to it: whatever waited for it here would wait for ever.
    let ids = shelf.fs().seen(|_| {
        let ids: BTreeSet<Id> = (0..100)
            .map(|at| {
                let (id, events) = one_more(&mut notebook, at, "");
                keeper.save(events);
                id
            })
            .collect();
        assert!(told.try_recv().is_err(), "nothing is said to be saved");
        ids
    });
    while !matches!(told.recv(), Ok(Told::Saved { upto: 100 })) {}
    assert!(keeper.close(Duration::from_secs(20)).lines.is_empty());
    let (mut keeper, _told) = start();
    let (last, events) = one_more(&mut notebook, 200, "");
    let handed_back = shelf.fs().seen(|_| {
        keeper.save(events);
        keeper.close(Duration::from_millis(50)).lines.len()
    });
    assert_eq!(handed_back, 2, "a mark and what was done");
    let there = standing(shelf.journal(&identity(), None).expect("a journal").load().events);
    assert!(there.is_superset(&ids) && there.len() <= 101 && !ids.contains(&last));
}
