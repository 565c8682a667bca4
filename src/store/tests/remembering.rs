//! What is remembered beside the marks: places, searches, where a transcript was seen.

use std::time::Duration;

use super::super::{Directories, History, Place, Shelf, Stamp};
use super::{identity, notebook, one_more};
use crate::layout::Arrangement;
use crate::transcript::{Builder, Piece};
use crate::turns::Side;

#[test]
fn place_searches_and_what_was_read_last_come_back() {
    let directory = tempfile::tempdir().expect("a directory");
    let shelf = Shelf::open(Directories::below(directory.path()));
    let mut builder = Builder::default();
    builder.push(Piece::new("Über die Bienen reden wir nachher noch einmal.", 1));
    let transcript = builder.finish(1);
    let path = directory.path().join("talk.txt");
    let stamp = Stamp {
        size: 9,
        modified: 1_700_000_000_000_000_001,
    };
    let place = Place {
        arrangement: Some(Arrangement::Stacked),
        side: Some(Side::Right),
        width: -4,
        path: Some(path.clone()),
        stamp,
        ..Place::at(&transcript, 10)
    };
    let key = identity().key;
    assert_eq!((shelf.place(&key), shelf.key_at(&path, stamp)), (None, None));
    shelf.keep_place(&key, &place).expect("kept");
    assert_eq!(shelf.place(&key), Some(place.clone()));
    assert_eq!(shelf.key_at(&path, stamp), Some((key.clone(), true)));
    assert_eq!(shelf.key_at(&path, Stamp::default()), Some((key, false)));
    for n in 0..250 {
        shelf.keep_search(&format!("wort {}", n % 230)).expect("kept");
    }
    let history: History = shelf.history();
    assert_eq!(
        (history.searches().len(), history.searches().last().map(String::as_str)),
        (200, Some("wort 19"))
    );
    shelf.keep_last(&path).expect("kept");
    assert_eq!(shelf.last(), Some(path));
    shelf.keep_background("xterm", "light").expect("kept");
    shelf.keep_background("foot", "dark").expect("kept");
    shelf.keep_background("xterm", "dark").expect("kept");
    assert_eq!(shelf.background("xterm").as_deref(), Some("dark"));
    assert_eq!(shelf.background("none"), None);
    assert_eq!(
        shelf.device(),
        Shelf::open(Directories::below(directory.path())).device()
    );
}

#[test]
fn where_a_transcript_was_seen_stands_beside_its_marks() {
    let directory = tempfile::tempdir().expect("a directory");
    let directories = Directories::below(directory.path());
    let shelf = Shelf::open(directories.clone());
    let seen = |path: &str| {
        shelf.keep_document(
            &identity(),
            "Ein Gespräch",
            Some(std::path::Path::new(path)),
            Stamp::default(),
        )
    };
    let below = directories
        .data
        .expect("a data directory")
        .join("t")
        .join(identity().key.as_str());
    seen("/a.txt").expect("nothing to do");
    assert!(!below.exists(), "without marks nothing is made");
    let (_, events) = one_more(&mut notebook("x", 1), 1, "");
    shelf
        .journal(&identity(), None)
        .expect("a journal")
        .append(&events)
        .expect("saved");
    seen("/a.txt").expect("kept");
    std::fs::write(
        below.join("meta.json"),
        br#"{"v":1,"later":true,"paths":[{"path":"/a.txt","size":9}]}"#,
    )
    .expect("written");
    seen("/b.srt").expect("kept");
    seen("/a.txt").expect("kept");
    let text = std::fs::read_to_string(below.join("meta.json")).expect("it is there");
    let meta: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let paths: Vec<_> = meta["paths"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|p| p["path"].as_str())
        .collect();
    assert_eq!(paths, [Some("/b.srt"), Some("/a.txt")]);
    assert_eq!(
        (meta["later"].as_bool(), meta["title"].as_str()),
        (Some(true), Some("Ein Gespräch"))
    );
}

/// Makes files of these names and gives each an age of two hours.
fn plant_old(directory: &std::path::Path, names: &[&str]) {
    let hours_ago = std::time::SystemTime::now() - Duration::from_secs(7300);
    std::fs::create_dir_all(directory).expect("made");
    for name in names {
        let file = std::fs::File::create(directory.join(name)).expect("written");
        file.set_modified(hours_ago).expect("set");
    }
}

#[test]
fn strays_of_killed_runs_are_swept_and_nothing_else() {
    let directory = tempfile::tempdir().expect("a directory");
    let directories = Directories::below(directory.path());
    let shelf = Shelf::open(directories.clone());
    let journal = shelf.journal(&identity(), None).expect("a journal");
    let (data, state) = (directories.data.expect("data"), directories.state.expect("state"));
    let marks = data.join("t").join(identity().key.as_str());
    let talks = directory.path().join("talks");
    let beside = shelf
        .journal(&identity(), None)
        .expect("a journal")
        .beside(&talks.join("talk.txt"));
    let strays = [".notes.x.jsonl.7.0.tmp", ".meta.json.31.15.tmp"];
    let others = [
        "notes.x.jsonl",
        ".tmp",
        ".x.tmp",
        ".x.7.tmp",
        ".a.b.0.tmp",
        ".x.7.0.tmp.txt",
        "x.7.0.tmp",
    ];
    for folder in [&marks, &state.join("places")] {
        plant_old(folder, &strays);
        plant_old(folder, &others);
        std::fs::write(folder.join(".young.7.0.tmp"), "half").expect("written");
    }
    plant_old(
        &talks,
        &[
            ".talk.txt.visavis.x.jsonl.7.0.tmp",
            ".talk.txt.7.0.tmp",
            ".notes.x.jsonl.7.0.tmp",
        ],
    );
    assert_eq!((journal.sweep(), shelf.sweep()), (2, 2));
    for folder in [&marks, &state.join("places")] {
        assert!(strays.iter().all(|name| !folder.join(name).exists()));
        assert!(others.iter().all(|name| folder.join(name).exists()));
        assert!(folder.join(".young.7.0.tmp").exists());
    }
    assert_eq!(
        beside.sweep(),
        1,
        "in a folder of the reader's only what begins with the transcript's name"
    );
    assert_eq!(std::fs::read_dir(&talks).expect("a folder").count(), 2);
}

#[test]
fn a_place_is_found_again_in_a_text_that_grew() {
    let text = |lines: &[&str]| {
        let mut builder = Builder::default();
        lines.iter().for_each(|line| assert!(builder.push(Piece::new(line, 1))));
        builder.finish(lines.len())
    };
    let words = "Wir sprechen über Züge und über Brücken.";
    let old = text(&["Guten Tag.", words]);
    let place = Place::at(&old, 11);
    assert_eq!(place.find(&old), 11);
    let new = text(&["Ein neuer Anfang.", "Guten Tag.", words]);
    assert!(new.text()[place.find(&new)..].starts_with(words));
    let other = text(&["Ääääääääääääääääääääää"]);
    assert!(other.text().is_char_boundary(place.find(&other)));
    assert_eq!(
        Place {
            offset: usize::MAX,
            fraction: f64::NAN,
            ..Place::default()
        }
        .find(&text(&["a"])),
        0
    );
}
