//! Several that write one journal at once, some of them shortening it meanwhile.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use super::super::fs::RealFs;
use super::super::{Journal, Thresholds};
use super::{bookmark, identity, notebook, one_more};
use crate::marks::{Device, Edit, Id, Moment};

const WRITERS: u64 = 4;
const MARKS: i64 = 25;

#[test]
fn writers_and_compactions_of_one_journal_at_once_lose_nothing() {
    lose_nothing(Duration::from_secs(60));
}

#[test]
fn writers_that_wait_for_no_lock_lose_nothing_either() {
    lose_nothing(Duration::ZERO);
}

/// Lets several write that wait so long for the lock before they append without it.
fn lose_nothing(patience: Duration) {
    let directory = tempfile::tempdir().expect("a directory");
    let (data, locks) = (directory.path().join("data"), directory.path().join("locks"));
    let journal = || {
        let journal = Journal::new(Arc::new(RealFs), &data, Some(&locks), &identity(), Device::new("here"));
        journal.with_patience(patience)
    };
    let work = |writer: u64| {
        let (mut journal, mut notebook) = (journal(), notebook("here", writer.into()));
        let mut saved = BTreeSet::<Id>::new();
        let mut shortened = 0;
        for at in 0..MARKS {
            let (id, mut events) = one_more(&mut notebook, at, "first");
            events.extend(notebook.perform("noted", vec![Edit::Set(id, bookmark(9, "again"))], Moment(at)));
            journal.append(&events).expect("saved");
            saved.insert(id);
            if at % 3 == 0 {
                let thresholds = Thresholds {
                    short: 0,
                    long: 0,
                    operations: 4,
                };
                shortened += usize::from(journal.compact(Moment(at), thresholds).expect("compacted"));
            }
        }
        (saved, shortened)
    };
    let done: Vec<(BTreeSet<Id>, usize)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..WRITERS).map(|writer| scope.spawn(move || work(writer))).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("no panic"))
            .collect()
    });
    let loaded = journal().load();
    assert_eq!((loaded.damaged, loaded.unread.len()), (0, 0), "{patience:?}");
    let all: BTreeSet<Id> = done.iter().flat_map(|(saved, _)| saved.iter().copied()).collect();
    assert_eq!(super::standing(loaded.events), all);
    assert!(
        done.iter().map(|(_, shortened)| shortened).sum::<usize>() > 0,
        "the journal was shortened meanwhile"
    );
}
