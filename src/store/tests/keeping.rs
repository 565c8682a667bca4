use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use super::super::fs::crash::CrashFs;
use super::super::{Directories, Keeper, Shelf, Thresholds, Told, line};
use super::{bookmark, highlight, identity, journal, notebook, one_more, standing};
use crate::marks::{Body, Corrected, Device, Edit, Event, Id, Moment, Notebook, Touched, Walk};
use crate::text::{SafeText, Span};
use crate::transcript::Time;
use crate::turns::{Correction, Role, Side};

fn all_corrections() -> Vec<Correction> {
    let name = |name: &str| SafeText::line(name);
    vec![
        Correction::Give {
            span: Span::new(1, 9),
            speaker: name("guest"),
        },
        Correction::Split { at: 7 },
        Correction::Join { at: 8 },
        Correction::SwapFrom { at: 9 },
        Correction::Rename {
            speaker: name("guest"),
            name: name("Frau Dr. Öz"),
        },
        Correction::Merge {
            from: name("A"),
            into: name("B"),
        },
        Correction::SetRole {
            speaker: name("A"),
            role: Role::Interviewer,
        },
        Correction::SetSide {
            speaker: name("A"),
            side: Side::Right,
        },
        Correction::Automatic { span: Span::new(0, 90) },
    ]
}

#[test]
fn every_kind_of_record_comes_back_as_it_was() {
    let device = Device::new("lap-3f2a");
    let Body::Mark(mut mark) = bookmark(3, "wichtig #zitat\nzweite \"Zeile\" \\ \u{1F600}") else {
        unreachable!()
    };
    mark.anchor.from = Some(Time::from_millis(83_457));
    mark.anchor.role = Some(Role::Guest);
    mark.anchor.turn = Some(12);
    mark.anchor.speaker = Some("Frau Öz".to_owned());
    let mut bodies = vec![Body::Mark(mark.clone()), highlight(5)];
    bodies.extend(all_corrections().into_iter().map(|correction| {
        let anchor = Some(mark.anchor.clone());
        Body::Correction(Corrected { correction, anchor })
    }));
    let (id, at, created) = (Id(1 << 90 | 77), Moment(1_795_442_258_123), Moment(1_795_000_000_001));
    let put = |body| Event::Put {
        id,
        rev: 7,
        created,
        at,
        device: device.clone(),
        body,
    };
    let mut events: Vec<Event> = bodies.into_iter().map(put).collect();
    events.push(Event::Delete {
        id,
        rev: 8,
        at,
        device: device.clone(),
    });
    for walk in [Walk::Did, Walk::Undid(Id(5)), Walk::Redid(Id(6))] {
        let touched = vec![
            Touched {
                id,
                before: None,
                after: Some(7),
            },
            Touched {
                id,
                before: Some(7),
                after: None,
            },
        ];
        events.push(Event::Operation {
            id,
            at,
            device: device.clone(),
            says: "noted".to_owned(),
            walk,
            touched,
        });
    }
    for event in events {
        let written = line::write(&event, &device, "").expect("it can be written");
        let read = line::read(written.as_bytes());
        assert!(
            matches!(&read, line::Read::Event(read) if **read == event),
            "{written}\n{read:?}"
        );
        for at in 0..written.len() {
            let mut changed = written.clone().into_bytes();
            changed[at] ^= 1;
            assert!(
                !matches!(line::read(&changed), line::Read::Event(_)),
                "byte {at} of {written}"
            );
        }
    }
}

#[test]
fn a_line_is_shaped_as_the_format_says() {
    let id = Id(0x018c_1234_5678_0000_0000_0000_0000_002a);
    let event = Event::Delete {
        id,
        rev: 8,
        at: Moment(1_795_442_258_123),
        device: Device::default(),
    };
    let written = line::write(&event, &Device::new("lap-3f2a"), "").expect("it can be written");
    let (head, tail) = written.split_once("\"crc\":\"").expect("a checksum");
    assert_eq!(
        head,
        "{\"v\":1,\"op\":\"del\",\"id\":\"01HG938NKR0000000000000001A\",\"rev\":8,\"dev\":\"lap-3f2a\",\"ts\":\"2026-11-23T13:57:38.123Z\","
            .replace("01HG938NKR0000000000000001A", &id.to_string())
    );
    assert_eq!(tail.len(), 8 + "\"}".len());
}

