//! Every operation fails in turn: what is acknowledged is there, what is not there is told, and nothing panics.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::fs::crash::CrashFs;
use super::super::fs::faults::{Fault, FaultFs};
use super::super::{Journal, Thresholds};
use super::{journal, notebook, one_more, standing};
use crate::marks::{Device, Event, Moment};

const SAVES: usize = 4;

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

/// Saves a few marks with retries as the keeper does, and gives how many operations it took.
fn run(fault: Fault, at: usize, lasting: bool) -> usize {
    let fs = Arc::new(FaultFs::new(fault, at, lasting));
    let mut journal: Journal<FaultFs> = journal(&fs, "here");
    let mut notebook = notebook("here", 9);
    let mut pending: Vec<Event> = Vec::new();
    let (mut saved, mut waiting) = (BTreeSet::new(), BTreeSet::new());
    for number in 0..SAVES {
        let (id, events) = one_more(&mut notebook, 1, "");
        pending.extend(events);
        waiting.insert(id);
        match journal.append(&pending) {
            Ok(()) => {
                saved.append(&mut waiting);
                pending.clear();
            }
            Err(error) => assert!(
                error.to_string().starts_with("could not save marks to /home/"),
                "{error}"
            ),
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
        let there = standing(on(&fs.disk).events);
        assert!(
            saved.is_subset(&there),
            "{fault:?} at {at}, lasting {lasting}: acknowledged and not there"
        );
    }
    if !lasting {
        assert!(
            waiting.is_empty() || at + 20 > fs.count(),
            "{fault:?} at {at}: one fault is overcome by the next save"
        );
    }
    fs.count()
}

/// What a later start reads, without faults.
fn on(disk: &CrashFs) -> super::super::Loaded {
    let left = disk.settled();
    let fs = Arc::new(CrashFs::with(left));
    Journal::new(
        fs,
        std::path::Path::new("/home/share/visavis"),
        None,
        &super::identity(),
        Device::new("here"),
    )
    .load()
}

#[test]
fn whatever_operation_fails_a_mark_is_saved_or_it_is_told() {
    let mut runs = 0;
    for fault in FAULTS {
        for lasting in [false, true] {
            let mut at = 0;
            // Until the fault lies beyond all that a run does.
            while run(fault, at, lasting) > at {
                at += 1;
                runs += 1;
            }
        }
    }
    println!("{runs} runs");
    assert!(runs > 500, "{runs}");
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
