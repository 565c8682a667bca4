//! Several copies and devices that write journals of one transcript while each is open.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::super::fs::Fs;
use super::super::fs::crash::CrashFs;
use super::super::{Directories, Keeper, Loaded, Shelf, Thresholds, Told};
use super::{identity, journal, notebook, one_more, standing};
use crate::marks::{Event, Id, Moment};

#[test]
fn news_are_what_others_wrote_since_and_nothing_else() {
    let fs = Arc::new(CrashFs::default());
    let (mut here, mut copy, mut there) = (journal(&fs, "here"), journal(&fs, "here"), journal(&fs, "there"));
    let mut notebook = notebook("x", 1);
    let mut save = |journal: &mut super::Journal<CrashFs>| -> Id {
        let (id, events) = one_more(&mut notebook, 1, "");
        journal.append(&events).expect("saved");
        id
    };
    let heard = |loaded: Loaded| (standing(loaded.events), loaded.damaged);
    let first = save(&mut there);
    assert_eq!(heard(here.load()), ([first].into(), 0));
    for _ in 0..3 {
        save(&mut here);
        assert_eq!(
            heard(here.news()),
            (BTreeSet::new(), 0),
            "what this run wrote is no news"
        );
    }
    let (a, b) = (save(&mut there), save(&mut copy));
    assert_eq!(heard(here.news()), ([a, b].into(), 0));
    assert_eq!(heard(here.news()), (BTreeSet::new(), 0), "once");
    // A line is heard when it is whole.
    let lines = there.lines(&one_more(&mut super::notebook("x", 2), 2, "").1);
    let mut file = fs.append(there.path(), super::super::fs::Ground::Own).expect("opened");
    fs.write_all(&mut file, &lines[0].as_bytes()[..40]).expect("written");
    assert_eq!(heard(here.news()), (BTreeSet::new(), 0));
    fs.write_all(&mut file, &lines[0].as_bytes()[40..]).expect("written");
    fs.write_all(&mut file, b"\n").expect("written");
    assert_eq!(heard(here.news()).0.len(), 1);
    // A journal that another made shorter is read from its beginning.
    let thresholds = Thresholds {
        short: 0,
        long: 0,
        operations: 0,
    };
    assert!(copy.compact(Moment(1), thresholds).expect("compacted"));
    let last = save(&mut copy);
    assert!(
        here.news()
            .events
            .iter()
            .any(|event| matches!(event, Event::Put { id, .. } if *id == last))
    );
    assert_eq!(heard(here.news()), (BTreeSet::new(), 0));
}

/// A keeper, and what it tells.
fn keeper(shelf: &Shelf) -> (Keeper, Receiver<Told>) {
    let (tell, told) = channel();
    let keeper = Keeper::start(shelf.clone(), None, identity, move |t| drop(tell.send(t)));
    assert!(matches!(told.recv(), Ok(Told::Loaded(..))));
    (keeper, told)
}

#[test]
fn a_keeper_that_is_asked_tells_what_another_saved() {
    let directory = tempfile::tempdir().expect("a directory");
    let shelf = Shelf::open(Directories::below(directory.path()));
    let ((mut here, told_here), (there, told_there)) = (keeper(&shelf), keeper(&shelf));
    let mut notebook = notebook("x", 3);
    let mut ids = BTreeSet::new();
    for n in 0..3 {
        let (id, events) = one_more(&mut notebook, n, "");
        here.save(events);
        assert!(matches!(told_here.recv(), Ok(Told::Saved { .. })));
        there.ear().hear();
        let Ok(Told::Heard(events)) = told_there.recv() else {
            panic!("it is heard")
        };
        ids.insert(id);
        assert_eq!(standing(events), [id].into());
    }
    here.ear().hear();
    assert!(here.close(Duration::from_secs(20)).lines.is_empty());
    assert!(told_here.recv().is_err(), "what it saved itself it does not hear");
    let _ = there.close(Duration::from_secs(20));
}

#[test]
fn hearing_is_no_reason_to_try_again_what_could_not_be_saved() {
    let directory = tempfile::tempdir().expect("a directory");
    std::fs::write(directory.path().join("data"), "in the way").expect("written");
    let shelf = Shelf::open(Directories::below(directory.path()));
    let (mut keeper, told) = keeper(&shelf);
    keeper.save(one_more(&mut notebook("x", 3), 1, "").1);
    assert!(matches!(told.recv(), Ok(Told::NotSaved { upto: 1, .. })));
    for _ in 0..5 {
        keeper.ear().hear();
    }
    std::fs::remove_file(directory.path().join("data")).expect("removed");
    keeper.retry();
    assert!(matches!(told.recv(), Ok(Told::Saved { upto: 1 })));
}
