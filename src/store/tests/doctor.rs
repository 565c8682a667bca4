//! What the doctor says of damaged journals, and that mending them loses no line, also where it breaks off.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::super::fs::Fs;
use super::super::fs::crash::CrashFs;
use super::super::fs::faults::{Fault, FaultFs};
use super::super::loaded::lines_of;
use super::super::{Directories, Finding, Report, Shelf, Trouble};
use super::damage::{damage, lines, told_apart};
use super::{identity, one_more, standing};
use crate::marks::tests::{Dice, rounds};
use crate::marks::{Id, Moment};

/// 2026-11-23.
const NOW: Moment = Moment(1_795_392_000_000);

fn shelf<F: Fs>(fs: F) -> Shelf<F> {
    let directories = Directories {
        data: Some("/home/share/visavis".into()),
        state: Some("/home/state/visavis".into()),
        ..Directories::default()
    };
    Shelf::on(fs, directories)
}

fn folder() -> PathBuf {
    Path::new("/home/share/visavis/t").join(identity().key.as_str())
}

/// The lines of these files that are not empty.
fn rows<F: Fs>(fs: &F, names: impl Fn(&str) -> bool) -> BTreeSet<Vec<u8>> {
    let files = fs.names(&folder()).unwrap_or_default();
    let files = files.iter().filter(|name| names(name));
    files
        .flat_map(|name| {
            let bytes = fs.read(&folder().join(name)).unwrap_or_default();
            lines_of(&bytes).map(<[u8]>::to_vec).collect::<Vec<_>>()
        })
        .collect()
}

/// What is kept in journals and put aside: all but copies and what is half written.
fn kept<F: Fs>(fs: &F) -> BTreeSet<Vec<u8>> {
    rows(fs, |name| {
        name.ends_with(".jsonl") || name.contains(".jsonl.quarantine-")
    })
}

fn marks<F: Fs>(shelf: &Shelf<F>) -> BTreeSet<Id> {
    standing(shelf.journal(&identity(), None).expect("a journal").load().events)
}

fn wrong(report: &Report) -> Vec<&Finding> {
    report.findings.iter().filter(|finding| finding.is_wrong()).collect()
}

#[test]
fn damaged_journals_are_mended_and_every_line_of_them_is_kept() {
    let whole = lines();
    let dice = &mut Dice::new(23);
    let mut mended = 0;
    for round in 0..rounds(400, 10_000) {
        let shelf = shelf(CrashFs::default());
        let journal = folder().join("notes.here.jsonl");
        let bytes = damage(&whole, dice);
        shelf.fs().plant(&journal, &bytes);
        let other = folder().join("notes.there.sync-conflict-20261123.jsonl");
        if dice.below(4) == 0 {
            shelf.fs().plant(&other, &damage(&whole, dice));
        }
        let (intact, rest) = told_apart(&whole, &bytes);
        let (before, found) = (kept(shelf.fs()), marks(&shelf));
        let mut report = shelf.examine(&[]).expect("there is a home");
        let told = report.findings.iter().filter(|finding| finding.path == journal);
        let told = told.map(|finding| match &finding.trouble {
            Trouble::Damaged { lines, .. } => lines.len(),
            // A flipped bit can make a 3 of the version.
            Trouble::Newer(lines) => *lines,
            other => panic!("round {round}: {other:?}"),
        });
        assert_eq!(told.sum::<usize>(), rest, "round {round}");
        if report.journals == 1 {
            assert_eq!(report.lines, intact + rest, "round {round}");
        }
        let is_mended = report.damaged > 0;
        assert_eq!(
            shelf.fs().read(&journal).expect("it is there"),
            bytes,
            "looking changes nothing"
        );
        shelf.mend(&mut report, NOW);
        assert_eq!(wrong(&report).len(), 0, "round {round}: {report:?}");
        assert_eq!(kept(shelf.fs()), before, "round {round}: no line is lost, none is made");
        assert_eq!(marks(&shelf), found, "round {round}");
        mended += usize::from(is_mended);
        if is_mended && report.journals == 1 {
            let copy = shelf.fs().read(&journal.with_extension("jsonl.bak"));
            assert_eq!(copy.expect("a copy"), bytes, "round {round}");
        }
        let again = shelf.examine(&[]).expect("there is a home");
        assert_eq!((again.damaged, wrong(&again).len()), (0, 0), "round {round}");
    }
    assert!(mended > 100, "{mended}");
}

/// A journal with damage, and what a start finds in it.
fn damaged(shelf: &Shelf<impl Fs>, plant: impl Fn(&Path, &[u8])) -> (BTreeSet<Vec<u8>>, BTreeSet<Id>) {
    let mut rows = lines();
    rows[3].truncate(40);
    rows.insert(1, "<<<<<<< HEAD".to_owned());
    plant(&folder().join("notes.here.jsonl"), rows.join("\n").as_bytes());
    (kept(shelf.fs()), marks(shelf))
}

