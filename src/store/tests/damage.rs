//! Journals as no program of ours wrote them.

use std::sync::Arc;

use super::super::fs::Fs;
use super::super::fs::crash::CrashFs;
use super::super::line;
use super::{journal, notebook, one_more};
use crate::marks::tests::{Dice, rounds};

/// After every so manieth damage another mark is saved.
const NEXT: u64 = 10;

/// The lines of a journal with some marks and notes.
pub(super) fn lines() -> Vec<String> {
    let fs = Arc::new(CrashFs::default());
    let mut notebook = notebook("here", 4);
    let journal = journal(&fs, "here");
    (0..5)
        .flat_map(|at| {
            let (_, events) = one_more(&mut notebook, at, "eine Notiz #mit Wort");
            journal.lines(&events)
        })
        .collect()
}

/// Damages a journal in one way and gives which lines are then no longer as they were.
pub(super) fn damage(lines: &[String], dice: &mut Dice) -> Vec<u8> {
    let mut rows: Vec<Vec<u8>> = lines.iter().map(|line| line.clone().into_bytes()).collect();
    let mut end: &[u8] = b"\n";
    for _ in 0..1 + dice.below(4) {
        let at = dice.below(rows.len());
        let inside = dice.below(rows[at].len());
        match dice.below(10) {
            0 => {
                if let Some(byte) = rows[at].get_mut(inside) {
                    *byte ^= 1 << dice.below(8);
                }
            }
            1 => rows[at].truncate(inside),
            2 => {
                let to = dice.below(rows.len());
                rows.swap(at, to);
            }
            3 => rows.push(rows[at].clone()),
            4 => rows[at].fill(0),
            5 => end = b"\r\n",
            6 => rows.insert(0, b"<<<<<<< HEAD".to_vec()),
            7 => {
                rows.insert(at, b"=======".to_vec());
                rows.push(b">>>>>>> other".to_vec());
            }
            8 => {
                let rest = rows[at].split_off(inside);
                rows.insert(at + 1, rest);
            }
            _ => rows.insert(at, vec![b'['; 1 << dice.below(14)]),
        }
    }
    let mut bytes = if dice.below(5) == 0 {
        "\u{feff}".as_bytes().to_vec()
    } else {
        Vec::new()
    };
    for row in rows {
        bytes.extend_from_slice(&row);
        bytes.extend_from_slice(end);
    }
    if dice.below(4) == 0 {
        bytes.truncate(bytes.len() - dice.below(40).min(bytes.len()));
    }
    bytes
}

/// The lines that stand whole in these bytes, and how many others are not empty.
pub(super) fn told_apart(whole: &[String], bytes: &[u8]) -> (usize, usize) {
    let (mut intact, mut rest) = (0, 0);
    for row in bytes
        .strip_prefix("\u{feff}".as_bytes())
        .unwrap_or(bytes)
        .split(|&b| b == b'\n')
    {
        let row = row.strip_suffix(b"\r").unwrap_or(row);
        if whole.iter().any(|line| line.as_bytes() == row) {
            intact += 1;
        } else if row.iter().any(|b| !b.is_ascii_whitespace()) {
            rest += 1;
        }
    }
    (intact, rest)
}

#[test]
fn a_damaged_journal_gives_every_line_that_is_whole_and_counts_the_rest() {
    let whole = lines();
    let dice = &mut Dice::new(11);
    for round in 0..rounds(10_000, 100_000) {
        let fs = Arc::new(CrashFs::default());
        let mut journal = journal(&fs, "here");
        let mut files = vec![(journal.path().to_owned(), damage(&whole, dice))];
        if dice.below(8) == 0 {
            let copy = journal.path().with_file_name("notes.here.sync-conflict-20261123.jsonl");
            files.push((copy, damage(&whole, dice)));
        }
        let mut expected = (files.len(), 0, 0);
        for (path, bytes) in &files {
            fs.plant(path, bytes);
            let (intact, rest) = told_apart(&whole, bytes);
            expected = (expected.0, expected.1 + intact, expected.2 + rest);
        }
        let loaded = journal.load();
        let skipped = loaded.damaged + loaded.newer;
        assert_eq!((loaded.files, loaded.events.len(), skipped), expected, "round {round}");
        for (path, bytes) in &files {
            assert_eq!(fs.read(path).expect("it is there"), *bytes, "reading changes nothing");
        }
        if round % NEXT > 0 {
            continue;
        }
        let (id, events) = one_more(&mut notebook("here", 77), 900, "danach");
        journal.append(&events).expect("saved");
        assert!(
            super::standing(journal.load().events).contains(&id),
            "round {round}: the next mark is kept"
        );
        let (path, bytes) = &files[0];
        assert!(
            fs.read(path).expect("it is there").starts_with(bytes),
            "nothing is repaired unasked"
        );
    }
}

