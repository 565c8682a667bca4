//! Power loss at every operation, in every way that the file system may forget; and that the same harness finds the protocols
//! that are known to be wrong.

mod naive;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::Thresholds;
use super::super::fs::Fs;
use super::super::fs::crash::{CrashFs, Disk};
use super::super::line;
use super::super::loaded::lines_of;
use super::{Lies, bookmark, journal_of, notebook, one_more, standing};
use crate::marks::tests::{Dice, rounds};
use crate::marks::{Edit, Event, Id, Moment};
use naive::{Naive, Wrong};

/// How many marks a run saves.
const SAVES: usize = 6;
/// In so many ways at most each operation of the real journal is followed by a crash.
const WAYS: usize = 200;

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
    /// The disk before the first save.
    fn disk(&self) -> Disk {
        Disk::default()
    }
    /// Saves the mark of that number, after all of smaller numbers.
    fn save(&mut self, fs: &Arc<CrashFs>, number: usize);
    /// What a start after a crash finds; none where it can make nothing of it.
    fn load(&mut self, fs: &Arc<CrashFs>) -> Option<BTreeSet<usize>>;
}

/// Plays `saves` saves, crashes after every operation in up to `ways` different ways, and starts again on what is left.
fn play<P: Protocol>(make: impl Fn() -> P, saves: usize, ways: usize, dice: &mut Dice) -> Toll {
    let mut toll = Toll::default();
    let mut protocol = make();
    let fs = Arc::new(CrashFs::watched(protocol.disk()));
    for number in 0..saves {
        protocol.save(&fs, number);
        fs.acknowledge();
    }
    for picture in fs.pictures() {
        let mut met = BTreeSet::new();
        for _ in 0..ways {
            let left = picture.crashed(dice);
            if met.insert(left.visible()) {
                toll.states += 1;
                survive(make(), left, &mut toll);
            }
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
    protocol.save(&fs, NEXT);
    let after = protocol.load(&fs).unwrap_or_default();
    if !after.contains(&NEXT) || !found.is_subset(&after) {
        toll.next_broken += 1;
    }
}

/// After every so manieth crash the journal is also made shorter, and loaded as a start does it.
const SHARE: usize = 127;
/// The number of the mark that is saved after a crash.
const NEXT: usize = 1000;

/// How a run of the real journal goes, so that no two are alike.
#[derive(Clone, Copy, Debug, Default)]
struct Step {
    /// A new process saves.
    fresh: bool,
    /// The mark is changed at once, so that a line is dead.
    again: bool,
    /// The journal is made shorter afterwards.
    compact: bool,
    note: usize,
}

impl Step {
    fn any(dice: &mut Dice) -> Self {
        Self {
            fresh: dice.below(5) == 0,
            again: dice.below(3) == 0,
            compact: dice.below(5) == 0,
            note: dice.below(200),
        }
    }
}

/// What journals of these bytes say, by the journal's own reader and the fold. Reading is a function of the bytes, so the same
/// bytes are read once; a share is read again, by the whole of the journal's loading.
#[derive(Default)]
struct Known {
    files: BTreeMap<Vec<u8>, BTreeSet<usize>>,
    lines: BTreeMap<Vec<u8>, Option<Event>>,
    asked: usize,
    /// The lines that are saved after a crash.
    next: Vec<String>,
}

impl Known {
    fn numbers(&mut self, bytes: Vec<u8>) -> BTreeSet<usize> {
        if let Some(known) = self.files.get(&bytes) {
            return known.clone();
        }
        let mut events = Vec::new();
        for line in lines_of(&bytes) {
            if !self.lines.contains_key(line) {
                let read = match line::read(line) {
                    line::Read::Event(event) => Some(*event),
                    line::Read::Moved(_) | line::Read::Newer | line::Read::Damaged => None,
                };
                self.lines.insert(line.to_vec(), read);
            }
            events.extend(self.lines.get(line).cloned().flatten());
        }
        let numbers = numbers_of(events);
        self.files.insert(bytes, numbers.clone());
        numbers
    }
}

fn numbers_of(events: Vec<Event>) -> BTreeSet<usize> {
    let ids = standing(events);
    let numbers = ids
        .iter()
        .filter_map(|id| usize::try_from(id.0 >> 80).ok()?.checked_sub(1));
    numbers.collect()
}

/// The real journal.
struct Real<'a> {
    journal: Option<super::Journal<CrashFs>>,
    lies: Lies,
    steps: &'a [Step],
    known: &'a RefCell<Known>,
}

impl Real<'_> {
    fn id(number: usize) -> Id {
        Id((number as u128 + 1) << 80)
    }

    fn events(number: usize, step: Step) -> Vec<Event> {
        let mut notebook = notebook("here", number as u128);
        let (id, mut events) = one_more(&mut notebook, number as i64, &"n".repeat(step.note));
        if step.again {
            events.extend(notebook.perform("noted", vec![Edit::Set(id, bookmark(number, "again"))], Moment(2)));
        }
        // The harness counts numbers; ids made from them stand for those of the notebook.
        for event in &mut events {
            if let Event::Put { id, .. } = event {
                *id = Self::id(number);
            }
        }
        events
    }
}

