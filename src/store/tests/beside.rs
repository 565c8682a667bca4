//! Marks kept beside the transcript, in a folder that others may write to.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::super::folder::Folder;
use super::super::{Directories, Identity, Journal, Key, NotesChoice, Place, Shelf, Stamp};
use super::{identity, notebook, one_more, standing};
use crate::marks::{Id, Moment};
use crate::store::Thresholds;
use crate::store::fs::RealFs;

/// A home, and a folder with a transcript, for one device.
struct Desk {
    shelf: Shelf,
    talk: PathBuf,
}

impl Desk {
    fn of(home: &Path, talk: &Path) -> Self {
        Self {
            shelf: Shelf::open(Directories::below(home)).with_notes(NotesChoice::Beside),
            talk: talk.to_owned(),
        }
    }

    fn journal(&self, identity: &Identity) -> Journal<RealFs> {
        let journal = self.shelf.journal(identity, Some(&self.talk)).expect("a journal");
        journal.with_patience(Duration::from_millis(20))
    }

    fn save(&self, entropy: u128) -> Result<Id, String> {
        let (id, events) = one_more(&mut notebook("here", entropy), 1, "beside");
        let saved = self.journal(&identity()).append(&events);
        saved.map(|()| id).map_err(|error| error.to_string())
    }

    fn found(&self) -> BTreeSet<Id> {
        standing(self.journal(&identity()).load().events)
    }
}

fn folder_with_talk(directory: &Path) -> PathBuf {
    let talk = directory.join("talks/talk.txt");
    fs::create_dir_all(directory.join("talks")).expect("made");
    fs::write(&talk, "words").expect("written");
    talk
}

