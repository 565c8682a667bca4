//! Everything found in many transcripts, highlighted, tagged or taken out at once: from the list of the reader and by command.

use crate::command_line::{out, reason, run};
use crate::pty::{Home, Terminal};

const ONE: &str = "Ada: Who built the harbour?\n\nBen: The masons of the harbour town.\n";
const TWO: &str = "Ada: And the mill?\n\nCleo: My uncle, by the harbour.\n";

fn home() -> Home {
    let home = Home::new();
    std::fs::create_dir(home.path().join("talks")).expect("a temporary folder can be made");
    home.write("talks/one.txt", ONE);
    home.write("talks/two.txt", TWO);
    home
}

/// Colour, words and note of every mark.
fn marks(home: &Home, file: &str) -> Vec<(String, String, String)> {
    let output = run(home, &["export", file, "--to", "json"], b"");
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let quotes = json["documents"][0]["quotes"].as_array().cloned().unwrap_or_default();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or("").to_owned();
    quotes
        .iter()
        .map(|quote| (text(&quote["colour"]), text(&quote["quote"]), text(&quote["note"])))
        .collect()
}

fn mark(colour: &str, words: &str, note: &str) -> (String, String, String) {
    (colour.to_owned(), words.to_owned(), note.to_owned())
}

#[test]
fn a_search_highlights_and_tags_what_it_finds_once() {
    let home = home();
    let search = [
        "search",
        "harbour",
        "talks",
        "--highlight",
        "blue",
        "--add-tag",
        "#port",
    ];
    let output = run(&home, &search, b"");
    assert_eq!(output.status.code(), Some(0), "{}", reason(&output));
    assert_eq!(out(&output).lines().count(), 3, "what was found is shown all the same");
    assert!(reason(&output).contains("highlighted 3 hits blue, tagged #port in 2 transcripts"));
    let blue = || mark("blue", "harbour", "#port");
    assert_eq!(marks(&home, "talks/one.txt"), [blue(), blue()]);
    assert_eq!(marks(&home, "talks/two.txt"), [blue()]);
    let again = run(&home, &search, b"");
    assert!(reason(&again).contains("highlighted 0 hits blue"), "{}", reason(&again));
    assert_eq!(marks(&home, "talks/one.txt").len(), 2);
    run(
        &home,
        &["search", "harbour", "talks", "--highlight", "4", "--guest"],
        b"",
    );
    assert_eq!(
        marks(&home, "talks/one.txt"),
        [blue(), mark("pink", "harbour", "#port")]
    );
    let none = run(&home, &["search", "zebra", "talks", "--highlight", "1"], b"");
    assert_eq!((none.status.code(), reason(&none).as_str()), (Some(1), ""));
    let wrong = run(&home, &["search", "harbour", "talks", "--add-tag", "a b"], b"");
    assert_eq!(wrong.status.code(), Some(2));
    assert_eq!(marks(&home, "talks/two.txt"), [mark("pink", "harbour", "#port")]);
}

#[test]
fn the_same_words_in_two_files_are_marked_once() {
    let home = home();
    home.write("talks/copy.txt", ONE);
    run(&home, &["search", "harbour", "talks", "--highlight", "1"], b"");
    assert_eq!(marks(&home, "talks/copy.txt").len(), 2);
    assert_eq!(marks(&home, "talks/one.txt").len(), 2);
}

