//! Every operation fails in turn: what is acknowledged is there, what is not there is told, and nothing panics.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::fs::crash::CrashFs;
use super::super::fs::faults::{Fault, FaultFs};
use super::super::{Journal, Thresholds};
use super::{Lies, journal, journal_of, notebook, one_more, standing};
use crate::marks::tests::Dice;
use crate::marks::{Event, Id, Moment};

const SAVES: usize = 4;
/// After a fault the power is cut at every so manieth change of the disk.
const SHARE: usize = 3;

/// EIO, ENOSPC, EDQUOT, EINTR, EACCES, EROFS, EMFILE, EFBIG, EINVAL; then a write that takes only half.
const FAULTS: [Fault; 10] = [
    Fault::Error(5),
    Fault::Error(28),
    Fault::Error(122),
    Fault::Error(4),
    Fault::Error(13),
    Fault::Error(30),
    Fault::Error(24),
    Fault::Error(27),
    Fault::Error(22),
    Fault::Short,
];

/// What a run with a fault left: the file system, and after each acknowledgement which marks had been acknowledged.
struct Run {
    fs: Arc<FaultFs>,
    acknowledged: Vec<BTreeSet<Id>>,
}

/// Saves a few marks with retries as the keeper does.
fn run(lies: Lies, fault: Fault, at: usize, lasting: bool) -> Run {
    let fs = Arc::new(FaultFs::on(CrashFs::watched(lies.disk()), fault, at, lasting));
    let mut journal: Journal<FaultFs> = journal_of(&fs, "here", lies);
    let folder = match lies {
        Lies::Home => "/home/",
        Lies::Beside => "/talks/",
    };
    let mut notebook = notebook("here", 9);
    let mut pending: Vec<Event> = Vec::new();
    let (mut saved, mut waiting) = (BTreeSet::new(), BTreeSet::new());
    let mut acknowledged = vec![BTreeSet::new()];
    for number in 0..SAVES {
        let (id, events) = one_more(&mut notebook, 1, "");
        pending.extend(events);
        waiting.insert(id);
        match journal.append(&pending) {
            Ok(()) => {
                saved.append(&mut waiting);
                pending.clear();
                acknowledged.push(saved.clone());
                fs.disk.acknowledge();
            }
            Err(error) => {
                let told = error.to_string();
                assert!(told.starts_with(&format!("could not save marks to {folder}")), "{told}");
            }
        }
        if number % 2 == 1 {
            let thresholds = Thresholds {
                short: 0,
                long: 0,
                operations: 1,
            };
            // It may fail; what it must not do is lose anything, which is looked at below.
            let _ = journal.compact(Moment(2), thresholds);
        }
        let there = standing(on(&fs.disk, lies).events);
        assert!(
            saved.is_subset(&there),
            "{fault:?} at {at}, lasting {lasting}: acknowledged and not there"
        );
    }
    if !lasting && !waiting.is_empty() {
        // The one fault lies behind, so trying again is enough.
        journal.append(&pending).expect("tried again");
        assert!(
            waiting.is_subset(&standing(on(&fs.disk, lies).events)),
            "{fault:?} at {at}"
        );
    }
    Run { fs, acknowledged }
}

/// What a later start reads, without faults.
fn on(disk: &CrashFs, lies: Lies) -> super::super::Loaded {
    journal_of(&Arc::new(CrashFs::with(disk.settled())), "here", lies).load()
}

#[test]
fn whatever_operation_fails_a_mark_is_saved_or_it_is_told() {
    for lies in [Lies::Home, Lies::Beside] {
        let mut runs = 0;
        for fault in FAULTS {
            for lasting in [false, true] {
                let mut at = 0;
                // Until the fault lies beyond all that a run does.
                while run(lies, fault, at, lasting).fs.count() > at {
                    at += 1;
                    runs += 1;
                }
            }
        }
        println!("{lies:?}: {runs} runs");
        assert!(runs > 500, "{lies:?}: {runs}");
    }
}

#[test]
fn a_power_cut_after_an_operation_failed_loses_no_acknowledged_mark() {
    let dice = &mut Dice::new(11);
    for lies in [Lies::Home, Lies::Beside] {
        let mut states = 0;
        for fault in [Fault::Error(5), Fault::Error(28), Fault::Short] {
            for lasting in [false, true] {
                let mut at = 0;
                loop {
                    let Run { fs, acknowledged } = run(lies, fault, at, lasting);
                    for picture in fs.disk.pictures().iter().skip(at % SHARE).step_by(SHARE) {
                        let left = Arc::new(CrashFs::with(picture.crashed(dice)));
                        let there = standing(journal_of(&left, "here", lies).load().events);
                        let saved = &acknowledged[picture.acknowledged];
                        assert!(
                            saved.is_subset(&there),
                            "{lies:?}, {fault:?} at {at}, lasting {lasting}"
                        );
                        states += 1;
                    }
                    if fs.count() <= at {
                        break;
                    }
                    at += 1;
                }
            }
        }
        println!("{lies:?}: {states} states");
        assert!(states > 1000, "{lies:?}: {states}");
    }
}

#[test]
fn a_disk_that_cannot_promise_is_told_once_and_used() {
    let fs = Arc::new(FaultFs::new(Fault::Error(22), usize::MAX, false));
    let mut journal = journal(&fs, "here");
    assert!(!journal.told_unsynced());
    let mut notebook = notebook("here", 9);
    let (_, events) = one_more(&mut notebook, 1, "");
    journal.append(&events).expect("saved");
    assert!(!journal.told_unsynced());
    let count = fs.count();
    let mut told = 0;
    for at in 0..count {
        let fs = Arc::new(FaultFs::new(Fault::Error(22), at, false));
        let mut journal = super::journal(&fs, "here");
        if journal.append(&events).is_ok() && journal.told_unsynced() {
            told += 1;
            assert!(!journal.told_unsynced());
        }
    }
    assert!(told >= 2, "file and directory syncs were refused: {told}");
}
