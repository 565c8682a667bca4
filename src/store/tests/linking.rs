//! Marks found under another key when the words of their transcript changed.

use std::path::{Path, PathBuf};

use super::super::{Directories, Identity, Shelf, Sighting, Stamp};
use super::{notebook, one_more, standing};
use crate::transcript::{Builder, Piece, Transcript};

fn talk(words: impl Iterator<Item = usize>) -> Transcript {
    let text: String = words.map(|word| format!("word{word} ")).collect();
    let mut builder = Builder::default();
    builder.push(Piece::new(&text, 1));
    builder.finish(1)
}

fn at(path: &str, title: &str, hash: &str) -> Sighting {
    Sighting {
        path: Some(PathBuf::from(path)),
        title: title.to_owned(),
        hash: hash.to_owned(),
        before: None,
    }
}

#[test]
fn another_hearing_of_a_recording_is_linked_and_nothing_is_copied() {
    let home = tempfile::tempdir().expect("a folder");
    let directories = Directories {
        data: Some(home.path().join("data")),
        state: Some(home.path().join("state")),
        ..Directories::default()
    };
    let shelf = Shelf::open(directories);
    let said = Identity::of(&talk(0..2000));
    let mut first = shelf.journal(&said, None).expect("a journal");
    let (id, events) = one_more(&mut notebook("here", 1), 1, "kept");
    first.append(&events).expect("saved");
    let path = Path::new("/talks/ada.txt");
    shelf
        .keep_document(&said, "Ada", Some(path), Stamp::default())
        .expect("kept");

    let heard = Identity::of(&talk(
        (0..2000).map(|word| if word % 5 == 2 { word + 9000 } else { word }),
    ));
    let other = Identity::of(&talk(50_000..52_000));
    let how = |identity: &Identity, sighting: &Sighting| shelf.earlier(identity, sighting).map(|moved| moved.how);
    assert_eq!(how(&heard, &at("/talks/ada.txt", "", "")).as_deref(), Some("path"));
    assert_eq!(
        how(&heard, &at("/elsewhere/x.srt", "Ada", "")).as_deref(),
        Some("title")
    );
    assert_eq!(how(&heard, &at("/elsewhere/ada.txt", "", "")).as_deref(), Some("title"));
    assert_eq!(how(&heard, &at("/elsewhere/x.srt", "", "")), None);
    assert_eq!(
        how(&other, &at("/talks/ada.txt", "Ada", "")),
        None,
        "another talk in its place"
    );
    assert_eq!(how(&said, &at("/talks/ada.txt", "Ada", "")), None, "it is itself");

    let moved = shelf.earlier(&heard, &at("/talks/ada.txt", "", "")).expect("found");
    let mut second = shelf.journal(&heard, None).expect("a journal");
    let loaded = second.link(&moved).expect("linked");
    assert!(standing(loaded.events).contains(&id));
    let again = shelf.journal(&heard, None).expect("a journal").load();
    assert_eq!(again.moved, [moved]);
    assert!(
        standing(again.events).contains(&id),
        "the link is followed at the next opening"
    );
    let bytes = std::fs::read_to_string(second.path()).expect("it is there");
    assert_eq!(
        bytes.trim().lines().count(),
        1,
        "the marks stay where they are: {bytes}"
    );
    let third = Identity::of(&talk(
        (0..2000).map(|word| if word % 5 == 3 { word + 9000 } else { word }),
    ));
    let mut chained = shelf.journal(&third, None).expect("a journal");
    let chain = super::super::Moved {
        from: heard.key,
        to: third.key,
        how: "path".to_owned(),
        at: crate::marks::Moment(7),
    };
    let loaded = chained.link(&chain).expect("linked");
    assert!(standing(loaded.events).contains(&id), "a link of a link is followed");
}

#[test]
fn the_same_bytes_read_otherwise_are_the_same_transcript() {
    let home = tempfile::tempdir().expect("a folder");
    let directories = Directories {
        data: Some(home.path().join("data")),
        ..Directories::default()
    };
    let shelf = Shelf::open(directories);
    let file = home.path().join("talk.txt");
    std::fs::write(&file, "Ada: Yes.").expect("written");
    let read = Identity::of(&talk(0..9));
    let (_, events) = one_more(&mut notebook("here", 1), 1, "kept");
    let mut journal = shelf.journal(&read, None).expect("a journal");
    journal.append(&events).expect("saved");
    shelf
        .keep_document(&read, "", Some(&file), Stamp::default())
        .expect("kept");
    let otherwise = Identity::of(&talk(70..79));
    let moved = shelf.earlier(&otherwise, &at("/renamed", "", &shelf.hash(&file)));
    assert_eq!(
        moved.map(|moved| (moved.from, moved.how)),
        Some((read.key, "hash".to_owned()))
    );
}
