//! `gS` in a real terminal: the search that goes on here, found in the other transcripts, opened at the words, marked, and back.

use crate::pty::Home;

/// A long talk in which the words stand far behind what the first screen needs.
fn long(words: &str) -> String {
    let mut talk = String::new();
    for turn in 0..400 {
        talk.push_str(&format!(
            "Ada: What of stone {turn}?\n\nBen: It lies in the wall, as the others do.\n\n"
        ));
    }
    talk + "Ada: And at last?\n\nBen: " + words + "\n"
}

#[test]
fn a_search_goes_through_all_transcripts_lands_on_the_words_and_can_be_marked() {
    let home = Home::new();
    let one = home.write("one.txt", "Ada: Who built the harbour?\n\nBen: The masons did.\n");
    home.write("two.txt", long("Nobody saw the harbour again."));
    let mut terminal = home.start(&[one.as_os_str(), home.path().join("two.txt").as_os_str()], (100, 30));
    terminal.shows("two.txt");
    terminal.type_keys("\r");
    terminal.shows("Who built");
    terminal.type_keys("gS");
    terminal.shows("nothing is searched yet");
    terminal.type_keys("/harbour\r");
    terminal.type_keys("gS");
    terminal.shows("Everywhere");
    terminal.shows("saw the harbour again");
    terminal.shows("And at last?");
    terminal.type_keys("G\r");
    terminal.hides("Everywhere");
    terminal.shows("Nobody saw the harbour again.");
    // The search goes on here, and what was found can be marked.
    terminal.type_keys("gB");
    terminal.shows("bookmarked 1 hit");
    terminal.type_keys("gb");
    terminal.shows("Bookmarks");
    terminal.type_keys("\x1b");
    terminal.hides("Bookmarks");
    terminal.type_keys(":prev\r");
    terminal.shows("Who built");
    terminal.type_keys("q");
    assert!(terminal.ends().success());
}

#[test]
fn what_is_found_nowhere_is_said() {
    let home = Home::new();
    let one = home.write("one.txt", "Ada: Who built the harbour?\n\nBen: The masons did.\n");
    let mut terminal = home.start(&[one.as_os_str()], (100, 30));
    terminal.shows("Who built");
    terminal.type_keys("/zebra\rgS");
    terminal.shows("not found in 1 transcript");
    terminal.type_keys("q");
    assert!(terminal.ends().success());
}