#[test]
fn what_several_devices_wrote_is_read_together() {
    let fs = Arc::new(CrashFs::default());
    let mut ids = std::collections::BTreeSet::new();
    for (n, device) in ["here", "there", "there.sync-conflict-20261123"]
        .into_iter()
        .enumerate()
    {
        let mut journal = journal(&fs, device);
        let mut notebook = notebook("x", n as u128);
        for at in 0..5 {
            let (id, events) = one_more(&mut notebook, at, device);
            // The file's name is not what a line says of its device; a copy under another name counts all the same.
            let lines: Vec<Event> = events;
            journal.append(&lines).expect("saved");
            ids.insert(id);
        }
    }
    let loaded = journal(&fs, "here").load();
    assert_eq!((loaded.files, loaded.unread.len()), (3, 0));
    assert_eq!(
        loaded.damaged, 10,
        "lines of a device whose name is none are not believed"
    );
    assert_eq!(standing(loaded.events).len(), 10);
}

#[test]
fn compaction_drops_what_is_dead_and_changes_nothing_that_is_read() {
    let fs = Arc::new(CrashFs::default());
    let mut journal = journal(&fs, "here");
    let mut notebook = notebook("here", 5);
    let mut at = 0;
    let saved = |journal: &mut super::Journal<CrashFs>, events: Vec<Event>| journal.append(&events).expect("saved");
    for _ in 0..30 {
        let (id, events) = one_more(&mut notebook, at, "first");
        saved(&mut journal, events);
        for round in 0..10 {
            at += 1;
            saved(
                &mut journal,
                notebook.perform("noted", vec![Edit::Set(id, bookmark(round, "again"))], Moment(at)),
            );
        }
        if at % 3 == 0 {
            saved(
                &mut journal,
                notebook.perform("deleted", vec![Edit::Remove(id)], Moment(at)),
            );
        }
    }
    let strange = b"{\"v\":9,\"op\":\"weave\",\"later\":[1, 2 ,3]}\nno line at all\n";
    let path = journal.path().to_owned();
    let mut bytes = super::Fs::read(&*fs, &path).expect("it is there");
    bytes.extend_from_slice(strange);
    fs.plant(&path, &bytes);
    let before = standing(journal.load().events);
    let thresholds = Thresholds {
        short: 0,
        long: 0,
        operations: 20,
    };
    assert!(journal.compact(Moment(at), thresholds).expect("compacted"));
    let shorter = super::Fs::read(&*fs, &path).expect("it is there");
    assert!(
        shorter.len() * 2 < bytes.len() && shorter.ends_with(strange),
        "newer and damaged lines stay byte by byte"
    );
    let loaded = journal.load();
    assert_eq!((loaded.newer, loaded.damaged, loaded.files), (1, 1, 1));
    assert_eq!(standing(loaded.events.clone()), before);
    let mut again = super::notebook("here", 6);
    again.absorb(loaded.events);
    for _ in 0..20 {
        assert!(
            again
                .undo(Moment(at + 9))
                .is_some_and(|(says, _)| !says.contains("changed since"))
        );
    }
    assert!(again.undo(Moment(at + 9)).is_none(), "older operations are gone");
    assert!(
        !journal.compact(Moment(at), thresholds).expect("read"),
        "nothing is dead any more"
    );
    let (id, events) = one_more(&mut notebook, at, "after");
    saved(&mut journal, events);
    assert!(standing(journal.load().events).contains(&id));
}

#[test]
fn what_someone_else_removed_is_written_again_with_the_next_mark() {
    let fs = Arc::new(CrashFs::default());
    let mut journal = journal(&fs, "here");
    let mut notebook = notebook("here", 5);
    let mut ids = std::collections::BTreeSet::new();
    for round in 0..6 {
        let (id, events) = one_more(&mut notebook, round, "");
        ids.insert(id);
        journal.append(&events).expect("saved");
        assert_eq!(standing(journal.load().events), ids, "round {round}");
        match round {
            1 => super::Fs::remove(&*fs, journal.path()).expect("removed"),
            3 => fs.plant(journal.path(), b"{\"half\":"),
            _ => {}
        }
    }
}

#[test]
fn the_keeper_loads_saves_and_tells() {
    let directory = tempfile::tempdir().expect("a directory");
    let shelf = Shelf::open(Directories::below(directory.path()));
    let mut notebook = notebook("x", 3);
    let mut ids = std::collections::BTreeSet::new();
    for run in 0..3_usize {
        let (tell, told) = channel();
        let mut keeper = Keeper::start(shelf.clone(), None, identity, move |t| {
            tell.send(t).expect("the test listens");
        });
        let Ok(Told::Loaded(known, loaded)) = told.recv() else {
            panic!("loading comes first")
        };
        assert_eq!((known, standing(loaded.events)), (identity(), ids.clone()), "run {run}");
        for n in 0..5 {
            let (id, events) = one_more(&mut notebook, n, "");
            ids.insert(id);
            let number = keeper.save(events);
            if n % 2 == 0 {
                while !matches!(told.recv(), Ok(Told::Saved { upto }) if upto >= number) {}
            }
        }
        assert_eq!(keeper.close(Duration::from_secs(20)).lines, Vec::<String>::new());
    }
}

