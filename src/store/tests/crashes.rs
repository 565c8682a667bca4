//! Power loss at every operation, in every way that the file system may forget; and that the same harness finds the protocols
//! that are known to be wrong.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::Arc;

use super::super::Thresholds;
use super::super::fs::Fs;
use super::super::fs::crash::{CrashFs, Disk};
use super::{bookmark, journal, notebook, one_more};
use crate::marks::tests::{Dice, rounds};
use crate::marks::{Edit, Id, Moment};

/// What the crash states of a protocol came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Toll {
    states: usize,
    lost: usize,
    unreadable: usize,
    next_broken: usize,
}

/// A way of saving numbered marks.
trait Protocol {
    /// Saves the mark of that number, after all of smaller numbers.
    fn save(&mut self, fs: &Arc<CrashFs>, number: usize);
    /// What a start after a crash finds; none where it can make nothing of it.
    fn load(&mut self, fs: &Arc<CrashFs>) -> Option<BTreeSet<usize>>;
}

/// Plays `saves` saves, crashes after every operation in `ways` ways, and starts again on what is left.
fn play<P: Protocol>(make: impl Fn() -> P, saves: usize, ways: usize, dice: &mut Dice) -> Toll {
    let mut toll = Toll::default();
    let fs = Arc::new(CrashFs::default());
    let mut protocol = make();
    for number in 0..saves {
        protocol.save(&fs, number);
        fs.acknowledge();
    }
    for picture in fs.pictures() {
        for _ in 0..ways {
            toll.states += 1;
            survive(make(), picture.crashed(dice), &mut toll);
        }
    }
    toll
}

fn survive<P: Protocol>(mut protocol: P, left: Disk, toll: &mut Toll) {
    let acknowledged = left.acknowledged;
    let fs = Arc::new(CrashFs::with(left));
    let Some(found) = protocol.load(&fs) else {
        toll.unreadable += 1;
        toll.lost += usize::from(acknowledged > 0);
        return;
    };
    if !(0..acknowledged).all(|number| found.contains(&number)) {
        toll.lost += 1;
    }
    const NEXT: usize = 1000;
    protocol.save(&fs, NEXT);
    let after = protocol.load(&fs).unwrap_or_default();
    if !after.contains(&NEXT) || !found.is_subset(&after) {
        toll.next_broken += 1;
    }
}

/// The real journal, with a compaction now and then and a new process now and then.
struct Real {
    journal: Option<super::Journal<CrashFs>>,
}

impl Real {
    const fn new() -> Self {
        Self { journal: None }
    }

    fn id(number: usize) -> Id {
        Id((number as u128 + 1) << 80)
    }
}

impl Protocol for Real {
    fn save(&mut self, fs: &Arc<CrashFs>, number: usize) {
        if number.is_multiple_of(6) {
            self.journal = None;
        }
        let journal = self.journal.get_or_insert_with(|| journal(fs, "here"));
        let mut notebook = notebook("here", number as u128);
        let (id, mut events) = one_more(&mut notebook, number as i64, "");
        if number.is_multiple_of(3) {
            events.extend(notebook.perform("noted", vec![Edit::Set(id, bookmark(number, "again"))], Moment(2)));
        }
        // The harness counts numbers; ids made from them stand for those of the notebook.
        for event in &mut events {
            if let crate::marks::Event::Put { id, .. } = event {
                *id = Self::id(number);
            }
        }
        journal.append(&events).expect("this file system takes everything");
        if number % 5 == 4 {
            let thresholds = Thresholds {
                short: 0,
                long: 0,
                operations: 2,
            };
            journal
                .compact(Moment(3), thresholds)
                .expect("this file system takes everything");
        }
    }

    fn load(&mut self, fs: &Arc<CrashFs>) -> Option<BTreeSet<usize>> {
        let loaded = journal(fs, "here").load();
        let ids = super::standing(loaded.events);
        let numbers = ids
            .iter()
            .filter_map(|id| usize::try_from(id.0 >> 80).ok()?.checked_sub(1));
        loaded.unread.is_empty().then(|| numbers.collect())
    }
}

/// What is wrong with a protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrong {
    TruncateAndWrite,
    TruncateWriteSync,
    RenameWithoutSync,
    RenameWithoutDirectorySync,
    JournalWithoutSync,
    JournalWithoutDirectorySync,
    JournalWithoutHeal,
}

struct Naive {
    wrong: Wrong,
    saved: BTreeSet<usize>,
}

const DIRECTORY: &str = "/data";
const FILE: &str = "/data/marks";

