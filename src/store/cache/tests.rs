//! What is kept is what was read; what is not whole is nothing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::catalogue::{Card, Catalogue, Held, Row};
use super::{Cache, MAKER, Parsed, entry};
use crate::formats::{self, Part};
use crate::store::fs::RealFs;
use crate::store::{Identity, Stamp, hash};
use crate::turns::infer;

/// The name of a content.
const NAME: &str = "00112233445566778899aabbccddeeff00112233";

/// The transcripts of the project's own corpus, by name.
fn corpus() -> BTreeMap<String, Parsed> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let entries = |folder: PathBuf| {
        std::fs::read_dir(folder)
            .expect("a folder")
            .flatten()
            .map(|entry| entry.path())
    };
    let read = |path: PathBuf| {
        let name = path.file_name()?.to_string_lossy().into_owned();
        let parsed = parse(&std::fs::read(&path).ok()?, &name)?;
        Some((
            path.strip_prefix(&root).ok()?.to_string_lossy().replace('\\', "/"),
            parsed,
        ))
    };
    let folders = entries(root.clone()).filter(|path| path.is_dir());
    let files = folders
        .flat_map(entries)
        .filter(|path| path.extension().is_some_and(|ending| ending != "score"));
    files.filter_map(read).collect()
}

fn parse(bytes: &[u8], name: &str) -> Option<Parsed> {
    let transcript = formats::read(bytes, name, Part::Whole).ok()?.transcript;
    Some(Parsed {
        turns: infer(&transcript, &[]),
        identity: Identity::of(&transcript),
        sha256: hash(bytes),
        transcript,
    })
}

fn small() -> Parsed {
    parse(
        "I: Wo war das Dorf?\nB: Am Fluss, bei der Mühle.\n".as_bytes(),
        "talk.txt",
    )
    .expect("a transcript")
}

#[test]
fn what_is_kept_comes_back_the_same() {
    let corpus = corpus();
    assert!(corpus.len() > 20, "{}", corpus.len());
    for (name, parsed) in corpus {
        let back = entry::read(NAME, entry::write(NAME, &parsed).expect("written")).expect("read back");
        assert_eq!(format!("{back:?}"), format!("{parsed:?}"), "{name}");
    }
}

#[test]
fn an_entry_that_is_cut_or_changed_anywhere_is_none() {
    let whole = entry::write(NAME, &small()).expect("written");
    for end in 0..whole.len() {
        assert!(entry::read(NAME, whole[..end].to_vec()).is_none(), "cut at {end}");
    }
    for at in 0..whole.len() {
        for bit in [1, 0x80] {
            let mut bytes = whole.clone();
            bytes[at] ^= bit;
            assert!(entry::read(NAME, bytes).is_none(), "changed at {at}");
        }
    }
}

#[test]
fn an_entry_of_another_version_or_with_commands_in_it_is_none() {
    let write = |text: &[u8], maker: u64| {
        let whole = entry::write(NAME, &small()).expect("written");
        let mut bytes = whole.clone();
        let at = bytes.windows(4).position(|four| four == b"Dorf").expect("the words");
        bytes[at..at + 4].copy_from_slice(text);
        bytes[8..16].copy_from_slice(&maker.to_le_bytes());
        let checksum = crc32fast::hash(&bytes[20..]);
        bytes[16..20].copy_from_slice(&checksum.to_le_bytes());
        entry::read(NAME, bytes)
    };
    assert!(write(b"Hain", MAKER).is_some());
    assert!(write(b"Hain", MAKER + 1).is_none());
    assert!(write(b"\x1b[2J", MAKER).is_none());
    assert!(write(b"\xff\xff\xff\xff", MAKER).is_none());
}

#[test]
fn an_entry_under_the_name_of_another_content_is_none() {
    let whole = entry::write(NAME, &small()).expect("written");
    let other = NAME.replace("00", "01");
    assert!(entry::read(&other, whole.clone()).is_none());
    assert!(entry::text(&other, &whole).is_none());
    assert!(entry::text(NAME, &whole).is_some());
}

#[test]
fn a_catalogue_comes_back_and_a_torn_one_is_empty() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let cache = Cache::new(Arc::new(RealFs), Some(folder.path().to_owned()));
    let row = |content: &str, seen| Row {
        stamp: Stamp { size: 3, modified: 4 },
        seen,
        content: content.to_owned(),
        held: Held::Transcript(Box::new(Card::of(&small()))),
    };
    let mut ours = Catalogue::default();
    ours.put("/a".into(), row("aa", 10));
    ours.put("/b".into(), row("bb", 10));
    assert!(cache.keep_catalogue(&mut ours));
    assert!(!cache.keep_catalogue(&mut ours), "nothing is new");
    // Another program knows a newer /b and a /c.
    let mut theirs = Catalogue::default();
    theirs.put("/b".into(), row("newer", 11));
    theirs.put("/c".into(), row("cc", 10));
    cache.keep_catalogue(&mut theirs);
    let both = cache.catalogue();
    let content = |path: &str| both.row(Path::new(path)).map(|row| row.content.clone());
    assert_eq!(content("/a").as_deref(), Some("aa"));
    assert_eq!(content("/b").as_deref(), Some("newer"));
    assert_eq!(content("/c").as_deref(), Some("cc"));
    let path = folder.path().join("catalogue");
    let bytes = std::fs::read(&path).expect("written");
    for end in [0, 5, 12, bytes.len() / 2, bytes.len() - 1] {
        std::fs::write(&path, &bytes[..end]).expect("writable");
        assert_eq!(cache.catalogue(), Catalogue::default(), "cut at {end}");
    }
}

#[test]
fn a_file_is_the_same_only_where_its_time_had_settled() {
    let row = Row {
        stamp: Stamp { size: 3, modified: 100 },
        seen: 2_000_000_101,
        content: String::new(),
        held: Held::Refused(None, String::new()),
    };
    let stamp = |size, modified| Stamp { size, modified };
    assert!(row.is_of(stamp(3, 100)));
    assert!(!row.is_of(stamp(4, 100)));
    assert!(!row.is_of(stamp(3, 101)));
    assert!(
        !Row {
            seen: 2_000_000_100,
            ..row
        }
        .is_of(stamp(3, 100))
    );
}

#[test]
fn the_cache_stays_within_its_room_and_keeps_what_a_file_stands_for() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let cache = Cache::new(Arc::new(RealFs), Some(folder.path().to_owned()));
    let parsed = small();
    let names: Vec<String> = (0..6).map(|at| Cache::<RealFs>::content(&[at], "txt")).collect();
    for name in &names {
        cache.keep(name, &parsed);
    }
    let each = entry::write(NAME, &parsed).expect("written").len() as u64;
    let mut catalogue = Catalogue::default();
    let row = Row {
        stamp: Stamp::default(),
        seen: 0,
        content: names[0].clone(),
        held: Held::Refused(None, String::new()),
    };
    catalogue.put("/a".into(), row);
    assert_eq!(cache.tidy_to(&catalogue, each * 6), 0);
    assert_eq!(cache.tidy_to(&catalogue, each * 2), 4);
    assert!(cache.parsed(&names[0]).is_some());
    assert_eq!(cache.tidy_to(&catalogue, 0), 2);
    assert!(names.iter().all(|name| cache.parsed(name).is_none()));
}