#[test]
fn journals_beside_a_transcript_are_those_of_all_devices_and_go_where_it_goes() {
    let directory = tempfile::tempdir().expect("a directory");
    let talk = folder_with_talk(directory.path());
    let desks = ["one", "two"].map(|home| Desk::of(&directory.path().join(home), &talk));
    let ids: BTreeSet<Id> = (0..4).map(|n| desks[n % 2].save(n as u128).expect("saved")).collect();
    let names: Vec<String> = fs::read_dir(talk.parent().expect("a folder"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("words"))
        .collect();
    assert_eq!(names.len(), 3, "{names:?}");
    for desk in &desks {
        let name = format!("talk.txt.visavis.{}.jsonl", desk.shelf.device().name());
        assert!(names.contains(&name), "{names:?}");
        let mode = fs::metadata(talk.with_file_name(name)).expect("it is there").mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(desk.found(), ids);
        let data = desk.shelf.directories().data.clone().expect("a data directory");
        assert!(!data.exists(), "nothing lies in the home");
    }
    assert_eq!(fs::read_to_string(&talk).expect("it is there"), "words");
    // Moved with its folder, and read at another desk, under other words.
    let moved = directory.path().join("moved");
    fs::rename(talk.parent().expect("a folder"), &moved).expect("renamed");
    let desk = Desk::of(&directory.path().join("three"), &moved.join("talk.txt"));
    let other = Identity {
        key: Key::new("99999999990000000000").expect("a key"),
        ..identity()
    };
    assert_eq!(standing(desk.journal(&other).load().events), ids);
}

#[test]
fn what_was_kept_in_the_home_before_is_read_too() {
    let directory = tempfile::tempdir().expect("a directory");
    let talk = folder_with_talk(directory.path());
    let home = directory.path().join("one");
    let (before, events) = one_more(&mut notebook("here", 7), 1, "in the home");
    let usual = Shelf::open(Directories::below(&home));
    let mut journal = usual.journal(&identity(), Some(&talk)).expect("a journal");
    journal.append(&events).expect("saved");
    let desk = Desk::of(&home, &talk);
    let id = desk.save(8).expect("saved");
    assert_eq!(desk.found(), [before, id].into());
    // What is no file has no folder, and is kept in the home.
    let mut piped = desk.shelf.journal(&identity(), None).expect("a journal");
    assert!(piped.path().starts_with(&home));
    assert_eq!(standing(piped.load().events), [before].into());
}

#[test]
fn links_planted_beside_a_transcript_lead_nowhere() {
    let directory = tempfile::tempdir().expect("a directory");
    let talk = folder_with_talk(directory.path());
    let victim = directory.path().join("victim");
    let desk = Desk::of(&directory.path().join("one"), &talk);
    let journal = desk.journal(&identity()).path().to_owned();
    let lock = directory.path().join("one/state/visavis/locks");
    fs::create_dir_all(&lock).expect("made");
    let lock = lock.join(&Folder::beside(&talk).expect("a folder").lock);
    let hard = |from: &Path, to: &Path| fs::hard_link(from, to).expect("planted");
    let soft = |from: &Path, to: &Path| symlink(from, to).expect("planted");
    let dangling = |_: &Path, to: &Path| symlink(directory.path().join("new"), to).expect("planted");
    type Plant<'a> = (&'a Path, &'a dyn Fn(&Path, &Path), bool);
    let plants: [Plant<'_>; 5] = [
        (&journal, &soft, false),
        (&journal, &hard, false),
        (&journal, &dangling, false),
        (&lock, &soft, true),
        (&journal.with_extension("jsonl.bak"), &soft, true),
    ];
    for (number, (path, plant, beside)) in plants.into_iter().enumerate() {
        for content in ["", "as it was\n"] {
            let _ = fs::remove_file(&victim);
            fs::write(&victim, content).expect("written");
            fs::set_permissions(&victim, fs::Permissions::from_mode(0o644)).expect("set");
            let _ = fs::remove_file(path);
            plant(&victim, path);
            let mut writing = desk.journal(&identity());
            let (id, events) = one_more(&mut notebook("here", number as u128), 1, "beside");
            writing.append(&events).expect("saved somewhere");
            assert_eq!(writing.path() == journal, beside, "plant {number}");
            assert_eq!(writing.told_retreat().is_none(), beside, "plant {number}");
            assert!(desk.found().contains(&id), "plant {number}");
            let thresholds = Thresholds {
                short: 0,
                long: 0,
                operations: 0,
            };
            let _ = desk.journal(&identity()).compact(Moment(1), thresholds);
            let metadata = fs::metadata(&victim).expect("it is there");
            assert_eq!(
                fs::read_to_string(&victim).expect("it is there"),
                content,
                "plant {number}"
            );
            assert_eq!(metadata.mode() & 0o777, 0o644, "plant {number}");
            assert!(!directory.path().join("new").exists(), "plant {number}");
            let _ = fs::remove_file(path);
            let _ = fs::remove_file(&journal);
        }
    }
    // Somebody else's file under our journal's name is not ours to add to.
    if rustix::process::geteuid().is_root() {
        fs::write(&journal, "").expect("written");
        std::os::unix::fs::chown(&journal, Some(12_345), None).expect("root may");
        let mut writing = desk.journal(&identity());
        writing
            .append(&one_more(&mut notebook("here", 99), 1, "").1)
            .expect("saved at home");
        let told = writing.told_retreat().expect("told");
        let home = writing.path().display();
        let says = format!("the file belongs to somebody else; they are kept in {home}");
        assert!(told.ends_with(&says), "{told}");
        assert_eq!(fs::read(&journal).expect("it is there"), b"");
    }
}

#[test]
fn what_cannot_be_written_beside_is_kept_in_the_home_and_both_are_read() {
    let directory = tempfile::tempdir().expect("a directory");
    let talk = folder_with_talk(directory.path());
    let desk = Desk::of(&directory.path().join("one"), &talk);
    let mut journal = desk.journal(&identity());
    let beside = journal.path().to_owned();
    let mut notebook = notebook("here", 1);
    let ids = RefCell::new(BTreeSet::new());
    let mut save = |journal: &mut Journal<RealFs>| {
        let (id, events) = one_more(&mut notebook, 1, "");
        journal.append(&events).expect("saved");
        ids.borrow_mut().insert(id);
    };
    save(&mut journal);
    assert!(journal.told_retreat().is_none());
    // The folder goes away, as a medium does that is pulled out.
    let away = directory.path().join("away");
    fs::rename(talk.parent().expect("a folder"), &away).expect("renamed");
    save(&mut journal);
    assert!(
        journal
            .told_retreat()
            .expect("told")
            .contains("no such file or directory; they are kept in")
    );
    save(&mut journal);
    assert!(journal.told_retreat().is_none(), "told once");
    fs::rename(&away, talk.parent().expect("a folder")).expect("renamed");
    assert_eq!(desk.found(), *ids.borrow());
    let mut next = desk.journal(&identity());
    save(&mut next);
    assert!(next.told_retreat().is_none());
    assert_eq!(next.path(), beside, "the next start tries it again");
    assert_eq!(desk.found(), *ids.borrow());
    // Where neither can be written to, it is the folder of the transcript that is told.
    fs::rename(talk.parent().expect("a folder"), &away).expect("renamed");
    let data = desk.shelf.directories().data.clone().expect("a data directory");
    fs::remove_dir_all(&data).expect("removed");
    fs::write(&data, "in the way").expect("written");
    let (last, events) = one_more(&mut self::notebook("here", 5), 1, "");
    let told = desk
        .journal(&identity())
        .append(&events)
        .expect_err("not saved")
        .to_string();
    assert!(told.contains("talk.txt.visavis."), "{told}");
    let mut waits = desk.journal(&identity());
    assert!(waits.append(&events).is_err());
    fs::rename(&away, talk.parent().expect("a folder")).expect("renamed");
    waits.append(&events).expect("saved where it was to be");
    assert!(waits.told_retreat().is_none());
    assert_eq!(waits.path(), beside);
    assert!(desk.found().contains(&last));
}

#[test]
fn marks_left_beside_a_transcript_are_found_when_it_alone_was_moved() {
    let directory = tempfile::tempdir().expect("a directory");
    let talk = folder_with_talk(directory.path());
    let mut desk = Desk::of(&directory.path().join("one"), &talk);
    let id = desk.save(1).expect("saved");
    let here = |desk: &Desk, identity: &Identity| {
        let path = Some(desk.talk.as_path());
        let kept = desk.shelf.keep_document(identity, "A talk", path, Stamp::default());
        kept.expect("kept");
        let place = Place {
            path: path.map(Path::to_owned),
            ..Place::default()
        };
        desk.shelf.keep_place(&identity.key, &place).expect("kept");
    };
    here(&desk, &identity());
    let renamed = talk.with_file_name("renamed.txt");
    fs::rename(&talk, &renamed).expect("renamed");
    desk.talk = renamed;
    assert_eq!(desk.found(), [id].into());
    let more = desk.save(2).expect("saved");
    here(&desk, &identity());
    // Without a file, as a list of all marks asks.
    let mut all = desk.shelf.journal(&identity(), None).expect("a journal");
    assert_eq!(standing(all.load().events), [id, more].into());
    assert_eq!(desk.shelf.transcripts(), [identity().key]);
    assert_eq!(
        desk.shelf.title_and_path(&identity().key),
        ("A talk".to_owned(), Some(desk.talk.clone()))
    );
    // Another talk that lies in the old place now has marks of its own.
    let other = Identity {
        key: Key::new("99999999990000000000").expect("a key"),
        ..identity()
    };
    desk.talk = talk;
    let (third, events) = one_more(&mut notebook("here", 3), 1, "");
    desk.journal(&other).append(&events).expect("saved");
    here(&desk, &other);
    let mut all = desk.shelf.journal(&identity(), None).expect("a journal");
    assert_eq!(standing(all.load().events), [more].into());
    assert!(standing(desk.journal(&other).load().events).contains(&third));
    // Set back to the usual place, what lies beside is read all the same.
    let usual = Shelf::open(desk.shelf.directories().clone());
    let mut journal = usual
        .journal(&identity(), Some(&talk_of(&directory, "renamed.txt")))
        .expect("a journal");
    assert_eq!(standing(journal.load().events), [more].into());
    assert!(journal.path().starts_with(directory.path().join("one")));
}

fn talk_of(directory: &tempfile::TempDir, name: &str) -> PathBuf {
    directory.path().join("talks").join(name)
}
