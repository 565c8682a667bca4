//! Marks kept beside the transcript, in a folder that others may write to.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::super::{Directories, Identity, Journal, Key, NotesChoice, Shelf};
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
    let lock = lock.join(format!("{}.lock", identity().key.as_str()));
    let hard = |from: &Path, to: &Path| fs::hard_link(from, to).expect("planted");
    let soft = |from: &Path, to: &Path| symlink(from, to).expect("planted");
    let dangling = |_: &Path, to: &Path| symlink(directory.path().join("new"), to).expect("planted");
    let plants: [(&Path, &dyn Fn(&Path, &Path), bool); 5] = [
        (&journal, &soft, false),
        (&journal, &hard, false),
        (&journal, &dangling, false),
        (&lock, &soft, true),
        (&journal.with_extension("jsonl.bak"), &soft, true),
    ];
    for (number, (path, plant, saves)) in plants.into_iter().enumerate() {
        for content in ["", "as it was\n"] {
            let _ = fs::remove_file(&victim);
            fs::write(&victim, content).expect("written");
            fs::set_permissions(&victim, fs::Permissions::from_mode(0o644)).expect("set");
            plant(&victim, path);
            let saved = desk.save(number as u128);
            assert_eq!(saved.is_ok(), saves, "plant {number}: {saved:?}");
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
        assert!(
            desk.save(99)
                .expect_err("refused")
                .ends_with("the file belongs to somebody else")
        );
    }
}