impl Naive {
    fn keep(&mut self, fs: &CrashFs, number: usize) -> io::Result<()> {
        let (directory, file) = (Path::new(DIRECTORY), Path::new(FILE));
        if fs.make_directory(directory)? && self.wrong != Wrong::JournalWithoutDirectorySync {
            fs.sync_directory(Path::new("/"))?;
        }
        self.saved.insert(number);
        let whole = serde_json::to_vec(&self.saved)?;
        match self.wrong {
            Wrong::TruncateAndWrite | Wrong::TruncateWriteSync => {
                fs.truncate(file)?;
                let mut open = fs.append(file)?;
                fs.write_all(&mut open, &whole)?;
                if self.wrong == Wrong::TruncateWriteSync {
                    fs.sync_file(&mut open)?;
                    fs.sync_directory(directory)?;
                }
            }
            Wrong::RenameWithoutSync | Wrong::RenameWithoutDirectorySync => {
                let temporary = file.with_extension(format!("{number}.tmp"));
                let mut open = fs.append(&temporary)?;
                fs.truncate(&temporary)?;
                fs.write_all(&mut open, &whole)?;
                if self.wrong == Wrong::RenameWithoutDirectorySync {
                    fs.sync_file(&mut open)?;
                }
                fs.rename(&temporary, file)?;
            }
            Wrong::JournalWithoutSync | Wrong::JournalWithoutDirectorySync | Wrong::JournalWithoutHeal => {
                let mut open = fs.append(file)?;
                fs.write_all(&mut open, format!("mark {number}\n").as_bytes())?;
                if self.wrong != Wrong::JournalWithoutSync {
                    fs.sync_file(&mut open)?;
                }
                if self.wrong != Wrong::JournalWithoutDirectorySync {
                    fs.sync_directory(directory)?;
                }
            }
        }
        Ok(())
    }

    const fn is_journal(&self) -> bool {
        matches!(
            self.wrong,
            Wrong::JournalWithoutSync | Wrong::JournalWithoutDirectorySync | Wrong::JournalWithoutHeal
        )
    }
}

impl Protocol for Naive {
    fn save(&mut self, fs: &Arc<CrashFs>, number: usize) {
        self.keep(fs, number).expect("this file system takes everything");
    }

    fn load(&mut self, fs: &Arc<CrashFs>) -> Option<BTreeSet<usize>> {
        let Ok(bytes) = fs.read(Path::new(FILE)) else {
            return Some(BTreeSet::new());
        };
        self.saved = if self.is_journal() {
            let lines = bytes
                .split_inclusive(|&b| b == b'\n')
                .filter_map(|line| line.strip_suffix(b"\n"));
            let numbers = lines.filter_map(|line| std::str::from_utf8(line).ok()?.strip_prefix("mark ")?.parse().ok());
            numbers.collect()
        } else {
            serde_json::from_slice(&bytes).ok()?
        };
        Some(self.saved.clone())
    }
}

#[test]
fn no_crash_at_any_moment_loses_an_acknowledged_mark_or_breaks_the_next() {
    let dice = &mut Dice::new(42);
    let mut toll = Toll::default();
    let wanted = usize::try_from(rounds(10_000, 100_000)).expect("a number of states");
    while toll.states < wanted {
        let more = play(Real::new, 10, 8, dice);
        toll.states += more.states;
        toll.lost += more.lost;
        toll.unreadable += more.unreadable;
        toll.next_broken += more.next_broken;
    }
    println!("{toll:?}");
    assert_eq!(
        (toll.lost, toll.unreadable, toll.next_broken),
        (0, 0, 0),
        "of {}",
        toll.states
    );
}

#[test]
fn the_same_harness_finds_what_is_wrong_with_the_protocols_that_are_wrong() {
    let dice = &mut Dice::new(7);
    for wrong in [
        Wrong::TruncateAndWrite,
        Wrong::TruncateWriteSync,
        Wrong::RenameWithoutSync,
        Wrong::RenameWithoutDirectorySync,
        Wrong::JournalWithoutSync,
        Wrong::JournalWithoutDirectorySync,
        Wrong::JournalWithoutHeal,
    ] {
        let make = || Naive {
            wrong,
            saved: BTreeSet::new(),
        };
        let toll = play(make, 16, 12, dice);
        println!("{wrong:?}: {toll:?}");
        if wrong == Wrong::JournalWithoutHeal {
            assert!(
                toll.next_broken > toll.states / 100 && toll.lost == 0,
                "{wrong:?}: {toll:?}"
            );
        } else {
            assert!(toll.lost > toll.states / 10, "{wrong:?}: {toll:?}");
        }
    }
}