impl Protocol for Real<'_> {
    fn disk(&self) -> Disk {
        self.lies.disk()
    }

    fn save(&mut self, fs: &Arc<CrashFs>, number: usize) {
        let known = &mut *self.known.borrow_mut();
        let step = match self.steps.get(number) {
            Some(step) => *step,
            None => Step {
                compact: known.asked.is_multiple_of(SHARE),
                ..Step::default()
            },
        };
        if step.fresh {
            self.journal = None;
        }
        let journal = self.journal.get_or_insert_with(|| journal_of(fs, "here", self.lies));
        let lines = match number {
            NEXT if known.next.is_empty() => {
                known.next = journal.lines(&Self::events(number, step));
                known.next.clone()
            }
            NEXT => known.next.clone(),
            _ => journal.lines(&Self::events(number, step)),
        };
        journal.append_lines(&lines).expect("this file system takes everything");
        if step.compact {
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
        let mut journal = journal_of(fs, "here", self.lies);
        let mut unread = Vec::new();
        let mut numbers = BTreeSet::new();
        let mut known = self.known.borrow_mut();
        for path in journal.journals(&mut unread) {
            numbers.append(&mut known.numbers(fs.read(&path).ok()?));
        }
        known.asked += 1;
        if known.asked.is_multiple_of(SHARE) {
            let loaded = journal.load();
            assert_eq!((numbers_of(loaded.events), &loaded.unread), (numbers.clone(), &unread));
        }
        unread.is_empty().then_some(numbers)
    }
}

/// Plays runs of the real journal until there were so many crashes.
fn play_real(lies: Lies, wanted: u64, dice: &mut Dice) -> Toll {
    let mut toll = Toll::default();
    let wanted = usize::try_from(wanted).expect("a number of states");
    while toll.states < wanted {
        let steps: Vec<Step> = (0..SAVES).map(|_| Step::any(dice)).collect();
        let known = RefCell::default();
        let make = || Real {
            journal: None,
            lies,
            steps: &steps,
            known: &known,
        };
        let more = play(make, SAVES, WAYS, dice);
        toll.states += more.states;
        toll.lost += more.lost;
        toll.unreadable += more.unreadable;
        toll.next_broken += more.next_broken;
    }
    println!("{lies:?}: {toll:?}");
    toll
}

#[test]
fn no_crash_at_any_moment_loses_an_acknowledged_mark_or_breaks_the_next() {
    for (lies, wanted) in [
        (Lies::Home, rounds(100_000, 1_000_000)),
        (Lies::Beside, rounds(50_000, 500_000)),
    ] {
        let toll = play_real(lies, wanted, &mut Dice::new(42));
        assert_eq!(
            (toll.lost, toll.unreadable, toll.next_broken),
            (0, 0, 0),
            "{lies:?}, of {}",
            toll.states
        );
    }
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