#[test]
fn a_search_gives_what_it_finds_as_quotes_in_any_form_and_marks_nothing() {
    let home = home();
    let csv = run(&home, &["search", "harbour", "talks", "--to", "csv"], b"");
    assert_eq!(out(&csv).lines().count(), 4, "{}", out(&csv));
    let write = ["search", "harbour", "talks", "--to", "md", "-o", "found.md"];
    assert!(run(&home, &write, b"").status.success());
    let file = std::fs::read_to_string(home.path().join("found.md")).expect("it was written");
    assert!(file.contains("Cleo") && file.contains("And the mill?"), "{file}");
    let kept = run(&home, &write, b"");
    assert_eq!(kept.status.code(), Some(2));
    assert!(reason(&kept).contains("is there already"), "{}", reason(&kept));
    let json = run(&home, &["search", "harbour", "talks", "--to", "json"], b"");
    let again = run(&home, &["search", "harbour", "talks", "--to", "json"], b"");
    let ids = |output: &std::process::Output| {
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let documents = json["documents"].as_array().expect("documents").clone();
        let quotes = documents
            .iter()
            .flat_map(|document| document["quotes"].as_array().expect("quotes").clone());
        quotes.map(|quote| quote["id"].to_string()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&json).len(), 3);
    assert_eq!(ids(&json), ids(&again), "a hit has one name");
    assert_eq!(marks(&home, "talks/one.txt"), []);
}

/// The list of what was found in both, opened from the first.
fn list(home: &Home) -> Terminal {
    let files = [home.path().join("talks/one.txt"), home.path().join("talks/two.txt")];
    let mut terminal = home.start(&[files[0].as_os_str(), files[1].as_os_str()], (110, 30));
    terminal.shows("two.txt");
    terminal.type_keys("\r");
    terminal.shows("Who built");
    terminal.type_keys("/harbour\r");
    terminal.shows("1/2");
    terminal.type_keys("gS");
    terminal.shows("Everywhere");
    terminal.shows("My uncle");
    terminal
}

#[test]
fn the_list_of_what_was_found_everywhere_is_highlighted_and_taken_back_by_one_key_each() {
    let home = home();
    let mut terminal = list(&home);
    terminal.shows("H 1–8 highlight all");
    terminal.type_keys("H3");
    terminal.shows("highlighted 3 hits blue in 2 transcripts");
    let blue = || mark("blue", "harbour", "");
    terminal.finds("marks in both", || {
        marks(&home, "talks/one.txt") == [blue(), blue()] && marks(&home, "talks/two.txt") == [blue()]
    });
    // The next colour for all of them, as in lists of marks.
    terminal.type_keys("C");
    terminal.shows("highlighted 3 hits pink in 2 transcripts");
    terminal.type_keys("u");
    terminal.shows("taken back in 2 transcripts");
    terminal.finds("the colour before", || marks(&home, "talks/two.txt") == [blue()]);
    terminal.type_keys("u");
    terminal.finds("no mark in any", || {
        marks(&home, "talks/one.txt").is_empty() && marks(&home, "talks/two.txt").is_empty()
    });
    terminal.shows("Everywhere");
}

#[test]
fn what_a_filter_leaves_is_tagged_and_taken_out() {
    let home = home();
    let mut terminal = list(&home);
    terminal.type_keys("/Cleo\t");
    terminal.type_keys("T");
    terminal.type_keys("port\r");
    terminal.shows("tagged 1 hit #port in 1 transcript");
    terminal.finds("a tag in one of them", || {
        marks(&home, "talks/two.txt") == [mark("", "harbour", "#port")] && marks(&home, "talks/one.txt").is_empty()
    });
    terminal.type_keys("e");
    terminal.shows("md found.md");
    terminal.type_keys("\x15");
    terminal.type_keys("csv quotes.csv\r");
    terminal.shows("1 hit written");
    let file = std::fs::read_to_string(home.path().join("quotes.csv")).expect("it was written");
    assert!(file.contains("Cleo") && !file.contains("Ben"), "{file}");
}

#[test]
fn a_file_that_changed_since_it_was_searched_is_marked_nowhere_else() {
    let home = home();
    let mut terminal = list(&home);
    home.write("talks/two.txt", format!("Ada: Something new.\n\n{TWO}"));
    terminal.type_keys("H1");
    terminal.shows("1 not there any more");
    assert_eq!(marks(&home, "talks/two.txt"), []);
    terminal.finds("marks in the open one", || marks(&home, "talks/one.txt").len() == 2);
}
