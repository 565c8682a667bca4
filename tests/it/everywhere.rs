//! `visavis search`: what is found in many transcripts at once, how it is written, and how the run ends.

use crate::command_line::{is_harmless, out, reason, run};
use crate::pty::Home;

fn home() -> Home {
    let home = Home::new();
    std::fs::create_dir(home.path().join("talks")).expect("a temporary folder can be made");
    home.write(
        "talks/one.txt",
        "Ada: Who built the harbour?\n\nBen: The masons of the harbour town.\n",
    );
    home.write(
        "talks/two.srt",
        "1\n00:00:01,000 --> 00:00:03,000\nAda: And the mill?\n\n2\n00:01:04,000 --> 00:01:09,000\nCleo: My uncle, \
         by the harbour.\n",
    );
    home.write("talks/notes.md", "Ada: Was it late?\n\nBen: Nobody went home.\n");
    home
}

#[test]
fn hits_of_a_folder_come_file_by_file_with_turn_time_and_speaker() {
    let home = home();
    let output = run(&home, &["search", "HARBOUR".to_lowercase().as_str(), "talks"], b"");
    assert_eq!(
        out(&output),
        "talks/one.txt:1::Ada: Who built the harbour?\n\
         talks/one.txt:2::Ben: The masons of the harbour town.\n\
         talks/two.srt:2:1:04:Cleo: My uncle, by the harbour.\n"
    );
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn options_narrow_and_a_speaker_who_is_not_there_says_nothing() {
    let home = home();
    let lines = |arguments: &[&str]| {
        let mut all = vec!["search"];
        all.extend(arguments);
        all.push("talks");
        let output = run(&home, &all, b"");
        (out(&output).lines().count(), output.status.code())
    };
    assert_eq!(lines(&["harbour", "--host"]), (1, Some(0)));
    assert_eq!(lines(&["harbour", "--guest"]), (2, Some(0)));
    assert_eq!(lines(&["harbour", "--speaker", "cleo"]), (1, Some(0)));
    assert_eq!(lines(&["harbour", "--questions"]), (1, Some(0)));
    assert_eq!(lines(&["harbour", "--speaker", "Dora"]), (0, Some(1)));
    assert_eq!(lines(&["guest: harbour"]), (2, Some(0)));
    assert_eq!(lines(&["uncle harbour", "--near", "3"]), (1, Some(0)));
    assert_eq!(lines(&["h.rb\\w+", "--regex"]), (3, Some(0)));
    assert_eq!(lines(&["harbour", "--count"]), (2, Some(0)));
    assert_eq!(lines(&["harbour", "--kwic", "--sort", "left"]), (3, Some(0)));
}

#[test]
fn nothing_found_ends_with_one_and_what_cannot_be_read_with_two() {
    let home = home();
    assert_eq!(run(&home, &["search", "zebra", "talks"], b"").status.code(), Some(1));
    let output = run(&home, &["search", "harbour", "talks/none.txt", "talks/one.txt"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(out(&output).lines().count(), 2, "the others are searched all the same");
    assert!(reason(&output).contains("none.txt: no such file"));
    let output = run(&home, &["search", "(", "--regex", "talks"], b"");
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(2), ""));
    assert!(reason(&output).contains("not a regular expression"));
    // A file of a folder that is no transcript is told, and ends nothing.
    home.write("talks/broken.json", "{\"openapi\": \"3.0\", \"paths\": {}}");
    let output = run(&home, &["search", "harbour", "talks"], b"");
    assert_eq!((out(&output).lines().count(), output.status.code()), (3, Some(0)));
    assert!(reason(&output).contains("broken.json"));
}

#[test]
fn every_hit_is_an_object_with_the_question_it_answers() {
    let home = home();
    let output = run(&home, &["search", "--json", "harbour", "talks"], b"");
    let objects: Vec<serde_json::Value> = out(&output)
        .lines()
        .map(|line| serde_json::from_str(line).expect("an object a line"))
        .collect();
    assert_eq!(objects.len(), 3);
    assert_eq!(objects[1]["question"]["words"], "Who built the harbour?");
    assert_eq!(objects[2]["from"], 64.0);
    assert_eq!(objects[2]["path"], "talks/two.srt");
}

#[test]
fn colour_is_for_terminals_and_names_of_files_are_harmless() {
    let home = home();
    home.write("talks/a\u{1b}]0;x\u{7}.txt", "Ada: The harbour?\n\nBen: Yes.\n");
    let output = run(&home, &["search", "harbour", "talks"], b"");
    assert!(is_harmless(&out(&output)), "{:?}", out(&output));
    let output = run(&home, &["search", "--color", "always", "harbour", "talks/one.txt"], b"");
    assert!(out(&output).contains("\u{1b}[1;31mharbour\u{1b}[0m"));
}

#[test]
fn standard_input_can_be_searched() {
    let home = home();
    let output = run(&home, &["search", "mill", "-"], b"Ada: Whose mill?\n\nBen: Mine.\n");
    assert_eq!(out(&output), "standard input:1::Ada: Whose mill?\n");
}