#[test]
fn a_line_of_a_hundred_megabytes_costs_itself_alone() {
    let whole = lines();
    for (unit, length) in [
        ("x", 100_000_000),
        (" ", rounds(1_000_000, 100_000_000)),
        ("[", rounds(1_000_000, 100_000_000)),
        ("\0", rounds(1_000_000, 100_000_000)),
        ("{\"v\":1,", rounds(1_000_000, 100_000_000)),
    ] {
        let length = usize::try_from(length).expect("a length");
        let mut bytes = whole.join("\n").into_bytes();
        bytes.extend_from_slice(b"\n{\"v\":1,\"op\":\"put\",\"id\":\"");
        let from = bytes.len();
        bytes.resize(from + length, 0);
        bytes[from..]
            .chunks_mut(unit.len())
            .for_each(|part| part.copy_from_slice(&unit.as_bytes()[..part.len()]));
        bytes.extend_from_slice(format!("\n{}\n", whole[0]).as_bytes());
        let fs = Arc::new(CrashFs::default());
        let mut journal = journal(&fs, "here");
        fs.plant(journal.path(), &bytes);
        let loaded = journal.load();
        assert_eq!((loaded.events.len(), loaded.damaged), (whole.len() + 1, 1), "{unit:?}");
    }
}

#[test]
fn lines_of_a_newer_version_or_of_an_unknown_kind_are_kept_and_counted_apart() {
    let known = lines().swap_remove(0);
    for (line, expected) in [
        (r#"{"v":2,"op":"put","id":7}"#.to_owned(), "newer"),
        (r#"{"v":0}"#.to_owned(), "damaged"),
        (known.replace("\"v\":1", "\"v\":3"), "newer"),
        (known.replace("\"rev\":1", "\"rev\":2"), "damaged"),
        (sealed(&known.replace("\"op\":\"put\"", "\"op\":\"tie\"")), "newer"),
        (sealed(&known.replace("\"bookmark\"", "\"woven\"")), "newer"),
        (
            sealed(&known.replace("\"rev\":1,", "\"rev\":1,\"mood\":[1.0,\"x\"],")),
            "event",
        ),
        (
            sealed(&known.replace("\"span\":[3,8]", "\"span\":[3,8000000000000]")),
            "damaged",
        ),
        (sealed(&known.replace("\"span\":[3,8]", "\"span\":[9,8]")), "damaged"),
        (
            sealed(&known.replace("\"dev\":\"here\"", "\"dev\":\"../../x\"")),
            "damaged",
        ),
    ] {
        let read = match line::read(line.as_bytes()) {
            line::Read::Event(_) => "event",
            line::Read::Moved(_) => "moved",
            line::Read::Newer => "newer",
            line::Read::Damaged => "damaged",
        };
        assert_eq!(read, expected, "{line}");
    }
}

/// The line with the checksum that its present bytes ask for.
fn sealed(line: &str) -> String {
    let (head, tail) = line.split_once("\"crc\":\"").expect("a checksum");
    let zeroed = format!("{head}\"crc\":\"00000000{}", &tail[8..]);
    let crc = format!("{:08x}", crc32fast::hash(zeroed.as_bytes()));
    zeroed.replacen("\"crc\":\"00000000", &format!("\"crc\":\"{crc}"), 1)
}