#[test]
fn mending_that_breaks_off_anywhere_loses_no_line() {
    let dice = &mut Dice::new(5);
    let shelf = shelf(CrashFs::default());
    let (before, found) = damaged(&shelf, |path, bytes| shelf.fs().plant(path, bytes));
    for directory in folder().ancestors() {
        shelf.fs().sync_directory(directory).expect("synced");
    }
    let _ = shelf.fs().pictures();
    let mut report = shelf.examine(&[]).expect("there is a home");
    shelf.mend(&mut report, NOW);
    let pictures = shelf.fs().pictures();
    assert!(pictures.len() > 6, "{}", pictures.len());
    let mut states = 0;
    for picture in &pictures {
        for _ in 0..rounds(100, 1000) {
            let after = self::shelf(CrashFs::with(picture.crashed(dice)));
            let there = kept(after.fs());
            let lost = before.difference(&there).map(|row| String::from_utf8_lossy(row));
            assert_eq!(lost.collect::<Vec<_>>(), Vec::<String>::new());
            assert!(found.is_subset(&marks(&after)));
            states += 1;
        }
    }
    println!("{states} states");
}

#[test]
fn mending_in_which_anything_fails_says_so_and_loses_no_line() {
    let mut failed = 0;
    for errno in [5, 28, 13, 4] {
        for at in 0.. {
            let shelf = shelf(FaultFs::new(Fault::Error(errno), at, false));
            let (before, found) = damaged(&shelf, |path, bytes| shelf.fs().disk.plant(path, bytes));
            let Ok(mut report) = shelf.examine(&[]) else { continue };
            shelf.mend(&mut report, NOW);
            let over = shelf.fs().count() <= at;
            // What was read while an error fell may be less; what is on the disk is looked at without one.
            let after = self::shelf(CrashFs::with(shelf.fs().disk.settled()));
            assert!(before.is_subset(&kept(after.fs())), "{errno} at {at}");
            assert!(found.is_subset(&marks(&after)), "{errno} at {at}");
            failed += usize::from(report.findings.iter().any(|f| matches!(f.mended, Some(Err(_)))));
            if over {
                break;
            }
        }
    }
    assert!(failed > 10, "{failed}");
}

/// The journal of a shelf with one mark, in which nothing is wrong.
#[cfg(unix)]
fn with_one_mark(shelf: &Shelf) -> super::super::Journal<super::super::fs::RealFs> {
    let mut journal = shelf.journal(&identity(), None).expect("a journal");
    journal
        .append(&one_more(&mut super::notebook("here", 1), 1, "").1)
        .expect("saved");
    let report = shelf.examine(&[]).expect("there is a home");
    assert_eq!((report.transcripts, report.journals, report.lines), (1, 1, 2));
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    journal
}