#[test]
fn what_could_not_be_saved_is_tried_again_when_asked_and_with_the_next_mark() {
    let directory = tempfile::tempdir().expect("a directory");
    let directories = Directories::below(directory.path());
    let data = directory.path().join("data");
    std::fs::write(&data, "in the way").expect("written");
    let shelf = Shelf::open(directories);
    let (tell, told) = channel();
    let mut keeper = Keeper::start(shelf.clone(), None, identity, move |t| drop(tell.send(t)));
    let mut notebook = notebook("x", 3);
    let mut ids = std::collections::BTreeSet::new();
    let mut save = |keeper: &mut Keeper, at| {
        let (id, events) = one_more(&mut notebook, at, "");
        ids.insert(id);
        keeper.save(events)
    };
    assert!(matches!(told.recv(), Ok(Told::Loaded(..))));
    for at in 1..=2 {
        assert_eq!(save(&mut keeper, at), u64::try_from(at).expect("a number"));
        assert!(matches!(told.recv(), Ok(Told::NotSaved { reason, .. }) if reason.starts_with("not a directory (/")));
    }
    std::fs::remove_file(&data).expect("removed");
    keeper.retry();
    assert!(matches!(told.recv(), Ok(Told::Saved { upto: 2 })));
    save(&mut keeper, 3);
    assert_eq!(keeper.close(Duration::from_secs(20)).lines, Vec::<String>::new());
    let loaded = shelf.journal(&identity(), None).expect("a journal").load();
    assert_eq!((standing(loaded.events.clone()), loaded.remarks()), (ids, Vec::new()));
}

#[test]
fn without_a_home_directory_every_save_says_so_and_closing_hands_the_lines_back() {
    let (tell, told) = channel();
    let shelf = Shelf::open(Directories::default());
    let mut keeper = Keeper::start(shelf.clone(), None, identity, move |t| {
        tell.send(t).expect("the test listens");
    });
    assert!(matches!(told.recv(), Ok(Told::Loaded(..))));
    let (_, events) = one_more(&mut notebook("x", 1), 1, "unsaved");
    let count = events.len();
    keeper.save(events);
    let Ok(Told::NotSaved { upto: 1, reason }) = told.recv() else {
        panic!("it is told")
    };
    assert_eq!(reason, "there is no home directory");
    keeper.retry();
    assert!(matches!(told.recv(), Ok(Told::NotSaved { upto: 1, .. })));
    let unsaved = keeper.close(Duration::from_secs(20));
    assert_eq!(
        (unsaved.key.as_ref(), unsaved.lines.len()),
        (Some(&identity().key), count)
    );
    assert!(unsaved.lines[0].contains("unsaved"));
    assert!(shelf.keep_unsaved(&unsaved).is_err() && shelf.keep_search("x").is_err() && shelf.last().is_none());
}

#[test]
fn the_last_hundred_changes_are_taken_back_after_a_restart_and_what_made_the_journal_shorter() {
    let fs = Arc::new(CrashFs::default());
    let mut journal = journal(&fs, "here");
    let mut before = notebook("here", 5);
    let page = |notebook: &Notebook| -> Vec<(Id, String)> {
        let marks = notebook.marks().map(|(id, _, mark)| (id, format!("{mark:?}")));
        marks
            .collect::<std::collections::BTreeMap<_, _>>()
            .into_iter()
            .collect()
    };
    let (mut ids, mut pages) = (Vec::new(), Vec::new());
    for at in 0..600_usize {
        pages.push(page(&before));
        let moment = Moment(i64::try_from(at).expect("small"));
        let events = match (at % 7, ids.last().copied()) {
            (0..4, Some(id)) => before.perform("noted", vec![Edit::Set(id, bookmark(at, "again"))], moment),
            (4, Some(id)) => {
                ids.pop();
                before.perform("deleted", vec![Edit::Remove(id)], moment)
            }
            _ => {
                let (id, events) = one_more(&mut before, moment.0, "first");
                ids.push(id);
                events
            }
        };
        journal.append(&events).expect("saved");
    }
    let thresholds = Thresholds {
        short: 0,
        long: 0,
        ..Thresholds::default()
    };
    let length = journal.length;
    assert!(journal.compact(Moment(900), thresholds).expect("compacted"));
    assert!(journal.length < length * 3 / 4, "{} of {length}", journal.length);
    let mut again = notebook("here", 6);
    again.absorb(super::journal(&fs, "here").load().events);
    assert_eq!(page(&again), page(&before));
    for (number, page_before) in pages.iter().rev().take(100).enumerate() {
        let undone = again.undo(Moment(1000));
        assert!(undone.is_some(), "{number} taken back");
        assert_eq!(&page(&again), page_before, "{number} taken back");
    }
}
