//! `gAb`, `gAh`, `gAm`, `gAn` in a real terminal: marks of all transcripts in one list, filtered, gone to, taken out.

use crate::pty::{Home, Terminal};

/// Two talks with marks in each, the second one open.
fn home() -> Home {
    let home = Home::new();
    home.write(
        "one.txt",
        "Ada: Who built the harbour?\n\nBen: The masons of the harbour town built it, all of them.\n",
    );
    home.write(
        "two.txt",
        "Ada: And the mill?\n\nCleo: My uncle built the mill by the old weir.\n\nAda: Alone?\n\nCleo: With his dog.\n",
    );
    home.write("three.txt", "Ada: Nothing here?\n\nBen: Nothing is marked in here.\n");
    mark(&home, "one.txt", "Who built", "}H3amasons #trade\rBmz");
    mark(&home, "two.txt", "And the mill", "}H5}ashort #stone\r}mk");
    home
}

/// Opens a talk, types, and waits until all is saved.
fn mark(home: &Home, file: &str, words: &str, keys: &str) {
    let mut terminal = home.start(&[file], (100, 30));
    terminal.shows(words);
    for part in keys.split_inclusive('\r') {
        terminal.type_keys(part);
        if part.ends_with('\r') {
            terminal.shows("note kept");
        }
    }
    terminal.hides("○");
    terminal.type_keys("q");
    assert!(terminal.ends().success());
}

fn open(home: &Home) -> Terminal {
    let terminal = home.start(&["three.txt"], (110, 32));
    terminal.shows("Nothing is marked in here.");
    terminal
}

#[test]
fn marks_of_all_transcripts_are_listed_filtered_and_gone_to() {
    let home = home();
    let mut terminal = open(&home);
    terminal.type_keys("gAh");
    terminal.shows("Highlights everywhere · 2");
    for words in [
        "one.txt · 1 mark",
        "The masons of the harbour town built it",
        "masons #trade",
        "two.txt · 1 mark",
        "My uncle built the mill",
    ] {
        terminal.shows(words);
    }
    terminal.escapes("Highlights everywhere");
    terminal.type_keys("gAn");
    terminal.shows("Notes everywhere · 2");
    terminal.type_keys("/#stone");
    terminal.hides("masons #trade");
    terminal.shows("short #stone");
    terminal.type_keys("\r\r");
    // The note of the second talk was written to its third turn.
    terminal.hides("Notes everywhere");
    terminal.shows("With his dog.");
    terminal.becomes("the page of two.txt at the mark", |screen| {
        let shown = screen.contents();
        shown.contains("two.txt") && !shown.contains("Nothing is marked")
    });
    terminal.type_keys("gAm");
    terminal.shows("Letters everywhere · 2");
    terminal.type_keys("/guest:");
    terminal.shows("k ¶");
    terminal.shows("z ¶");
    // Enter goes to the chosen one.
    terminal.type_keys("\r");
    terminal.hides("Letters everywhere");
    terminal.type_keys("q");
    assert!(terminal.ends().success());
}

#[test]
fn what_the_list_shows_is_taken_out_and_a_file_that_is_gone_keeps_its_marks() {
    let home = home();
    std::fs::rename(home.path().join("one.txt"), home.path().join("away")).expect("renamed");
    let mut terminal = open(&home);
    terminal.type_keys("gAh");
    terminal.shows("one.txt · 1 mark · the file is not where it was");
    terminal.type_keys("\r");
    terminal.shows("is not where it was read; its marks are kept");
    terminal.type_keys("gAh");
    terminal.shows("Highlights everywhere · 2");
    terminal.type_keys("d");
    terminal.shows("no mark here to delete");
    terminal.type_keys("D");
    terminal.shows("that is done in the transcript");
    terminal.type_keys("e");
    terminal.shows("md quotes.md");
    terminal.type_keys("\x15json quotes.json\r");
    terminal.shows("2 marks written to quotes.json");
    let written = std::fs::read_to_string(home.path().join("quotes.json")).expect("it was written");
    let json: serde_json::Value = serde_json::from_str(&written).expect("it is JSON");
    let documents = json["documents"].as_array().expect("documents");
    let said: Vec<(&str, &str)> = documents
        .iter()
        .map(|document| (&document["title"], &document["quotes"][0]))
        .map(|(title, quote)| (title.as_str().unwrap_or(""), quote["quote"].as_str().unwrap_or("")))
        .collect();
    assert_eq!(
        said,
        [
            ("one.txt", "The masons of the harbour town built it, all of them."),
            ("two.txt", "My uncle built the mill by the old weir.")
        ]
    );
    terminal.escapes("Highlights everywhere");
    terminal.type_keys("q");
    assert!(terminal.ends().success());
}

#[test]
fn where_nothing_is_marked_that_is_said() {
    let home = Home::new();
    home.write("three.txt", "Ada: Nothing here?\n\nBen: Nothing is marked in here.\n");
    let mut terminal = open(&home);
    terminal.type_keys("gAb");
    terminal.shows("no bookmarks in any transcript");
    terminal.type_keys("q");
    assert!(terminal.ends().success());
}
