//! Other programs that change the journal while it is open: what this run saved is put back with its next mark.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::super::fs::crash::CrashFs;
use super::super::fs::{Fs, Ground};
use super::{journal, notebook, one_more, standing};
use crate::marks::Id;
use crate::marks::tests::{Dice, rounds};

/// Does one thing to the journal that an editor, a sync service or a version control does; `old` is what it held some time ago.
fn meddle(fs: &CrashFs, path: &Path, old: &[u8], dice: &mut Dice) {
    let Ok(bytes) = fs.read(path) else { return };
    let in_place_of = |bytes: &[u8]| {
        let new = path.with_extension("new");
        let mut file = fs.create(&new).expect("made");
        fs.write_all(&mut file, bytes).expect("written");
        fs.rename(&new, path).expect("renamed");
    };
    let text = String::from_utf8_lossy(&bytes);
    match dice.below(9) {
        0 => fs.remove(path).expect("removed"),
        1 => fs.truncate(path).expect("emptied"),
        2 => fs.plant(path, &bytes[..dice.below(bytes.len())]),
        3 => in_place_of(old),
        4 => fs.plant(path, old),
        5 => in_place_of(text.replace('\n', "\r\n").as_bytes()),
        // Longer than what was there, and none of it ours.
        6 => in_place_of(&vec![b'x'; bytes.len() + 9]),
        7 => fs.plant(path, &[b"{}\n", &*vec![b'y'; bytes.len() + 9]].concat()),
        _ => {
            let mut file = fs.append(path, Ground::Own).expect("opened");
            fs.write_all(&mut file, b"{\"half\":").expect("written");
        }
    }
}

#[test]
fn whatever_others_do_to_the_open_journal_what_this_run_saved_is_there_after_its_next_mark() {
    const SITTING: u64 = 25;
    let dice = &mut Dice::new(5);
    for sitting in 0..rounds(1000, 10_000) / SITTING {
        let fs = Arc::new(CrashFs::with(super::super::fs::crash::Disk::default()));
        let mut journal = journal(&fs, "here");
        let mut notebook = notebook("here", sitting.into());
        let mut saved = BTreeSet::<Id>::new();
        let mut old = Vec::new();
        for round in 0..SITTING {
            let (id, events) = one_more(&mut notebook, 1, "");
            journal.append(&events).expect("saved");
            saved.insert(id);
            let there = standing(journal.load().events);
            assert!(saved.is_subset(&there), "sitting {sitting}, mark {round}");
            if dice.below(4) == 0 {
                old = fs.read(journal.path()).expect("it is there");
            }
            meddle(&fs, journal.path(), &old, dice);
        }
    }
}
