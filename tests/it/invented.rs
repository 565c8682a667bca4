//! The library of invented interviews as the program writes it: the same twice, beside what is there, never over it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::command_line::{out, reason, run};
use crate::pty::Home;
use visavis::app::reading::{Origin, read, shelf};
use visavis::turns::infer;

const SMALL: [&str; 6] = ["--interviews", "22", "--megabytes", "1", "--seed", "3"];

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in folder.read_dir().expect("a folder of folders") {
        for file in entry.expect("an entry").path().read_dir().expect("a folder of files") {
            let file = file.expect("an entry").path();
            let name = file.strip_prefix(folder).expect("it lies there").to_owned();
            files.insert(name, std::fs::read(file).expect("readable"));
        }
    }
    files
}

#[test]
fn a_library_is_invented_twice_alike_opens_whole_and_is_never_written_over() {
    let home = Home::new();
    for folder in ["one", "two"] {
        let plain = format!("{folder}-plain");
        let told = run(
            &home,
            &[&["invent", folder, "--plain", &plain][..], &SMALL].concat(),
            b"",
        );
        assert!(told.status.success(), "{}", reason(&told));
        assert!(out(&told).contains("22 interviews"), "{}", out(&told));
    }
    let one = files(&home.path().join("one"));
    assert_eq!(one, files(&home.path().join("two")));
    let plain = files(&home.path().join("one-plain"));
    assert_eq!((one.len(), plain.len()), (22, 22));
    let talk: usize = plain.values().map(Vec::len).sum();
    assert!((1_000_000..1_400_000).contains(&talk), "{talk} bytes");

    let found = shelf(&[home.path().join("one")]).expect("a folder of transcripts");
    assert_eq!(found.len(), 22);
    for origin in &found {
        let reading = read(origin).unwrap_or_else(|failure| panic!("{failure}"));
        let Origin::File(path) = origin else { continue };
        let name = path.strip_prefix(home.path().join("one")).expect("it lies there");
        let plain = &plain[Path::new(&format!("{}.txt", name.display()))];
        let turns = plain
            .split(|byte| *byte == b'\n')
            .filter(|line| !line.is_empty())
            .count();
        if !name.starts_with("unlabelled") {
            let read = infer(&reading.transcript, &[]).all().len();
            assert_eq!(read, turns, "{}", name.display());
        }
    }

    let first = home.path().join("one").join(one.keys().next().expect("a file"));
    std::fs::write(&first, "mine").expect("writable");
    let again = run(&home, &[&["invent", "one"][..], &SMALL].concat(), b"");
    assert_eq!(again.status.code(), Some(2));
    assert!(reason(&again).contains("is there already"), "{}", reason(&again));
    assert_eq!(std::fs::read(first).expect("it is there"), b"mine");
}