#[cfg(unix)]
#[test]
fn rights_links_locks_and_what_was_left_behind_are_told_and_mended() {
    use std::fs;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    let directory = tempfile::tempdir().expect("a directory");
    let shelf = Shelf::open(Directories::below(directory.path()));
    let journal = with_one_mark(&shelf);
    let path = journal.path().to_owned();
    let folder = path.parent().expect("a folder");
    let state = directory.path().join("state/visavis");
    let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("set");
    mode(&path, 0o644);
    mode(folder, 0o770);
    fs::write(folder.join("notes.there.jsonl.quarantine-2026-11-01"), "x\n\ny\n").expect("written");
    mode(&folder.join("notes.there.jsonl.quarantine-2026-11-01"), 0o600);
    fs::write(folder.join("thumbs.db"), "").expect("written");
    symlink("/etc/passwd", folder.join("notes.linked.jsonl")).expect("planted");
    let (lost, waits) = (super::notebook("here", 2), super::notebook("here", 3));
    let unsaved = |mut notebook: crate::marks::Notebook, key: &str| {
        let lines = journal.lines(&one_more(&mut notebook, 2, "").1).join("\n");
        fs::write(state.join(format!("crash-{key}-1-2.jsonl")), lines).expect("written");
    };
    unsaved(lost, "unknown");
    unsaved(waits, identity().key.as_str());
    fs::write(state.join("locks/99999999990000000000.lock"), "").expect("written");
    let stray = folder.join(".notes.here.jsonl.7.0.tmp");
    fs::write(&stray, "half").expect("written");
    mode(&stray, 0o600);
    let old = std::time::SystemTime::now() - std::time::Duration::from_secs(4000);
    fs::File::open(&stray)
        .and_then(|file| file.set_modified(old))
        .expect("set");

    let mut report = shelf.examine(&[]).expect("there is a home");
    let name = |finding: &Finding| finding.path.file_name().expect("a name").to_string_lossy().into_owned();
    let mut told: Vec<(String, Trouble)> = report.findings.iter().map(|f| (name(f), f.trouble.clone())).collect();
    told.sort_by(|one, other| one.0.cmp(&other.0));
    let key = identity().key;
    let here = path.file_name().expect("a name").to_string_lossy().into_owned();
    let mut expected = vec![
        (".notes.here.jsonl.7.0.tmp".to_owned(), Trouble::Stray),
        (key.as_str().to_owned(), Trouble::Open(0o070)),
        ("99999999990000000000.lock".to_owned(), Trouble::OrphanedLock),
        (
            format!("crash-{}-1-2.jsonl", key.as_str()),
            Trouble::Unsaved(2, Some(key.clone())),
        ),
        ("crash-unknown-1-2.jsonl".to_owned(), Trouble::Unsaved(2, None)),
        (here, Trouble::Open(0o044)),
        ("notes.linked.jsonl".to_owned(), Trouble::NotPlain),
        (
            "notes.there.jsonl.quarantine-2026-11-01".to_owned(),
            Trouble::Quarantined(2),
        ),
        ("thumbs.db".to_owned(), Trouble::Foreign),
    ];
    expected.sort_by(|one, other| one.0.cmp(&other.0));
    assert_eq!(told, expected);
    shelf.mend(&mut report, NOW);
    let left: Vec<String> = wrong(&report).into_iter().map(name).collect();
    assert_eq!(left, ["notes.linked.jsonl", "crash-unknown-1-2.jsonl"]);
    assert_eq!(fs::metadata(&path).expect("it is there").mode() & 0o777, 0o600);
    assert_eq!(fs::metadata(folder).expect("it is there").mode() & 0o777, 0o700);
    assert_eq!(marks(&shelf).len(), 2, "what waited is saved");
    assert!(!stray.exists() && !state.join("locks/99999999990000000000.lock").exists());
    assert!(folder.join("thumbs.db").exists(), "what is not ours is left alone");
}

#[cfg(unix)]
#[test]
fn what_lies_beside_transcripts_is_gone_over_too_where_it_is_known_or_named() {
    use super::super::{NotesChoice, Stamp};
    use std::fs;
    let directory = tempfile::tempdir().expect("a directory");
    let shelf = Shelf::open(Directories::below(&directory.path().join("home"))).with_notes(NotesChoice::Beside);
    let talk = directory.path().join("talk.txt");
    fs::write(&talk, "words").expect("written");
    let mut journal = shelf.journal(&identity(), Some(&talk)).expect("a journal");
    for n in 0..3 {
        journal
            .append(&one_more(&mut super::notebook("here", n), 1, "").1)
            .expect("saved");
    }
    let mut bytes = fs::read(journal.path()).expect("it is there");
    bytes.truncate(bytes.len() - 30);
    fs::write(journal.path(), &bytes).expect("written");
    // Another's file of nearly the same name is none of this transcript's.
    fs::write(directory.path().join("my-talk.txt.visavis.x.jsonl"), "nothing").expect("written");
    assert_eq!(
        shelf.examine(&[]).expect("there is a home").journals,
        0,
        "nobody knows of it"
    );
    let named = shelf.examine(std::slice::from_ref(&talk)).expect("there is a home");
    assert_eq!((named.transcripts, named.journals, named.lines), (1, 1, 6));
    let kept = shelf.keep_document(&identity(), "", Some(&talk), Stamp::default());
    kept.expect("kept");
    let mut known = shelf.examine(&[talk]).expect("there is a home");
    assert_eq!((known.transcripts, known.journals, known.damaged), (1, 1, 1));
    let torn = Trouble::Damaged {
        lines: vec![6],
        torn: true,
    };
    assert_eq!(known.findings.iter().map(|f| &f.trouble).collect::<Vec<_>>(), [&torn]);
    shelf.mend(&mut known, NOW);
    assert_eq!(wrong(&known).len(), 0, "{known:?}");
    let mut names: Vec<String> = fs::read_dir(directory.path())
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("words"))
        .collect();
    names.sort();
    let name = |end: &str| format!("talk.txt.visavis.{}.jsonl{end}", shelf.device().name());
    let expected = [
        "home".to_owned(),
        "my-talk.txt.visavis.x.jsonl".to_owned(),
        "talk.txt".to_owned(),
        name(""),
        name(".bak"),
        name(".quarantine-2026-11-23"),
    ];
    assert_eq!(names, expected);
}
